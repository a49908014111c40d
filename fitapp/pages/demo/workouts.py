"""Training as it might have gone, through the same verbs that people use, at another time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from itertools import chain
from typing import Final

from accounts.models import User
from fitapp.pages.demo.strength import Lifter
from training import logbook, planning
from training.models import Assignment, PlannedSession, Program, Session, Set
from training.records import rebuild_records
from training.weeks import rebuild_weeks

WEEKDAYS: Final = {3: (0, 2, 4), 4: (0, 1, 3, 5)}
A_SET_TAKES: Final = timedelta(seconds=170)
FILLED: Final = [
    "load_mode",
    "load_kg",
    "entered_load",
    "entered_unit",
    "reps",
    "duration_s",
    "distance_m",
    "rpe",
    "completed_at",
]
NOTES: Final = (
    "Slept badly, kept it honest anyway.",
    "Everything moved well.",
    "Short on time, rests were shorter.",
    "Left knee a bit stiff at first, fine after warming up.",
)


def assign(
    slug: str, *, trainee: User, by: User, starts_on: date, at: datetime, today: date | None = None
) -> Assignment:
    """Give one of the shipped programs; with `today`, on weekdays that include it."""
    version = Program.objects.get(slug=slug).versions.order_by("-number")[0]
    days = WEEKDAYS[4 if slug != "whole-body-three-days" else 3]
    if today is not None:
        days = tuple((today.weekday() + day) % 7 for day in days)
    return planning.assign(
        version=version,
        trainee=trainee,
        by=by,
        mode=Assignment.Mode.CALENDAR,
        starts_on=starts_on,
        weekdays=days,
        at=at,
    )


def train(
    assignment: Assignment, lifter: Lifter, *, until: date, adherence: float
) -> list[Session]:
    """Do what was planned before `until`, but for what was missed."""
    planned = PlannedSession.objects.filter(assignment=assignment, date__lt=until).in_order()
    return [
        do(row, lifter)
        for row in planned.select_related("trainee__profile")
        if lifter.random.random() < adherence
    ]


def do(planned: PlannedSession, lifter: Lifter) -> Session:
    """One workout from the first set to the last."""
    trainee, random = planned.trainee, lifter.random
    local = datetime.combine(planned.date, time(17, 20), tzinfo=trainee.profile.zone)
    at = local + timedelta(minutes=random.randint(0, 90))
    session = logbook.start_planned(planned=planned, by=trainee, at=at)
    form = random.uniform(0.97, 1.03)
    now, before = at + timedelta(minutes=4), Counter()
    sets = list(session.sets.select_related("item", "exercise").in_order())
    for one in sets:
        slug = one.exercise.slug if one.exercise else ""
        lifter.do(one, slug=slug, day=planned.date, done_before=before[slug], form=form)
        before[slug] += one.kind != "warm_up"
        now += A_SET_TAKES + timedelta(seconds=random.randint(-30, 60))
        one.completed_at = now
    Set.objects.bulk_create(sets, update_conflicts=True, unique_fields=["id"], update_fields=FILLED)
    efforts = [one.rpe for one in sets if one.rpe]
    felt = sum(efforts, Decimal(0)) / len(efforts) if efforts else Decimal(7)
    session.rpe = Decimal(round(2 * felt)) / 2
    session.note = random.choice(NOTES) if random.random() < 0.15 else ""
    session.finished_at = now + timedelta(minutes=2)
    session.save(update_fields=["rpe", "note", "finished_at"])
    return session


def settle(trainee: User, sessions: Iterable[Session]) -> None:
    """Records and weeks, once for all of it."""
    sets = Set.objects.done().filter(trainee=trainee, exercise__isnull=False)
    rebuild_records(
        trainee_id=trainee.pk,
        exercise_ids=set(sets.order_by().values_list("exercise_id", flat=True)),
    )
    rebuild_weeks(trainee_id=trainee.pk, weeks=[session.day for session in sessions])


def last_monday(day: date, *, weeks: int) -> date:
    return day - timedelta(days=day.weekday(), weeks=weeks)


def flat(lists: Iterable[list[Session]]) -> list[Session]:
    return list(chain.from_iterable(lists))
