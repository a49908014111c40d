"""Reading a table that some app wrote as text: its encoding, its separator, its header."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from typing import Final

MAX_BYTES: Final = 5 * 1024 * 1024
MAX_ROWS: Final = 50_000
NO_TEXT: Final = "This is not a text file. Send the CSV file as the app exported it."


class Unreadable(Exception):
    """The file as a whole cannot be read. The message is written for the person who sent it."""


class TooLarge(Unreadable):
    pass


def decode(content: bytes) -> str:
    """The text of the file: UTF-8 with or without a mark, UTF-16 with one, else Windows-1252."""
    if len(content) > MAX_BYTES:
        raise TooLarge("The file is larger than 5 MB. An export of text never gets that large.")
    if not content.strip():
        raise Unreadable("The file is empty.")
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        encoding = "utf-16"
    elif b"\0" in content:
        raise Unreadable(NO_TEXT)
    else:
        encoding = "utf-8-sig"
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError:
        text = content.decode("cp1252", errors="replace")
    if "\0" in text:
        raise Unreadable(NO_TEXT)
    return text


def separator(text: str) -> str:
    """Comma, semicolon or tab: the one that the header line has most of."""
    header = text.lstrip().partition("\n")[0]
    return max(",;\t", key=header.count)


def rows(text: str) -> Iterator[tuple[int, list[str]]]:
    """(number, cells) of every row that holds anything, as a spreadsheet would number them.

    A quoted cell may hold line breaks: they do not make a row. The header is row 1.
    """
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator(text), strict=False)
    number = 0
    try:
        for cells in reader:
            if not any(cell.strip() for cell in cells):
                continue
            number += 1
            if number > MAX_ROWS + 1:
                raise TooLarge(f"The file has more than {MAX_ROWS:,} rows. Export fewer years.")
            yield number, cells
    except csv.Error as error:
        raise Unreadable(f"The file stops making sense after row {number}: {error}.") from error
