"""Ids that a client may make itself, in the order they were made."""

import secrets
import time
from uuid import UUID


def uuid7() -> UUID:
    """A UUID of version 7 (RFC 9562, 5.7): 48 bits of milliseconds, then 74 random bits."""
    milliseconds = time.time_ns() // 1_000_000
    value = (milliseconds << 80) | secrets.randbits(80)
    value = value & ~(0xF << 76) | 0x7 << 76  # the version
    value = value & ~(0x3 << 62) | 0x2 << 62  # the variant
    return UUID(int=value)
