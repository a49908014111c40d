"""Forgotten and changed passwords."""

import re

import pytest
from django.core import mail
from django.core.cache import cache
from django.urls import reverse

from conftest import PASSWORD

BETTER = "gravel-otter-lamp-9"


@pytest.fixture(autouse=True)
def _fresh_limits():
    cache.clear()


def ask(client, email):
    return client.post(reverse("account_reset_password"), {"email": email}, follow=True)


def link_in(message):
    return re.search(r"http://testserver(/accounts/password/reset/key/\S+)", message.body).group(1)


def test_a_forgotten_password_is_replaced_through_a_link(client, ana):
    assert "Check your mail" in ask(client, ana.email).content.decode()
    page = client.get(link_in(mail.outbox[0]), follow=True)
    form = page.redirect_chain[-1][0]
    assert "Choose a new password" in page.content.decode()
    done = client.post(form, {"password1": BETTER, "password2": BETTER}, follow=True)
    assert "Password saved" in done.content.decode()
    ana.refresh_from_db()
    assert ana.check_password(BETTER)
    assert mail.outbox[1].subject == "Your password has changed"


def test_the_link_works_once(client, ana):
    ask(client, ana.email)
    link = link_in(mail.outbox[0])
    form = client.get(link, follow=True).redirect_chain[-1][0]
    client.post(form, {"password1": BETTER, "password2": BETTER})
    assert "This link is used up" in client.get(link, follow=True).content.decode()


def test_an_unknown_address_reads_the_same(client, ana):
    known = ask(client, ana.email).content.decode()
    unknown = ask(client, "nobody@example.com").content.decode()
    strip = re.compile(r'nonce="[^"]+"')
    assert strip.sub("", known) == strip.sub("", unknown)
    assert mail.outbox[1].subject == "No account with this address"


def test_a_weak_new_password_is_refused(client, ana):
    ask(client, ana.email)
    form = client.get(link_in(mail.outbox[0]), follow=True).redirect_chain[-1][0]
    html = client.post(form, {"password1": "short", "password2": "short"}).content.decode()
    assert "too short" in html
    ana.refresh_from_db()
    assert ana.check_password(PASSWORD)


def change(client, old, new=BETTER, again=BETTER):
    data = {"oldpassword": old, "password1": new, "password2": again}
    return client.post(reverse("account_change_password"), data)


def test_a_password_is_changed_by_who_knows_the_old_one(client, ana):
    client.force_login(ana)
    assert change(client, PASSWORD).status_code == 302
    ana.refresh_from_db()
    assert ana.check_password(BETTER)
    assert client.get(reverse("account_email")).status_code == 200
    assert mail.outbox[0].subject == "Your password has changed"


def test_other_sessions_end_when_the_password_changes(client, ana):
    other = type(client)()
    other.force_login(ana)
    client.force_login(ana)
    change(client, PASSWORD)
    assert other.get(reverse("account_email")).status_code == 302


def test_a_wrong_old_password_changes_nothing(client, ana):
    client.force_login(ana)
    assert "not your current password" in change(client, "wrong").content.decode()
    ana.refresh_from_db()
    assert ana.check_password(PASSWORD)
