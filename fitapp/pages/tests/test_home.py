"""The first page, and where it sends whom."""

import re

import pytest


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


@pytest.mark.parametrize(("who", "start"), [("ana", "/today/"), ("cole", "/trainees/")])
def test_who_is_signed_in_goes_on_to_their_work(client, who, start, request):
    client.force_login(request.getfixturevalue(who))
    assert client.get("/").url == start


@pytest.mark.parametrize(
    ("who", "first", "absent"), [("ana", "Today", "Trainees"), ("cole", "Trainees", None)]
)
def test_the_rail_offers_what_the_person_does(client, who, first, absent, request):
    client.force_login(request.getfixturevalue(who))
    html = client.get("/accounts/email/").content.decode()
    labels = re.findall(r'<a class="nav" href="[^"]+"[^>]*>.*?<span>([^<]+)</span>', html)
    assert labels[0] == first
    assert {"Today", "Programs", "Exercises", "Progress", "Calendar", "Settings"} <= set(labels)
    assert absent not in labels
    assert html.count('aria-current="page"') == (1 if who == "ana" else 2)


def test_the_page_keeps_to_the_content_security_policy(client, db):
    response = client.get("/")
    html = response.content.decode()
    policy = response.headers["Content-Security-Policy"]
    nonce = re.search(r"'nonce-([^']+)'", policy).group(1)
    assert "unsafe" not in policy
    assert not re.search(r"<[^>]+\s(style|on\w+)=", html)
    for script in re.findall(r"<script\b[^>]*>", html):
        assert "src=" in script or f'nonce="{nonce}"' in script
