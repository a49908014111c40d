"""From nothing to a signed-in person, through the pages."""

import re

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.core.cache import cache
from django.urls import reverse

from accounts.models import User
from conftest import PASSWORD

NEW = {"name": "Nia Okafor", "email": "Nia@Example.com", "password1": "gravel-otter-lamp-9"}


@pytest.fixture(autouse=True)
def _fresh_limits():
    cache.clear()


def sign_up(client, **changes):
    return client.post(reverse("account_signup"), {**NEW, **changes})


def code_in(message):
    return re.search(r"^ {4}(\S+)$", message.body, re.MULTILINE).group(1)


def confirm(client, code):
    return client.post(reverse("account_email_verification_sent"), {"code": code})


def test_signing_up_makes_a_trainee_who_confirms_by_code_and_is_signed_in(client, db):
    response = sign_up(client, time_zone="Europe/Berlin")
    assert response.url == reverse("account_email_verification_sent")
    user = User.objects.get(email="nia@example.com")
    assert user.name == "Nia Okafor"
    assert user.profile.time_zone == "Europe/Berlin"
    assert not user.is_trainer
    assert "_auth_user_id" not in client.session

    assert "nia@example.com" in client.get(response.url).content.decode()
    response = confirm(client, code_in(mail.outbox[0]))
    assert response.status_code == 302
    assert client.session["_auth_user_id"] == str(user.pk)
    assert EmailAddress.objects.get(user=user).verified


def test_the_mail_is_in_our_words_and_carries_the_code(client, db):
    sign_up(client)
    message = mail.outbox[0]
    code = code_in(message)
    assert message.to == ["nia@example.com"]
    assert message.subject == f"{code} is your code"
    assert "Hello Nia Okafor," in message.body
    assert "example.com" not in message.body.replace("nia@example.com", "")


def test_a_wrong_code_is_refused_and_the_page_says_so(client, db):
    sign_up(client)
    response = confirm(client, "WRONG1")
    assert "not the code we sent" in response.content.decode()
    assert not EmailAddress.objects.get().verified


def test_after_three_wrong_codes_the_code_is_spent(client, db):
    sign_up(client)
    code = code_in(mail.outbox[0])
    for _ in range(3):
        confirm(client, "WRONG1")
    confirm(client, code)
    assert not EmailAddress.objects.get().verified


def test_a_new_code_can_be_asked_for(client, db):
    sign_up(client)
    page = reverse("account_email_verification_sent")
    cache.clear()  # one mail in ten seconds
    assert client.post(page, {"action": "resend"}).status_code == 302
    assert confirm(client, code_in(mail.outbox[1])).status_code == 302
    assert EmailAddress.objects.get().verified


def test_a_mistyped_address_can_be_changed_before_it_is_confirmed(client, db):
    html = client.get(sign_up(client, email="nia@example.cmo").url).content.decode()
    assert "Wrong address? Start again" in html
    again = client.post(reverse("account_logout"), {"next": reverse("account_signup")}).url
    assert again == reverse("account_signup")
    sign_up(client)
    assert mail.outbox[1].to == ["nia@example.com"]
    confirm(client, code_in(mail.outbox[1]))
    user = User.objects.get(email="nia@example.com")
    assert client.session["_auth_user_id"] == str(user.pk)


def test_a_taken_address_looks_the_same_and_makes_nothing(client, ana):
    free = sign_up(client)
    client.cookies.clear()
    taken = sign_up(client, email=ana.email)
    assert (taken.status_code, taken.url) == (free.status_code, free.url)
    page = client.get(taken.url)
    assert page.status_code == 200
    assert "We sent a code to" in page.content.decode()
    assert User.objects.filter(email=ana.email).count() == 1
    assert mail.outbox[-1].to == [ana.email]
    assert mail.outbox[-1].subject == "You have an account already"


@pytest.mark.parametrize(
    ("password", "words"),
    [("tiny", "too short"), ("password123", "too common"), ("nia@example.com", "too similar")],
)
def test_a_weak_password_is_refused_and_the_rest_is_kept(client, db, password, words):
    html = sign_up(client, password1=password).content.decode()
    assert words in html
    assert 'value="Nia Okafor"' in html
    assert 'value="Nia@Example.com"' in html
    assert f'value="{password}"' not in html
    assert not User.objects.exists()


def test_an_empty_form_names_each_field(client, db):
    html = sign_up(client, name="", email="", password1="").content.decode()
    assert "3 things to fix" in html
    assert 'aria-invalid="true"' in html
    assert 'id="id_email_error"' in html


def test_a_time_zone_nobody_knows_is_left_out(client, db):
    sign_up(client, time_zone="Mars/Olympus")
    assert User.objects.get().profile.time_zone == "UTC"


def test_an_invited_address_is_filled_in_and_the_way_on_is_kept(client, db):
    url = reverse("account_signup") + "?email=nia@example.com&next=/outbox/"
    html = client.get(url).content.decode()
    assert 'value="nia@example.com"' in html
    assert 'name="next" value="/outbox/"' in html
    sign_up(client, next="/outbox/")
    assert confirm(client, code_in(mail.outbox[0])).url == "/outbox/"


def test_too_many_sign_ups_have_to_wait(client, db):
    answers = [sign_up(client, email=f"n{n}@example.com", password1="x") for n in range(21)]
    assert answers[-1].status_code == 429


def test_who_never_confirmed_is_asked_for_a_code_when_signing_in(client, ana):
    EmailAddress.objects.filter(user=ana).update(verified=False)
    response = client.post(reverse("account_login"), {"login": ana.email, "password": PASSWORD})
    assert response.url == reverse("account_email_verification_sent")
    confirm(client, code_in(mail.outbox[0]))
    assert client.session["_auth_user_id"] == str(ana.pk)
