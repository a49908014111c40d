"""Training as it might have gone, through the same verbs that people use, at another time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Final

from accounts.models import User
from fitapp.pages.demo.strength import Lifter
from training import logbook, planning
from training.models import Assignment, PlannedSession, Program, Session, Set, SetKind
from training.records import rebuild_records
from training.weeks import rebuild_weeks

WEEKDAYS: Final = {1: (2,), 3: (0, 2, 4), 4: (0, 1, 3, 5)}
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
    program: Program,
    *,
    trainee: User,
    by: User,
    starts_on: date,
    at: datetime,
    today: date | None = None,
    open_end: str = Assignment.OpenEnd.NONE,
) -> Assignment:
    """Give a program on its usual weekdays; with `today`, on weekdays
    counted from it."""
    version = program.current()
    days = WEEKDAYS[version.blocks.order_by("position")[0].workouts.count()]
    if today is not None:
        days = tuple((today.weekday() + day) % 7 for day in days)
    return planning.assign(
        version=version,
        trainee=trainee,
        by=by,
        mode=Assignment.Mode.CALENDAR,
        starts_on=starts_on,
        weekdays=days,
        open_end=open_end,
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
    evening = datetime.combine(planned.date, time(17, 20), tzinfo=trainee.profile.zone)
    session = logbook.start_planned(
        planned=planned, by=trainee, at=evening + timedelta(minutes=random.randint(0, 90))
    )
    sets = _do_sets(session, lifter)
    efforts = [one.rpe for one in sets if one.rpe]
    felt = sum(efforts, Decimal(0)) / len(efforts) if efforts else Decimal(7)
    session.rpe = Decimal(round(2 * felt)) / 2
    session.note = random.choice(NOTES) if random.random() < 0.15 else ""
    session.finished_at = sets[-1].completed_at + timedelta(minutes=2)
    session.save(update_fields=["rpe", "note", "finished_at"])
    return session


def _do_sets(session: Session, lifter: Lifter) -> list[Set]:
    """All sets at once: what each of them changes is settled at the end of the story."""
    random, now = lifter.random, session.started_at + timedelta(minutes=4)
    form, before = random.uniform(0.97, 1.03), Counter()
    sets = list(session.sets.select_related("item", "exercise").in_order())
    for one in sets:
        slug = one.exercise.slug if one.exercise else ""
        lifter.do(one, slug=slug, day=session.day, done=before[slug], form=form)
        before[slug] += one.kind != SetKind.WARM_UP
        now += A_SET_TAKES + timedelta(seconds=random.randint(-30, 60))
        one.completed_at = now
    Set.objects.bulk_create(sets, update_conflicts=True, unique_fields=["id"], update_fields=FILLED)
    return sets


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
