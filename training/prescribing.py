"""From a planned workout to what is meant today: each set with its target, resolved from the last
performance and the estimated one-rep max."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from accounts.models import User
from fitapp.lib.ids import derived
from training import waves
from training.gym import Assumed, Loads, loads_for
from training.models import Exercise, Gym, LoadMode, Session, SessionItem, Set, SetKind
from training.models.prescriptions import Side
from training.models.programs import Group, Item
from training.past import History, last_sessions, standing_e1rm
from training.progression import Past, targets
from training.resolution import Target
from training.taxonomy import Mechanics, Tracking
from training.warming_up import warm_ups

SESSIONS_LOOKED_AT = 6
A_MINUTE_S = 60
TrainingMaxes = dict[UUID, tuple[Decimal | None, int | None]]


@dataclass
class Prescribed:
    """One exercise of a planned workout, with the sets it comes to today."""

    exercise: Exercise | None
    document: Mapping[str, Any]
    group: Mapping[str, Any]
    group_number: int
    sets: list[dict[str, Any]]
    targets: list[Target] = field(default_factory=list)
    reason: str = ""
    training_max_kg: Decimal | None = None

    @property
    def name(self) -> str:
        return self.exercise.name if self.exercise else self.document.get("name", "Exercise")

    @property
    def tracking(self) -> str:
        return self.exercise.tracking if self.exercise else Tracking.LOAD_REPS

    @property
    def wave(self) -> int | None:
        """The cycle in which its wave of percentages began, where it has one."""
        return self.document.get("wave")

    @property
    def rest_s(self) -> int | None:
        """Between its working sets, or after a round of its group. Where the clock rules, what it
        counts: to the next round, or to the end."""
        if self.group.get("kind") == Group.Kind.EMOM:
            return self.group.get("interval_s") or A_MINUTE_S
        if self.group.get("kind") == Group.Kind.AMRAP:
            return self.group.get("time_cap_s") or 0
        rests = [row.get("rest_s") for row in self.sets if row.get("kind") != SetKind.WARM_UP]
        return next((rest for rest in rests if rest is not None), self.group.get("rest_s"))


def prescribe(*, trainee: User, document: Mapping[str, Any], before: datetime) -> list[Prescribed]:
    """What the workout comes to for this trainee. Five queries, however long the workout; one more
    where there is a gym, and one where there is a training max."""
    items = list(_items_of(document))
    slugs = {item.document["exercise"] for item in items}
    gym = Gym.objects.of(trainee.pk)
    rows = Exercise.objects.filter(slug__in=slugs)
    exercises = {row.slug: row for row in (rows.prefetch_related("equipment") if gym else rows)}
    ids = {exercise.pk for exercise in exercises.values()}
    history = last_sessions(
        trainee_id=trainee.pk, exercise_ids=ids, before=before, sessions=SESSIONS_LOOKED_AT
    )
    best = standing_e1rm(trainee_id=trainee.pk, exercise_ids=ids)
    maxes = _training_maxes(items, history)
    for item in items:
        item.exercise = exercises.get(item.document["exercise"])
        known = item.exercise.pk if item.exercise else 0
        past = [[_past(row, maxes) for row in session] for session in history.get(known, [])]
        unit = trainee.profile.load_unit
        _work_out(item, past, best.get(known), loads_in(gym, item.exercise, unit), unit)
    return items


def _training_maxes(items: list[Prescribed], history: History) -> TrainingMaxes:
    """Of each exercise as it was done: the training max it was worked out from, and its wave."""
    if not any(waves.rule_of(item.document.get("progression") or []) for item in items):
        return {}
    done = {row.item_id for past in history.values() for session in past for row in session}
    rows = SessionItem.objects.filter(pk__in=done, training_max_kg__isnull=False)
    return {pk: (kg, wave) for pk, kg, wave in rows.values_list("pk", "training_max_kg", "wave")}


def loads_in(gym: Gym | None, exercise: Exercise | None, unit: str) -> Loads:
    """What a gym makes for an exercise; without a gym or an exercise, what is assumed."""
    if gym is None or exercise is None:
        return Assumed(unit)
    equipment = {row.equipment for row in exercise.equipment.all()}
    return loads_for(gym.stock, equipment=equipment, tracking=exercise.tracking, unit=unit)


def _work_out(
    item: Prescribed,
    past: list[list[Past]],
    e1rm_kg: Decimal | None,
    loads: Loads,
    unit: str,
) -> None:
    """Fill in its targets and the sentence that explains them."""
    rules, basis = list(item.document.get("progression") or []), ""
    if (rule := waves.rule_of(rules)) is not None:
        stands = waves.training_max(rule, past, wave=item.wave or 1, e1rm_kg=e1rm_kg, unit=unit)
        item.training_max_kg = e1rm_kg = stands.kg if stands else None
        basis = stands.why if stands else ""
    item.targets, item.reason = targets(
        item.sets,
        rules,
        past,
        e1rm_kg=e1rm_kg,
        basis=basis,
        loads=loads,
        unit=unit,
        is_weighed="load" in Tracking(item.tracking).figures,
    )
    if item.document.get("warm_up") == Item.WarmUp.AUTO:
        _warm_up(item, loads)


def _warm_up(item: Prescribed, loads: Loads) -> None:
    """Put warm-up sets in front, unless the trainer wrote some."""
    if any(row.get("kind") == SetKind.WARM_UP for row in item.sets) or not item.targets:
        return
    mechanics = item.exercise.mechanics if item.exercise else Mechanics.COMPOUND
    before = warm_ups(item.targets[0].load_kg, loads, tracking=item.tracking, mechanics=mechanics)
    item.sets = [*({"kind": SetKind.WARM_UP} for _ in before), *item.sets]
    item.targets = [
        *(Target(load_kg=one.load_kg, reps_min=one.reps, reps_max=one.reps) for one in before),
        *item.targets,
    ]


def write_items(*, session: Session, prescribed: list[Prescribed]) -> None:
    """Make the exercises and sets of a session from what was prescribed."""
    items, sets = items_of(session, prescribed)
    SessionItem.objects.bulk_create(items)
    Set.objects.bulk_create(sets)


def items_of(session: Session, prescribed: list[Prescribed]) -> tuple[list[SessionItem], list[Set]]:
    """The exercises and sets that a session begins with, not written yet. Their ids follow from
    the session's: begun on two devices without a signal, it is one workout."""
    items, sets = [], []
    for position, row in enumerate(prescribed):
        item = _session_item(session, position, row)
        items.append(item)
        sets += [
            _planned_set(session, item, place, row, target)
            for place, target in enumerate(row.targets)
        ]
    return items, sets


def load_mode_of(tracking: str, load_kg: Decimal | None = None) -> str:
    """What a load means for an exercise; on bodyweight, a negative one is taken off."""
    if tracking != Tracking.BODYWEIGHT_REPS:
        return LoadMode.EXTERNAL
    return LoadMode.ASSISTED if load_kg is not None and load_kg < 0 else LoadMode.ADDED


def _items_of(document: Mapping[str, Any]) -> Iterator[Prescribed]:
    for number, group in enumerate(document.get("groups") or []):
        for item in group.get("items") or []:
            sets = list(item.get("sets") or [])
            rounds = group.get("rounds") or 0
            if sets and len(sets) < rounds:
                sets += [dict(sets[-1]) for _ in range(rounds - len(sets))]
            yield Prescribed(None, item, group, number, sets)


def _session_item(session: Session, position: int, row: Prescribed) -> SessionItem:
    tempo = row.document.get("tempo")
    return SessionItem(
        id=derived(session.pk, "item", position),
        session=session,
        position=position,
        exercise=row.exercise,
        planned_exercise=row.exercise,
        name=row.name,
        tracking=row.tracking,
        group=row.group_number,
        group_kind=row.group.get("kind") or Group.Kind.STRAIGHT,
        cue=row.document.get("notes") or "",
        reason=row.reason,
        tempo="-".join(str(seconds) for seconds in tempo) if tempo else "",
        video_url=row.document.get("video_url") or "",
        rest_s=row.rest_s,
        edited=dict(session.edited),
        training_max_kg=row.training_max_kg,
        wave=row.wave,
    )


def _planned_set(
    session: Session, item: SessionItem, place: int, row: Prescribed, target: Target
) -> Set:
    meant = row.sets[min(place, len(row.sets) - 1)] if row.sets else {}
    return Set(
        id=derived(item.pk, "set", place),
        trainee_id=session.trainee_id,
        session=session,
        item=item,
        exercise=row.exercise,
        position=place,
        kind=meant.get("kind") or SetKind.WORK,
        side=meant.get("side") or Side.BOTH,
        load_mode=load_mode_of(row.tracking, target.load_kg),
        target_load_kg=None if target.load_kg is None else abs(target.load_kg),
        target_reps_min=target.reps_min,
        target_reps_max=target.reps_max,
        target_duration_s=target.duration_s,
        target_distance_m=target.distance_m,
        target_rpe=target.rpe,
        edited=dict(session.edited),
    )


def _past(row: Set, maxes: TrainingMaxes) -> Past:
    """A done set as progression reads it: help taken off bodyweight is a negative load."""
    max_kg, wave = maxes.get(row.item_id, (None, None))
    sign = -1 if row.load_mode == LoadMode.ASSISTED else 1
    return Past(
        kind=row.kind,
        load_kg=None if row.load_kg is None else sign * row.load_kg,
        reps=row.reps,
        duration_s=row.duration_s,
        rpe=row.rpe,
        target_load_kg=None if row.target_load_kg is None else sign * row.target_load_kg,
        target_reps_min=row.target_reps_min,
        target_reps_max=row.target_reps_max,
        target_duration_s=row.target_duration_s,
        max_kg=max_kg,
        wave=wave,
    )
