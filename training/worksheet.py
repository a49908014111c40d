"""A session laid out as it is read: each set with its number, its target, and last time's beside
it."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property

from training.catalogue import helping_muscles, main_muscles
from training.gym import BARS, Assumed, Loads
from training.models import Gym, LoadMode, Record, Session, SessionItem, Set, SetKind
from training.taxonomy import Mechanics, Tracking
from training.warming_up import WarmUp, warm_ups

TARGETS = (
    "target_load_kg",
    "target_reps_min",
    "target_reps_max",
    "target_duration_s",
    "target_distance_m",
    "target_rpe",
)


@dataclass
class Line:
    """One set: its label, the one before it to go by, and the records it holds."""

    set: Set
    label: str
    last: Set | None = None
    before: Set | None = None  # the set above it, where that is done
    records: list[Record] = field(default_factory=list)
    is_next: bool = False

    @property
    def state(self) -> str:
        if self.set.is_done:
            return "done"
        return "now" if self.is_next else "todo"

    @property
    def stays(self) -> list[Record]:
        """The records worth naming; most reps at a load says little to a reader."""
        return [record for record in self.records if record.kind != Record.Kind.REPS_AT_LOAD]

    @property
    def css_type(self) -> str:
        return {"warm_up": "warm", "failure": "fail"}.get(self.set.kind, self.set.kind)

    @property
    def has_target(self) -> bool:
        return any(getattr(self.set, name) is not None for name in TARGETS)

    @property
    def load_kg(self) -> Decimal | None:
        """What was lifted, or what to begin with: the target, the set above, or last time's."""
        if self.set.is_done:
            return self.set.load_kg
        if self.set.target_load_kg is not None:
            return self.set.target_load_kg
        return self._known("load_kg")

    @property
    def source_of_load(self) -> Set:
        """The set whose load this is, which knows how it was entered."""
        if self.set.is_done or self.set.target_load_kg is not None:
            return self.set
        return next((row for row in (self.before, self.last) if row), self.set)

    @property
    def reps(self) -> int | None:
        if self.set.is_done:
            return self.set.reps
        return self.set.target_reps_min or self._known("reps")

    @property
    def duration_s(self) -> int | None:
        if self.set.is_done:
            return self.set.duration_s
        return self.set.target_duration_s or self._known("duration_s")

    @property
    def distance_m(self) -> Decimal | None:
        if self.set.is_done:
            return self.set.distance_m
        return self.set.target_distance_m or self._known("distance_m")

    def _known(self, name: str):  # type: ignore[no-untyped-def]  # the type of the field
        return next((getattr(row, name) for row in (self.before, self.last) if row), None)


@dataclass
class Entry:
    """One exercise of a session with its sets, and what came before."""

    item: SessionItem
    lines: list[Line]
    past: list[list[Set]] = field(default_factory=list)
    best_kg: Decimal | None = None
    estimates: list[Decimal] = field(default_factory=list)
    loads: Loads = field(default_factory=Assumed)
    group_letter: str = ""
    starts_group: bool = False

    @cached_property
    def figures(self) -> tuple[str, ...]:
        return Tracking(self.item.tracking).figures

    @property
    def is_weighed(self) -> bool:
        """Whether there is a load in any of its sets, done or meant."""
        return any(line.set.load_kg or line.set.target_load_kg for line in self.told)

    @property
    def is_bodyweight(self) -> bool:
        return self.item.tracking == Tracking.BODYWEIGHT_REPS

    @cached_property
    def equipment(self) -> set[str]:
        exercise = self.item.exercise
        return {row.equipment for row in exercise.equipment.all()} if exercise else set()

    @property
    def main_muscles(self) -> list[str]:
        return main_muscles(self.item.exercise) if self.item.exercise else []

    @property
    def helping_muscles(self) -> list[str]:
        return helping_muscles(self.item.exercise) if self.item.exercise else []

    @property
    def is_barbell(self) -> bool:
        """Loaded with plates, so that a plate calculator helps."""
        return bool(self.bars)

    @property
    def bars(self) -> str:
        """The kinds of bar it is done with, one of which a plate calculator begins with."""
        return " ".join(kind for kind in BARS if kind in self.equipment)

    @property
    def can_warm_up(self) -> bool:
        """Whether warm-up sets can be worked out: it has a load, and none of them yet."""
        has_some = any(line.set.kind == SetKind.WARM_UP for line in self.lines)
        return self.item.tracking == Tracking.LOAD_REPS and not has_some and not self.done_count

    @property
    def warm_ups(self) -> list[WarmUp]:
        """Up to the first working set: what was lifted in it, or what it begins with."""
        if not self.working:
            return []
        mechanics = self.item.exercise.mechanics if self.item.exercise else Mechanics.COMPOUND
        return warm_ups(
            self.working[0].load_kg, self.loads, tracking=self.item.tracking, mechanics=mechanics
        )

    @property
    def plates_in_the_end(self) -> str:
        """Done or missed: nothing is still to come."""
        states = {True: "on", False: "miss"}
        return " ".join(f"4{states[line.set.is_done]}" for line in self.told)

    @property
    def progress(self) -> str:
        return f"{self.done_count} of {len(self.lines)} sets done"

    @property
    def progress_in_the_end(self) -> str:
        return f"{self.done_count} of {len(self.told)} sets done"

    @property
    def working(self) -> list[Line]:
        return [line for line in self.lines if line.set.kind != SetKind.WARM_UP]

    @property
    def told(self) -> list[Line]:
        """What there is to say of it afterwards: what was done, and what was meant and was not."""
        return [line for line in self.lines if line.set.is_done or line.has_target]

    @property
    def done_count(self) -> int:
        return sum(line.set.is_done for line in self.lines)

    @property
    def is_finished(self) -> bool:
        return bool(self.item.skipped_at) or self.done_count == len(self.lines)

    @property
    def aim(self) -> str:
        """The working sets in a few words: "4 × 4 at RPE 8"."""
        meant = [line.set for line in self.working]
        if not meant:
            return ""
        words = f"{len(meant)} × {reps_aimed(meant[0])}" if reps_aimed(meant[0]) else ""
        if words and meant[0].target_rpe:
            words += f" at RPE {meant[0].target_rpe.normalize():f}"
        return words or f"{len(meant)} set{'s' if len(meant) > 1 else ''}"

    @property
    def plates(self) -> str:
        """The sets as plates on a bar, in the words of the drawing."""
        states = {"done": "on", "now": "now", "todo": ""}
        height = {True: "2", False: "4"}
        return " ".join(
            height[line.set.kind == SetKind.WARM_UP] + states[line.state] for line in self.lines
        )


@dataclass
class Worksheet:
    session: Session
    entries: list[Entry]
    gym: Gym | None = None

    @property
    def current(self) -> Entry | None:
        """The exercise that is next, or the last one when all are done."""
        waiting = (entry for entry in self.entries if not entry.is_finished)
        return next(waiting, self.entries[-1] if self.entries else None)

    @property
    def lines(self) -> list[Line]:
        return [line for entry in self.entries for line in entry.lines]

    @property
    def set_count(self) -> int:
        """Working sets that are done."""
        return sum(line.set.is_done for entry in self.entries for line in entry.working)

    @property
    def planned_set_count(self) -> int:
        """Once the session is over, a set that was neither meant nor done counts no more."""
        if self.session.finished_at is None:
            return sum(len(entry.working) for entry in self.entries)
        told = (line for entry in self.entries for line in entry.told)
        return sum(line.set.kind != SetKind.WARM_UP for line in told)

    @property
    def volume_kg(self) -> Decimal:
        done = (line.set for entry in self.entries for line in entry.working)
        return sum(
            (row.load_kg * row.reps for row in done if row.load_kg and row.reps
             and row.is_done and row.load_mode != LoadMode.ASSISTED),
            start=Decimal(0),
        )  # fmt: skip

    @property
    def records(self) -> list[Record]:
        return [record for line in self.lines for record in line.records]


def reps_aimed(row: Set) -> str:
    low, high = row.target_reps_min, row.target_reps_max
    if row.kind == SetKind.AMRAP and low:
        return f"{low}+"
    if low and high and low != high:
        return f"{low}–{high}"
    return str(low or high or "")
