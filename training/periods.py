"""What training between two days added up to, read in three queries however long that is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cached_property

from django.db.models import Count, Q

from training.formulas import e1rm_kg
from training.models import ExerciseMuscle, LoadMode, Session, Set
from training.taxonomy import Muscle
from training.weeks import LONGEST_COUNTED, monday_of


@dataclass
class Day:
    """What was done on one day."""

    sessions: list[Session] = field(default_factory=list)
    sets: int = 0
    volume_kg: Decimal = Decimal(0)


@dataclass
class Trained:
    """One exercise over the period; `e1rm_kg` is the best estimate of its one-rep max in it."""

    exercise_id: int
    slug: str
    name: str
    sets: int = 0
    volume_kg: Decimal = Decimal(0)
    e1rm_kg: Decimal | None = None


@dataclass(frozen=True)
class Period:
    """Working sets and sessions from `first` to `last`, both included."""

    first: date
    last: date
    sessions: list[Session]
    exercises: list[Trained]  # the most trained first
    muscles: dict[str, Decimal]  # hard sets, indirect ones by their share; the most first

    @property
    def length(self) -> int:
        return (self.last - self.first).days + 1

    @cached_property
    def days(self) -> dict[date, Day]:
        days: dict[date, Day] = defaultdict(Day)
        for session in self.sessions:
            day = days[session.day]
            day.sessions.append(session)
            day.sets += session.set_count  # type: ignore[attr-defined]  # with_totals
            day.volume_kg += session.volume_kg  # type: ignore[attr-defined]
        return dict(days)

    @cached_property
    def sets(self) -> int:
        return sum(day.sets for day in self.days.values())

    @cached_property
    def volume_kg(self) -> Decimal:
        return sum((day.volume_kg for day in self.days.values()), Decimal(0))

    @cached_property
    def duration_s(self) -> int:
        lengths = (row.finished_at - row.started_at for row in self.sessions if row.finished_at)
        return sum(int(min(length, LONGEST_COUNTED).total_seconds()) for length in lengths)

    @cached_property
    def weeks(self) -> dict[date, int]:
        """Working sets by the Monday of their week, oldest first; only weeks that had a session."""
        weeks: dict[date, int] = defaultdict(int)
        for day in sorted(self.days):
            weeks[monday_of(day)] += self.days[day].sets
        return dict(weeks)

    @property
    def longest_run(self) -> int:
        """The most weeks in a row that had a session."""
        run = longest = 0
        before = None
        for monday in self.weeks:
            run = run + 1 if before is not None and (monday - before).days == 7 else 1
            before, longest = monday, max(longest, run)
        return longest

    @property
    def muscle_names(self) -> list[tuple[str, Decimal]]:
        return [(Muscle(code).label, sets) for code, sets in self.muscles.items()]


def read_period(*, trainee_id: int, first: date, last: date) -> Period:
    between = (first, last)
    sessions = Session.objects.filter(trainee_id=trainee_id, day__range=between).with_totals()
    begun = sessions.filter(Q(finished_at__isnull=False) | Q(set_count__gt=0))
    exercises = _exercises(trainee_id, between)
    return Period(
        first=first,
        last=last,
        sessions=list(begun.order_by("started_at", "pk")),
        exercises=exercises,
        muscles=_muscles(exercises),
    )


def _exercises(trainee_id: int, between: tuple[date, date]) -> list[Trained]:
    """Equal sets come counted, and are added up here: exactly, and alike on both databases."""
    equal = ("exercise_id", "exercise__slug", "exercise__name", "load_mode", "load_kg", "reps")
    rows = (
        Set.objects.working()
        .filter(trainee_id=trainee_id, session__day__range=between, exercise__isnull=False)
        .values_list(*equal)
        .annotate(times=Count("pk"))
        .order_by()
    )
    found: dict[int, Trained] = {}
    for pk, slug, name, load_mode, load_kg, reps, times in rows:
        one = found.setdefault(pk, Trained(pk, slug, name))
        one.sets += times
        if load_kg and reps and load_mode != LoadMode.ASSISTED:
            one.volume_kg += load_kg * reps * times
            estimate = e1rm_kg(load_kg, reps) if load_mode == LoadMode.EXTERNAL else None
            one.e1rm_kg = max(filter(None, [one.e1rm_kg, estimate]), default=None)
    return sorted(found.values(), key=lambda one: (-one.sets, one.name))


def _muscles(exercises: Iterable[Trained]) -> dict[str, Decimal]:
    sets = {row.exercise_id: row.sets for row in exercises}
    muscles: dict[str, Decimal] = defaultdict(Decimal)
    for row in ExerciseMuscle.objects.filter(exercise_id__in=sets):
        muscles[row.muscle] += sets[row.exercise_id] * row.share
    return dict(sorted(muscles.items(), key=lambda one: (-one[1], one[0])))
