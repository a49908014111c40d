"""Second factors for tests: an app that shows codes, and proof that it is you."""

import time

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value
from django.urls import reverse

from conftest import PASSWORD


def add_app(user) -> str:
    """An authenticator app and recovery codes; the key of the app."""
    secret = generate_totp_secret()
    TOTP.activate(user, secret)
    RecoveryCodes.activate(user)
    return secret


def code_of(secret, *, ahead=0) -> str:
    """What the app shows now, or so many half minutes later."""
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 + ahead))


def recovery_codes_of(user) -> list[str]:
    row = Authenticator.objects.get(user=user, type=Authenticator.Type.RECOVERY_CODES)
    return row.wrap().get_unused_codes()


def sign_in(client, user, password=PASSWORD, **headers):
    data = {"login": user.email, "password": password}
    return client.post(reverse("account_login"), data, headers=headers)


def prove(client):
    """Enter the password again, as the pages ask before what is sensitive."""
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})


def send_code(client, code):
    return client.post(reverse("mfa_authenticate"), {"code": code})


def signed_in(client) -> bool:
    return "_auth_user_id" in client.session
