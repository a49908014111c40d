"""Coaching, and the only place where a coaching permission is granted or read.

A scope is a guardian permission on the trainee's Profile. It is there while coaching is active and
the trainee agrees, and gone the moment either stops.
"""

from __future__ import annotations

import secrets
from collections.abc import Collection, Iterable
from datetime import datetime, timedelta
from typing import Final

from django.conf import settings
from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone
from guardian.shortcuts import assign_perm, remove_perm

from accounts.events import AccessChanged, CoachingEnded, CoachingStarted, InvitationChanged
from accounts.invitation_mail import send_invitation
from accounts.models import Coaching, Profile, ProfileGrant, Scope, User
from accounts.models.blocks import are_kept_apart, owner_is_kept_apart
from accounts.models.coachings import digest
from fitapp.lib.errors import Refused

NOT_OPEN: Final = "This invitation has been used, withdrawn or has run out."


class CannotCoachYourself(Refused):
    pass


class AlreadyCoaching(Refused):
    pass


class InvitationNotOpen(Refused):
    pass


class CoachingNotUnderWay(Refused):
    pass


class TrainingIsAlwaysShared(Refused):
    pass


class NotATrainer(Refused):
    pass


class PhotosNotYet(Refused):
    pass


# --- Who may see what ----------------------------------------------------------------------------


def trainee_ids_of(user: User, scope: str = Scope.TRAINING) -> list[int]:
    """The people whose `scope` this user may see as their trainer."""
    return list(_trainees(user, scope))


def trainer_ids_of(user: User) -> list[int]:
    """The people who coach this user now."""
    return list(_trainers(user))


def trains_with(user: User, *, field: str) -> Q:
    """Rows whose `field` is a person this user trains with: themselves, whom they coach and who
    coaches them. For small tables alone: it saves the queries for the ids, and an OR is slow."""
    return (
        Q(**{field: user.pk})
        | Q(**{f"{field}__in": _trainees(user, Scope.TRAINING)})
        | Q(**{f"{field}__in": _trainers(user)})
    )


def may_see(viewer: User, owner_id: int, scope: str = Scope.TRAINING) -> bool:
    """Whether `viewer` may see this part of the owner's data: their own, or granted. Asks for the
    one grant."""
    if viewer.pk == owner_id:
        return True
    return _grants(viewer, owner_id).filter(permission__codename=f"see_{scope}").exists()


def scopes_shown_to(viewer: User, owner_id: int) -> set[str]:
    """What this user may see of the owner's as their trainer; one query."""
    names = _grants(viewer, owner_id).values_list("permission__codename", flat=True)
    return {name.removeprefix("see_") for name in names}


def with_scopes(coachings: Iterable[Coaching]) -> list[Coaching]:
    """The coachings with what each trainer may see now, in the order of `Scope`; one query."""
    found = list(coachings)
    grants = ProfileGrant.objects.filter(
        user__in={coaching.trainer_id for coaching in found},
        content_object__user__in={coaching.trainee_id for coaching in found} - {None},
    ).values_list("user_id", "content_object__user_id", "permission__codename")
    granted = set(grants)
    for coaching in found:
        pair = (coaching.trainer_id, coaching.trainee_id)
        coaching.scopes = [s.value for s in Scope if (*pair, f"see_{s}") in granted]
    return found


def shared_around(user_id: int) -> dict[tuple[int, int], list[str]]:
    """What this person sees as a trainer and shows as a trainee now, by (trainer, trainee)."""
    grants = ProfileGrant.objects.filter(
        Q(user=user_id) | Q(content_object__user=user_id)
    ).values_list("user_id", "content_object__user_id", "permission__codename")
    shared: dict[tuple[int, int], list[str]] = {}
    for trainer_id, trainee_id, codename in grants.order_by("permission__codename"):
        shared.setdefault((trainer_id, trainee_id), []).append(codename.removeprefix("see_"))
    return shared


def scopes_of(coaching: Coaching) -> list[str]:
    """What the trainer may see now, in the order of `Scope`."""
    return with_scopes([coaching])[0].scopes


# --- Verbs ---------------------------------------------------------------------------------------


@transaction.atomic
def invite(*, trainer: User, email: str, at: datetime) -> tuple[Coaching, str]:
    """Ask the person at `email` to be coached; returns the invitation and its secret.

    The secret goes to that address and nowhere else: who has it is taken to own the address.
    Inviting again sends a new link and makes the old one worthless. Where one of the two has
    blocked the other, all looks as always, but nothing is sent, shown or accepted.

    Raises NotATrainer, CannotCoachYourself, AlreadyCoaching.
    """
    if not trainer.is_trainer:
        raise NotATrainer("Only trainers invite people.")
    email = email.strip().lower()
    if email == trainer.email or email in trainer.verified_addresses:
        raise CannotCoachYourself("You cannot coach yourself.")
    if Coaching.objects.under_way().filter(trainer=trainer, trainee__email=email).exists():
        raise AlreadyCoaching(f"You already coach the person at {email}.")
    token = secrets.token_urlsafe(32)
    invitation, _ = Coaching.objects.update_or_create(
        trainer=trainer,
        email=email,
        status=Coaching.Status.INVITED,
        defaults={
            "token_digest": digest(token),
            "invited_at": at,
            "expires_at": at + timedelta(days=settings.INVITATION_DAYS),
        },
    )
    if not owner_is_kept_apart(email, from_whom=trainer):
        transaction.on_commit(lambda: send_invitation(invitation, token))
    InvitationChanged(trainer_id=trainer.pk, email=email).publish()
    return invitation, token


@transaction.atomic
def accept(*, coaching: Coaching, trainee: User, scopes: Collection[str], at: datetime) -> None:
    """Start coaching with what the trainee agrees to share. Training is always part of it.

    Raises InvitationNotOpen, CannotCoachYourself, AlreadyCoaching, NotATrainer,
    PhotosNotYet.
    """
    if coaching.trainer_id == trainee.pk:
        raise CannotCoachYourself("You cannot coach yourself.")
    _queue_behind_others(trainee.pk)
    if are_kept_apart(trainee, coaching.trainer):
        raise InvitationNotOpen(NOT_OPEN)
    others = Coaching.objects.under_way().filter(trainee=trainee)
    if others.filter(trainer=coaching.trainer_id).exists():
        raise AlreadyCoaching("This trainer already coaches you.")
    # The digest is the one that was read, so a link replaced a moment ago opens nothing.
    claimed = (
        Coaching.objects.open_at(at)
        .filter(pk=coaching.pk, token_digest=coaching.token_digest)
        .update(
            trainee=trainee,
            status=Coaching.Status.ACTIVE,
            is_lead=not others.filter(is_lead=True).exists(),
            token_digest=None,
            started_at=at,
        )
    )
    if not claimed:
        raise InvitationNotOpen(NOT_OPEN)
    coaching.refresh_from_db()
    _grant(coaching, {Scope.TRAINING, *scopes})
    CoachingStarted(
        coaching_id=coaching.pk, trainer_id=coaching.trainer_id, trainee_id=trainee.pk
    ).publish()


@transaction.atomic
def decline(*, coaching: Coaching, by: User | None, at: datetime) -> None:
    """Say no to an invitation, signed in or with nothing but its link. Raises InvitationNotOpen."""
    if not Coaching.objects.filter(pk=coaching.pk, status=Coaching.Status.INVITED).exists():
        raise InvitationNotOpen("This invitation has been used or withdrawn.")
    end(coaching=coaching, by=by, at=at)


@transaction.atomic
def set_scopes(*, coaching: Coaching, scopes: Collection[str]) -> None:
    """Share exactly `scopes` from now on.

    Raises CoachingNotUnderWay, TrainingIsAlwaysShared, NotATrainer, PhotosNotYet.
    """
    _move(coaching, Coaching.Status.ACTIVE, Coaching.Status.ACTIVE)
    if Scope.TRAINING not in scopes:
        raise TrainingIsAlwaysShared(
            "A trainer always sees training. End or pause coaching to take that back."
        )
    _grant(coaching, set(scopes))


@transaction.atomic
def pause(*, coaching: Coaching) -> None:
    """Keep the relation but take every scope back. Raises CoachingNotUnderWay."""
    _move(coaching, Coaching.Status.ACTIVE, Coaching.Status.PAUSED)
    _revoke(coaching)


@transaction.atomic
def resume(*, coaching: Coaching, scopes: Collection[str]) -> None:
    """Go on, with the scopes the trainee agrees to now.

    Raises CoachingNotUnderWay, NotATrainer, PhotosNotYet.
    """
    _move(coaching, Coaching.Status.PAUSED, Coaching.Status.ACTIVE)
    _grant(coaching, {Scope.TRAINING, *scopes})


@transaction.atomic
def share_training(*, coaching: Coaching) -> None:
    """Grant what active coaching always shares, where it went missing. Raises
    CoachingNotUnderWay."""
    _move(coaching, Coaching.Status.ACTIVE, Coaching.Status.ACTIVE)
    _grant(coaching, {Scope.TRAINING, *scopes_of(coaching)})


@transaction.atomic
def end(*, coaching: Coaching, by: User | None, at: datetime) -> None:
    """End coaching, or withdraw an invitation. The lead passes to whoever has coached longest.

    Raises CoachingNotUnderWay.
    """
    if coaching.trainee_id is not None:
        _queue_behind_others(coaching.trainee_id)
    changed = (
        Coaching.objects.filter(pk=coaching.pk)
        .exclude(status=Coaching.Status.ENDED)
        .update(
            status=Coaching.Status.ENDED,
            is_lead=False,
            ended_at=at,
            ended_by=by,
            token_digest=None,
        )
    )
    if not changed:
        raise CoachingNotUnderWay("Coaching has already ended.")
    coaching.refresh_from_db()
    if coaching.trainee_id is None:
        InvitationChanged(trainer_id=coaching.trainer_id, email=coaching.email).publish()
    else:
        _revoke(coaching)
        _pass_lead_on(coaching.trainee_id)
        CoachingEnded(
            coaching_id=coaching.pk,
            trainer_id=coaching.trainer_id,
            trainee_id=coaching.trainee_id,
        ).publish()


@transaction.atomic
def take_photos_back(*, owner: User) -> None:
    """Nobody sees this person's photos any more."""
    grants = ProfileGrant.objects.filter(
        content_object__user=owner, permission__codename=f"see_{Scope.PHOTOS}"
    )
    trainer_ids = list(grants.values_list("user_id", flat=True))
    grants.delete()
    seeing = Coaching.objects.active().filter(trainee=owner, trainer__in=trainer_ids)
    for coaching in with_scopes(seeing):
        _tell(coaching, coaching.scopes)


# --- How -----------------------------------------------------------------------------------------


def _trainees(user: User, scope: str) -> models.QuerySet[ProfileGrant, int]:
    grants = ProfileGrant.objects.filter(user=user, permission__codename=f"see_{scope}")
    return grants.values_list("content_object__user_id", flat=True)


def _trainers(user: User) -> models.QuerySet[Coaching, int]:
    return Coaching.objects.active().filter(trainee=user).values_list("trainer_id", flat=True)


def _grants(viewer: User, owner_id: int) -> models.QuerySet[ProfileGrant]:
    # By primary key: an id larger than the database can hold is then nobody's, not an error.
    return ProfileGrant.objects.filter(user=viewer, content_object__user__pk=owner_id)


def _queue_behind_others(trainee_id: int) -> None:
    """Who coaches one trainee is decided by one transaction at a time."""
    User.objects.select_for_update().get(pk=trainee_id)


def _pass_lead_on(trainee_id: int) -> None:
    coachings = Coaching.objects.under_way().filter(trainee_id=trainee_id)
    if not coachings.filter(is_lead=True).exists():
        longest = coachings.order_by("started_at", "pk").first()
        if longest is not None:
            Coaching.objects.filter(pk=longest.pk).update(is_lead=True)


def _move(coaching: Coaching, before: str, after: str) -> None:
    """Go from one status to another, holding the row until the transaction is over."""
    if not Coaching.objects.filter(pk=coaching.pk, status=before).update(status=after):
        coaching.refresh_from_db()
        raise CoachingNotUnderWay(f"Coaching is {coaching.get_status_display().lower()}.")
    coaching.status = after


def _grant(coaching: Coaching, scopes: Collection[str]) -> None:
    profile = Profile.objects.get(user=coaching.trainee)
    if not User.objects.trainers().filter(pk=coaching.trainer_id).exists():
        raise NotATrainer(f"{coaching.trainer.name} coaches nobody at the moment.")
    if Scope.PHOTOS in scopes and profile.is_minor_at(timezone.now()):
        raise PhotosNotYet("Photos can be shared from 18 on. Everything else is yours to choose.")
    granted, wanted = set(scopes_of(coaching)), {scope.value for scope in Scope if scope in scopes}
    for scope in wanted - granted:
        assign_perm(f"accounts.see_{scope}", coaching.trainer, profile)
    for scope in granted - wanted:
        remove_perm(f"accounts.see_{scope}", coaching.trainer, profile)
    if wanted != granted:
        _tell(coaching, wanted)


def _revoke(coaching: Coaching) -> None:
    ProfileGrant.objects.filter(
        user=coaching.trainer, content_object__user=coaching.trainee
    ).delete()
    _tell(coaching, ())


def _tell(coaching: Coaching, scopes: Collection[str]) -> None:
    assert coaching.trainee_id is not None  # noqa: S101  # there is nothing to grant before
    AccessChanged(
        trainer_id=coaching.trainer_id,
        trainee_id=coaching.trainee_id,
        scopes=tuple(sorted(scopes)),
    ).publish()
