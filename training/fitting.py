"""What somebody can do with what they have and without what they must spare. Pure."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from training.taxonomy import Equipment, Stress

if TYPE_CHECKING:
    from accounts.models import Profile

EVERYWHERE: Final = frozenset({Equipment.NONE.value, Equipment.MAT.value})


@dataclass(frozen=True)
class Means:
    """What one person has at hand, and which regions they spare. Nothing said rules nothing out."""

    equipment: frozenset[str] = frozenset()
    limitations: frozenset[str] = frozenset()

    @classmethod
    def of(cls, profile: Profile) -> Means:
        return cls(frozenset(profile.equipment), frozenset(profile.limitations))

    def __bool__(self) -> bool:
        return bool(self.equipment or self.limitations)

    def lacking(self, needed: Collection[str]) -> list[str]:
        """What is needed and not at hand."""
        missing = set(needed) - self.equipment - EVERYWHERE if self.equipment else None
        return [thing.value for thing in Equipment if thing in missing] if missing else []

    def strained(self, stresses: Collection[str]) -> list[str]:
        """What is to be spared and would be loaded."""
        loaded = self.limitations.intersection(stresses)
        return [region.value for region in Stress if region in loaded] if loaded else []

    def why_not(self, *, needed: Collection[str], stresses: Collection[str]) -> str:
        """The reason in a sentence, or nothing where it suits."""
        lacking = [Equipment(thing).label.lower() for thing in self.lacking(needed)]
        strained = [Stress(region).label.lower() for region in self.strained(stresses)]
        reasons = [f"needs {_listed(lacking)}"] if lacking else []
        if strained:
            reasons.append(f"strains what is to be spared: {_listed(strained)}")
        return f"{' and '.join(reasons)}.".capitalize() if reasons else ""


def _listed(names: list[str]) -> str:
    *first, last = names
    return f"{', '.join(first)} and {last}" if first else last
