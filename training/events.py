from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from fitapp.lib.events import Event


@dataclass(frozen=True, kw_only=True)
class ProgramAssigned(Event):
    assignment_id: UUID
    trainee_id: int
    assigned_by_id: int


@dataclass(frozen=True, kw_only=True)
class SessionFinished(Event):
    session_id: UUID
    trainee_id: int
    finished_at: datetime


@dataclass(frozen=True, kw_only=True)
class RecordBroken(Event):
    trainee_id: int
    exercise_id: int
    kind: str


@dataclass(frozen=True, kw_only=True)
class RestStarted(Event):
    """Or made longer or shorter: it is over at `ends_at`, if nothing happens before."""

    session_id: UUID
    trainee_id: int
    ends_at: datetime


@dataclass(frozen=True, kw_only=True)
class SharesChanged(Event):
    """What an exercise trains is told otherwise, and people have done it."""

    exercise_id: int
