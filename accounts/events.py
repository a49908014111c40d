from dataclasses import dataclass

from fitapp.lib.events import Event


@dataclass(frozen=True, kw_only=True)
class CoachingStarted(Event):
    coaching_id: int
    trainer_id: int
    trainee_id: int


@dataclass(frozen=True, kw_only=True)
class CoachingEnded(Event):
    coaching_id: int
    trainer_id: int
    trainee_id: int


@dataclass(frozen=True, kw_only=True)
class AccountDeleted(Event):
    user_id: int
