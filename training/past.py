"""What a trainee did before: the last sessions of an exercise, in one query for many."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from datetime import datetime
from decimal import Decimal
from typing import Final
from uuid import UUID

from django.db.models import F, Window
from django.db.models.functions import DenseRank

from training.models import Record, Set

NO_SESSION: Final = UUID(int=0)
History = dict[int, list[list[Set]]]


def last_sessions(
    *,
    trainee_id: int,
    exercise_ids: Collection[int],
    before: datetime,
    sessions: int,
    without: UUID | None = None,
) -> History:
    """The done sets of the last sessions with each exercise, newest session first."""
    rows = (
        Set.objects.done()
        .filter(trainee_id=trainee_id, exercise_id__in=exercise_ids, session__started_at__lt=before)
        .exclude(session_id=without or NO_SESSION)
        .annotate(
            nth=Window(
                DenseRank(),
                partition_by="exercise_id",
                order_by=[F("session__started_at").desc(), F("session_id").desc()],
            ),
            day=F("session__day"),
        )
        .filter(nth__lte=sessions)
        .defer("edited")
        .order_by("exercise_id", "nth", "item__position", "item_id", "position", "pk")
    )
    history: dict[int, dict[UUID, list[Set]]] = defaultdict(lambda: defaultdict(list))
    for row in rows:
        history[row.exercise_id][row.session_id].append(row)  # type: ignore[index]
    return {exercise: list(past.values()) for exercise, past in history.items()}


def standing_e1rm(*, trainee_id: int, exercise_ids: Collection[int]) -> dict[int, Decimal]:
    """The best estimated one-rep max in kg of each exercise that has one."""
    return dict(
        Record.objects.standing()
        .filter(trainee_id=trainee_id, exercise_id__in=exercise_ids, kind=Record.Kind.E1RM)
        .values_list("exercise_id", "value")
    )
