"""Ids that a client may make itself, in the order they were made."""

import secrets
import time
from hashlib import sha256
from uuid import UUID

from fitapp.lib.errors import Refused

MS = 1_000_000  # nanoseconds


def uuid7() -> UUID:
    """A UUID of version 7 (RFC 9562, 5.7 and 6.2): 48 bits of milliseconds, 12 bits of what has
    passed of this one, then 62 random bits."""
    milliseconds, rest = divmod(time.time_ns(), MS)
    value = milliseconds << 80 | (rest << 12) // MS << 64 | secrets.randbits(62)
    return _of_version_7(value)


def derived(base: UUID, *role: str | int) -> UUID:
    """The id of what belongs to `base` in this role: the same wherever it is worked out, so that
    devices that do not hear of each other come to one row. It carries the time of `base`, and a
    number at the end of the role: what is counted stays in order."""
    told = base.bytes + "/".join(map(str, role)).encode()
    bits = int.from_bytes(sha256(told).digest()[:10])
    if isinstance(role[-1], int):
        bits = bits & ~(0xFFF << 64) | (role[-1] & 0xFFF) << 64
    return _of_version_7(base.int >> 80 << 80 | bits)


def _of_version_7(value: int) -> UUID:
    marks = 0xF << 76 | 0x3 << 62  # the version and the variant
    return UUID(int=value & ~marks | 0x7 << 76 | 0x2 << 62)


class IdTaken(Refused):
    """An id that a client chose is somebody else's, or of something else. It says no more."""

    def __init__(self) -> None:
        super().__init__("This id is taken. Choose another.")
