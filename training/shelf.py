"""The programs a person can reach, as a list shows them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.contrib.auth.models import AnonymousUser
from django.db.models import Count, Max, Q

from accounts.coaching import trainee_ids_of
from accounts.models import User
from training.models import Block, Program, ProgramVersion
from training.models.programs import ProgramQuerySet


@dataclass(frozen=True)
class Shelf:
    """Programs under one heading."""

    name: str
    programs: list[Program]


@dataclass(frozen=True)
class Length:
    weeks: int
    sessions: int

    @property
    def a_week(self) -> float:
        """Sessions a week, to the half."""
        return round(2 * self.sessions / self.weeks) / 2 if self.weeks else 0


def shelves(user: User | AnonymousUser) -> list[Shelf]:
    """One's own, what one was given, and what everybody may use."""
    programs = _with_users(Program.objects.visible_to(user).in_use(), user)  # type: ignore[arg-type]
    given = set(
        Program.objects.filter(
            versions__assignments__trainee_id=user.pk or 0,
            versions__assignments__ended_at=None,
        ).values_list("pk", flat=True)
    )
    rows = list(programs.select_related("owner__profile").newest_first())
    known = lengths(rows)
    for row in rows:
        row.length = known[row.pk]  # type: ignore[attr-defined]
    own = [row for row in rows if user.pk and row.owner_id == user.pk]
    others = [row for row in rows if row not in own]
    found = [
        Shelf("Your programs", own),
        Shelf("Given to you", [row for row in others if row.pk in given and row.owner_id]),
        Shelf("Ready-made", sorted(_of_nobody(others), key=lambda row: row.name)),
        Shelf("Shared by others", [row for row in others if row.owner_id and row.pk not in given]),
    ]
    return [shelf for shelf in found if shelf.programs]


def templates() -> list[Program]:
    """What ships ready-made, to start one's own from."""
    rows = list(Program.objects.in_use().filter(owner=None).order_by("name"))
    known = lengths(rows)
    for row in rows:
        row.length = known[row.pk]  # type: ignore[attr-defined]
    return rows


def lengths(programs: Iterable[Program]) -> dict[UUID, Length]:
    """How long each is now, in weeks and sessions; two queries."""
    latest = (
        ProgramVersion.objects.filter(program__in=programs)
        .values("program_id")
        .annotate(latest=Max("pk"))
        .values_list("latest", "program_id")
    )
    program_of = dict(latest)
    days = dict.fromkeys(program_of.values(), 0)
    sessions = dict(days)
    blocks = Block.objects.filter(version__in=program_of).annotate(workout_count=Count("workouts"))
    for block in blocks:
        program = program_of[block.version_id]
        days[program] += block.cycles * block.cycle_days
        sessions[program] += block.cycles * block.workout_count
    return {pk: Length(-(-days[pk] // 7), sessions[pk]) for pk in days}


def _with_users(programs: ProgramQuerySet, user: User | AnonymousUser) -> ProgramQuerySet:
    """Adds how many people this trainer has on each program now."""
    people = trainee_ids_of(user) if isinstance(user, User) and user.is_trainer else []
    running = Q(versions__assignments__ended_at=None, versions__assignments__trainee__in=people)
    return programs.annotate(
        users=Count("versions__assignments__trainee", filter=running, distinct=True)
    )


def _of_nobody(programs: Iterable[Program]) -> list[Program]:
    return [row for row in programs if row.owner_id is None]
