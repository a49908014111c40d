"""Mail that was written to a folder instead of being sent."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Final

SEPARATOR: Final = b"\n" + b"-" * 79 + b"\n"


@dataclass(frozen=True)
class Mail:
    """One mail as it would have been sent."""

    key: str
    subject: str
    recipients: str
    sent_at: datetime | None
    body: str


def _mail(key: str, raw: bytes) -> Mail:
    message = message_from_bytes(raw, _class=EmailMessage, policy=policy.default)
    text = message.get_body(("plain", "html"))
    date = message["Date"]
    return Mail(
        key=key,
        subject=str(message["Subject"] or "Without a subject"),
        recipients=str(message["To"] or ""),
        sent_at=parsedate_to_datetime(date) if date else None,
        body=text.get_content().strip() if text else "",
    )


def mails(folder: Path) -> Iterator[Mail]:
    """Every mail of the folder, newest first. Their names tell no more than the second."""
    files = folder.glob("*.log")
    for file in sorted(files, key=lambda file: file.stat().st_mtime_ns, reverse=True):
        parts = [part for part in file.read_bytes().split(SEPARATOR) if part.strip()]
        for place in range(len(parts) - 1, -1, -1):
            yield _mail(f"{file.stem}-{place}", parts[place].lstrip())


def find_mail(folder: Path, key: str) -> Mail | None:
    return next((mail for mail in mails(folder) if mail.key == key), None)
