"""Training that nobody did: years of it, the same for the same seed. Knows no database."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from random import Random
from typing import Any, Final
from uuid import UUID

from training.formulas import percent_of_1rm

Row = tuple[Any, ...]

SESSION: Final = ("id", "trainee_id", "name", "started_at", "finished_at", "day", "rpe")
ITEM: Final = (
    "id", "session_id", "position", "exercise_id", "planned_exercise_id", "name", "tracking",
    "group",
)  # fmt: skip
SET: Final = (
    "id", "trainee_id", "session_id", "item_id", "exercise_id", "position", "kind", "load_kg",
    "entered_load", "entered_unit", "reps", "rpe", "completed_at",
)  # fmt: skip

WORKOUTS: Final = ("Lower A", "Upper A", "Lower B", "Upper B")
WEEKDAYS: Final = (0, 1, 3, 4)
EXERCISES: Final = 6  # of a workout
SHOWS_UP: Final = 0.85
REPS: Final = (5, 6, 8, 8, 10, 12)
EFFORTS: Final = tuple(Decimal(half) / 2 for half in range(14, 20))
STEP: Final = Decimal("2.5")


@dataclass(frozen=True)
class Lift:
    """An exercise as this person does it, and how strong they began."""

    exercise_id: int
    name: str
    tracking: str
    max_kg: float


@dataclass
class Batch:
    """Rows of sessions, items and sets, as many as fit into one go."""

    sessions: list[Row]
    items: list[Row]
    sets: list[Row]


class Trainee:
    """One person's training, from the first day to the last."""

    def __init__(
        self, *, pk: int, seed: int | str, exercises: Sequence[tuple[int, str, str]]
    ) -> None:
        self.pk = pk
        self._random = Random(seed)  # noqa: S311  # the same again is what is wanted
        chosen = self._random.sample(exercises, min(len(exercises), len(WORKOUTS) * EXERCISES))
        lifts = [Lift(*one, max_kg=self._random.uniform(30, 140)) for one in chosen]
        count = len(WORKOUTS)
        self._workouts = [lifts[place::count] for place in range(count)]

    def train(self, *, first: date, last: date) -> Batch:
        batch = Batch([], [], [])
        for place, day in enumerate(self._days(first, last)):
            which = place % len(WORKOUTS)
            growth = 1 + 0.012 * ((day - first).days / 7) ** 0.7
            self._work_out(batch, WORKOUTS[which], self._workouts[which], day, growth)
        return batch

    def _days(self, first: date, last: date) -> Iterator[date]:
        for offset in range((last - first).days + 1):
            day = first + timedelta(days=offset)
            if day.weekday() in WEEKDAYS and self._random.random() < SHOWS_UP:
                yield day

    def _work_out(
        self, batch: Batch, name: str, lifts: Sequence[Lift], day: date, growth: float
    ) -> None:
        start = datetime.combine(day, time(17), UTC) + timedelta(
            minutes=self._random.randrange(120)
        )
        session_id, at = self._id(start), start
        for position, lift in enumerate(lifts):
            item_id = self._id(start)
            batch.items.append(
                (item_id, session_id, position, lift.exercise_id, lift.exercise_id, lift.name,
                 lift.tracking, position)
            )  # fmt: skip
            form = growth * self._random.uniform(0.96, 1.03)
            for row in self._sets(lift, form, is_first=position == 0):
                at += timedelta(seconds=self._random.randrange(100, 220))
                keys = (self._id(at), self.pk, session_id, item_id, lift.exercise_id)
                batch.sets.append((*keys, *row, at))
        effort = self._random.choice(EFFORTS)
        batch.sessions.append(
            (session_id, self.pk, name, start, at + timedelta(minutes=2), day, effort)
        )

    def _sets(self, lift: Lift, form: float, *, is_first: bool) -> Iterator[Row]:
        """Place, kind, load and the same as entered, unit, reps and effort of each."""
        reps = self._random.choice(REPS)
        share = percent_of_1rm(reps, Decimal(8)) or Decimal(65)
        load = max(STEP, Decimal(int(lift.max_kg * form * float(share) / 250)) * STEP)
        if is_first:
            yield self._set(0, "warm_up", load / 2, reps, None)
        for place in range(4):
            done = reps - (place == 3 and self._random.random() < 0.3)
            effort = EFFORTS[min(len(EFFORTS) - 1, place + self._random.randrange(3))]
            yield self._set(place + is_first, "work", load, done, effort)

    def _set(self, place: int, kind: str, load: Decimal, reps: int, rpe: Decimal | None) -> Row:
        return place, kind, load, load, "kg", reps, rpe

    def _id(self, at: datetime) -> UUID:
        """A UUID of version 7 whose random bits come from the seed."""
        value = int(at.timestamp() * 1000) << 80 | self._random.getrandbits(74)
        value = value & ~(0xF << 76) | 0x7 << 76
        return UUID(int=value & ~(0x3 << 62) | 0x2 << 62)
