"""Whether what trainers may see is what coaching says: nothing left over, nothing missing.

The verbs keep grants and coaching in step. This finds what a restored backup, a change by hand or
a mistake of ours has put out of step, and repairs it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db import models, transaction
from django.db.models import Exists, OuterRef, Q

from accounts import coaching
from accounts.ages import last_adult_birth_date
from accounts.models import Block, Coaching, ProfileGrant, ProfileGroupGrant, Scope, User

Status = Coaching.Status


@dataclass(frozen=True)
class Fault:
    """What is out of step, in ids and never in what was shared, and how it is put right."""

    why: str
    repair: Callable[[datetime], object]

    def __str__(self) -> str:
        return self.why


@transaction.atomic
def repair(*, at: datetime) -> list[Fault]:
    """Put right what is out of step, and say what that was."""
    repaired = []
    for find in CHECKS:  # in turn: what one check ends, the next need not find
        for fault in find(at):
            fault.repair(at)
            repaired.append(fault)
    return repaired


def faults(*, at: datetime) -> list[Fault]:
    """What is out of step now. Changes nothing."""
    return [fault for find in CHECKS for fault in find(at)]


# --- What is looked for --------------------------------------------------------------------------


def coachings_without_a_trainer(at: datetime) -> Iterator[Fault]:
    for relation in _not_ended().exclude(trainer__in=User.objects.with_role_of_trainer()):
        yield Fault(f"{_named(relation)}, and the trainer has not the role", _ending(relation))


def coachings_between_the_blocked(at: datetime) -> Iterator[Fault]:
    pair = Q(blocker=OuterRef("trainer"), blocked=OuterRef("trainee")) | Q(
        blocker=OuterRef("trainee"), blocked=OuterRef("trainer")
    )
    for relation in _not_ended().filter(Exists(Block.objects.filter(pair))):
        yield Fault(f"{_named(relation)}, and one has blocked the other", _ending(relation))


def coachings_of_the_inactive(at: datetime) -> Iterator[Fault]:
    inactive = Q(trainer__is_active=False) | Q(trainee__is_active=False)
    for relation in Coaching.objects.active().filter(inactive):
        yield Fault(f"{_named(relation)}, and an account is deactivated", _pausing(relation))


def grants_without_coaching(at: datetime) -> Iterator[Fault]:
    active = Coaching.objects.active().filter(
        trainer=OuterRef("user"), trainee=OuterRef("content_object__user")
    )
    for grant in _grants().filter(~Exists(active)):
        yield Fault(f"{_told(grant)}, and coaching is not active", _deleting(grant))


def photos_of_minors(at: datetime) -> Iterator[Fault]:
    young = _grants().filter(
        permission__codename=f"see_{Scope.PHOTOS}",
        content_object__birth_date__gt=last_adult_birth_date(at),
    )
    for grant in young:
        if grant.content_object.is_minor_at(at):
            yield Fault(f"{_told(grant)}, who is a minor", _deleting(grant))


def grants_to_groups(at: datetime) -> Iterator[Fault]:
    for grant in ProfileGroupGrant.objects.select_related("permission", "content_object"):
        owner = grant.content_object.user_id
        why = f"Group {grant.group_id} has {grant.permission.codename} of trainee {owner}"
        yield Fault(f"{why}, and groups have none", _deleting(grant))


def training_not_shared(at: datetime) -> Iterator[Fault]:
    shared = ProfileGrant.objects.filter(
        user=OuterRef("trainer"),
        content_object__user=OuterRef("trainee"),
        permission__codename=f"see_{Scope.TRAINING}",
    )
    sound = Coaching.objects.active().filter(trainer__in=User.objects.trainers())
    for relation in sound.filter(~Exists(shared), trainee__is_active=True):
        yield Fault(f"{_named(relation)}, and training is not shared", _sharing(relation))


CHECKS: Final = (
    coachings_without_a_trainer,
    coachings_between_the_blocked,
    coachings_of_the_inactive,
    grants_without_coaching,
    photos_of_minors,
    grants_to_groups,
    training_not_shared,
)


# --- How -----------------------------------------------------------------------------------------


def _not_ended() -> models.QuerySet[Coaching]:
    return Coaching.objects.exclude(status=Status.ENDED)


def _grants() -> models.QuerySet[ProfileGrant]:
    return ProfileGrant.objects.select_related("permission", "content_object")


def _named(relation: Coaching) -> str:
    whom = f"trainee {relation.trainee_id}" if relation.trainee_id else "somebody"
    verb = "invites" if relation.status == Status.INVITED else "coaches"
    return f"Trainer {relation.trainer_id} {verb} {whom} ({relation.status})"


def _told(grant: ProfileGrant) -> str:
    what = grant.permission.codename.removeprefix("see_")
    return f"User {grant.user_id} sees {what} of trainee {grant.content_object.user_id}"


def _ending(relation: Coaching) -> Callable[[datetime], object]:
    return lambda at: coaching.end(coaching=relation, by=None, at=at)


def _pausing(relation: Coaching) -> Callable[[datetime], object]:
    return lambda at: coaching.pause(coaching=relation)


def _sharing(relation: Coaching) -> Callable[[datetime], object]:
    return lambda at: coaching.share_training(coaching=relation)


def _deleting(grant: ProfileGrant | ProfileGroupGrant) -> Callable[[datetime], object]:
    return lambda at: grant.delete()
