"""Mail that goes with something else: sent when that has been kept, and never able to undo it."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Mapping
from typing import Any

from django.core.mail import send_mail
from django.db import transaction
from django.template.loader import render_to_string

from accounts.models import User
from accounts.models.people import ADMINS

log = logging.getLogger(__name__)


def addresses_of_admins() -> list[str]:
    admins = User.objects.filter(groups__name=ADMINS, is_active=True)
    return list(admins.order_by("pk").values_list("email", flat=True))


def send_later(
    *, to: Iterable[str], subject: str, template: str, context: Mapping[str, Any]
) -> None:
    """Send a plain text to each address on its own, once the transaction has committed.

    A mail that cannot be sent is logged.
    """
    text = render_to_string(template, dict(context))
    line = " ".join(subject.split())  # a subject has one line
    for address in to:
        transaction.on_commit(lambda address=address: _send(address, line, text))  # type: ignore[misc]


def _send(address: str, subject: str, text: str) -> None:
    try:
        send_mail(subject=subject, message=text, from_email=None, recipient_list=[address])
    except OSError:  # SMTPException is one
        log.exception("The mail “%s” could not be sent.", subject)
