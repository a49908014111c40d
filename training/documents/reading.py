from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import chain, count, cycle, islice
from typing import Any, Final

from django.db.models import Model, Prefetch, prefetch_related_objects

from accounts.models import User
from training import waves
from training.models import (
    Assignment,
    Block,
    Group,
    Item,
    ProgramVersion,
    ProgressionRule,
    SetPrescription,
    Workout,
)

Document = dict[str, Any]

SET_FIELDS: Final = [
    *("kind", "side", "reps_min", "reps_max", "duration_s", "distance_m"),
    *("load_kind", "load_kg", "load_unit", "load_percent", "rpe", "rest_s"),
]
RULE_FIELDS: Final = [
    *("axis", "step", "when", "max_rpe", "ceiling", "on_ceiling"),
    *("on_fail", "fail_after", "fail_percent", "wave"),
]
GROUP_FIELDS: Final = ["kind", "rounds", "rest_s", "interval_s", "time_cap_s"]
FAST: Final = "X"  # up as fast as it goes, where a tempo has its seconds up
TEMPO_FIELDS: Final = ["tempo_down_s", "tempo_bottom_s", "tempo_up_s", "tempo_top_s"]


def number(value: Any) -> Any:
    """A decimal as the JSON number it is: 100.000 reads 100, 102.500 reads 102.5."""
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return value


def _fields(row: Model, names: list[str]) -> Document:
    return {name: number(getattr(row, name)) for name in names}


def blocks_of(version: ProgramVersion) -> list[Document]:
    """The blocks in order, down to the last set, in six queries whatever their number."""
    items = Item.objects.select_related("exercise").order_by("position")
    prefetch_related_objects(
        [version],
        Prefetch("blocks", Block.objects.order_by("position")),
        Prefetch("blocks__workouts", Workout.objects.order_by("position")),
        Prefetch("blocks__workouts__groups", Group.objects.order_by("position")),
        Prefetch("blocks__workouts__groups__items", items),
        Prefetch(
            "blocks__workouts__groups__items__sets", SetPrescription.objects.order_by("position")
        ),
        Prefetch(
            "blocks__workouts__groups__items__progression",
            ProgressionRule.objects.order_by("position"),
        ),
    )
    return [_block(block) for block in version.blocks.all()]


def _block(block: Block) -> Document:
    return {
        "name": block.name,
        "cycles": block.cycles,
        "cycle_days": block.cycle_days,
        "workouts": [_workout(workout) for workout in block.workouts.all()],
    }


def _workout(workout: Workout) -> Document:
    return {
        "name": workout.name,
        "day": workout.day,
        "notes": workout.notes,
        "groups": [
            {
                **_fields(group, GROUP_FIELDS),
                "items": [_item(item) for item in group.items.all()],
            }
            for group in workout.groups.all()
        ],
    }


def _item(item: Item) -> Document:
    return {
        "exercise": item.exercise.slug,
        "name": item.exercise.name,
        "tempo": _tempo(item),
        "notes": item.notes,
        "video_url": item.video_url,
        "warm_up": item.warm_up,
        "progression": [_fields(rule, RULE_FIELDS) for rule in item.progression.all()],
        "sets": [_fields(row, SET_FIELDS) for row in item.sets.all()],
    }


def _tempo(item: Item) -> list[int | str] | None:
    down, bottom, up, top = (getattr(item, name) for name in TEMPO_FIELDS)
    tempo = [down, bottom, FAST if item.tempo_up_fast else up, top]
    return None if None in tempo else tempo


def read_document(version: ProgramVersion) -> Document:
    """The program as this version holds it: what `write_document` takes."""
    program = version.program
    return {
        "id": str(program.pk),
        "version": version.number,
        "updated_at": program.updated_at.isoformat(),
        "name": program.name,
        "summary": program.summary,
        "goal": program.goal,
        "level": program.level,
        "is_public": program.is_public,
        "blocks": blocks_of(version),
    }


def read_document_for(version: ProgramVersion, user: User) -> Document:
    """`read_document` with what this reader may see of it."""
    document = read_document(version)
    if not version.program.shows_videos_to(user):
        leave_out_videos(document)
    return document


def leave_out_videos(document: Document) -> None:
    for block in document["blocks"]:
        for workout in block["workouts"]:
            for group in workout["groups"]:
                for item in group["items"]:
                    item["video_url"] = ""


def workout_documents(
    version: ProgramVersion, *, open_end: str = Assignment.OpenEnd.NONE, cycles: int = 0
) -> list[Document]:
    """What `written_out` makes of this version's blocks."""
    return written_out(blocks_of(version), open_end=open_end, cycles=cycles)


def written_out(blocks: list[Document], *, open_end: str, cycles: int) -> list[Document]:
    """Every workout in the order it is trained, each cycle of each block written out; with an
    open end, repeated until there are that many cycles.

    The same workout in another cycle is the same object: copy it before changing it.
    """
    found: list[Document] = []
    days_before = 0
    for number, (block, nth) in enumerate(_cycles(blocks, open_end, cycles), start=1):
        found += [
            {
                "block": block["name"],
                "cycle": number,
                "day": days_before + workout["day"],
                "workout": _in_cycle(workout, cycle=number, of_block=nth),
            }
            for workout in sorted(block["workouts"], key=lambda workout: workout["day"])
        ]
        days_before += block["cycle_days"]
    return found


def _cycles(blocks: list[Document], open_end: str, at_least: int) -> Iterator[tuple[Document, int]]:
    """Each cycle as its block and the how-manieth, from 0, of the block it is."""
    once = [(block, nth) for block in blocks for nth in range(block["cycles"])]
    again: Iterator[tuple[Document, int]] = iter(())
    if open_end == Assignment.OpenEnd.PROGRAM:
        again = cycle(once)
    elif open_end == Assignment.OpenEnd.BLOCK:
        last = [block for block in blocks if block["workouts"]][-1:]
        again = ((block, nth) for block in last for nth in count(block["cycles"]))
    return chain(once, islice(again, max(0, at_least - len(once))))


def _in_cycle(workout: Document, *, cycle: int, of_block: int) -> Document:
    """The workout with the percentages that the waves of its items have in this cycle."""
    items = (item for group in workout["groups"] for item in group["items"])
    if not any(waves.rule_of(item["progression"]) for item in items):
        return workout
    groups = [
        {
            **group,
            "items": [
                waves.in_cycle(item, cycle=cycle, of_block=of_block) for item in group["items"]
            ],
        }
        for group in workout["groups"]
    ]
    return {**workout, "groups": groups}
