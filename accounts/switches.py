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

    @property
    def meaning(self) -> str:
        return MEANINGS[self.scope]

    @property
    def fixed(self) -> bool:
        return self.scope is Scope.TRAINING


def switches(shared: Collection[str]) -> list[Switch]:
    return [Switch(scope, scope in shared or scope is Scope.TRAINING) for scope in Scope]
