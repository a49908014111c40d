"""The scopes as a person switches them, with what each one means."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Final

from accounts.models import Scope

MEANINGS: Final = {
    Scope.TRAINING: "Workouts, plans and personal bests. Part of being coached.",
    Scope.BODY: "Weight, body fat and girths; age, sex and height.",
    Scope.HEALTH: "Sleep, resting heart rate and what a watch measures.",
    Scope.NUTRITION: "Meals, targets and diet.",
    Scope.PHOTOS: "The photos you take of your progress.",
}


@dataclass(frozen=True)
class Switch:
    scope: Scope
    on: bool
    is_minor: bool = False

    @property
    def meaning(self) -> str:
        return "Can be shared from 18 on." if self.is_too_early else MEANINGS[self.scope]

    @property
    def is_too_early(self) -> bool:
        return self.is_minor and self.scope is Scope.PHOTOS

    @property
    def fixed(self) -> bool:
        return self.scope is Scope.TRAINING or self.is_too_early


def switches(shared: Collection[str], *, is_minor: bool = False) -> list[Switch]:
    """One for each scope; a minor's photos stay off."""
    return [Switch(scope, scope in {*shared, Scope.TRAINING}, is_minor) for scope in Scope]
