"""Second factors: an authenticator app, passkeys, and recovery codes for when both are lost."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from allauth.mfa import app_settings as mfa
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.models import Authenticator
from django.core.cache import cache
from django.db import transaction

from accounts.limits import account_of
from accounts.models import User
from fitapp.lib.limits import spend
from fitapp.lib.sealing import is_newest, seal, unseal

Type = Authenticator.Type
SEALED_FOR: Final = "second factor"  # allauth does not say whose secret it is about to keep
SEALED: Final = {Type.TOTP: "secret", Type.RECOVERY_CODES: "seed"}
RECOVERY_CODES_RUN_LOW_AT: Final = 3


class MFAAdapter(DefaultMFAAdapter):
    """How allauth keeps second factors, and what it says about them."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "cannot_generate_recovery_codes": "Add an authenticator app or a passkey first. The codes "
        "are for when you lose it.",
        "incorrect_code": "This is not the right code. Check the newest one and try again.",
        "unverified_email": "Confirm your e-mail addresses first, or remove the ones you have not "
        "confirmed.",
    }

    def encrypt(self, text: str) -> str:
        return seal(text, about=SEALED_FOR)

    def decrypt(self, encrypted_text: str) -> str:
        return unseal(encrypted_text, about=SEALED_FOR)

    def generate_authenticator_name(self, user: User, type: str) -> str:
        number = Authenticator.objects.filter(user=user, type=type).count() + 1
        return "Passkey" if number == 1 else f"Passkey {number}"

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        return {**super().get_public_key_credential_rp_entity(), "name": mfa.TOTP_ISSUER}

    def get_public_key_credential_user_entity(self, user: User) -> dict[str, Any]:
        entity: dict[str, Any] = super().get_public_key_credential_user_entity(user)
        return {**entity, "display_name": user.name}


class _SpentCodes:
    """A code of an app counts once. allauth remembers it for one period, but it is good for as
    many as the tolerance allows."""

    user: User
    authenticator: Authenticator
    _emit_authentication_failed: Callable[[Authenticator], None]

    def clean_code(self) -> str:
        code: str = super().clean_code()  # type: ignore[misc]
        if self.authenticator.type == Type.TOTP:
            digits = "".join(filter(str.isalnum, code))
            good_for = mfa.TOTP_PERIOD * (2 * mfa.TOTP_TOLERANCE + 1)
            if not cache.add(f"spent-code:{self.user.pk}:{digits}", True, timeout=good_for):
                self._emit_authentication_failed(self.authenticator)
                raise MFAAdapter().validation_error("incorrect_code")
        return code


class CodeForm(_SpentCodes, AuthenticateForm):
    """The second step of signing in."""


class CodeAgainForm(_SpentCodes, ReauthenticateForm):
    """Proving once more that it is you."""


class WrongCode(Exception):
    """Not a code of this person, or one that was used."""


class TooManyCodes(Exception):
    """This person's codes were guessed at too often."""

    def __init__(self, wait: int) -> None:
        super().__init__(wait)
        self.wait = wait


def has_second_factor(user: User) -> bool:
    """Whether signing in takes a second step. Recovery codes alone are none."""
    return Authenticator.objects.filter(user=user, type__in=[Type.TOTP, Type.WEBAUTHN]).exists()


def spend_code(*, user: User, code: str) -> None:
    """Take a code of the app or a recovery code, which is used up.

    Counts against the same limit as the page that asks for one. Raises WrongCode, TooManyCodes,
    CannotCount.
    """
    if wait := spend("second-factor", {"account": account_of(user)}):
        raise TooManyCodes(wait)
    form = CodeForm({"code": code}, user=user)
    if not form.is_valid():
        raise WrongCode
    form.authenticator.record_usage()


def described(user: User) -> dict[str, Any]:
    """What the person has set up, for the settings page: one query."""
    rows = list(Authenticator.objects.filter(user=user).order_by("pk"))
    of_type = {type: [row for row in rows if row.type == type] for type in Type}
    codes = [row.wrap().get_unused_codes() for row in of_type[Type.RECOVERY_CODES]]
    left = len(codes[0]) if codes else None
    return {
        "app": next(iter(of_type[Type.TOTP]), None),
        "passkeys": of_type[Type.WEBAUTHN],
        "codes_left": left,
        "codes_run_low": left is not None and left <= RECOVERY_CODES_RUN_LOW_AT,
    }


def reseal() -> int:
    """Seal again, with the newest key, what an older one sealed. Says how many rows changed."""
    kept = Authenticator.objects.filter(type__in=SEALED).order_by("pk")
    return sum(_reseal(pk) for pk in kept.values_list("pk", flat=True))


@transaction.atomic
def _reseal(pk: int) -> bool:
    row = Authenticator.objects.select_for_update().filter(pk=pk).first()
    if row is None:
        return False
    name = SEALED[Type(row.type)]
    if is_newest(row.data[name]):
        return False
    row.data[name] = seal(unseal(row.data[name], about=SEALED_FOR), about=SEALED_FOR)
    row.save(update_fields=["data"])
    return True
