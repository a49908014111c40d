"""Changing the key under which second factors rest."""

from base64 import b64encode
from io import StringIO

import pytest
from allauth.mfa.models import Authenticator
from django.core.management import call_command

from accounts.tests.factors import (
    add_app,
    code_of,
    recovery_codes_of,
    send_code,
    sign_in,
    signed_in,
)
from fitapp.lib.sealing import BrokenSeal

OLD = f"old:{b64encode(b'o' * 32).decode()}"
NEW = f"new:{b64encode(b'n' * 32).decode()}"


@pytest.fixture
def secret(ana, settings) -> str:
    settings.SEALING_KEYS = OLD
    return add_app(ana)


def reseal():
    told = StringIO()
    call_command("reseal", stdout=told)
    return told.getvalue().strip()


def test_after_resealing_the_old_key_can_go(client, ana, secret, settings):
    codes = recovery_codes_of(ana)
    settings.SEALING_KEYS = f"{NEW},{OLD}"
    assert reseal() == "2 rows sealed again."
    settings.SEALING_KEYS = NEW
    assert recovery_codes_of(ana) == codes
    sign_in(client, ana)
    send_code(client, code_of(secret))
    assert signed_in(client)


def test_both_keys_work_while_it_is_under_way(client, ana, secret, settings):
    settings.SEALING_KEYS = f"{NEW},{OLD}"
    sign_in(client, ana)
    send_code(client, code_of(secret))
    assert signed_in(client)


def test_what_is_sealed_with_the_newest_stays_as_it_is(secret):
    before = list(Authenticator.objects.order_by("pk").values_list("data", flat=True))
    assert reseal() == "0 rows sealed again."
    assert list(Authenticator.objects.order_by("pk").values_list("data", flat=True)) == before


def test_used_codes_stay_used(client, ana, secret, settings):
    sign_in(client, ana)
    send_code(client, recovery_codes_of(ana)[0])
    settings.SEALING_KEYS = f"{NEW},{OLD}"
    reseal()
    assert len(recovery_codes_of(ana)) == 9


def test_a_seal_that_no_key_opens_is_not_passed_over(secret, settings):
    settings.SEALING_KEYS = NEW
    with pytest.raises(BrokenSeal):
        reseal()


def test_a_seed_that_was_tampered_with_lets_nobody_in(client, ana, secret):
    row = Authenticator.objects.get(type="totp")
    row.data["secret"] = secret  # in clear, as somebody who can write to the database would
    row.save()
    sign_in(client, ana)
    with pytest.raises(BrokenSeal):
        send_code(client, code_of(secret))
    assert not signed_in(client)
