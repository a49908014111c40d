"""Which passwords are refused: those that leaked, and those that anybody would try for you."""

from __future__ import annotations

import hashlib
import os
import re
from functools import cache
from pathlib import Path
from typing import BinaryIO, Final
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import ValidationError
from zxcvbn.frequency_lists import FREQUENCY_LISTS

from accounts.models import User

OWN_PART: Final = 8  # characters of a password that are not about its person
SHORTEST_WORD: Final = 3
SITE_WORDS: Final = ("fitapp", "password", "passwort")
LINE: Final = re.compile(rb"[0-9A-F]{40}(:\d+)?\s*", re.IGNORECASE)


class NotBreached:
    """Refuses passwords that are known from breaches. Works offline: with a list of 30,000, and
    with the whole of Have I Been Pwned where BREACHED_PASSWORDS_FILE names it."""

    def validate(self, password: str, user: User | None = None) -> None:
        if password.lower() in _often_breached() or self._is_in_file(password):
            raise ValidationError(
                "This password is known from a breach at another site, so it is among the first "
                "that anybody tries. Choose another.",
                code="password_breached",
            )

    def get_help_text(self) -> str:
        return "Your password must not be known from a breach."

    def _is_in_file(self, password: str) -> bool:
        path = settings.BREACHED_PASSWORDS_FILE
        if not path:
            return False
        digest = hashlib.sha1(password.encode(), usedforsecurity=False).hexdigest()
        return is_listed(Path(path), digest)


@cache
def _often_breached() -> frozenset[str]:
    return frozenset(FREQUENCY_LISTS["passwords"])


def is_listed(path: Path, digest: str) -> bool:
    """Whether a file of sorted "HASH:count" lines holds this hash: a few dozen reads, however long
    the file is."""
    wanted = digest.upper().encode()
    with path.open("rb") as file:
        low, high = 0, file.seek(0, os.SEEK_END)
        while low < high:
            middle = (low + high) // 2
            start, line = _line_from(file, middle)
            found = line[: len(wanted)].upper()
            if found == wanted:
                return True
            if line and found < wanted:
                low = start + len(line)
            else:
                high = middle
        return False


def _line_from(file: BinaryIO, place: int) -> tuple[int, bytes]:
    """The first line that begins at `place` or later, and where; an empty one at the end."""
    file.seek(max(0, place - 1))
    if place > 0:
        file.readline()
    start = file.tell()
    return start, file.readline()


def fault_of_list(path: Path) -> str | None:
    """Why this is no list of breached passwords, or None."""
    if not path.is_file():
        return f"{path} is not a file."
    try:
        with path.open("rb") as file:
            first = file.readline(200)
    except OSError as error:
        return f"{path} cannot be read: {error.strerror}."
    if not LINE.fullmatch(first):
        return f"{path} does not begin with a SHA-1 hash and a count, as in “HASH:count”."
    return None


class NotAboutYou:
    """Refuses passwords that are little more than the person's own words or the site's."""

    def validate(self, password: str, user: User | None = None) -> None:
        refuse_own_words(password, own_words(user) if user is not None else [])

    def get_help_text(self) -> str:
        return "Your password must not be your name, your address or the name of this site."


def refuse_own_words(password: str, words: list[str]) -> None:
    """Raise ValidationError where little is left of the password without these words."""
    rest = password.lower()
    known = {*SITE_WORDS, *words_in(urlsplit(settings.SITE_URL).hostname or ""), *words}
    for word in sorted(known, key=len, reverse=True):
        rest = rest.replace(word, "")
    if rest != password.lower() and len(rest) < OWN_PART:
        raise ValidationError(
            "This password is too similar to your name, your address or the name of this site. "
            "Choose another.",
            code="password_about_you",
        )


def own_words(user: User) -> list[str]:
    profile = getattr(user, "profile", None)
    name = profile.name if profile is not None else ""
    return [word for text in (user.email, user.handle, name) for word in words_in(text)]


def words_in(text: str) -> list[str]:
    """The text and the words in it, small, without the shortest."""
    text = text.lower()
    found = {text, *re.split(r"[\W_]+", text)}
    return [word for word in found if len(word) >= SHORTEST_WORD]
