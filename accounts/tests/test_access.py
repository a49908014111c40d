import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.test import RequestFactory
from rest_framework.views import APIView

from accounts.access import (
    Anyone,
    IsAdmin,
    IsSignedIn,
    IsTrainer,
    Nobody,
    public,
    require_admin,
    require_trainer,
    signed_in,
)
from accounts.models import Token
from conftest import NOON, PASSWORD


def page(request):
    return HttpResponse("inside")


def enter(door, user):
    request = RequestFactory().get("/somewhere/")
    request.user = user
    return door(page)(request)


@pytest.mark.parametrize("who", ["ana", "cole", "ada"])
@pytest.mark.parametrize(
    ("door", "let_in"),
    [
        (public, {"ana", "cole", "ada"}),
        (signed_in, {"ana", "cole", "ada"}),
        (require_trainer, {"cole"}),
        (require_admin, {"ada"}),
    ],
)
def test_a_door_lets_in_whom_it_names(door, let_in, who, request):
    user = request.getfixturevalue(who)
    if who in let_in:
        assert enter(door, user).content == b"inside"
    else:
        with pytest.raises(PermissionDenied):
            enter(door, user)


@pytest.mark.parametrize("door", [signed_in, require_trainer, require_admin])
def test_nobody_is_sent_to_sign_in(door):
    response = enter(door, AnonymousUser())
    assert response.status_code == 302
    assert response.url == "/accounts/login/?next=/somewhere/"


def test_everyone_enters_a_public_page():
    assert enter(public, AnonymousUser()).content == b"inside"


@pytest.mark.parametrize(
    ("door", "name"),
    [
        (public, "public"),
        (signed_in, "signed in"),
        (require_trainer, "trainer"),
        (require_admin, "admin"),
    ],
)
def test_a_door_says_who_it_is_for(door, name):
    assert door(page).door == name


@pytest.mark.parametrize("who", [None, "ana", "cole", "ada"])
@pytest.mark.parametrize(
    ("permission", "let_in"),
    [
        (Nobody, set()),
        (Anyone, {None, "ana", "cole", "ada"}),
        (IsSignedIn, {"ana", "cole", "ada"}),
        (IsTrainer, {"cole"}),
        (IsAdmin, {"ada"}),
    ],
)
def test_a_permission_lets_in_whom_it_names(permission, let_in, who, request):
    asked = RequestFactory().get("/api/")
    asked.user = request.getfixturevalue(who) if who else AnonymousUser()
    assert permission().has_permission(asked, APIView()) == (who in let_in)


def test_an_endpoint_that_names_nobody_lets_nobody_in(ada):
    asked = RequestFactory().get("/api/")
    asked.user = ada
    view = APIView()
    assert not all(permission.has_permission(asked, view) for permission in view.get_permissions())


# --- How a request says who it is ----------------------------------------------------------------


@pytest.fixture
def bearer(api):
    def client(user, scope="write", **fields):
        token, secret = Token.issue(user=user, name="test", scope=scope, at=NOON, **fields)
        made = api()
        made.credentials(HTTP_AUTHORIZATION=f"Bearer {secret}")
        return made, token

    return client


def test_a_token_speaks_for_its_person(bearer, ana):
    client, _ = bearer(ana)
    assert client.get("/api/v1/me/").json()["email"] == ana.email


def test_a_read_token_reads_and_does_not_write(bearer, ana):
    client, _ = bearer(ana, "read")
    assert client.get("/api/v1/me/").status_code == 200
    assert client.patch("/api/v1/me/", {"name": "Other"}).status_code == 403
    ana.profile.refresh_from_db()
    assert ana.profile.name == "Ana"


def test_a_write_token_needs_no_csrf(bearer, ana):
    client, _ = bearer(ana)
    client.handler.enforce_csrf_checks = True
    assert client.patch("/api/v1/me/", {"name": "Other"}).status_code == 200


def test_a_session_needs_csrf(api, ana):
    client = api(ana)
    client.handler.enforce_csrf_checks = True
    assert client.get("/api/v1/me/").status_code == 200
    assert client.patch("/api/v1/me/", {"name": "Other"}).status_code == 403


def test_without_either_it_is_401_and_says_how(api, db):
    response = api().get("/api/v1/me/")
    assert response.status_code == 401
    assert response.headers["WWW-Authenticate"] == "Bearer"
    assert response.headers["Content-Type"] == "application/problem+json"


def test_a_wrong_token_is_401(api, db):
    client = api()
    client.credentials(HTTP_AUTHORIZATION="Bearer fit_wrong")
    assert client.get("/api/v1/me/").status_code == 401


def test_a_token_that_has_run_out_is_401(bearer, ana):
    client, _ = bearer(ana, expires_at=NOON)
    assert client.get("/api/v1/me/").status_code == 401


def test_a_revoked_token_is_401_at_once(bearer, ana):
    client, token = bearer(ana)
    assert client.get("/api/v1/me/").status_code == 200
    token.revoke(at=NOON)
    assert client.get("/api/v1/me/").status_code == 401


def test_use_is_noted_but_not_written_for_every_request(bearer, ana, time_machine):
    client, token = bearer(ana)
    times = []
    for minute in (0, 2, 10):
        time_machine.move_to(NOON.replace(minute=minute), tick=False)
        client.get("/api/v1/me/")
        token.refresh_from_db()
        times.append(token.last_used_at.minute)
    assert times == [0, 0, 10]


def test_deactivating_a_person_stops_token_and_session_with_the_next_request(
    bearer, client, api, ana
):
    program, _ = bearer(ana)
    client.force_login(ana)
    ana.is_active = False
    ana.save()
    assert program.get("/api/v1/me/").status_code == 401
    assert client.get("/settings/").status_code == 302
    assert api(ana).get("/api/v1/me/").status_code == 401


def test_deleting_a_person_stops_token_and_session_with_the_next_request(bearer, client, ana):
    program, _ = bearer(ana)
    client.force_login(ana)
    ana.delete()
    assert program.get("/api/v1/me/").status_code == 401
    assert client.get("/settings/").status_code == 302


def test_a_new_password_ends_other_sessions(client, ana):
    client.force_login(ana)
    ana.set_password(PASSWORD + "-new")
    ana.save()
    assert client.get("/settings/").status_code == 302


def test_what_is_personal_is_kept_by_no_cache(bearer, client, ana):
    program, _ = bearer(ana)
    client.force_login(ana)
    for response in (program.get("/api/v1/me/"), client.get("/settings/")):
        assert response.headers["Cache-Control"] == "private, no-store"


def test_who_somebody_is_costs_one_query_by_token(bearer, ana, django_assert_num_queries):
    client, _ = bearer(ana)
    client.get("/api/v1/me/")
    with django_assert_num_queries(2):  # the token with its person, and the roles
        client.get("/api/v1/me/")
