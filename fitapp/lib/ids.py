"""Ids that a client may make itself, in the order they were made."""

import secrets
import time
from uuid import UUID

from fitapp.lib.errors import Refused

MS = 1_000_000  # nanoseconds


def uuid7() -> UUID:
    """A UUID of version 7 (RFC 9562, 5.7 and 6.2): 48 bits of milliseconds, 12 bits of what has
    passed of this one, then 62 random bits."""
    milliseconds, rest = divmod(time.time_ns(), MS)
    value = milliseconds << 80 | (rest << 12) // MS << 64 | secrets.randbits(62)
    value |= 0x7 << 76 | 0x2 << 62  # the version and the variant
    return UUID(int=value)


class IdTaken(Refused):
    """An id that a client chose is somebody else's, or of something else. It says no more."""

    def __init__(self) -> None:
        super().__init__("This id is taken. Choose another.")
