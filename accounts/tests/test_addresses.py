"""More than one e-mail address."""

import re

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.core.cache import cache
from django.urls import reverse

from conftest import PASSWORD

PAGE = "/accounts/email/"


@pytest.fixture(autouse=True)
def _fresh_limits():
    cache.clear()


@pytest.fixture
def member(client, ana):
    """Ana, who has just said again that it is her."""
    client.force_login(ana)
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    return ana


def code_in(message):
    return re.search(r"^ {4}(\S+)$", message.body, re.MULTILINE).group(1)


def add(client, email):
    return client.post(PAGE, {"action_add": "", "email": email}, follow=True)


def test_another_address_is_added_by_code_and_made_the_main_one(client, member):
    assert "Check your mail" in add(client, "new@example.com").content.decode()
    code = code_in(mail.outbox[0])
    client.post(reverse("account_email_verification_sent"), {"code": code})
    client.post(PAGE, {"action_primary": "", "email": "new@example.com"})
    member.refresh_from_db()
    assert member.email == "new@example.com"
    assert mail.outbox[-1].to == ["ana@example.com"]
    client.post(PAGE, {"action_remove": "", "email": "ana@example.com"})
    assert [row.email for row in EmailAddress.objects.all()] == ["new@example.com"]


def test_the_main_address_stays(client, member):
    response = client.post(PAGE, {"action_remove": "", "email": member.email}, follow=True)
    assert "is your main address" in response.content.decode()
    assert EmailAddress.objects.count() == 1


def test_somebody_elses_address_is_not_given_away(client, member, sam):
    assert "Check your mail" in add(client, sam.email).content.decode()
    assert mail.outbox[0].to == [sam.email]
    client.post(reverse("account_email_verification_sent"), {"code": code_in(mail.outbox[0])})
    assert not EmailAddress.objects.filter(user=member, email=sam.email).exists()


def test_a_session_that_is_not_fresh_is_asked_for_the_password(client, ana):
    client.force_login(ana)
    response = add(client, "new@example.com")
    assert "Confirm it is you" in response.content.decode()
    assert mail.outbox == []
    again = f"{reverse('account_reauthenticate')}?next={PAGE}"
    client.post(again, {"password": PASSWORD, "next": PAGE})
    assert mail.outbox[0].to == ["new@example.com"]


def test_only_the_owner_sees_the_page(client, db):
    assert client.get(PAGE).status_code == 302
