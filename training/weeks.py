"""What a week of training added up to, kept in the transaction that changes a set."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any, Final
from uuid import UUID

from django.db import transaction
from django.db.models import Count, DecimalField, F, Q, Sum

from training.models import LoadMode, Session, Set, SetKind, TraineeWeek, TraineeWeekMuscle

LONGEST_COUNTED: Final = timedelta(days=1)  # past that, somebody forgot to finish it
Muscles = dict[tuple[date, str], Decimal]  # hard sets by week and muscle


def monday_of(day: date) -> date:
    return day - timedelta(days=day.weekday())


@transaction.atomic(savepoint=False)
def rebuild_weeks(*, trainee_id: int, weeks: Iterable[date]) -> None:
    """Add up these weeks anew, each named by any of its days."""
    mondays = {monday_of(day) for day in weeks}
    if not mondays:
        return
    rows = _sets_by_session_and_muscle(trainee_id, _days_of(mondays))
    totals, muscles = _add_up(rows, mondays, trainee_id)
    empty = [monday for monday, total in totals.items() if not total.sessions]
    if empty:
        TraineeWeek.objects.filter(trainee_id=trainee_id, week__in=empty).delete()
    _write_weeks(total for total in totals.values() if total.sessions)
    _compare_muscles(trainee_id, mondays, muscles)


@transaction.atomic(savepoint=False)
def add_to_weeks(done: Set) -> None:
    """`rebuild_weeks` for a set that has just been done, and was not before. It changes the
    muscles of its own exercise alone, and leaves none without a set: nothing is read to compare."""
    mondays = {monday_of(done.session.day)}
    rows = list(_sets_by_session_and_muscle(done.trainee_id, _days_of(mondays)))
    totals, muscles = _add_up(rows, mondays, done.trainee_id)
    trained = {row["muscle"] for row in rows if row["sets__exercise_id"] == done.exercise_id}
    _write_weeks(totals.values())
    own = {key: sets for key, sets in muscles.items() if key[1] in trained}
    _write_muscles(done.trainee_id, own)


def _add_up(
    rows: Iterable[Any], mondays: Iterable[date], trainee_id: int
) -> tuple[dict[date, TraineeWeek], Muscles]:
    """A session counts once a set of it is done, or once it is finished."""
    totals = {monday: TraineeWeek(trainee_id=trainee_id, week=monday) for monday in mondays}
    muscles: Muscles = defaultdict(Decimal)
    counted: set[UUID] = set()
    added: set[tuple[UUID, int | None]] = set()
    for row in rows:
        week = monday_of(row["day"])
        if (total := totals.get(week)) is None:
            continue
        if row["pk"] not in counted and (row["finished_at"] or row["done"]):
            counted.add(row["pk"])
            total.sessions += 1
            total.duration_s += _length_s(row["started_at"], row["finished_at"])
        if (row["pk"], row["sets__exercise_id"]) not in added:
            added.add((row["pk"], row["sets__exercise_id"]))
            total.sets += row["working"]
            total.volume_kg += row["volume_kg"]
        if row["muscle"] and row["working"]:
            muscles[week, row["muscle"]] += row["working"] * row["share"]
    return totals, muscles


def _sets_by_session_and_muscle(trainee_id: int, days: tuple[date, date]) -> Iterable[Any]:
    """One row for each muscle of each exercise of each session, or for the session alone."""
    done = Q(sets__completed_at__isnull=False)
    working = done & ~Q(sets__kind=SetKind.WARM_UP)
    return (
        Session.objects.filter(trainee_id=trainee_id, day__range=days)
        .values("pk", "day", "started_at", "finished_at", "sets__exercise_id")
        .annotate(
            muscle=F("sets__exercise__muscles__muscle"),
            share=F("sets__exercise__muscles__share"),
            done=Count("sets", filter=done),
            working=Count("sets", filter=working),
            volume_kg=Sum(
                F("sets__load_kg") * F("sets__reps"),
                filter=working & ~Q(sets__load_mode=LoadMode.ASSISTED),
                default=Decimal(0),
                output_field=DecimalField(max_digits=12, decimal_places=3),
            ),
        )
        .order_by()
    )


def _length_s(started_at: datetime, finished_at: datetime | None) -> int:
    if finished_at is None:
        return 0
    return int(min(finished_at - started_at, LONGEST_COUNTED).total_seconds())


def _write_weeks(totals: Iterable[TraineeWeek]) -> None:
    TraineeWeek.objects.bulk_create(
        totals,
        update_conflicts=True,
        unique_fields=["trainee", "week"],
        update_fields=["sessions", "sets", "volume_kg", "duration_s"],
    )


def _compare_muscles(trainee_id: int, mondays: set[date], muscles: Muscles) -> None:
    """Write only what is different from before."""
    rows = TraineeWeekMuscle.objects.filter(trainee_id=trainee_id, week__in=mondays)
    before = {(row.week, row.muscle): row for row in rows}
    if gone := [row.pk for key, row in before.items() if key not in muscles]:
        TraineeWeekMuscle.objects.filter(pk__in=gone).delete()
    changed = {
        key: sets for key, sets in muscles.items() if key not in before or before[key].sets != sets
    }
    _write_muscles(trainee_id, changed)


def _write_muscles(trainee_id: int, muscles: Muscles) -> None:
    TraineeWeekMuscle.objects.bulk_create(
        [
            TraineeWeekMuscle(trainee_id=trainee_id, week=week, muscle=muscle, sets=sets)
            for (week, muscle), sets in sorted(muscles.items())
        ],
        update_conflicts=True,
        unique_fields=["trainee", "week", "muscle"],
        update_fields=["sets"],
    )


def _days_of(mondays: Iterable[date]) -> tuple[date, date]:
    """First and last day of these weeks. One range is one index scan, however many weeks."""
    days = sorted(mondays)
    return days[0], days[-1] + timedelta(days=6)
