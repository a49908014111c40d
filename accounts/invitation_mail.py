"""The mail that brings an invitation: the one place where its link is told."""

from __future__ import annotations

from django.conf import settings
from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.urls import reverse

from accounts.models import Coaching
from fitapp.lib.errors import Refused


class MailNotSent(Refused):
    pass


def send_invitation(invitation: Coaching, token: str) -> None:
    """Raises MailNotSent, which undoes nothing."""
    context = {
        "trainer": invitation.trainer,
        "link": settings.SITE_URL + reverse("accounts:invitation", args=[token]),
        "days": settings.INVITATION_DAYS,
    }
    sender = " ".join(invitation.trainer.name.split())  # a subject has one line
    try:
        send_mail(
            subject=f"{sender} invites you to train together",
            message=render_to_string("accounts/mail/invitation.txt", context),
            from_email=None,
            recipient_list=[invitation.email],
        )
    except OSError as error:  # SMTPException is one
        raise MailNotSent(
            "The invitation is kept, but the mail could not be sent. Send it again in a minute."
        ) from error
