"""Nobody learns from us whether an address has an account: the same answer, after the same work."""

import re

import pytest
from django.contrib.auth.hashers import MD5PasswordHasher
from django.core import mail
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from rest_framework.test import APIClient

from accounts.tests.factors import prove
from conftest import make_user

FREE = "nobody@example.com"
NEW = {"name": "Nia Okafor", "password1": "gravel-otter-lamp-9"}


class CountingHasher(MD5PasswordHasher):
    """Hashing is what takes time; each run is counted."""

    runs = 0

    def encode(self, password, salt):
        CountingHasher.runs += 1
        return super().encode(password, salt)


@pytest.fixture
def taken(db) -> str:
    return make_user("Vera").email


@pytest.fixture(autouse=True)
def _count_hashing(taken, settings):
    settings.PASSWORD_HASHERS = [f"{__name__}.CountingHasher"]
    make_user("Ulla", is_active=False)
    dora = make_user("Dora")
    dora.set_unusable_password()
    dora.save()
    make_user("Vera2")  # so that some password in the database is kept by the counting hasher
    cache.clear()


def seen(act, email):
    """What somebody who tries `act` with this address can see: answers, pages, mails, hashing."""
    mail.outbox.clear()
    cache.clear()
    CountingHasher.runs = 0
    answers = [(response.status_code, headers(response), body(response, email))
               for response in act(email)]  # fmt: skip
    return {
        "answers": answers,
        "mails": [sent.to for sent in mail.outbox] == [[email]] * len(mail.outbox)
        and len(mail.outbox),
        "hashed": CountingHasher.runs,
    }


def headers(response):
    hidden = {"Content-Length", "Content-Security-Policy", "Expires", "Set-Cookie"}
    return {name: value for name, value in response.headers.items() if name not in hidden}


def body(response, email):
    text = response.content.decode().replace(email, "<address>")
    text = re.sub(r'data-person="\d+"', "", text)  # who adds it
    return re.sub(r'nonce="[^"]+"|name="csrfmiddlewaretoken" value="[^"]+"', "", text)


def sign_up(email):
    client = Client()
    answer = client.post(reverse("account_signup"), {**NEW, "email": email})
    yield answer
    yield client.get(answer.url)
    yield client.post(answer.url, {"code": "WRONG1"})
    cache.clear()  # mails are a few seconds apart
    yield client.post(answer.url, {"action": "resend"})
    yield client.get("/settings/")


def sign_in(email):
    yield Client().post(reverse("account_login"), {"login": email, "password": "wrong-wrong-1"})


def forgotten(email):
    client = Client()
    answer = client.post(reverse("account_reset_password"), {"email": email})
    yield answer
    yield client.get(answer.url)


def ask_for_a_token(email):
    asked = {"email": email, "password": "wrong-wrong-1", "name": "sheet"}
    yield APIClient().post("/api/v1/auth/tokens/", asked)
    yield APIClient().post("/api/v1/auth/tokens/", {**asked, "code": "123456"})


def add_an_address(email):
    client = Client()
    client.force_login(make_user(f"Adder{len(email)}{email[0]}"))
    prove(client)
    CountingHasher.runs = 0
    mail.outbox.clear()
    answer = client.post(reverse("account_email"), {"action_add": "", "email": email})
    yield answer
    yield client.get(answer.url)
    yield client.post(answer.url, {"code": "WRONG1"})


@pytest.mark.parametrize("act", [sign_up, sign_in, forgotten, ask_for_a_token, add_an_address])
def test_a_taken_address_looks_like_a_free_one(taken, act):
    free = seen(act, FREE)
    assert free["mails"] is not False
    assert seen(act, taken) == free


@pytest.mark.parametrize("email", ["ulla@example.com", "dora@example.com"])
@pytest.mark.parametrize("act", [sign_in, ask_for_a_token])
def test_so_does_one_that_is_switched_off_or_has_no_password(email, act):
    assert seen(act, email) == seen(act, FREE)


@pytest.mark.parametrize(
    ("act", "runs"), [(sign_up, 1), (sign_in, 1), (forgotten, 0), (ask_for_a_token, 2)]
)
def test_the_password_is_hashed_for_nobody_too(act, runs):
    assert seen(act, FREE)["hashed"] == runs


def test_an_address_in_capitals_is_the_same_address(taken):
    assert seen(sign_up, taken.upper())["mails"] is not None
    assert seen(sign_in, taken.upper()) == seen(sign_in, FREE)
