"""Who has not the role that a page asks for is told so, and how one comes by it."""

import pytest
from django.urls import reverse

from accounts import applications
from conftest import NOON, PASSWORD

OF_TRAINERS = ["/trainees/", "/trainees/1/", "/coaching/"]
OF_ADMINS = ["/admin/", "/admin/accounts/user/", "/admin/accounts/user/1/change/", "/admin/login/",
             "/admin/password_change/", "/admin/nowhere/"]  # fmt: skip


def text(response):
    return response.content.decode()


@pytest.mark.parametrize("path", OF_TRAINERS)
def test_a_trainee_on_a_trainers_page_may_apply(client, sam, path):
    client.force_login(sam)
    response = client.get(path)
    assert response.status_code == 403
    assert "This page is for trainers." in text(response)
    assert "Apply to be a trainer" in text(response)
    assert reverse("accounts:become-a-trainer") in text(response)


def test_who_has_applied_is_told_that_it_waits(client, sam):
    applications.apply(user=sam, about="x", at=NOON)
    client.force_login(sam)
    shown = text(client.get("/trainees/"))
    assert "Your application is waiting" in shown
    assert "See your application" in shown
    assert "Apply to be a trainer" not in shown


def test_who_was_declined_may_apply_again(client, sam, ada):
    made = applications.apply(user=sam, about="x", at=NOON)
    applications.decline(application=made, by=ada, at=NOON)
    client.force_login(sam)
    assert "Apply to be a trainer" in text(client.get("/trainees/"))


@pytest.mark.parametrize("who", ["ana", "cole"])
@pytest.mark.parametrize("path", OF_ADMINS)
def test_who_is_no_admin_is_told_so(client, cole, who, path, request):
    client.force_login(request.getfixturevalue(who))
    response = client.get(path)
    assert response.status_code == 403
    assert "This page is for admins." in text(response)
    assert "Apply to be a trainer" not in text(response)


def test_staff_without_the_role_is_no_admin(client, sam):
    sam.is_staff = True
    sam.save()
    client.force_login(sam)
    assert client.get("/admin/").status_code == 403


@pytest.mark.parametrize("path", OF_ADMINS)
def test_nobody_is_sent_to_the_one_sign_in(client, db, path):
    response = client.get(path)
    assert response.status_code == 302
    assert response.url.startswith(f"/accounts/login/?next={path}")


def test_the_admin_signs_nobody_in(client, ada):
    response = client.post("/admin/login/", {"username": ada.email, "password": PASSWORD})
    assert response.url.startswith("/accounts/login/")
    assert "_auth_user_id" not in client.session


def test_an_admin_enters_and_changes_their_password_where_everybody_does(client, ada):
    client.force_login(ada)
    assert client.get("/admin/").status_code == 200
    assert client.get("/admin/login/").url == "/admin/"
    assert client.get("/admin/password_change/").url == reverse("account_change_password")
    assert client.get("/admin/nowhere/").status_code == 404


def test_after_signing_in_an_admin_is_where_they_meant_to_be(client, ada):
    asked = client.get("/admin/accounts/user/").url
    response = client.post(asked, {"login": ada.email, "password": PASSWORD})
    assert response.url == "/admin/accounts/user/"
