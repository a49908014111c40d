"""Mail that stays on this machine."""

import pytest
from django.core import mail
from django.core.mail import EmailMessage
from django.urls import reverse


@pytest.fixture
def outbox(settings, tmp_path):
    settings.DEBUG = True
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    settings.EMAIL_FILE_PATH = tmp_path / "outbox"
    settings.EMAIL_FILE_PATH.mkdir()
    return settings.EMAIL_FILE_PATH


def send(subject, body="Hello"):
    EmailMessage(subject, body, "us@example.com", ["ana@example.com"]).send()


def test_mail_is_listed_newest_first(client, db, outbox):
    send("First")
    send("Größe")
    html = client.get(reverse("pages:outbox")).content.decode()
    assert html.index("Größe") < html.index("First")
    assert "ana@example.com" in html


def test_several_mails_of_one_connection_are_listed_apart(client, db, outbox):
    connection = mail.get_connection()
    connection.send_messages(
        [EmailMessage(subject, "Hello", None, ["a@example.com"]) for subject in ("One", "Two")]
    )
    html = client.get(reverse("pages:outbox")).content.decode()
    assert html.index("Two") < html.index("One")


def test_a_mail_is_shown_with_its_links(client, db, outbox):
    send("Hello", "Go to http://testserver/accounts/login/ & <b>sign in</b>")
    listed = client.get(reverse("pages:outbox"))
    url = reverse("pages:mail", args=[listed.context["mails"][0].key])
    html = client.get(url).content.decode()
    assert 'href="http://testserver/accounts/login/"' in html
    assert "&lt;b&gt;sign in" in html


def test_an_empty_outbox_says_so(client, db, outbox):
    assert "Nothing was sent yet" in client.get(reverse("pages:outbox")).content.decode()


@pytest.mark.parametrize("key", ["nothing", "..%2F..%2Fsecret_key-0"])
def test_what_is_not_a_mail_is_not_found(client, db, outbox, key):
    send("Hello")
    assert client.get(f"/outbox/{key}/").status_code == 404


def test_outside_development_there_is_no_outbox(client, db, outbox, settings):
    send("Hello")
    settings.DEBUG = False
    assert client.get(reverse("pages:outbox")).status_code == 404
