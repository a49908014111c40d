"""A program was changed after it was assigned: what that would change in what is planned, and
changing it, once somebody has looked."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from accounts.models import User
from accounts.models.blocks import hidden_from, kept_apart_from
from fitapp.lib.errors import Refused
from training.comparing import Change, alike, compare, is_to_come
from training.documents import blocks_of
from training.models import Assignment, PlannedSession, Program, ProgramVersion
from training.planning import AssignmentHasEnded, catch_up


class NothingToUpdate(Refused):
    pass


class ProgramHasMovedOn(Refused):
    pass


@dataclass(frozen=True, kw_only=True)
class Outdated:
    """An assignment that holds an older version of its program, and what an update changes."""

    assignment: Assignment
    changes: list[Change]
    customised: int  # workouts to come that keep what was written for their day alone

    @property
    def alike(self) -> list[list[Change]]:
        return alike(self.changes)


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """How an update of one assignment among several went."""

    assignment: Assignment
    changes: list[Change]
    refused: str = ""


def newer_version(assignment: Assignment) -> ProgramVersion | None:
    """What the program holds now, if that is not what was assigned."""
    if assignment.version is None or assignment.ended_at is not None:
        return None
    program = assignment.version.program
    if hidden_from(assignment.trainee).filter(programs=program).exists():
        return None  # what is written by somebody she is kept apart from reaches her no more
    newest = program.current()
    return newest if newest.number > assignment.version.number else None


def changes_for(assignment: Assignment, *, at: datetime) -> list[Change]:
    """What an update would change, in order of days. Only what is open, not before today and not
    customised changes; the workouts of a cycle are matched by their order in it."""
    version = newer_version(assignment)
    if version is None:
        return []
    catch_up(at=at, trainee_ids=[assignment.trainee_id])
    rows = assignment.planned_sessions.select_related("session").order_by("position")
    return compare(assignment, list(rows), blocks_of(version), at)


def outdated(program: Program, *, reader: User, at: datetime) -> list[Outdated]:
    """Every running assignment of the program that the reader sees and that is behind, by name.
    A fixed number of queries, whatever their number."""
    newest = program.current()
    rows = Assignment.objects.visible_to(reader).running().filter(version__program=program)
    behind = rows.filter(version__number__lt=newest.number).select_related(
        "trainee__profile", "version"
    )
    if program.owner is not None:
        behind = behind.exclude(trainee__in=kept_apart_from(program.owner))
    assignments = list(behind.order_by("trainee__profile__name", "pk"))
    catch_up(at=at, trainee_ids=[row.trainee_id for row in assignments])
    blocks, plans = blocks_of(newest), _plans_of(assignments)
    return [
        Outdated(
            assignment=one,
            changes=compare(one, plans[one.pk], blocks, at),
            customised=sum(
                is_to_come(row, one, at) and row.customised_at is not None for row in plans[one.pk]
            ),
        )
        for one in assignments
    ]


@transaction.atomic
def update_assignment(
    *, assignment: Assignment, at: datetime, to: int | None = None
) -> list[Change]:
    """Bring what is planned to the newest version, if that is still number `to`, which somebody
    looked at. Raises AssignmentHasEnded, NothingToUpdate, ProgramHasMovedOn.
    """
    _take_turns(assignment)
    if assignment.ended_at is not None:
        raise AssignmentHasEnded("This program has ended.")
    version = newer_version(assignment)
    if version is None:
        raise NothingToUpdate("The plan holds the newest version already.")
    if to not in (None, version.number):
        raise ProgramHasMovedOn("The program was changed again. Look at what would change now.")
    changes = changes_for(assignment, at=at)
    _apply(changes, assignment)
    assignment.version, assignment.program_name = version, version.program.name
    assignment.save(update_fields=["version", "program_name"])
    return changes


def update_each(
    assignments: Iterable[Assignment], *, at: datetime, to: int | None
) -> list[Outcome]:
    """`update_assignment` for several people: what is refused to one stops none of the others."""
    outcomes = []
    for one in assignments:
        try:
            changes = update_assignment(assignment=one, at=at, to=to)
            outcomes.append(Outcome(assignment=one, changes=changes))
        except Refused as refused:
            outcomes.append(Outcome(assignment=one, changes=[], refused=str(refused)))
    return outcomes


# --- How -----------------------------------------------------------------------------------------


def _take_turns(assignment: Assignment) -> None:
    """Nobody else updates it, or customises what is planned, until the transaction ends."""
    Assignment.objects.select_for_update().get(pk=assignment.pk)
    assignment.refresh_from_db(fields=["version", "ended_at"])
    rows = assignment.planned_sessions.select_for_update().order_by("pk")
    list(rows.values_list("pk", flat=True))


def _plans_of(assignments: list[Assignment]) -> dict[UUID, list[PlannedSession]]:
    plans: dict[UUID, list[PlannedSession]] = defaultdict(list)
    rows = PlannedSession.objects.filter(assignment__in=assignments).select_related("session")
    for row in rows.order_by("position"):
        plans[row.assignment_id].append(row)
    return plans


def _apply(changes: list[Change], assignment: Assignment) -> None:
    kept: list[PlannedSession] = []
    gone: list[UUID] = []
    new: list[PlannedSession] = []
    last = assignment.planned_sessions.aggregate(last=Max("position"))["last"]
    position = 0 if last is None else last + 1
    for change in changes:
        if change.planned is None and change.entry is not None:
            new.append(assignment.plan(change.entry, position=position + len(new), day=change.date))
        elif change.planned is not None and change.entry is None:
            gone.append(change.planned.pk)
        elif change.planned is not None and change.entry is not None:
            row = change.planned
            row.document, row.name = change.entry["workout"], change.name
            row.block_name = change.entry["block"]
            kept.append(row)
    PlannedSession.objects.open().filter(pk__in=gone).delete()
    PlannedSession.objects.bulk_update(kept, ["document", "name", "block_name"], batch_size=200)
    PlannedSession.objects.bulk_create(new, batch_size=200)
