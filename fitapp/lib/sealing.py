"""Secrets at rest: AES-256-GCM under a named key, bound to the place they belong to.

A sealed text reads `v1.<key id>.<nonce and ciphertext>`. It opens only with the key that it names
and for the same `about` as it was sealed for, so a seal that is copied to another kind of row or
changed by one bit is refused. `settings.SEALING_KEYS` is "id:base64key,id2:base64key", newest
first: the first key seals, all of them open.
"""

from __future__ import annotations

import binascii
import os
import re
from base64 import b64decode, urlsafe_b64decode, urlsafe_b64encode
from functools import lru_cache
from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

VERSION: Final = "v1"
KEY_BYTES: Final = 32
NONCE_BYTES: Final = 12
KEY_ID: Final = re.compile(r"[A-Za-z0-9_-]{1,32}")


class BrokenSeal(Exception):
    """This text was not sealed by us, not for this place, or with a key that we no longer have."""


@lru_cache(maxsize=8)
def keys_in(setting: str) -> dict[str, bytes]:
    """{key id: key}, newest first."""
    keys: dict[str, bytes] = {}
    for entry in filter(None, (part.strip() for part in setting.split(","))):
        key_id, _, encoded = entry.partition(":")
        if not KEY_ID.fullmatch(key_id) or key_id in keys:
            raise ImproperlyConfigured(
                "Each of SEALING_KEYS has an id of its own (letters, digits, - and _), a colon and "
                "a key."
            )
        try:
            key = b64decode(encoded, validate=True)
        except binascii.Error:
            key = b""
        if len(key) != KEY_BYTES:
            raise ImproperlyConfigured(f"Key “{key_id}” of SEALING_KEYS is not 32 bytes in base64.")
        keys[key_id] = key
    if not keys:
        raise ImproperlyConfigured("SEALING_KEYS names no key.")
    return keys


def seal(text: str, *, about: str) -> str:
    """`text` as only `unseal` with the same `about` reads it."""
    key_id, key = next(iter(keys_in(settings.SEALING_KEYS).items()))
    nonce = os.urandom(NONCE_BYTES)
    sealed = AESGCM(key).encrypt(nonce, text.encode(), _bound_to(key_id, about))
    return f"{VERSION}.{key_id}.{urlsafe_b64encode(nonce + sealed).decode()}"


def unseal(sealed: str, *, about: str) -> str:
    """The text inside. Raises BrokenSeal."""
    key_id = _key_id_of(sealed)
    key = keys_in(settings.SEALING_KEYS).get(key_id)
    if key is None:
        raise BrokenSeal(f"Key “{key_id}” is not among SEALING_KEYS.")
    try:
        blob = urlsafe_b64decode(sealed.rpartition(".")[2])
        nonce, rest = blob[:NONCE_BYTES], blob[NONCE_BYTES:]
        return AESGCM(key).decrypt(nonce, rest, _bound_to(key_id, about)).decode()
    except (binascii.Error, InvalidTag, ValueError) as error:
        raise BrokenSeal(f"This was not sealed as {about}, or was changed since.") from error


def is_newest(sealed: str) -> bool:
    """Whether the newest key sealed this."""
    return _key_id_of(sealed) == next(iter(keys_in(settings.SEALING_KEYS)))


def _key_id_of(sealed: str) -> str:
    version, _, rest = sealed.partition(".")
    if version != VERSION or rest.count(".") != 1:
        raise BrokenSeal("This is not a sealed text.")
    return rest.partition(".")[0]


def _bound_to(key_id: str, about: str) -> bytes:
    return f"{VERSION}.{key_id}.{about}".encode()
