"""From a program to days in a calendar, and how the days follow what really happened."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date, datetime, timedelta
from typing import Any, Final
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from accounts.coaching import may_see
from accounts.models import User
from fitapp.lib.errors import Refused
from fitapp.lib.ids import IdTaken, uuid7
from training import open_ends
from training.arrears import ROWS_AT_ONCE, catch_up, today_of
from training.documents import workout_documents
from training.events import ProgramAssigned
from training.models import Assignment, PlannedSession, Program, ProgramVersion
from training.schedule import lay_out
from training.weeks import monday_of

__all__ = [
    "assign",
    "assign_to_each",
    "catch_up",
    "change_terms",
    "end_assignment",
    "first_days",
    "move",
    "today_of",
    "week_in_words",
    "week_of_weeks",
]

A_YEAR: Final = timedelta(days=366)


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
    open_end: str = Assignment.OpenEnd.NONE,
    id: UUID | None = None,
) -> Assignment:
    """Plan every workout of the program for the trainee, and with an open end the weeks ahead.
    Sent twice, it is one assignment.

    Raises NotYourTrainee, ProgramNotThere, ProgramIsEmpty, AlreadyAssigned, TooFarAway,
    NoSuchWeekdays, IdTaken.
    """
    User.objects.select_for_update().get(pk=trainee.pk)  # sent twice, it is planned once
    known = Assignment.objects.filter(pk=id).first() if id else None
    if known is not None:
        if (known.trainee_id, known.assigned_by_id) != (trainee.pk, by.pk):
            raise IdTaken
        return known
    Program.objects.select_for_update().get(pk=version.program_id)  # no save changes it meanwhile
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
        open_end=open_end,
        created_at=at,
    )
    days = lay_out([entry["day"] for entry in documents], starts_on=starts_on, weekdays=weekdays)
    PlannedSession.objects.bulk_create(
        [
            assignment.plan(entry, position=position, day=day)
            for position, (entry, day) in enumerate(zip(documents, days, strict=True))
        ],
        batch_size=ROWS_AT_ONCE,
    )
    open_ends.lay_out_one(assignment, at=at)
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


@transaction.atomic
def change_terms(
    *, assignment: Assignment, at: datetime, mode: str | None = None, open_end: str | None = None
) -> None:
    """Whether the next workout waits or its day passes, and whether the plan goes on after its
    last one, from now on. Raises AssignmentHasEnded."""
    catch_up(at=at, trainee_ids=[assignment.trainee_id])
    said = {"mode": mode or assignment.mode, "open_end": open_end or assignment.open_end}
    before = Assignment.objects.select_for_update(of=("self",)).get(pk=assignment.pk)
    if not Assignment.objects.running().filter(pk=assignment.pk).update(**said):
        raise AssignmentHasEnded("This program has ended already.")
    assignment.mode, assignment.open_end = said["mode"], said["open_end"]
    if before.is_open_ended and assignment.open_end != before.open_end:
        open_ends.close(assignment)
    if assignment.is_open_ended:
        open_ends.lay_out_one(assignment, at=at)


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
    planned.take()
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


def week_of_weeks(assignment: Assignment, today: date) -> tuple[int, int]:
    """The week a plan is in, of how many; weeks begin on Monday. Week 0 is before its first, of
    0 where there is no last.

    Takes an assignment `with_progress()`.
    """
    first, last = assignment.first_day, assignment.last_day  # type: ignore[attr-defined]
    if first is None:
        return 0, 0
    monday = monday_of(first)
    weeks = (last - monday).days // 7 + 1
    week = max(0, min((today - monday).days // 7 + 1, weeks))
    return week, 0 if assignment.is_open_ended else weeks


def week_in_words(week: int, weeks: int) -> str:
    return f"Week {week} of {weeks}" if weeks else f"Week {week}"


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
    if not may_see(by, trainee.pk):
        raise NotYourTrainee("You can assign programs to yourself and to people you coach.")
    same = Assignment.objects.running().filter(trainee=trainee, version__program=version.program_id)
    if same.filter(pk__in=PlannedSession.objects.open().values("assignment")).exists():
        raise AlreadyAssigned(
            f"{trainee.name} trains with {version.program.name} already. End it there first."
        )


def _refuse_far_away(day: date, at: datetime) -> None:
    if abs(day - at.date()) > A_YEAR:
        raise TooFarAway("Choose a day within a year from today.")
