"""What is sent by mail is good for a short time."""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.urls import reverse

from conftest import NOON

BETTER = "gravel-otter-lamp-9"
NEW = {"name": "Nia Okafor", "email": "nia@example.com", "password1": BETTER}


@pytest.fixture(autouse=True)
def _hold_the_clock(time_machine):
    time_machine.move_to(NOON, tick=False)


def link_sent_to(client, user):
    client.post(reverse("account_reset_password"), {"email": user.email})
    return re.search(r"http://testserver(/\S+/key/\S+)", mail.outbox[-1].body).group(1)


@pytest.mark.parametrize(("minutes", "works"), [(59, True), (61, False)])
def test_a_link_to_a_new_password_is_good_for_an_hour(client, ana, time_machine, minutes, works):
    link = link_sent_to(client, ana)
    time_machine.shift(timedelta(minutes=minutes))
    page = client.get(link, follow=True).content.decode()
    assert ("Choose a new password" in page, "This link is used up" in page) == (works, not works)


@pytest.mark.parametrize(("minutes", "signed_in"), [(9, True), (11, False)])
def test_a_code_by_mail_is_good_for_ten_minutes(client, db, time_machine, minutes, signed_in):
    client.post(reverse("account_signup"), NEW)
    code = re.search(r"^ {4}(\S+)$", mail.outbox[0].body, re.MULTILINE).group(1)
    time_machine.shift(timedelta(minutes=minutes))
    client.post(reverse("account_email_verification_sent"), {"code": code})
    assert ("_auth_user_id" in client.session) == signed_in
