"""Second factors for tests: an app that shows codes, and proof that it is you."""

import hashlib
import time

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value
from allauth.mfa.webauthn.internal.auth import WebAuthn
from cryptography.hazmat.primitives.asymmetric import ec
from django.urls import reverse
from fido2.cose import ES256
from fido2.utils import websafe_encode
from fido2.webauthn import AttestationObject, AttestedCredentialData, AuthenticatorData

from conftest import PASSWORD


def add_app(user) -> str:
    """An authenticator app and recovery codes; the key of the app."""
    secret = generate_totp_secret()
    TOTP.activate(user, secret)
    RecoveryCodes.activate(user)
    return secret


def add_passkey(user, name="My phone") -> Authenticator:
    """A passkey as a browser would have registered it."""
    key = ES256.from_cryptography_key(ec.generate_private_key(ec.SECP256R1()).public_key())
    id = hashlib.sha256(name.encode()).digest()
    made = AttestedCredentialData.create(aaguid=bytes(16), credential_id=id, public_key=key)
    flags = AuthenticatorData.FLAG.UP | AuthenticatorData.FLAG.UV | AuthenticatorData.FLAG.AT
    host = hashlib.sha256(b"localhost").digest()
    data = AuthenticatorData.create(host, flags, 0, made)
    told = b'{"type":"webauthn.create","challenge":"","origin":"http://localhost"}'
    credential = {
        "id": websafe_encode(id),
        "rawId": websafe_encode(id),
        "type": "public-key",
        "clientExtensionResults": {"credProps": {"rk": True}},
        "response": {
            "clientDataJSON": websafe_encode(told),
            "attestationObject": websafe_encode(bytes(AttestationObject.create("none", data, {}))),
        },
    }
    RecoveryCodes.activate(user)
    return WebAuthn.add(user, name, credential).instance


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
