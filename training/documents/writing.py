from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any, Final

from django.db import transaction
from django.utils.formats import date_format
from django.utils.timezone import localtime
from rest_framework.exceptions import ValidationError

from accounts.models import User
from fitapp.lib.errors import Refused
from fitapp.lib.ids import uuid7
from fitapp.lib.stale import Stale
from training.documents.reading import (
    FAST,
    GROUP_FIELDS,
    RULE_FIELDS,
    SET_FIELDS,
    TEMPO_FIELDS,
    Document,
    leave_out_videos,
    number,
    read_document,
)
from training.documents.serializers import ProgramDocument, items_of
from training.models import (
    Block,
    Exercise,
    Group,
    Item,
    Program,
    ProgramVersion,
    ProgressionRule,
    SetPrescription,
    Workout,
)

ABOUT: Final = ("name", "summary", "goal", "level", "is_public")


class ProgramHasChanged(Stale):
    pass


class ProgramIsArchived(Refused):
    pass


class CannotCopy(Refused):
    pass


# --- Verbs ---------------------------------------------------------------------------------------


@transaction.atomic
def create_program(
    *,
    owner: User | None,
    document: Document,
    at: datetime,
    slug: str | None = None,
) -> Program:
    """A new program holding `document`, in its first version. Raises ValidationError."""
    checked = _check(document, by=owner, owner=owner, at=at)
    program = Program(
        id=checked.get("id") or uuid7(),
        owner=owner,
        slug=slug,
        created_at=at,
        updated_at=at,
        updated_by=owner,
    )
    _tell(program, checked)
    program.save(force_insert=True)
    version = ProgramVersion.objects.create(
        program=program, number=1, created_at=at, created_by=owner
    )
    _fill(version, checked["blocks"])
    return program


@transaction.atomic
def write_document(
    *,
    program: Program,
    document: Document,
    by: User | None,
    at: datetime,
    revision: str | None = None,
) -> ProgramVersion:
    """Make the program say what `document` says, and return the version that holds it.

    A version nobody was assigned is changed in place, an assigned one is followed by a new one, and
    saving what is there already changes nothing. What was read is named by the document's version
    and updated_at, or by `revision` instead of them: "*" writes over whatever is there.

    Raises ValidationError with the path of every wrong place, ProgramHasChanged, ProgramIsArchived.
    """
    rows = Program.objects.select_related("updated_by__profile")
    locked = rows.select_for_update(of=("self",)).get(pk=program.pk)
    if locked.archived_at is not None:
        raise ProgramIsArchived("This program is archived. Copy it to change it.")
    version = locked.current()
    checked = _check(document, by=by, owner=locked.owner_id, at=at, version=version)
    if checked.get("id", locked.pk) != locked.pk:
        raise ValidationError({"id": ["This is the id of another program."]})
    before = read_document(version)
    told, changed = _tell(locked, checked), _plain(checked["blocks"]) != before["blocks"]
    if told or changed:
        _refuse_stale(locked, before, checked, by=by, revision=revision)
    if changed:
        version = _version_to_fill(version, by=by, at=at)
        _fill(version, checked["blocks"])
    if told or changed:
        locked.note_change(by=by, at=at)
        locked.save(update_fields=[*ABOUT, "updated_at", "updated_by"])
    for field in (*ABOUT, "updated_at", "updated_by_id"):
        setattr(program, field, getattr(locked, field))
    version.program = program
    return version


@transaction.atomic
def copy_program(*, program: Program, by: User, at: datetime) -> Program:
    """A private program of one's own that says the same. Raises CannotCopy."""
    document = read_document(program.current())
    document |= {"is_public": False}
    if program.owner_id != by.pk:
        leave_out_videos(document)
    if Program.objects.in_use().filter(owner=by, name=program.name).exists():
        document["name"] = f"{program.name[:94]}, copy"
    for given in ("id", "version", "updated_at"):
        del document[given]
    try:
        copy = create_program(owner=by, document=document, at=at)
    except ValidationError as error:
        raise CannotCopy(
            "It uses exercises that belong to somebody else, so it cannot be copied."
        ) from error
    Program.objects.filter(pk=copy.pk).update(copied_from=program)
    copy.copied_from = program
    return copy


# --- How -----------------------------------------------------------------------------------------


def _check(
    document: Document,
    *,
    by: User | None,
    owner: User | int | None,
    at: datetime,
    version: ProgramVersion | None = None,
) -> Document:
    """The document with every default filled in and each slug replaced by its exercise."""
    shape = ProgramDocument(data=document)
    shape.is_valid(raise_exception=True)
    checked: Document = shape.validated_data
    slugs = {item["exercise"] for item in items_of(checked["blocks"])}
    found = {one.slug: one for one in Exercise.objects.visible_to(by).filter(slug__in=slugs)}
    if version is not None and slugs - found.keys():
        kept = Exercise.objects.filter(items__group__workout__block__version=version)
        found |= {one.slug: one for one in kept.filter(slug__in=slugs).distinct()}
    _refuse_unknown(checked["blocks"], found)
    _refuse_who_may_read(checked["is_public"], found.values(), by=by, owner=owner, at=at)
    for item in items_of(checked["blocks"]):
        item["exercise"] = found[item["exercise"]]
    return checked


def _refuse_who_may_read(
    is_public: bool,
    exercises: Iterable[Exercise],
    *,
    by: User | None,
    owner: User | int | None,
    at: datetime,
) -> None:
    said = ""
    if not is_public:
        said = "A program that nobody owns is for everybody." if owner is None else ""
    elif any(one.origin == Exercise.Origin.PRIVATE for one in exercises):
        said = "It uses exercises of your own, which others cannot see."
    elif by is not None and by.profile.is_minor_at(at):
        said = "Programs can be published from 18 on."
    if said:
        raise ValidationError({"is_public": [said]})


def _refuse_unknown(blocks: list[Document], found: dict[str, Exercise]) -> None:
    errors = {
        f"blocks.{b}.workouts.{w}.groups.{g}.items.{i}.exercise": [
            f"There is no exercise “{item['exercise']}”."
        ]
        for b, block in enumerate(blocks)
        for w, workout in enumerate(block["workouts"])
        for g, group in enumerate(workout["groups"])
        for i, item in enumerate(group["items"])
        if item["exercise"] not in found
    }
    if errors:
        raise ValidationError(errors)


def _refuse_stale(
    program: Program, before: Document, checked: Document, *, by: User | None, revision: str | None
) -> None:
    """Unless it was read as it is now; `before` is what it says now."""
    if revision is not None:
        is_stale = revision not in ("*", program.revision)
    else:
        is_stale = (
            checked.get("version", before["version"]) != before["version"]
            or checked.get("updated_at", program.updated_at) != program.updated_at
        )
    if is_stale:
        raise ProgramHasChanged(
            f"{_who_changed(program, by)} since you opened it. Nothing of yours was saved.",
            yours={**_some(checked, ABOUT), "blocks": _plain(checked["blocks"])},
            theirs=before,
            changed_by=program.updated_by.name if program.updated_by else None,
            changed_at=program.updated_at,
        )


def _who_changed(program: Program, by: User | None) -> str:
    when = date_format(localtime(program.updated_at), "j F, H:i")
    if program.updated_by is None:
        return f"This program was changed on {when},"
    if program.updated_by == by:
        return f"You changed this program somewhere else on {when},"
    return f"{program.updated_by.name} changed this program on {when},"


def _tell(program: Program, checked: Document) -> bool:
    """Write what is said about the program; whether that was anything new."""
    before = [getattr(program, field) for field in ABOUT]
    for field in ABOUT:
        setattr(program, field, checked[field])
    return before != [checked[field] for field in ABOUT]


def _plain(value: Any) -> Any:
    """Checked blocks as `read_document` says them, so that the two can be compared."""
    if isinstance(value, list):
        return [_plain(inner) for inner in value]
    if not isinstance(value, dict):
        return number(value)
    plain = {key: _plain(inner) for key, inner in value.items()}
    if isinstance(exercise := value.get("exercise"), Exercise):
        plain |= {"exercise": exercise.slug, "name": exercise.name}
    return plain


def _version_to_fill(version: ProgramVersion, *, by: User | None, at: datetime) -> ProgramVersion:
    if version.assignments.exists():
        return ProgramVersion.objects.create(
            program_id=version.program_id, number=version.number + 1, created_at=at, created_by=by
        )
    version.blocks.all().delete()
    return ProgramVersion.objects.get(pk=version.pk)


def _fill(version: ProgramVersion, blocks: list[Document]) -> None:
    """One insert for each level: blocks, workouts, groups, items, then sets and rules."""
    written = Block.objects.bulk_create(
        Block(version=version, position=place, **_some(block, ["name", "cycles", "cycle_days"]))
        for place, block in enumerate(blocks)
    )
    workouts = [
        (Workout(block=row, position=place, **_some(workout, ["name", "day", "notes"])), workout)
        for row, block in zip(written, blocks, strict=True)
        for place, workout in enumerate(block["workouts"])
    ]
    Workout.objects.bulk_create(row for row, _ in workouts)
    groups = [
        (Group(workout=row, position=place, **_some(group, GROUP_FIELDS)), group)
        for row, workout in workouts
        for place, group in enumerate(workout["groups"])
    ]
    Group.objects.bulk_create(row for row, _ in groups)
    _fill_groups(groups)


def _fill_groups(groups: list[tuple[Group, Document]]) -> None:
    items = [
        (_item_row(row, place, item), item)
        for row, group in groups
        for place, item in enumerate(group["items"])
    ]
    Item.objects.bulk_create(row for row, _ in items)
    SetPrescription.objects.bulk_create(
        SetPrescription(item=row, position=place, **_some(one, SET_FIELDS))
        for row, item in items
        for place, one in enumerate(item["sets"])
    )
    ProgressionRule.objects.bulk_create(
        ProgressionRule(item=row, position=place, **_rule_fields(rule))
        for row, item in items
        for place, rule in enumerate(item["progression"])
    )


def _item_row(group: Group, place: int, item: Document) -> Item:
    tempo = item["tempo"] or [None] * 4
    seconds = [0 if one == FAST else one for one in tempo]
    return Item(
        group=group,
        position=place,
        exercise=item["exercise"],
        tempo_up_fast=FAST in tempo,
        **_some(item, ["notes", "warm_up", "video_url"]),
        **dict(zip(TEMPO_FIELDS, seconds, strict=True)),
    )


def _rule_fields(rule: Document) -> Document:
    return {**_some(rule, RULE_FIELDS), "wave": _plain(rule["wave"])}


def _some(document: Document, names: Iterable[str]) -> Document:
    return {name: document[name] for name in names}
