"""Strong's CSV export, in every variant its apps have written.

Commas or semicolons, with and without notes, units in the header, in a column or nowhere, decimal
commas, marks for warm-ups, and rows that are not sets at all. `read` turns it into workouts, and
names every row that it could not use. No database, no clock, no Django.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from decimal import Decimal, InvalidOperation
from typing import Final

from metrics.integrations.formats.strong_words import NOTE, REQUIRED, REST, UNITS, bare, column_of
from metrics.integrations.formats.tables import Unreadable, decode, rows

KINDS: Final = {"W": "warm_up", "D": "drop", "F": "failure"}
FIRST_YEAR: Final = 1990
LONGEST_NAME: Final = 200
MAX_LOAD: Final = Decimal(2000)
MAX_REPS: Final = 2000
MAX_SECONDS: Final = 86_400
MAX_DISTANCE: Final = Decimal(1_000_000)


@dataclass(frozen=True, slots=True)
class DoneSet:
    """One row that is a set, in the file's own units ("" where the file does not say)."""

    row: int
    kind: str
    load: Decimal
    load_unit: str
    reps: int
    distance: Decimal
    distance_unit: str
    seconds: int
    rpe: Decimal | None


@dataclass(slots=True)
class DoneExercise:
    name: str
    notes: list[str] = field(default_factory=list)
    rest_s: int = 0
    sets: list[DoneSet] = field(default_factory=list)


@dataclass(slots=True)
class DoneWorkout:
    """One workout. `started` is local time without a zone: the file does not know where."""

    key: str
    name: str
    started: datetime
    duration_s: int
    note: str
    exercises: list[DoneExercise] = field(default_factory=list)

    @property
    def set_count(self) -> int:
        return sum(len(exercise.sets) for exercise in self.exercises)


@dataclass(frozen=True, slots=True)
class BadRow:
    row: int
    why: str


@dataclass(slots=True)
class Export:
    """What a file holds, and what of it could not be read."""

    workouts: list[DoneWorkout] = field(default_factory=list)
    bad_rows: list[BadRow] = field(default_factory=list)
    not_sets: Counter[str] = field(default_factory=Counter)
    row_count: int = 0
    asks_load_unit: bool = False
    asks_distance_unit: bool = False

    @property
    def set_count(self) -> int:
        return sum(workout.set_count for workout in self.workouts)

    @property
    def sets_per_name(self) -> Counter[str]:
        names: Counter[str] = Counter()
        for workout in self.workouts:
            for exercise in workout.exercises:
                names[exercise.name] += len(exercise.sets)
        return names


class _Wrong(Exception):
    """One row cannot be used; the message says why."""


def read(content: bytes, *, today: date) -> Export:
    """What the file holds. Raises Unreadable when it is no Strong export at all."""
    table = rows(decode(content))
    _, header = next(table, (0, []))
    if not header:
        raise Unreadable("The file is empty.")
    reader = _Reader(header, latest=today + timedelta(days=1))
    for number, cells in table:
        reader.add(number, cells)
    return reader.finish()


class _Reader:
    """Takes rows in the order of the file and sorts them into workouts."""

    def __init__(self, header: list[str], *, latest: date) -> None:
        self.latest = latest
        self.columns: dict[str, int] = {}
        self.units: dict[str, str] = {}
        for place, name in enumerate(header):
            column, unit = column_of(name)
            if column and column not in self.columns:
                self.columns[column], self.units[column] = place, unit
        missing = [name for name in REQUIRED if name not in self.columns]
        if missing:
            raise Unreadable(
                "This does not look like an export of Strong: there is no column for "
                + " and ".join([", ".join(missing[:-1]), missing[-1]] if missing[1:] else missing)
                + ". In Strong, choose Settings, then Export data."
            )
        self.export = Export()
        self.workouts: dict[tuple[str, str, str], DoneWorkout] = {}
        self.keys: Counter[str] = Counter()
        self.loads_without_unit = self.distances_without_unit = False

    def add(self, number: int, cells: list[str]) -> None:
        self.export.row_count += 1
        row = {
            name: cells[place].strip() if place < len(cells) else ""
            for name, place in self.columns.items()
        }
        try:
            self._take(number, row)
        except _Wrong as wrong:
            self.export.bad_rows.append(BadRow(number, str(wrong)))

    def _take(self, number: int, row: dict[str, str]) -> None:
        order = row["order"]
        kind = KINDS.get(order.upper()) or ("work" if re.fullmatch(r"\d+(\.0)?", order) else "")
        if not row["exercise"]:
            raise _Wrong("there is no name of an exercise")
        if len(row["exercise"]) > LONGEST_NAME:
            raise _Wrong("the name of the exercise is too long")
        done = self._set(number, row, kind) if kind else None
        workout = self._workout(row)
        exercise = self._exercise(workout, row["exercise"])
        if row.get("notes") and row["notes"] not in exercise.notes:
            exercise.notes.append(row["notes"])
        if done:
            exercise.sets.append(done)
        elif bare(order) in REST:
            exercise.rest_s = exercise.rest_s or _whole(row.get("seconds", ""), "rest", MAX_SECONDS)
            self.export.not_sets[order] += 1
        elif bare(order) in NOTE:
            self.export.not_sets[order] += 1
        else:
            raise _Wrong(f"“{order}” is no set: a number, W, D or F was expected")

    def _workout(self, row: dict[str, str]) -> DoneWorkout:
        name = row.get("workout") or "Workout"
        identity = (row["date"], name, row.get("number", ""))
        if identity in self.workouts:
            return self.workouts[identity]
        started = self._moment(row["date"])
        stem = f"{started.isoformat()}|{name}"
        self.keys[stem] += 1
        workout = DoneWorkout(
            key=stem if self.keys[stem] == 1 else f"{stem}|{self.keys[stem]}",
            name=name,
            started=started,
            duration_s=_duration(row.get("duration", "")),
            note=row.get("workout_notes", ""),
        )
        self.workouts[identity] = workout
        return workout

    def _exercise(self, workout: DoneWorkout, name: str) -> DoneExercise:
        if not workout.exercises or workout.exercises[-1].name != name:
            workout.exercises.append(DoneExercise(name))
        return workout.exercises[-1]

    def _moment(self, text: str) -> datetime:
        try:
            moment = datetime.fromisoformat(text)
        except ValueError:
            raise _Wrong(f"“{text}” is no date like 2024-07-05 07:30:00") from None
        if moment.year < FIRST_YEAR:
            raise _Wrong(f"the date {moment.date()} is too long ago")
        if moment.date() > self.latest:
            raise _Wrong(f"the date {moment.date()} is in the future")
        return moment

    def _set(self, number: int, row: dict[str, str], kind: str) -> DoneSet:
        self._moment(row["date"])
        load = _decimal(row.get("weight", ""), "weight", MAX_LOAD)
        distance = _decimal(row.get("distance", ""), "distance", MAX_DISTANCE)
        load_unit = UNITS.get(bare(row.get("weight_unit", ""))) or self.units.get("weight", "")
        distance_unit = UNITS.get(bare(row.get("distance_unit", ""))) or self.units.get(
            "distance", ""
        )
        self.loads_without_unit |= bool(load) and not load_unit
        self.distances_without_unit |= bool(distance) and not distance_unit
        if distance < 0:
            raise _Wrong(f"a distance of {distance} is not possible")
        return DoneSet(
            row=number,
            kind=kind,
            load=load,
            load_unit=load_unit,
            reps=_whole(row["reps"], "repetitions", MAX_REPS),
            distance=distance,
            distance_unit=distance_unit,
            seconds=_whole(row.get("seconds", ""), "seconds", MAX_SECONDS),
            rpe=_effort(row.get("rpe", "")),
        )

    def finish(self) -> Export:
        self.export.asks_load_unit = self.loads_without_unit
        self.export.asks_distance_unit = self.distances_without_unit
        for workout in self.workouts.values():
            workout.exercises = [exercise for exercise in workout.exercises if exercise.sets]
        self.export.workouts = sorted(
            (workout for workout in self.workouts.values() if workout.exercises),
            key=lambda workout: (workout.started.replace(tzinfo=None), workout.key),
        )
        return self.export


def _decimal(text: str, what: str, most: Decimal) -> Decimal:
    """A number with a decimal point or comma; nothing is 0."""
    text = re.sub(r"[\s'’]", "", text)
    if not text:
        return Decimal(0)
    if "," in text:
        text = (
            text.replace(".", "").replace(",", ".")
            if text.rfind(",") > text.rfind(".")
            else text.replace(",", "")
        )
    try:
        value = Decimal(text)
    except InvalidOperation:
        raise _Wrong(f"“{text}” is no number for {what}") from None
    if not value.is_finite() or abs(value) > most:
        raise _Wrong(f"{text} is not possible for {what}")
    return value


def _whole(text: str, what: str, most: int) -> int:
    value = _decimal(text, what, Decimal(most))
    if value < 0 or value != value.to_integral_value():
        raise _Wrong(f"{text} is not possible for {what}")
    return int(value)


def _effort(text: str) -> Decimal | None:
    """RPE from 1 to 10; 0 is how some versions write "none"."""
    value = _decimal(text, "RPE", Decimal(10))
    if value == 0:
        return None
    if value < 1:
        raise _Wrong(f"{text} is not possible for RPE")
    return value.quantize(Decimal("0.1"))


def _duration(text: str) -> int:
    """Seconds of "1h 5m", "57m", "2 Std. 5 Min." or "3900"; 0 when it does not say."""
    if re.fullmatch(r"\d+([.,]\d+)?", text):
        return int(Decimal(text.replace(",", ".")))
    seconds = 0
    for number, unit in re.findall(r"(\d+)\s*([a-z]+)", bare(text)):
        if unit.startswith(("h", "std")):
            seconds += 3600 * int(number)
        elif unit.startswith("m"):
            seconds += 60 * int(number)
        elif unit.startswith("s"):
            seconds += int(number)
    return seconds
