"""What can stand in for an exercise, best first, and why."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Final, TypeAlias

from django.db.models import prefetch_related_objects

from accounts.models import User
from training import catalogue
from training.fitting import EVERYWHERE, Means
from training.marks import excluded_ids
from training.models import Exercise, Set, Substitute
from training.taxonomy import Equipment

Shares: TypeAlias = Mapping[str, Decimal]
MOST: Final = 12  # of those that suit, and as many of those that do not
ALIKE: Final = 0.5  # the share of a set's work that goes to the same muscles
NEARLY_ALIKE: Final = 0.7
THE_SAME: Final = 0.9
LISTED: Final = 20  # the first of the library's own list; each further one is worth 1 less
KNOWN: Final = 1.5  # what one has done before goes up a place


@dataclass(frozen=True)
class Offer:
    """One exercise that could be done instead; `why_not` where this person cannot."""

    exercise: Exercise
    reason: str
    why_not: str = ""


def offers(exercise: Exercise, *, trainee: User | None, reader: catalogue.Reader) -> list[Offer]:
    """Ranked by the library's own list, by muscles and movement, and by what this person knows;
    what they cannot do comes last, what is never to be suggested not at all. Four queries,
    however many there are."""
    prefetch_related_objects([exercise], "muscles")
    left_out = {exercise.pk, *(excluded_ids(trainee) if trainee else ())}
    listed, shares = _listed(exercise), _shares(exercise)
    alike = {
        other: score
        for other in catalogue.everything(reader)
        if other.pk not in left_out and (score := _score(exercise, shares, other, listed))
    }
    known = _known(trainee, alike)
    ranked = sorted(
        alike, key=lambda other: (-alike[other] - KNOWN * (other.pk in known), other.name)
    )
    means = Means.of(trainee.profile) if trainee else Means()
    rows = [_offer(exercise, other, means, is_known=other.pk in known) for other in ranked]
    unfit = [offer for offer in rows if offer.why_not]
    return [offer for offer in rows if not offer.why_not][:MOST] + unfit[:MOST]


def overlap(one: Exercise, other: Exercise) -> float:
    """How much of the work goes to the same muscles: 1 where all of it does."""
    return _overlap(_shares(one), _shares(other))


def _overlap(first: Shares, second: Shares) -> float:
    both = sum(min(first[name], second[name]) for name in first.keys() & second.keys())
    return float(both / (sum(first.values()) + sum(second.values()) - both)) if both else 0.0


def _score(exercise: Exercise, shares: Shares, other: Exercise, listed: Mapping[int, int]) -> float:
    """Nothing where it is another matter."""
    same, is_like = _overlap(shares, _shares(other)), exercise.pattern == other.pattern
    if other.pk not in listed and not (same >= ALIKE and (is_like or same >= NEARLY_ALIKE)):
        return 0
    if other.pk in listed:
        return LISTED - listed[other.pk]
    is_logged_alike = exercise.tracking == other.tracking  # a push-up is no heavy bench press
    return 2 * same + is_like / 2 + is_logged_alike / 2 + other.is_staple / 5


def _offer(exercise: Exercise, other: Exercise, means: Means, *, is_known: bool) -> Offer:
    needed = catalogue.gear(other)
    return Offer(
        other,
        reason=_reason(exercise, other, means, is_known=is_known),
        why_not=means.why_not(needed=needed, stresses=other.stresses),
    )


def _reason(exercise: Exercise, other: Exercise, means: Means, *, is_known: bool) -> str:
    """ "Same muscles; dumbbell and bench at hand; done before" """
    parts = [_likeness(exercise, other)]
    if gear := catalogue.gear(other) & means.equipment - EVERYWHERE:
        names = [thing.label.lower() for thing in Equipment if thing in gear]
        parts.append(f"{' and '.join(names)} at hand")
    elif catalogue.gear(other) <= EVERYWHERE:
        parts.append("needs no equipment")
    if is_known:
        parts.append("done before")
    return "; ".join(parts)


def _likeness(exercise: Exercise, other: Exercise) -> str:
    same = overlap(exercise, other)
    if same >= THE_SAME:
        return "Same muscles"
    if same >= NEARLY_ALIKE:
        return "Nearly the same muscles"
    return "Same movement" if exercise.pattern == other.pattern else "Trains something close"


def _shares(exercise: Exercise) -> Shares:
    return {row.muscle: row.share for row in exercise.muscles.all()}


def _listed(exercise: Exercise) -> dict[int, int]:
    """The library's own list: {exercise: place in it}."""
    rows = Substitute.objects.filter(exercise=exercise)
    return dict(rows.values_list("substitute_id", "position"))


def _known(trainee: User | None, exercises: Collection[Exercise]) -> set[int]:
    """Which of these this person has done."""
    if trainee is None:
        return set()
    done = Set.objects.working().filter(
        trainee=trainee, exercise_id__in=[exercise.pk for exercise in exercises]
    )
    return set(done.order_by().values_list("exercise_id", flat=True).distinct())
