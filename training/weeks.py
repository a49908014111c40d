"""What a week of training added up to, kept in the transaction that changes a set."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, Final

from django.db import transaction
from django.db.models import Count, DecimalField, F, Q, Sum

from training.models import ExerciseMuscle, LoadMode, Session, Set, TraineeWeek, TraineeWeekMuscle

LONGEST_COUNTED: Final = timedelta(days=1)  # past that, somebody forgot to finish it


def monday_of(day: date) -> date:
    return day - timedelta(days=day.weekday())


@transaction.atomic
def rebuild_weeks(*, trainee_id: int, weeks: Iterable[date]) -> None:
    """Add up these weeks anew, each named by any of its days."""
    mondays = {monday_of(day) for day in weeks}
    if not mondays:
        return
    totals = {monday: TraineeWeek(trainee_id=trainee_id, week=monday) for monday in mondays}
    muscles: dict[tuple[date, str], Decimal] = defaultdict(Decimal)
    _count_sessions(totals, trainee_id)
    _count_sets(totals, muscles, trainee_id)
    TraineeWeek.objects.filter(trainee_id=trainee_id, week__in=mondays).delete()
    TraineeWeekMuscle.objects.filter(trainee_id=trainee_id, week__in=mondays).delete()
    TraineeWeek.objects.bulk_create(total for total in totals.values() if total.sessions)
    TraineeWeekMuscle.objects.bulk_create(
        TraineeWeekMuscle(trainee_id=trainee_id, week=week, muscle=muscle, sets=sets)
        for (week, muscle), sets in sorted(muscles.items())
    )


def _count_sessions(totals: dict[date, TraineeWeek], trainee_id: int) -> None:
    """A session counts once a set of it is done, or once it is finished."""
    begun = Q(finished_at__isnull=False) | Q(done__gt=0)
    sessions = (
        Session.objects.filter(trainee_id=trainee_id, day__range=_days_of(totals))
        .annotate(done=Count("sets", filter=Q(sets__completed_at__isnull=False)))
        .filter(begun)
        .values_list("day", "started_at", "finished_at")
    )
    for day, started_at, finished_at in sessions:
        if (total := totals.get(monday_of(day))) is not None:
            total.sessions += 1
            if finished_at is not None:
                length = min(finished_at - started_at, LONGEST_COUNTED)
                total.duration_s += int(length.total_seconds())


def _count_sets(
    totals: dict[date, TraineeWeek], muscles: dict[tuple[date, str], Decimal], trainee_id: int
) -> None:
    rows = _sets_per_day_and_exercise(trainee_id, _days_of(totals))
    shares = _shares({row["exercise_id"] for row in rows})
    for row in rows:
        week = monday_of(row["session__day"])
        if (total := totals.get(week)) is None:
            continue
        total.sets += row["sets"]
        total.volume_kg += row["volume_kg"]
        for muscle, share in shares.get(row["exercise_id"], ()):
            muscles[week, muscle] += row["sets"] * share


def _sets_per_day_and_exercise(
    trainee_id: int, days: tuple[date, date]
) -> Collection[dict[str, Any]]:
    rows: Any = (
        Set.objects.working()
        .filter(trainee_id=trainee_id, session__day__range=days)
        .values("session__day", "exercise_id")
        .annotate(
            sets=Count("pk"),
            volume_kg=Sum(
                F("load_kg") * F("reps"),
                filter=~Q(load_mode=LoadMode.ASSISTED),
                default=Decimal(0),
                output_field=DecimalField(max_digits=12, decimal_places=3),
            ),
        )
        .order_by()
    )
    return list(rows)


def _shares(exercise_ids: Collection[int | None]) -> dict[int, list[tuple[str, Decimal]]]:
    shares: dict[int, list[tuple[str, Decimal]]] = defaultdict(list)
    for row in ExerciseMuscle.objects.filter(exercise_id__in=exercise_ids - {None}):  # type: ignore[operator]
        shares[row.exercise_id].append((row.muscle, row.share))
    return shares


def _days_of(mondays: Iterable[date]) -> tuple[date, date]:
    """First and last day of these weeks. One range is one index scan, however many weeks."""
    days = sorted(mondays)
    return days[0], days[-1] + timedelta(days=6)
