"""A planned workout in words, for a page that shows it before it is trained."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from itertools import groupby
from typing import Any

from accounts.models import User
from fitapp.lib.units import from_kg, plain
from training.models import Exercise, Group, SetKind
from training.prescribing import Prescribed, prescribe
from training.resolution import Target
from training.taxonomy import Tracking


@dataclass(frozen=True)
class Line:
    """One exercise of a workout: "3 × 8 to 10" at "60 kg", and why."""

    exercise: Exercise | None
    name: str
    sets: str
    load: str
    reason: str
    notes: str
    video_url: str
    plates: str
    set_count: int
    group: int
    group_kind: str
    group_words: str = ""
    place: str = ""  # in a group of several: first, between or last

    @property
    def said(self) -> str:
        """The one sentence there is room for beside its reason: what to mind, or what it goes
        with."""
        return self.notes or self.group_words

    @property
    def plates_in_words(self) -> str:
        return f"{self.set_count} set{'' if self.set_count == 1 else 's'}"


def brief(
    *, document: Mapping[str, Any], trainee: User, before: datetime, reader: User
) -> list[Line]:
    """Each exercise with its targets as they come out today, in the reader's units."""
    unit = reader.profile.load_unit
    rows = prescribe(trainee=trainee, document=document, before=before)
    loads = [target.load_kg or Decimal(0) for row in rows for target in row.targets]
    heaviest = max(loads, default=Decimal(0))
    groups = groupby((_line(row, unit, heaviest) for row in rows), key=lambda line: line.group)
    return [line for _, members in groups for line in _together(list(members))]


def _together(members: list[Line]) -> list[Line]:
    """Exercises of one group know their place in it, and whom they are done with."""
    if len(members) < 2 or members[0].group_kind == Group.Kind.STRAIGHT:
        return members
    kind = Group.Kind(members[0].group_kind).label
    placed = []
    for number, line in enumerate(members):
        place = "first" if number == 0 else "last" if line is members[-1] else "between"
        others = " and ".join(other.name for other in members if other is not line)
        placed.append(replace(line, place=place, group_words=f"{kind} with {others}"))
    return placed


def _line(row: Prescribed, unit: str, heaviest: Decimal) -> Line:
    kinds = [meant.get("kind") for meant in row.sets]
    kinds += kinds[-1:] * (len(row.targets) - len(kinds))
    work = [
        target for target, kind in zip(row.targets, kinds, strict=False) if kind != SetKind.WARM_UP
    ]
    return Line(
        exercise=row.exercise,
        name=row.name,
        sets=_sets(work),
        load=_load(work, unit, on_bodyweight=row.tracking == Tracking.BODYWEIGHT_REPS),
        reason=row.reason,
        notes=row.document.get("notes") or "",
        video_url=row.document.get("video_url") or "",
        plates=" ".join(_height(target, heaviest) for target in row.targets),
        set_count=len(work),
        group=row.group_number,
        group_kind=row.group.get("kind") or "straight",
    )


def _height(target: Target, heaviest: Decimal) -> str:
    """A set as a plate, as high as its load is beside the heaviest of the workout."""
    if not target.load_kg or target.load_kg < 0 or not heaviest:
        return "2"
    return str(2 + round(3 * target.load_kg / heaviest))


def _sets(targets: Sequence[Target]) -> str:
    """Sets of the same kind together: "3 × 8", "1 × 5, 2 × 8 to 10"."""
    counted = Counter(_amount(target) for target in targets)
    return ", ".join(f"{count} × {amount}" for amount, count in counted.items())


def _amount(target: Target) -> str:
    if target.reps_min is not None and target.reps_max not in (None, target.reps_min):
        return f"{target.reps_min} to {target.reps_max}"
    if (reps := target.reps_min or target.reps_max) is not None:
        return str(reps)
    if target.duration_s:
        minutes, seconds = divmod(target.duration_s, 60)
        return f"{minutes}:{seconds:02} min" if minutes else f"{seconds} s"
    return f"{plain(target.distance_m)} m" if target.distance_m else "set"


def _load(targets: Sequence[Target], unit: str, *, on_bodyweight: bool) -> str:
    loads = {target.load_kg for target in targets if target.load_kg is not None}
    if loads == {0} and on_bodyweight:
        return "bodyweight"
    if loads:
        lightest, heaviest = (plain(from_kg(kg, unit)) for kg in (min(loads), max(loads)))
        span = "" if lightest == heaviest else f"{lightest} to "
        return f"{'bodyweight, ' if on_bodyweight else ''}{span}{heaviest} {unit}"
    efforts = sorted({target.rpe for target in targets if target.rpe is not None})
    return f"RPE {plain(efforts[-1])}" if efforts else ""
