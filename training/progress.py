"""What training adds up to over time: read for charts, tables and trainers. Changes nothing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Final

from fitapp.lib.units import plain, tenth
from training.formulas import MOST_REPS_FOR_E1RM, e1rm_kg
from training.models import Exercise, LoadMode, Record, Session, Set, TraineeWeek, TraineeWeekMuscle
from training.models.records import RecordQuerySet
from training.taxonomy import Muscle
from training.weeks import monday_of

USUAL_WEEKS: Final = 4
WEEK: Final = timedelta(weeks=1)
WEEKS_DRAWN: Final = 5 * 52
MuscleWeeks = dict[str, dict[date, Decimal]]  # hard sets by muscle and week


@dataclass(frozen=True)
class Estimate:
    """The best estimated one-rep max of one day, and the set it came from."""

    day: date
    kg: Decimal
    load_kg: Decimal
    reps: int
    is_best: bool


@dataclass(frozen=True)
class Week:
    """One week's training; a week without any counts as nothing, not as unknown."""

    monday: date
    volume_kg: Decimal
    sessions: int
    sets: int


@dataclass(frozen=True)
class MuscleLoad:
    """Hard sets of one muscle: this week so far, and what the four weeks before were like."""

    muscle: str
    label: str
    sets: Decimal
    usual: Decimal
    most: Decimal  # of any muscle, this week or usually

    @property
    def percent(self) -> float:
        return float(100 * self.sets / self.most)

    @property
    def marks(self) -> list[float]:
        return [float(100 * self.usual / self.most)] if self.usual else []

    @property
    def in_words(self) -> str:
        now, usual = plain(tenth(self.sets)), plain(tenth(self.usual))
        return f"{self.label}: {now} sets this week, usually {usual}"


@dataclass(frozen=True)
class Outing:
    """One session's working sets of an exercise, in order."""

    session: Session
    sets: list[Set]

    @property
    def hardest(self) -> Decimal | None:
        """The highest RPE among its sets."""
        return max((row.rpe for row in self.sets if row.rpe is not None), default=None)


def e1rms_by_day(*, trainee_id: int, exercise_ids: Iterable[int]) -> dict[int, list[Estimate]]:
    """The estimates of each exercise that has any, oldest first, in one query. A day is the day its
    session began, where the trainee was."""
    rows = (
        Set.objects.filter(
            trainee_id=trainee_id,
            session__trainee_id=trainee_id,  # so that the days come from an index alone
            exercise_id__in=exercise_ids,
            load_mode=LoadMode.EXTERNAL,
            load_kg__gt=0,
            reps__range=(1, MOST_REPS_FOR_E1RM),
        )
        .working()
        .values_list("exercise_id", "session__day", "load_kg", "reps")
    )
    lifts: dict[int, list[tuple[date, Decimal, int]]] = defaultdict(list)
    for exercise, day, load, reps in rows:
        lifts[exercise].append((day, load, reps))  # type: ignore[arg-type]  # filtered
    return {exercise: estimates(done) for exercise, done in lifts.items()}


def estimates(lifts: Iterable[tuple[date, Decimal, int]]) -> list[Estimate]:
    """The best estimate of each day from its (day, load in kg, reps), oldest first."""
    top: dict[date, tuple[Decimal, Decimal, int]] = {}
    for day, load, reps in lifts:
        if (estimate := e1rm_kg(load, reps)) is not None:
            top[day] = max(top.get(day, (Decimal(0), load, reps)), (estimate, load, reps))
    best, found = Decimal(0), []
    for day in sorted(top):
        kg, load, reps = top[day]
        found.append(Estimate(day, kg, load, reps, is_best=kg > best))
        best = max(best, kg)
    return found


def weeks_until(*, trainee_id: int, today: date, count: int = WEEKS_DRAWN) -> list[Week]:
    """The last `count` weeks up to this one, oldest first, from the first that had training."""
    since, this_week = _weeks_back(today, count)
    rows = TraineeWeek.objects.filter(trainee_id=trainee_id, week__range=(since, this_week))
    kept = {row.week: row for row in rows}
    return [
        Week(monday, row.volume_kg, row.sessions, row.sets)
        if (row := kept.get(monday))
        else Week(monday, Decimal(0), 0, 0)
        for monday in _mondays(kept, this_week)
    ]


def muscles_by_week(*, trainee_id: int, today: date, count: int = WEEKS_DRAWN) -> MuscleWeeks:
    """Hard sets of each muscle in the last `count` weeks, from the first that had training: the
    muscle with the most sets first, and every week, oldest first."""
    since, this_week = _weeks_back(today, count)
    rows = TraineeWeekMuscle.objects.filter(
        trainee_id=trainee_id, week__range=(since, this_week)
    ).values_list("muscle", "week", "sets")
    kept: MuscleWeeks = defaultdict(dict)
    for muscle, week, sets in rows:
        kept[muscle][week] = sets
    mondays = _mondays({week for weeks in kept.values() for week in weeks}, this_week)
    return {
        muscle: {monday: kept[muscle].get(monday, Decimal(0)) for monday in mondays}
        for muscle in sorted(kept, key=lambda muscle: (-sum(kept[muscle].values()), muscle))
    }


def _weeks_back(today: date, count: int) -> tuple[date, date]:
    this_week = monday_of(today)
    return this_week - (count - 1) * WEEK, this_week


def _mondays(known: Collection[date], last: date) -> list[date]:
    """Every Monday from the first known one to the last."""
    if not known:
        return []
    first = min(known)
    return [first + n * WEEK for n in range((last - first).days // 7 + 1)]


def muscle_loads(
    *, trainee_id: int, today: date, weeks: MuscleWeeks | None = None
) -> list[MuscleLoad]:
    """Every muscle trained in the last five weeks, most sets this week first. `weeks` is what
    `muscles_by_week` said, where that is known."""
    this_week, count = monday_of(today), USUAL_WEEKS + 1
    if weeks is None:
        weeks = muscles_by_week(trainee_id=trainee_id, today=today, count=count)
    since, _ = _weeks_back(today, count)
    now = {muscle: sets.get(this_week, Decimal(0)) for muscle, sets in weeks.items()}
    usual = {
        muscle: sum((n for week, n in sets.items() if since <= week < this_week), Decimal(0))
        / USUAL_WEEKS
        for muscle, sets in weeks.items()
    }
    most = max([*now.values(), *usual.values()], default=Decimal(0)) or Decimal(1)
    loads = [
        MuscleLoad(muscle, Muscle(muscle).label, now[muscle], usual[muscle], most)
        for muscle in weeks
        if now[muscle] or usual[muscle]
    ]
    return sorted(loads, key=lambda load: (-load.sets, -load.usual, load.label))


def exercises_with_e1rm(records: Iterable[Record]) -> list[Exercise]:
    """Exercises whose estimated max can be drawn, those that somebody has just got better at
    first. `records` are those that stand, newest first: wherever there is an estimate, there is a
    best one, so the sets need not be read."""
    return [row.exercise for row in records if row.kind == Record.Kind.E1RM]


def outings(*, trainee_id: int, exercise: Exercise, newest: int) -> list[Outing]:
    """The last sessions in which this exercise was done, newest first."""
    done = Set.objects.filter(trainee_id=trainee_id, exercise=exercise).working()
    sessions = (Session.objects.filter(pk__in=done.values("session_id")).newest_first())[:newest]
    sets = done.filter(session__in=[session.pk for session in sessions]).in_order()
    by_session: dict[object, list[Set]] = defaultdict(list)
    for row in sets:
        by_session[row.session_id].append(row)
    return [Outing(session, by_session[session.pk]) for session in sessions]


def standing_records(
    *, trainee_id: int, exercise_ids: Iterable[int] | None = None
) -> RecordQuerySet:
    """What nobody has beaten yet, newest first."""
    records = Record.objects.filter(trainee_id=trainee_id).standing()
    if exercise_ids is not None:
        records = records.filter(exercise_id__in=exercise_ids)
    return records.select_related("exercise").newest_first()
