"""The link in the mail, with and without an account."""

from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.core import mail

from accounts import coaching
from accounts.models import Coaching, ProfileGrant, User
from conftest import NOON, PASSWORD


@pytest.fixture
def invited(tess, time_machine) -> tuple[Coaching, str]:
    time_machine.move_to(NOON)
    invitation, token = coaching.invite(trainer=tess, email="new@example.com", at=NOON)
    return invitation, f"/coaching/invitations/{token}/"


@pytest.fixture
def link(invited) -> str:
    return invited[1]


def sign_up(client, link, email):
    page = client.get(link)
    asked = {"email": email, "password1": PASSWORD, "name": "Nia New", "next": link}
    return page, client.post("/accounts/signup/", asked)


def test_who_has_an_account_sees_who_invites_and_what_will_be_shared(client, link, sam):
    client.force_login(sam)
    shown = client.get(link).content.decode()
    assert "Tess would like to coach you" in shown
    for words in ("Training", "Body measurements", "Nutrition", "Progress photos"):
        assert words in shown


def test_accepting_leads_to_today_and_shares_what_was_chosen(client, link, invited, sam, tess):
    client.force_login(sam)
    response = client.post(f"{link}accept/", {"scopes": ["body"]}, follow=True)
    assert response.redirect_chain[0][0] in {"/", "/today/"}
    assert [str(message) for message in response.context["messages"]] == ["Tess coaches you now."]
    assert coaching.trainee_ids_of(tess, "body") == [sam.pk]


def test_training_is_shared_even_if_nothing_is_chosen(client, link, sam, tess):
    client.force_login(sam)
    client.post(f"{link}accept/")
    assert coaching.trainee_ids_of(tess) == [sam.pk]


def test_nobody_accepts_without_an_account(client, link):
    response = client.post(f"{link}accept/")
    assert response.url.startswith("/accounts/login/")
    assert not ProfileGrant.objects.exists()


def test_nobody_is_offered_both_ways_in(client, link):
    shown = client.get(link).content.decode()
    assert "/accounts/signup/?next=/coaching/invitations/" in shown
    assert "&amp;email=new%40example.com" in shown
    assert "/accounts/login/?next=/coaching/invitations/" in shown


def test_who_has_an_account_is_offered_to_sign_in_first(client, tess, sam, time_machine):
    time_machine.move_to(NOON)
    _, token = coaching.invite(trainer=tess, email=sam.email, at=NOON)
    assert "Sign in to answer" in client.get(f"/coaching/invitations/{token}/").content.decode()


def test_the_sign_up_form_knows_the_address(client, link):
    client.get(link)
    assert 'value="new@example.com"' in client.get("/accounts/signup/").content.decode()


def test_signing_up_with_the_invited_address_needs_no_other_proof(client, link, tess):
    _, response = sign_up(client, link, "New@example.com")
    assert response.url == link
    assert mail.outbox == []
    made = User.objects.get(email="new@example.com")
    assert EmailAddress.objects.get(user=made).verified
    assert client.post(f"{link}accept/").status_code == 302
    assert coaching.trainee_ids_of(tess) == [made.pk]


def test_signing_up_with_another_address_needs_its_own_proof(client, link):
    _, response = sign_up(client, link, "other@example.com")
    assert response.url.startswith("/accounts/confirm-email/")
    made = User.objects.get(email="other@example.com")
    assert list(EmailAddress.objects.values_list("email", "verified")) == [
        ("tess@example.com", True),
        ("other@example.com", False),
    ]
    assert not User.objects.filter(email="new@example.com").exists()
    assert not made.verified_addresses


def test_looking_at_the_link_signed_in_proves_nothing_later(client, link, sam):
    client.force_login(sam)
    client.get(link)
    assert "account_verified_email" not in client.session


@pytest.mark.parametrize("who", [None, "sam"])
def test_the_link_is_enough_to_decline(client, link, invited, who, request):
    if who:
        client.force_login(request.getfixturevalue(who))
    assert client.post(f"{link}decline/").url == "/"
    invitation = Coaching.objects.get()
    assert invitation.status == "ended"
    assert (invitation.ended_by is None) == (who is None)


@pytest.mark.parametrize("who", [None, "sam"])
def test_a_link_that_has_run_out_is_410_and_says_what_to_do(
    client, link, who, request, time_machine
):
    time_machine.move_to(NOON + timedelta(days=14))
    if who:
        client.force_login(request.getfixturevalue(who))
    response = client.get(link)
    assert response.status_code == 410
    assert "Ask for a new one" in response.content.decode()
    if who:
        assert client.post(f"{link}accept/").status_code == 410


@pytest.mark.parametrize("how", ["used", "withdrawn", "replaced", "mistyped"])
def test_a_link_that_opens_nothing_is_404_and_says_why(client, link, invited, sam, tess, how):
    invitation, _ = invited
    if how == "used":
        coaching.accept(coaching=invitation, trainee=sam, scopes=[], at=NOON)
    if how == "withdrawn":
        coaching.end(coaching=invitation, by=tess, at=NOON)
    if how == "replaced":
        coaching.invite(trainer=tess, email=invitation.email, at=NOON)
    if how == "mistyped":
        link = link.replace("/invitations/", "/invitations/x")
    response = client.get(link)
    assert response.status_code == 404
    assert "answered, withdrawn, or replaced" in response.content.decode()
    assert client.post(f"{link}decline/").status_code == 404


def test_a_trainer_who_opens_their_own_link_is_told_so(client, link, tess):
    client.force_login(tess)
    assert "This is an invitation of yours." in client.get(link).content.decode()
    assert client.post(f"{link}accept/").status_code == 409


def test_who_is_coached_by_the_trainer_already_is_told_so(client, link, sam, tess):
    other, _ = coaching.invite(trainer=tess, email=sam.email, at=NOON)
    coaching.accept(coaching=other, trainee=sam, scopes=[], at=NOON)
    client.force_login(sam)
    response = client.post(f"{link}accept/")
    assert response.status_code == 409
    assert "This trainer already coaches you." in response.content.decode()
