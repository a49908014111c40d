"""The first page, and where it sends whom."""

import re

from fitapp.pages.navigation import start_of


def test_a_stranger_reads_what_this_is_and_can_sign_in(client, db):
    response = client.get("/")
    html = response.content.decode()
    assert response.status_code == 200
    assert 'name="login"' in html
    assert "/accounts/signup/" in html
    assert "/outbox/" not in html


def test_the_outbox_is_offered_while_developing(client, db, settings):
    settings.DEBUG = True
    assert "/outbox/" in client.get("/").content.decode()


def test_who_is_signed_in_goes_on_to_their_work(client, ana, cole):
    for user in (ana, cole):
        client.force_login(user)
        assert client.get("/").url == start_of(user)
    assert start_of(ana) != start_of(cole)


def test_the_page_keeps_to_the_content_security_policy(client, db):
    response = client.get("/")
    html = response.content.decode()
    policy = response.headers["Content-Security-Policy"]
    nonce = re.search(r"'nonce-([^']+)'", policy).group(1)
    assert "unsafe" not in policy
    assert not re.search(r"<[^>]+\s(style|on\w+)=", html)
    for script in re.findall(r"<script\b[^>]*>", html):
        assert "src=" in script or f'nonce="{nonce}"' in script
