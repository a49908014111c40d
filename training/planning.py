"""From a program to days in a calendar, and how the days follow what really happened."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import date, datetime, timedelta
from typing import Any, Final
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db import transaction
from django.db.models import Min, Q

from accounts.coaching import trainee_ids_of
from accounts.models import User
from fitapp.lib.errors import Refused
from fitapp.lib.ids import uuid7
from training.documents import workout_documents
from training.events import ProgramAssigned
from training.models import Assignment, PlannedSession, Program, ProgramVersion
from training.models.assignments import PlannedSessionQuerySet
from training.schedule import lay_out, wait_until

A_YEAR: Final = timedelta(days=366)
ROWS_AT_ONCE: Final = 500


class NotYourTrainee(Refused):
    pass


class ProgramNotThere(Refused):
    pass


class ProgramIsEmpty(Refused):
    pass


class AlreadyAssigned(Refused):
    pass


class TooFarAway(Refused):
    pass


class NoSuchWeekdays(Refused):
    pass


class DayHasPassed(Refused):
    pass


class AssignmentHasEnded(Refused):
    pass


# --- Giving a program to people ------------------------------------------------------------------


@transaction.atomic
def assign(
    *,
    version: ProgramVersion,
    trainee: User,
    by: User,
    mode: str,
    starts_on: date,
    weekdays: Collection[int],
    at: datetime,
    id: UUID | None = None,
) -> Assignment:
    """Plan every workout of the program for the trainee.

    Raises NotYourTrainee, ProgramNotThere, ProgramIsEmpty, AlreadyAssigned, TooFarAway,
    NoSuchWeekdays.
    """
    documents = workout_documents(version)
    _refuse_what_cannot_be_planned(version, documents, by, starts_on, weekdays, at)
    _refuse_whom_it_cannot_be_given_to(version, trainee, by)
    assignment = Assignment.objects.create(
        id=id or uuid7(),
        trainee=trainee,
        version=version,
        program_name=version.program.name,
        assigned_by=by,
        mode=mode,
        starts_on=starts_on,
        weekdays=sorted(set(weekdays)),
        created_at=at,
    )
    days = lay_out([entry["day"] for entry in documents], starts_on=starts_on, weekdays=weekdays)
    PlannedSession.objects.bulk_create(
        [
            planned_from(entry, assignment=assignment, position=position, day=day)
            for position, (entry, day) in enumerate(zip(documents, days, strict=True))
        ],
        batch_size=ROWS_AT_ONCE,
    )
    ProgramAssigned(
        assignment_id=assignment.pk, trainee_id=trainee.pk, assigned_by_id=by.pk
    ).publish()
    return assignment


@transaction.atomic
def assign_to_each(*, trainees: Sequence[User], **terms: Any) -> list[Assignment]:
    """`assign` to several people on the same terms: to all of them or, if refused, to none."""
    return [assign(trainee=trainee, **terms) for trainee in trainees]


def first_days(
    version: ProgramVersion, *, starts_on: date, weekdays: Collection[int], count: int
) -> list[tuple[date, str, str]]:
    """The first workouts as `assign` would plan them: day, name, block."""
    documents = workout_documents(version)[:count]
    days = lay_out([entry["day"] for entry in documents], starts_on=starts_on, weekdays=weekdays)
    return [
        (day, entry["workout"]["name"], entry["block"])
        for entry, day in zip(documents, days, strict=True)
    ]


def planned_from(
    entry: dict[str, Any], *, assignment: Assignment, position: int, day: date
) -> PlannedSession:
    """The planned session of one of a program's `workout_documents`, not yet saved."""
    return PlannedSession(
        assignment=assignment,
        trainee_id=assignment.trainee_id,
        position=position,
        block_name=entry["block"],
        cycle=entry["cycle"],
        name=entry["workout"]["name"],
        date=day,
        document=entry["workout"],
    )


@transaction.atomic
def end_assignment(*, assignment: Assignment, at: datetime) -> None:
    """Take what has not begun out of the calendar. What was done or missed stays.

    Raises AssignmentHasEnded.
    """
    catch_up(at=at, trainee_ids=[assignment.trainee_id])
    if not Assignment.objects.running().filter(pk=assignment.pk).update(ended_at=at):
        raise AssignmentHasEnded("This program has ended already.")
    assignment.ended_at = at
    PlannedSession.objects.open().filter(assignment=assignment).delete()


# --- Changing days -------------------------------------------------------------------------------


@transaction.atomic
def move(*, planned: PlannedSession, to: date, others: bool, at: datetime) -> None:
    """To another day; with `others`, the open ones after it keep their distance to it.

    Raises WorkoutAlreadyBegun, DayHasPassed, TooFarAway.
    """
    if to < today_of(planned.trainee, at):
        raise DayHasPassed("A workout cannot be moved to a day that has passed.")
    _refuse_far_away(to, at)
    before, distance = planned.date, to - planned.date
    planned.move(to=to, at=at)
    if not others:
        return
    later = Q(date__gt=before) | Q(date=before, position__gt=planned.position)
    followers = PlannedSession.objects.open().filter(later, assignment=planned.assignment_id)
    rows = list(followers.exclude(pk=planned.pk))
    for row in rows:
        row.date, row.moved_at = row.date + distance, at
    PlannedSession.objects.bulk_update(rows, ["date", "moved_at"], batch_size=ROWS_AT_ONCE)


def catch_up(*, at: datetime, trainee_ids: Collection[int] | None = None) -> None:
    """Follow the days that have passed: on fixed days, what was not begun is missed; in order,
    the next workout waits on today.

    For everyone, or for `trainee_ids`: a page that shows a plan asks this first, so that it is
    right in the hour after midnight too. Costs one query where there is nothing to do.
    """
    overdue = PlannedSession.objects.open().filter(date__lt=_latest_day(at))
    if trainee_ids is not None:
        overdue = overdue.filter(trainee__in=trainee_ids)
    for today, zones in _days_with_arrears(overdue, at).items():
        _catch_up_until(
            today, overdue.filter(date__lt=today, trainee__profile__time_zone__in=zones), at
        )


def week_of_weeks(assignment: Assignment, today: date) -> tuple[int, int]:
    """The week a plan is in, of how many; weeks begin on Monday. Week 0 is before its first.

    Takes an assignment `with_progress()`.
    """
    first, last = assignment.first_day, assignment.last_day  # type: ignore[attr-defined]
    if first is None:
        return 0, 0
    monday = first - timedelta(days=first.weekday())
    weeks = (last - monday).days // 7 + 1
    return max(0, min((today - monday).days // 7 + 1, weeks)), weeks


def today_of(user: User, at: datetime) -> date:
    """The date where this person is."""
    return at.astimezone(user.profile.zone).date()


# --- How -----------------------------------------------------------------------------------------


def _refuse_what_cannot_be_planned(
    version: ProgramVersion,
    documents: Sequence[dict[str, Any]],
    by: User,
    starts_on: date,
    weekdays: Collection[int],
    at: datetime,
) -> None:
    if not Program.objects.visible_to(by).filter(pk=version.program_id).exists():
        raise ProgramNotThere("There is no such program.")
    if not documents:
        raise ProgramIsEmpty("This program has no workouts yet.")
    if not set(weekdays) <= set(range(7)):
        raise NoSuchWeekdays("Weekdays go from 0, Monday, to 6, Sunday.")
    _refuse_far_away(starts_on, at)


def _refuse_whom_it_cannot_be_given_to(version: ProgramVersion, trainee: User, by: User) -> None:
    if trainee.pk != by.pk and trainee.pk not in trainee_ids_of(by):
        raise NotYourTrainee("You can assign programs to yourself and to people you coach.")
    same = Assignment.objects.running().filter(trainee=trainee, version__program=version.program_id)
    if same.filter(pk__in=PlannedSession.objects.open().values("assignment")).exists():
        raise AlreadyAssigned(
            f"{trainee.name} trains with {version.program.name} already. End it there first."
        )


def _refuse_far_away(day: date, at: datetime) -> None:
    if abs(day - at.date()) > A_YEAR:
        raise TooFarAway("Choose a day within a year from today.")


def _latest_day(at: datetime) -> date:
    """The date where the day is furthest on: no time zone is more than 14 hours ahead."""
    return (at + timedelta(hours=14)).date()


def _days_with_arrears(overdue: PlannedSessionQuerySet, at: datetime) -> dict[date, list[str]]:
    """Today's dates over the earth (three at most) with the time zones of those behind them."""
    first_days = overdue.values_list("trainee__profile__time_zone").annotate(first=Min("date"))
    zones = defaultdict(list)
    for zone, first in first_days.order_by():
        today = at.astimezone(ZoneInfo(zone)).date()
        if first < today:
            zones[today].append(zone)
    return zones


@transaction.atomic
def _catch_up_until(today: date, overdue: PlannedSessionQuerySet, at: datetime) -> None:
    waiting = Q(assignment__mode=Assignment.Mode.SEQUENCE, assignment__ended_at=None)
    missed = list(overdue.exclude(waiting).values_list("pk", flat=True))
    for start in range(0, len(missed), ROWS_AT_ONCE):
        some = missed[start : start + ROWS_AT_ONCE]
        PlannedSession.objects.open().filter(pk__in=some).update(missed_at=at)
    behind = set(overdue.filter(waiting).values_list("assignment", flat=True))
    rows = PlannedSession.objects.open().filter(assignment__in=behind)
    PlannedSession.objects.bulk_update(
        _waiting(rows.select_related("assignment").in_order(), today),
        ["date"],
        batch_size=ROWS_AT_ONCE,
    )


def _waiting(rows: PlannedSessionQuerySet, today: date) -> list[PlannedSession]:
    """Those of `rows` whose date changes when the next of each assignment waits on `today`."""
    plans: dict[UUID, list[PlannedSession]] = defaultdict(list)
    for row in rows:
        plans[row.assignment_id].append(row)
    changed = []
    for plan in plans.values():
        days = wait_until(
            [row.date for row in plan], today=today, weekdays=plan[0].assignment.weekdays
        )
        for row, day in zip(plan, days, strict=True):
            if row.date != day:
                row.date = day
                changed.append(row)
    return changed
