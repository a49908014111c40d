"""Which passwords are refused, and that nothing else is asked of them."""

import hashlib
import random
from io import BytesIO

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.checks import run_checks
from django.core.exceptions import ValidationError
from django.urls import reverse

from accounts.models import User
from accounts.passwords import is_listed
from accounts.tests.factors import sign_in, signed_in

GOOD = "gravel-otter-lamp-9"
SEED = 42


def digest(password) -> str:
    return hashlib.sha1(password.encode(), usedforsecurity=False).hexdigest().upper()


def faults(password, user=None) -> set[str]:
    try:
        validate_password(password, user)
    except ValidationError as error:
        return {fault.code for fault in error.error_list}
    return set()


@pytest.fixture
def leaked(tmp_path, settings):
    """A list as Have I Been Pwned's downloader writes it, with these passwords among others."""

    def written(*passwords, others=500, ending="\r\n"):
        chance = random.Random(SEED)
        lines = [f"{chance.randrange(16**40):040X}" for _ in range(others)]
        lines = sorted([*lines, *map(digest, passwords)])
        path = tmp_path / "pwned.txt"
        text = "".join(f"{line}:{chance.randrange(1, 10**7)}{ending}" for line in lines)
        path.write_bytes(text.encode())
        settings.BREACHED_PASSWORDS_FILE = str(path)
        return path, lines

    return written


# --- Breached ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "password", ["1qaz2wsx3edc", "1Qaz2Wsx3Edc", "qwertyuiop", "football123", "liverpool1"]
)
def test_passwords_of_known_breaches_are_refused_offline(password):
    assert faults(password) & {"password_breached", "password_too_common"}


def test_a_password_of_the_file_is_refused(leaked):
    assert faults(GOOD) == set()
    leaked(GOOD)
    assert faults(GOOD) == {"password_breached"}
    assert faults("granite-heron-lamp-9") == set()


@pytest.mark.parametrize("ending", ["\r\n", "\n"])
@pytest.mark.parametrize("others", [0, 1, 2, 3, 500])
def test_every_line_of_the_file_is_found_and_no_other(leaked, others, ending):
    path, lines = leaked("a", "b", others=others, ending=ending)
    assert all(is_listed(path, line) for line in lines)
    assert all(is_listed(path, line.lower()) for line in lines)
    near = [f"{(int(line, 16) + step) % 16**40:040X}" for line in lines for step in (-1, 1)]
    assert not any(is_listed(path, line) for line in near)
    assert not any(is_listed(path, edge * 40) for edge in "0F")


def test_the_last_line_may_lack_its_end(leaked):
    path, lines = leaked("a", "b")
    path.write_bytes(path.read_bytes().rstrip())
    assert is_listed(path, lines[-1])


def test_an_empty_file_lists_nothing(tmp_path):
    path = tmp_path / "empty"
    path.touch()
    assert not is_listed(path, digest("a"))


class Counted(BytesIO):
    """A file that counts the lines read from it."""

    reads = 0

    def readline(self, *args):
        Counted.reads += 1
        return super().readline(*args)


def test_looking_up_reads_a_sliver_of_the_file(leaked, monkeypatch):
    path, lines = leaked("a", others=20_000)
    content = path.read_bytes()
    monkeypatch.setattr(type(path), "open", lambda *_: Counted(content))
    assert is_listed(path, lines[12_345])
    assert Counted.reads < 60


@pytest.mark.parametrize(
    ("content", "words"),
    [(None, "is not a file"), (b"", "does not begin"), (b"password\n", "does not begin")],
)
def test_a_file_that_is_no_list_is_told_before_the_server_starts(
    settings, tmp_path, content, words
):
    path = tmp_path / "list"
    if content is not None:
        path.write_bytes(content)
    settings.BREACHED_PASSWORDS_FILE = str(path)
    [error] = [found for found in run_checks() if found.id == "accounts.E001"]
    assert words in error.msg


def test_a_good_file_is_told_nothing_about(leaked):
    leaked(GOOD)
    assert [found for found in run_checks() if found.id == "accounts.E001"] == []


def test_keys_that_are_none_are_told_before_the_server_starts(settings):
    settings.SEALING_KEYS = "first:not-a-key"
    [error] = [found for found in run_checks() if found.id == "accounts.E002"]
    assert "first" in error.msg


# --- About the person ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "password",
    ["fitapp-fitapp", "FitApp2026!!", "ana@example.com", "ana.example!", "Ana-1-Ana-2",
     "anapassword1"],
)  # fmt: skip
def test_little_more_than_the_person_and_the_site_is_refused(ana, password):
    assert "password_about_you" in faults(password, ana)


def test_handle_and_name_count_as_the_persons_words(ana):
    ana.profile.name, ana.handle = "Theodora Lund", "squatqueen"
    assert "password_about_you" in faults("theodora-1990", ana)
    assert "password_about_you" in faults("squatqueen77", ana)


def test_a_long_passphrase_may_hold_ones_name(ana):
    assert faults("ana rides seven green buses", ana) == set()


def test_the_name_that_is_being_signed_up_with_counts(client, db):
    data = {"name": "Theodora Lund", "email": "t@example.com", "password1": "theodora-1990"}
    html = client.post(reverse("account_signup"), data).content.decode()
    assert "too similar" in html
    assert not User.objects.exists()


# --- Nothing else --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "password",
    [GOOD, "vvvvvvvvoq", "kürbis und möhre", "    spaced  out    ", "ten-chars!",
     "日本語のパスワードです"],
)  # fmt: skip
def test_no_mix_of_characters_is_asked_for(password):
    assert faults(password) == set()


def test_nine_characters_are_too_few():
    assert faults("k3v-otter") == {"password_too_short"}


@pytest.mark.parametrize("password", ["gravel-otter-lamp-9 " * 7, "  spaces at both ends  "])
def test_a_long_password_counts_to_its_last_character(client, db, ana, password):
    ana.set_password(password)
    ana.save()
    sign_in(client, ana, password.rstrip())
    assert not signed_in(client)
    sign_in(client, ana, password)
    assert signed_in(client)


def test_a_password_of_140_characters_can_be_chosen(client, ana):
    long = "gravel otter lamp 9 " * 7
    client.force_login(ana)
    data = {"oldpassword": "chalk-and-iron-42", "password1": long, "password2": long}
    assert client.post(reverse("account_change_password"), data).status_code == 302
    ana.refresh_from_db()
    assert ana.check_password(long)


@pytest.mark.parametrize(
    ("url", "field"), [("account_signup", "password1"), ("account_login", "password")]
)
def test_a_password_may_be_pasted_and_kept_by_a_manager(client, db, url, field):
    page = client.get(reverse(url))
    attributes = page.context["form"].fields[field].widget.attrs
    assert attributes["autocomplete"] in ("new-password", "current-password")
    assert "maxlength" not in attributes
    assert "onpaste" not in page.content.decode()
