"""The bests of one exercise, while its sets are read from first to last. Knows no database."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import Final
from uuid import UUID

from training.formulas import e1rm_kg
from training.models import LoadMode, Record, Set

ZERO: Final = Decimal(0)


@dataclass
class Best:
    """A record as history tells it: which set made it, and whether it beat another one."""

    record: Record
    by: UUID
    broke: bool


@dataclass
class Board:
    """The bests of one exercise, while its history is read from the beginning."""

    bests: list[Best] = field(default_factory=list)
    standing: dict[tuple[str, str], Record] = field(default_factory=dict)
    frontier: dict[str, list[Record]] = field(default_factory=lambda: defaultdict(list))
    volumes: dict[tuple[UUID, str], Decimal] = field(default_factory=lambda: defaultdict(Decimal))

    @classmethod
    def of(cls, standing: Iterable[Record], *, volumes: dict[tuple[UUID, str], Decimal]) -> Board:
        """As it is once history has been read up to here."""
        board = cls(volumes=volumes)
        for record in standing:
            if record.kind == Record.Kind.REPS_AT_LOAD:
                board.frontier[record.load_mode].append(record)
            else:
                board.standing[record.kind, record.load_mode] = record
        return board

    def read(self, done: Set) -> None:
        if done.reps == 0:
            return  # tried, and not lifted
        if done.reps:
            self._read_reps(done, done.reps)
        if done.load_kg is not None and (done.load_kg > 0 or done.load_mode == LoadMode.ASSISTED):
            self._offer(done, Record.Kind.LOAD, done.load_kg)
        if done.duration_s:
            self._offer(done, Record.Kind.TIME, Decimal(done.duration_s))
        if done.distance_m:
            self._offer(done, Record.Kind.DISTANCE, done.distance_m)

    def _read_reps(self, done: Set, reps: int) -> None:
        self._offer_reps(done, reps)
        if done.load_kg is None or done.load_mode == LoadMode.ASSISTED:
            return
        self._offer_volume(done, done.load_kg * reps)
        # Added to bodyweight, the load is only part of what was lifted: no one-rep max from that.
        if done.load_mode == LoadMode.EXTERNAL and done.load_kg > 0:
            estimate = e1rm_kg(done.load_kg, reps)
            if estimate is not None:
                self._offer(done, Record.Kind.E1RM, estimate)

    def _offer(self, done: Set, kind: str, value: Decimal) -> None:
        before = self.standing.get((kind, done.load_mode))
        if before is None or _beats(kind, done.load_mode, value, before.value):
            self._crown(_record(done, kind, value), done)

    def _offer_volume(self, done: Set, volume: Decimal) -> None:
        """Volume belongs to the session: once it is the best, it grows with every set."""
        if volume <= 0:
            return
        key = (done.session_id, done.load_mode)
        self.volumes[key] += volume
        before = self.standing.get((Record.Kind.VOLUME, done.load_mode))
        if before is not None and before.session_id == done.session_id:
            before.value, before.achieved_at = self.volumes[key], _done_at(done)
        elif before is None or self.volumes[key] > before.value:
            new = _record(done, Record.Kind.VOLUME, self.volumes[key])
            new.set_id = new.load_kg = None
            self._crown(new, done)

    def _crown(self, new: Record, done: Set) -> None:
        before = self.standing.get((new.kind, new.load_mode))
        if before is not None:
            before.superseded_at = new.achieved_at
        new.beaten = before
        self.standing[new.kind, new.load_mode] = new
        self.bests.append(Best(new, by=done.pk, broke=before is not None))

    def _offer_reps(self, done: Set, reps: int) -> None:
        """Most reps at a load: what stands is the line of sets that no other set outdoes, being
        as heavy with as many reps."""
        strength = _strength(done.load_mode, done.load_kg)
        front = self.frontier[done.load_mode]
        if any(_strength_of(other) >= strength and other.value >= reps for other in front):
            return
        beaten = [row for row in front if _strength_of(row) <= strength and row.value <= reps]
        for row in beaten:
            row.superseded_at = _done_at(done)
            front.remove(row)
        new = _record(done, Record.Kind.REPS_AT_LOAD, Decimal(reps))
        front.append(new)
        self.bests.append(Best(new, by=done.pk, broke=bool(beaten)))


def _record(done: Set, kind: str, value: Decimal) -> Record:
    return Record(
        trainee_id=done.trainee_id,
        exercise_id=done.exercise_id,  # type: ignore[misc]  # filtered by exercise
        kind=kind,
        load_mode=done.load_mode,
        load_kg=done.load_kg,
        value=value,
        set_id=done.pk,
        session_id=done.session_id,
        achieved_at=_done_at(done),
    )


def _done_at(done: Set) -> datetime:
    assert done.completed_at is not None  # noqa: S101  # only done sets are read
    return done.completed_at


def _beats(kind: str, load_mode: str, value: Decimal, before: Decimal) -> bool:
    """More is better, except of the load that a machine or a band takes off."""
    if kind == Record.Kind.LOAD and load_mode == LoadMode.ASSISTED:
        return value < before
    return value > before


def _strength(load_mode: str, load_kg: Decimal | None) -> Decimal:
    load = load_kg or ZERO
    return -load if load_mode == LoadMode.ASSISTED else load


def _strength_of(record: Record) -> Decimal:
    return _strength(record.load_mode, record.load_kg)
