"""A program as a page shows it: weeks as a board, workouts as lines of exercises.

Pure: takes a program document and the pictures of its exercises.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from training import wording

MINUTES_PER_SET: Final = 3.5  # the median of 62 lifters' logs, rests and all
MOST_ROWS: Final = 12
LIGHT: Final = 0.6  # a block with fewer sets than this share of the fullest is an easy one


@dataclass(frozen=True)
class Line:
    """One exercise of a workout."""

    exercise: str
    name: str
    pictogram: str
    tag: str
    css: str
    scheme: str
    load: str
    sub: str
    cue: str
    rules: list[str]


@dataclass(frozen=True)
class WorkoutOutline:
    anchor: str
    name: str
    day: int
    notes: str
    sets: int
    lines: list[Line]

    @property
    def minutes(self) -> int:
        return round(self.sets * MINUTES_PER_SET)


@dataclass(frozen=True)
class BlockOutline:
    name: str
    first: int
    cycles: int
    cycle_days: int
    workouts: list[WorkoutOutline]
    is_easy: bool

    @property
    def last(self) -> int:
        return self.first + self.cycles - 1

    @property
    def sets(self) -> int:
        return sum(workout.sets for workout in self.workouts)


@dataclass(frozen=True)
class Row:
    """A cycle of the board, or a whole block where there are too many cycles."""

    label: str
    block: BlockOutline
    cells: list[WorkoutOutline | None]


@dataclass(frozen=True)
class Outline:
    blocks: list[BlockOutline]

    @property
    def days(self) -> int:
        return sum(block.cycles * block.cycle_days for block in self.blocks)

    @property
    def weeks(self) -> int:
        return -(-self.days // 7)

    @property
    def sessions(self) -> int:
        return sum(block.cycles * len(block.workouts) for block in self.blocks)

    @property
    def is_weekly(self) -> bool:
        return all(block.cycle_days == 7 for block in self.blocks)

    @property
    def unit(self) -> str:
        return "Week" if self.is_weekly else "Cycle"

    @property
    def days_a_cycle(self) -> str:
        counts = {len(block.workouts) for block in self.blocks}
        return (
            "–".join(str(count) for count in sorted({min(counts), max(counts)})) if counts else "0"
        )

    @property
    def minutes(self) -> str:
        """How long sessions take, from the shortest to the longest, to five minutes."""
        found = [workout.minutes for block in self.blocks for workout in block.workouts]
        ends = sorted({5 * round(end / 5) for end in (min(found), max(found))}) if found else [0]
        return "–".join(str(end) for end in ends)

    @property
    def columns(self) -> list[int]:
        """The training days of a cycle; a day with two workouts comes twice."""
        most: dict[int, int] = {}
        for block in self.blocks:
            days = [workout.day for workout in block.workouts]
            most |= {day: max(days.count(day), most.get(day, 0)) for day in days}
        return [day for day in sorted(most) for _ in range(most[day])]

    @property
    def rows(self) -> list[Row]:
        cycles = sum(block.cycles for block in self.blocks)
        short = "Wk" if self.is_weekly else "Cycle"
        found = []
        for block in self.blocks:
            cells = self._cells(block)
            if cycles <= MOST_ROWS:
                numbers = range(block.first, block.last + 1)
                found += [Row(f"{short} {number}", block, cells) for number in numbers]
            else:
                found.append(Row(f"{short} {block.first}–{block.last}", block, cells))
        return found

    def _cells(self, block: BlockOutline) -> list[WorkoutOutline | None]:
        left = sorted(block.workouts, key=lambda workout: workout.day)
        cells: list[WorkoutOutline | None] = []
        for day in self.columns:
            fits = bool(left) and left[0].day == day
            cells.append(left.pop(0) if fits else None)
        return cells


def outline(document: Mapping[str, Any], pictograms: Mapping[str, str], *, unit: str) -> Outline:
    counts = [_set_count(block) for block in document["blocks"]]
    blocks, first = [], 1
    for place, block in enumerate(document["blocks"]):
        workouts = [
            _workout(workout, f"w{place + 1}-{number + 1}", pictograms, unit)
            for number, workout in enumerate(block["workouts"])
        ]
        blocks.append(
            BlockOutline(
                name=block["name"],
                first=first,
                cycles=block["cycles"],
                cycle_days=block["cycle_days"],
                workouts=workouts,
                is_easy=counts[place] < LIGHT * max(counts),
            )
        )
        first += block["cycles"]
    return Outline(blocks)


def _set_count(block: Mapping[str, Any]) -> int:
    return sum(
        len(wording.working(item["sets"])) * (group["rounds"] or 1)
        for workout in block["workouts"]
        for group in workout["groups"]
        for item in group["items"]
    )


def _workout(
    workout: Mapping[str, Any], anchor: str, pictograms: Mapping[str, str], unit: str
) -> WorkoutOutline:
    lines: list[Line] = []
    letters = iter("ABCDEFGHIJKLMNOPQRSTUVWXYZABCDEF")
    for group in workout["groups"]:
        letter = next(letters) if len(group["items"]) > 1 else ""
        last = len(group["items"]) - 1
        for place, item in enumerate(group["items"]):
            ends = ("ss-a" if place == 0 else "", "ss-b" if place == last else "")
            css = " ".join(filter(None, ["ss", *ends])) if letter else ""
            head = wording.group_in_words(group) if place == 0 else ""
            sub = [head, wording.effort_and_rest(item, group)]
            lines.append(
                Line(
                    exercise=item["exercise"],
                    name=item["name"],
                    pictogram=pictograms.get(item["exercise"], ""),
                    tag=f"{letter}{place + 1}" if letter else "",
                    css=css,
                    scheme=wording.scheme(item["sets"]),
                    load=wording.loads(item["sets"], unit),
                    sub=". ".join(filter(None, sub)),
                    cue=item["notes"],
                    rules=[wording.rule_in_words(rule, unit) for rule in item["progression"]],
                )
            )
    return WorkoutOutline(
        anchor=anchor,
        name=workout["name"],
        day=workout["day"],
        notes=workout["notes"],
        sets=_set_count({"workouts": [workout]}),
        lines=lines,
    )
