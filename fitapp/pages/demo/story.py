"""What has happened so far: five months of Hanna's training, and a few weeks of the others'."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Final

from django.db import transaction

from accounts import coaching
from accounts.models import Coaching, User
from fitapp.pages.demo import habits, workouts
from fitapp.pages.demo.people import STORIES, Story, make_everybody
from fitapp.pages.demo.strength import Lifter
from metrics.integrations import imports, work
from metrics.integrations.models import Import
from training import commenting, pausing, planning
from training.documents import copy_program
from training.library import load_library
from training.models import Assignment, Exercise, Program, Session, Set
from training.shipped_programs import load_templates

A_WEEK: Final = timedelta(weeks=1)
TRAINEE: Final = "trainee@example.com"
TALK: Final = (
    ("Good first week back. Keep the pauses on the squat.", "Will do, they felt long."),
    ("Bench is moving fast. Stay with this load once more and own it.", ""),
    ("Last sets looked strong on the video. Leave one in the tank.", "Fair. Got greedy."),
    ("Nice work on a busy day.", "Thanks, nearly skipped it."),
)


@transaction.atomic
def tell(*, at: datetime, history: Path | None = None) -> str:
    """Make the demo gym unless it is there. Returns what was done, in a sentence."""
    known = User.objects.filter(email=TRAINEE).first()
    if known is not None:
        if history is not None:
            return bring_in(known, history, at=at)
        return "The demo people are there already."
    _make_ready(at)
    trainer, trainee, others = make_everybody(at=at)
    if history is None:
        _train_for_months(trainee, trainer, at=at)
    habits.settle_in(trainee, trainer, at=at - 5 * A_WEEK)
    _train_these_weeks(trainee, trainer, at=at, is_first=history is not None)
    for story in STORIES:
        _train_as_told(story, others[story.name], trainer, at=at)
    planning.catch_up(at=at)
    said = bring_in(trainee, history, at=at) if history else ""
    return f"{len(others) + 3} people, {Session.objects.count()} workouts, " + (
        said or f"{Set.objects.count()} sets."
    )


def bring_in(trainee: User, history: Path, *, at: datetime) -> str:
    """A real history for the trainee, through the same import that people use."""
    source, _ = imports.receive_file(
        user=trainee, filename=history.name, content=history.read_bytes(), at=at
    )
    if source.state == Import.State.PREVIEWED:
        units = {"load_unit": "kg", "distance_unit": "km"}
        imports.set_mapping(source, **units)
        source.move(before=Import.State.PREVIEWED, after=Import.State.APPLYING)
        work.carry_out_apply(import_id=source.pk, clock=lambda: at)
        source.refresh_from_db()
    return f"{source.counts['new_sessions']} of them brought in from {history.name}."


def _make_ready(at: datetime) -> None:
    if not Exercise.objects.library().exists():
        load_library(at=at)
    if not Program.objects.filter(slug__isnull=False).exists():
        load_templates(at=at)


def shipped(slug: str) -> Program:
    return Program.objects.get(slug=slug)


def _lifter(user: User, *, since: date, factor: float = 1.0) -> Lifter:
    return Lifter(factor=factor, per_week=0.012, since=since, random=Random(user.email))  # noqa: S311


def _today(user: User, at: datetime) -> date:
    return at.astimezone(user.profile.zone).date()


def _train_for_months(trainee: User, trainer: User, *, at: datetime) -> None:
    """Two programs from end to end, the second until the one that runs now began."""
    today = _today(trainee, at)
    lifter = _lifter(trainee, since=today - timedelta(weeks=23), factor=0.85)
    done = []
    for slug, weeks in (("whole-body-three-days", 21), ("upper-lower-four-days", 12)):
        start = workouts.last_monday(today, weeks=weeks)
        assigned_at = at - timedelta(weeks=weeks, days=4)
        assignment = workouts.assign(
            shipped(slug), trainee=trainee, by=trainer, starts_on=start, at=assigned_at
        )
        until = today - timedelta(weeks=3)
        done += workouts.train(assignment, lifter, until=until, adherence=0.85)
        planning.end_assignment(assignment=assignment, at=at - timedelta(weeks=3, days=2))
    workouts.settle(trainee, done)


def _train_these_weeks(trainee: User, trainer: User, *, at: datetime, is_first: bool) -> None:
    """The programs that run now: three weeks behind her, a workout today, more to come."""
    weeks = 0 if is_first else 3
    main = copy_program(program=shipped("upper-lower-four-days"), by=trainer, at=at - 4 * A_WEEK)
    short = habits.write_short_day(trainer, at=at - 4 * A_WEEK)
    lifter = _lifter(trainee, since=_today(trainee, at) - 23 * A_WEEK, factor=0.85)
    none, block = Assignment.OpenEnd.NONE, Assignment.OpenEnd.BLOCK
    done, beside = (
        _train_by(program, lifter, trainee, trainer, at=at, weeks=weeks, open_end=open_end)
        for program, open_end in ((main, none), (short, block))
    )
    workouts.settle(trainee, done + beside)
    _talk(done, trainee, trainer)


def _train_by(
    program: Program,
    lifter: Lifter,
    trainee: User,
    trainer: User,
    *,
    at: datetime,
    weeks: int,
    open_end: str,
) -> list[Session]:
    today = _today(trainee, at)
    assignment = workouts.assign(
        program,
        trainee=trainee,
        by=trainer,
        starts_on=today - timedelta(weeks=weeks),
        at=at - timedelta(weeks=weeks, days=1),
        today=today,
        open_end=open_end,
    )
    return workouts.train(assignment, lifter, until=today, adherence=0.9)


def _talk(done: list[Session], trainee: User, trainer: User) -> None:
    for session, (word, answer) in zip(done[1::4], TALK, strict=False):
        evening = session.finished_at + timedelta(hours=2)
        commenting.comment(session=session, author=trainer, text=word, at=evening)
        if answer:
            later = evening + timedelta(minutes=25)
            commenting.comment(session=session, author=trainee, text=answer, at=later)


def _train_as_told(story: Story, trainee: User, trainer: User, *, at: datetime) -> None:
    today = _today(trainee, at)
    start = workouts.last_monday(today, weeks=story.weeks)
    if story.weeks == 0:
        start = today + timedelta(days=1)
    assigned_at = at - timedelta(weeks=story.weeks, days=1)
    assignment = workouts.assign(
        shipped(story.program),
        trainee=trainee,
        by=trainer,
        starts_on=start,
        at=assigned_at,
        open_end=story.open_end,
    )
    until = today - timedelta(days=story.missed_days)
    lifter = _lifter(trainee, since=start, factor=story.factor)
    done = workouts.train(assignment, lifter, until=until, adherence=story.adherence)
    workouts.settle(trainee, done)
    if story.has_ended:
        planning.end_assignment(assignment=assignment, at=at - timedelta(days=2))
    if story.is_paused:
        pausing.pause(assignment=assignment, at=at)
    if story.is_on_break:
        coaching.pause(coaching=Coaching.objects.active().get(trainee=trainee))
