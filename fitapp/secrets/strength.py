"""Whether a secret could be guessed."""

from __future__ import annotations

import zlib
from typing import Final

SHORTEST: Final = 50
FEWEST_BITS: Final = 160
FRAME_BYTES: Final = 11  # what compressing adds to anything
DEFAULTS: Final = ("django-insecure-", "changeme", "change-me", "change_me", "secret", "your-")


def weakness_of(value: str, *, shortest: int = SHORTEST) -> str:
    """What is wrong with it, to be read after its name; "" where nothing is."""
    if value.lower().startswith(DEFAULTS):
        return "is an example and no secret"
    if len(value) < shortest:
        return f"is shorter than {shortest} characters"
    # What is drawn at random does not compress; what repeats itself or has few characters does.
    if 8 * (len(zlib.compress(value.encode(), 9)) - FRAME_BYTES) < FEWEST_BITS:
        return "is too regular to be random"
    return ""
