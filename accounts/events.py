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
class AccessChanged(Event):
    """What one trainer may see of one trainee is `scopes` from now on."""

    trainer_id: int
    trainee_id: int
    scopes: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class InvitationChanged(Event):
    """An invitation to this address was sent, or withdrawn."""

    trainer_id: int
    email: str


@dataclass(frozen=True, kw_only=True)
class SignInEnded(Event):
    """Something that this person came in with opens nothing any more."""

    user_id: int


class SessionsEnded(SignInEnded):
    """One or more of their sessions: they signed out, or have a new password."""


class TokenRevoked(SignInEnded):
    pass


class PersonDeactivated(SignInEnded):
    pass


class AccountDeleted(SignInEnded):
    pass
