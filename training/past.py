"""What a trainee did before: the last sessions of an exercise, in one query for many."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from datetime import UTC, datetime
from decimal import Decimal
from typing import Final
from uuid import UUID

from django.db.models import Q, Subquery, Value
from django.db.models.functions import Coalesce

from training.models import Record, Set
from training.models.sets import SetQuerySet

NO_SESSION: Final = UUID(int=0)
LONG_AGO: Final = datetime(1900, 1, 1, tzinfo=UTC)
USUAL_SETS: Final = 6  # of one exercise in one session; where there were more, it is asked again
History = dict[int, list[list[Set]]]


def last_sessions(
    *,
    trainee_id: int,
    exercise_ids: Collection[int],
    before: datetime,
    sessions: int,
    without: UUID | None = None,
) -> History:
    """The sets of the last sessions with each exercise, newest session first: what was done before
    then. Reads the newest sets alone, however long the history."""
    done = Set.objects.done().filter(trainee_id=trainee_id, completed_at__lt=before)
    done = done.exclude(session_id=without or NO_SESSION)
    history: History = {}
    wanted, count = set(exercise_ids), USUAL_SETS * (sessions + 1)
    while wanted:
        found = _newest(done, wanted, count)
        # Where all that was read came, the oldest session may have had more.
        wanted = {
            exercise
            for exercise, past in found.items()
            if len(past) <= sessions and sum(map(len, past)) >= count
        }
        for exercise in found.keys() - wanted:
            history[exercise] = found[exercise][:sessions]
        count *= 4
    return history


def _newest(done: SetQuerySet, exercise_ids: Collection[int], count: int) -> History:
    """Of each exercise its newest sets, `count` at least where there are so many, by session.

    Where they begin is looked up in the index of each exercise on its own, so one short range of
    the index is read for each. Nothing is joined: what tells the order is in the sets themselves,
    the ids of items among it, which are in the order they were made.
    """
    ranges = Q()
    for exercise in exercise_ids:
        times = done.filter(exercise=exercise).order_by("-completed_at").values("completed_at")
        first = Coalesce(Subquery(times[count - 1 : count]), Value(LONG_AGO))
        ranges |= Q(exercise=exercise, completed_at__gte=first)
    history: dict[int, dict[UUID, list[Set]]] = defaultdict(lambda: defaultdict(list))
    for row in done.filter(ranges).defer("edited").order_by("item", "position", "pk"):
        history[row.exercise_id][row.session_id].append(row)  # type: ignore[index]
    return {
        exercise: sorted(past.values(), key=_last_done, reverse=True)
        for exercise, past in history.items()
    }


def _last_done(rows: list[Set]) -> datetime:
    return max(row.completed_at for row in rows if row.completed_at is not None)


def standing_e1rm(*, trainee_id: int, exercise_ids: Collection[int]) -> dict[int, Decimal]:
    """The best estimated one-rep max in kg of each exercise that has one."""
    return dict(
        Record.objects.standing()
        .filter(trainee_id=trainee_id, exercise_id__in=exercise_ids, kind=Record.Kind.E1RM)
        .values_list("exercise_id", "value")
    )
