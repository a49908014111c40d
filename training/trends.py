"""How one exercise went over time: read once, and told in several ways. Changes nothing."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db import models

from training.models import LoadMode, Record, Set
from training.progress import Estimate, estimates


class Of(models.TextChoices):
    """What of an exercise is drawn."""

    E1RM = "e1rm", "Estimated max"
    TOP = "top", "Top set"
    VOLUME = "volume", "Volume of a day"
    REPS = "reps", "Most reps"
    TIME = "time", "Longest time"
    DISTANCE = "distance", "Longest distance"

    @property
    def record(self) -> str:
        """The kind of record that it leads to."""
        named = {Of.TOP: Record.Kind.LOAD, Of.REPS: Record.Kind.REPS_AT_LOAD}
        return named[self] if self in named else Record.Kind(self.value)


@dataclass(frozen=True)
class Done:
    """One working set. Help taken off bodyweight is a load below nothing."""

    day: date
    load_mode: str
    load_kg: Decimal | None
    reps: int | None
    duration_s: int | None
    distance_m: Decimal | None


@dataclass(frozen=True)
class Moment:
    """The value of one day in kg, reps, s or m, and the set it came from."""

    day: date
    value: Decimal
    load_kg: Decimal | None = None
    reps: int | None = None
    sets: int = 1
    is_best: bool = False


@dataclass(frozen=True)
class Trends:
    """All that somebody did of one exercise, as sets without a name."""

    rows: list[Done]

    @classmethod
    def read(cls, *, trainee_id: int, exercise_id: int) -> Trends:
        rows = (
            Set.objects.working()
            .filter(trainee_id=trainee_id, exercise_id=exercise_id)
            .filter(session__trainee_id=trainee_id)  # so that the days come from an index alone
            .exclude(reps=0)
            .values_list("session__day", "load_mode", "load_kg", "reps", "duration_s", "distance_m")
        )
        return cls(
            [
                Done(day, mode, _signed(mode, kg), reps, seconds, metres)
                for day, mode, kg, reps, seconds, metres in rows
            ]
        )

    def offers(self) -> list[Of]:
        """What there is to draw, the most telling first."""
        return [of for of in Of if any(True for _ in self._values(of, None))]

    def loads(self) -> list[Decimal]:
        """The loads that reps were done with, the most usual first."""
        days = {(row.day, row.load_kg) for row in self.rows if row.reps and row.load_kg is not None}
        usual = Counter(load for _, load in days)
        return sorted(usual, key=lambda load: (-usual[load], -load))

    def of(self, of: Of, *, load_kg: Decimal | None = None) -> list[Moment]:
        """One value a day, oldest first; `load_kg` narrows reps to those done with that load."""
        by_day: dict[date, list[Moment]] = defaultdict(list)
        for moment in self._values(of, load_kg):
            by_day[moment.day].append(moment)
        best, found = None, []
        for day in sorted(by_day):
            top = max(by_day[day], key=lambda moment: (moment.value, moment.reps or 0))
            is_best = best is None or top.value > best
            best = top.value if best is None else max(best, top.value)
            found.append(Moment(day, top.value, top.load_kg, top.reps, top.sets, is_best))
        return found

    def _values(self, of: Of, load_kg: Decimal | None) -> Iterator[Moment]:
        if of == Of.E1RM:
            yield from map(_estimated, estimates(self._loaded()))
        elif of == Of.VOLUME:
            yield from self._volumes()
        for row in self.rows:
            value = {
                Of.TOP: row.load_kg,
                Of.REPS: row.reps if load_kg is None or row.load_kg == load_kg else None,
                Of.TIME: row.duration_s,
                Of.DISTANCE: row.distance_m,
            }.get(of)
            if value is not None:
                yield Moment(row.day, Decimal(value), row.load_kg, row.reps)

    def _loaded(self) -> Iterator[tuple[date, Decimal, int]]:
        for row in self.rows:
            if row.load_mode == LoadMode.EXTERNAL and row.load_kg and row.reps:
                yield row.day, row.load_kg, row.reps

    def _volumes(self) -> Iterator[Moment]:
        totals: dict[date, tuple[Decimal, int]] = defaultdict(lambda: (Decimal(0), 0))
        for row in self.rows:
            if row.load_mode != LoadMode.ASSISTED and row.load_kg and row.reps:
                kg, sets = totals[row.day]
                totals[row.day] = (kg + row.load_kg * row.reps, sets + 1)
        for day, (kg, sets) in totals.items():
            yield Moment(day, kg, sets=sets)


def _signed(load_mode: str, load_kg: Decimal | None) -> Decimal | None:
    return -load_kg if load_kg and load_mode == LoadMode.ASSISTED else load_kg


def _estimated(estimate: Estimate) -> Moment:
    return Moment(estimate.day, estimate.kg, estimate.load_kg, estimate.reps)
