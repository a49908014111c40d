"""Becoming a trainer: somebody applies, an admin decides."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from django.conf import settings
from django.db import transaction
from django.urls import reverse

from accounts import mails
from accounts.models import TrainerApplication, User
from accounts.models.people import TRAINERS
from accounts.roles import set_roles
from fitapp.lib.errors import Refused

TOO_YOUNG: Final = "Trainers are 18 or older. You are welcome to apply from your birthday on."


class AlreadyATrainer(Refused):
    pass


class AlreadyApplied(Refused):
    pass


class AlreadyDecided(Refused):
    pass


class TooYoungToTrain(Refused):
    pass


@transaction.atomic
def apply(*, user: User, about: str, at: datetime) -> TrainerApplication:
    """Ask to be a trainer. Where trainers need no approval, this makes the person one.

    Raises AlreadyATrainer, AlreadyApplied, TooYoungToTrain.
    """
    user = _holding(user)
    if user.is_trainer:
        raise AlreadyATrainer("You are a trainer already.")
    if user.profile.is_minor_at(at):
        raise TooYoungToTrain(TOO_YOUNG)
    if TrainerApplication.objects.open().filter(user=user).exists():
        raise AlreadyApplied("Your application is waiting for an answer already.")
    application = TrainerApplication.objects.create(user=user, about=about, applied_at=at)
    if settings.TRAINERS_NEED_APPROVAL:
        _tell_admins(application)
    else:
        _make_trainer(application, by=None, at=at)
    return application


@transaction.atomic
def approve(*, application: TrainerApplication, by: User, at: datetime) -> None:
    """Make the person a trainer. Raises AlreadyDecided, TooYoungToTrain."""
    user = _holding(application.user)
    if user.profile.is_minor_at(at):
        raise TooYoungToTrain("This person is younger than 18. Trainers are 18 or older.")
    _make_trainer(application, by=by, at=at)
    _tell_person(application, "application_approved", "You are a trainer now")


@transaction.atomic
def decline(*, application: TrainerApplication, by: User, at: datetime, reason: str = "") -> None:
    """Say no, with a reason that the person reads. Raises AlreadyDecided."""
    _decide(application, approved=False, by=by, at=at, reason=reason)
    _tell_person(application, "application_declined", "Your application to be a trainer")


def withdraw(*, application: TrainerApplication) -> None:
    """Take it back while it is open. Raises AlreadyDecided."""
    deleted, _ = TrainerApplication.objects.open().filter(pk=application.pk).delete()
    if not deleted:
        raise AlreadyDecided("This application has been decided.")


def last_of(user: User) -> TrainerApplication | None:
    """The newest application of this person."""
    return TrainerApplication.objects.filter(user=user).newest_first().first()


# --- How -----------------------------------------------------------------------------------------


def _holding(user: User) -> User:
    """What becomes of one person is decided by one transaction at a time."""
    return User.objects.select_for_update(of=("self",)).select_related("profile").get(pk=user.pk)


def _make_trainer(application: TrainerApplication, *, by: User | None, at: datetime) -> None:
    _decide(application, approved=True, by=by, at=at)
    user = application.user
    user.__dict__.pop("role_names", None)  # as it is now, and not as it was read
    set_roles(user=user, roles={*user.role_names, TRAINERS}, by=by, at=at)


def _decide(
    application: TrainerApplication,
    *,
    approved: bool,
    by: User | None,
    at: datetime,
    reason: str = "",
) -> None:
    """Keep the decision, once."""
    decision = {"decided_at": at, "decided_by": by, "approved": approved, "reason": reason}
    if not TrainerApplication.objects.open().filter(pk=application.pk).update(**decision):
        raise AlreadyDecided("This application has been decided or taken back.")
    application.refresh_from_db()


def _tell_admins(application: TrainerApplication) -> None:
    page = reverse("admin:accounts_trainerapplication_change", args=[application.pk])
    mails.send_later(
        to=mails.addresses_of_admins(),
        subject=f"{application.user.name} would like to be a trainer",
        template="accounts/mail/application.txt",
        context={"application": application, "link": settings.SITE_URL + page},
    )


def _tell_person(application: TrainerApplication, template: str, subject: str) -> None:
    page = reverse("accounts:coaching" if application.approved else "accounts:become-a-trainer")
    mails.send_later(
        to=[application.user.email],
        subject=subject,
        template=f"accounts/mail/{template}.txt",
        context={"application": application, "link": settings.SITE_URL + page},
    )
