"""Weeks that counted an exercise are added up anew once its muscles have changed.

What is still to be done is a moment on the exercise, so a message that gets lost loses nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction
from django.db.models import Exists, OuterRef

from training.events import SharesChanged
from training.logbook.settling import take_turns
from training.models import Exercise, Set
from training.weeks import rebuild_weeks


@transaction.atomic
def ask_for_recount(*, exercise_ids: Iterable[int], at: datetime) -> None:
    """Of these exercises, where anybody has done them."""
    done = Exists(Set.objects.filter(exercise=OuterRef("pk")))
    found = list(Exercise.objects.filter(done, pk__in=exercise_ids).values_list("pk", flat=True))
    Exercise.objects.filter(pk__in=found).update(recount_asked_at=at)
    for pk in found:
        SharesChanged(exercise_id=pk).publish()


def to_recount() -> list[int]:
    asked = Exercise.objects.exclude(recount_asked_at=None)
    return list(asked.order_by("recount_asked_at").values_list("pk", flat=True))


def recount(*, exercise_id: int) -> None:
    """Add up the weeks of everybody who did it, one person at a time. Does nothing where nothing
    is asked; asked again meanwhile, it stays to be done."""
    exercise = Exercise.objects.filter(pk=exercise_id).exclude(recount_asked_at=None).first()
    if exercise is None:
        return
    for trainee_id, days in _days_of(exercise).items():
        with transaction.atomic():
            take_turns(trainee_id)
            rebuild_weeks(trainee_id=trainee_id, weeks=days)
    Exercise.objects.filter(pk=exercise_id, recount_asked_at=exercise.recount_asked_at).update(
        recount_asked_at=None
    )


def _days_of(exercise: Exercise) -> dict[int, set[date]]:
    done = Set.objects.working().filter(exercise=exercise)
    days: dict[int, set[date]] = defaultdict(set)
    for trainee_id, day in done.order_by().values_list("trainee_id", "session__day").distinct():
        days[trainee_id].add(day)
    return days
