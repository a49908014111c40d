from __future__ import annotations

from decimal import Decimal
from typing import Any, Final

from django.db.models import Model, Prefetch, prefetch_related_objects

from training import waves
from training.models import (
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
    tempo = [getattr(item, name) for name in TEMPO_FIELDS]
    return {
        "exercise": item.exercise.slug,
        "name": item.exercise.name,
        "tempo": None if None in tempo else tempo,
        "notes": item.notes,
        "warm_up": item.warm_up,
        "progression": [_fields(rule, RULE_FIELDS) for rule in item.progression.all()],
        "sets": [_fields(row, SET_FIELDS) for row in item.sets.all()],
    }


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


def workout_documents(version: ProgramVersion) -> list[Document]:
    """Every workout in the order it is trained, each cycle of each block written out.

    The same workout in another cycle is the same object: copy it before changing it.
    """
    found: list[Document] = []
    cycle = days_before = 0
    for block in blocks_of(version):
        in_order = sorted(block["workouts"], key=lambda workout: workout["day"])
        for nth in range(block["cycles"]):
            cycle += 1
            found += [
                {
                    "block": block["name"],
                    "cycle": cycle,
                    "day": days_before + workout["day"],
                    "workout": _in_cycle(workout, cycle=cycle, of_block=nth),
                }
                for workout in in_order
            ]
            days_before += block["cycle_days"]
    return found


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
