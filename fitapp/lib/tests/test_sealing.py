"""Secrets at rest, and changing the key they rest under."""

from base64 import b64encode

import pytest
from django.core.exceptions import ImproperlyConfigured

from fitapp.lib.sealing import BrokenSeal, is_newest, keys_in, seal, unseal

OLD = f"old:{b64encode(b'o' * 32).decode()}"
NEW = f"new:{b64encode(b'n' * 32).decode()}"


@pytest.fixture(autouse=True)
def _keys(settings):
    settings.SEALING_KEYS = OLD


def test_what_was_sealed_is_read_again():
    sealed = seal("Grüße, JBSWY3DP", about="seed")
    assert "JBSWY3DP" not in sealed
    assert unseal(sealed, about="seed") == "Grüße, JBSWY3DP"


def test_the_same_text_never_looks_the_same():
    assert seal("JBSWY3DP", about="seed") != seal("JBSWY3DP", about="seed")


def test_a_seal_opens_only_where_it_belongs():
    with pytest.raises(BrokenSeal, match="not sealed as token of connection 2"):
        unseal(seal("secret", about="token of connection 1"), about="token of connection 2")


@pytest.mark.parametrize("place", [-1, -5, 12])
def test_a_changed_seal_is_refused(place):
    sealed = list(seal("secret", about="seed"))
    sealed[place] = "A" if sealed[place] != "A" else "B"
    with pytest.raises(BrokenSeal):
        unseal("".join(sealed), about="seed")


@pytest.mark.parametrize(
    "text", ["", "JBSWY3DPEHPK3PXP", "v1.old", "v1.old.", "v1.old.AAAA", "v1.old.*", "v2.old.AAAA"]
)
def test_what_is_no_seal_is_refused(text):
    with pytest.raises(BrokenSeal):
        unseal(text, about="seed")


def test_the_newest_key_seals_and_the_older_ones_still_open(settings):
    before = seal("secret", about="seed")
    settings.SEALING_KEYS = f"{NEW},{OLD}"
    after = seal("secret", about="seed")
    assert unseal(before, about="seed") == unseal(after, about="seed") == "secret"
    assert (is_newest(before), is_newest(after)) == (False, True)


def test_a_key_that_was_taken_out_opens_nothing(settings):
    sealed = seal("secret", about="seed")
    settings.SEALING_KEYS = NEW
    with pytest.raises(BrokenSeal, match="Key “old” is not among"):
        unseal(sealed, about="seed")


def test_another_key_under_the_same_name_opens_nothing(settings):
    sealed = seal("secret", about="seed")
    settings.SEALING_KEYS = NEW.replace("new", "old")
    with pytest.raises(BrokenSeal):
        unseal(sealed, about="seed")


@pytest.mark.parametrize(
    "setting",
    [
        "",
        "nokey",
        "a:short",
        "a b:" + OLD[4:],
        f"{OLD},{OLD}",
        "a:" + b64encode(b"x" * 16).decode(),
    ],
)
def test_keys_that_are_none_are_named(setting):
    with pytest.raises(ImproperlyConfigured, match="SEALING_KEYS"):
        keys_in(setting)
