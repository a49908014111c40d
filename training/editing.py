"""Acts on a program document, for the editor that works without JavaScript.

Pure: each takes a document and changes it in place. A place is "block.workout.group.item".
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

Document = dict[str, Any]
WAYS: Final[dict[str, list[Document]]] = {
    "none": [],
    "load": [{"axis": "load", "step": 2.5, "on_fail": "reduce"}],
    "double": [{"axis": "load", "step": 2.5, "when": "top_of_range"}],
    "effort": [{"axis": "rpe", "step": 10}],
    "wave": [{"axis": "training_max", "step": 2.5, "wave": [0, 5, 10], "on_fail": "reduce"}],
}


@dataclass(frozen=True)
class Place:
    """Where in a document something is; `None` below the level that is meant."""

    block: Document
    workout: Document | None = None
    group: Document | None = None
    item: Document | None = None


def find(document: Document, path: str) -> Place:
    """Raises LookupError and ValueError where there is no such place, or it is a mere group."""
    found: list[Document] = [document]
    for level, number in zip(
        ("blocks", "workouts", "groups", "items"), path.split("."), strict=False
    ):
        if not number.isdecimal():
            raise ValueError(path)
        found.append(found[-1][level][int(number)])
    if len(found) == 4:
        raise ValueError(path)
    return Place(*found[1:])


def add_block(document: Document) -> None:
    name = f"Block {len(document['blocks']) + 1}"
    document["blocks"].append({"name": name, "cycles": 4, "cycle_days": 7, "workouts": []})


def add_workout(block: Document, *, name: str, day: int) -> None:
    block["workouts"].append({"name": name, "day": day, "notes": "", "groups": []})


def add_exercise(workout: Document, *, slug: str, figures: Sequence[str]) -> None:
    """Three sets of what such an exercise is measured in."""
    one: Document
    if "reps" in figures:
        one = {"reps_min": 8, "reps_max": 12, "rest_s": 120}
    elif "time" in figures:
        one = {"duration_s": 30, "rest_s": 60}
    else:
        one = {"distance_m": 30, "rest_s": 90}
    item = {"exercise": slug, "sets": [dict(one) for _ in range(3)]}
    workout["groups"].append({"kind": "straight", "items": [item]})


def prescribe(item: Document, *, sets: int, figures: Document) -> None:
    """So many working sets, all alike; warm-ups stay."""
    warm_ups = [one for one in item["sets"] if one["kind"] == "warm_up"]
    work = [one for one in item["sets"] if one["kind"] != "warm_up"]
    base = work[0] if work else {}
    item["sets"] = [*warm_ups, *({**base, "kind": "work", **figures} for _ in range(sets))]


def progress(item: Document, *, how: str) -> None:
    """Let it go on in one of the usual ways; an empty one leaves its rules."""
    if how:
        item["progression"] = [dict(rule) for rule in WAYS[how]]


def remove(document: Document, path: str) -> None:
    place = find(document, path)
    if place.item is not None and place.workout is not None and place.group is not None:
        _take_out(place.group["items"], place.item)
        if not place.group["items"]:
            _take_out(place.workout["groups"], place.group)
    elif place.workout is not None:
        _take_out(place.block["workouts"], place.workout)
    else:
        _take_out(document["blocks"], place.block)


def shift(document: Document, path: str, by: int) -> None:
    """An exercise up or down within its group, or its group within the workout; a workout within
    its block. At the end it stays."""
    place = find(document, path)
    if place.workout is None:
        _shift(document["blocks"], place.block, by)
    elif place.group is None or place.item is None:
        _shift(place.block["workouts"], place.workout, by)
    elif not _shift(place.group["items"], place.item, by):
        _shift(place.workout["groups"], place.group, by)


def _take_out(rows: list[Document], row: Document) -> None:
    rows[:] = [one for one in rows if one is not row]


def _shift(rows: list[Document], row: Document, by: int) -> bool:
    at = next(number for number, one in enumerate(rows) if one is row)
    if not 0 <= at + by < len(rows):
        return False
    rows.insert(at + by, rows.pop(at))
    return True
