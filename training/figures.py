"""The figures of a set as a person enters them, and what they may be."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final

from django.core.exceptions import ValidationError

from fitapp.lib.units import LoadUnit, from_kg, plain, to_kg
from training.models import LoadMode
from training.taxonomy import Tracking

HEAVIEST_KG: Final = Decimal(2000)
MOST_REPS: Final = 2000
LONGEST_S: Final = 7 * 24 * 3600
FARTHEST_M: Final = Decimal(1_000_000)
LIMITS: Final[dict[str, tuple[Decimal, str]]] = {
    "reps": (Decimal(MOST_REPS), f"Reps are between 0 and {MOST_REPS}."),
    "duration_s": (Decimal(LONGEST_S), "A set lasts up to seven days."),
    "distance_m": (FARTHEST_M, "A distance is up to 1,000 km."),
}
FIELD_OF: Final = {
    "load": "load",
    "reps": "reps",
    "time": "duration_s",
    "distance": "distance_m",
}


@dataclass(frozen=True, kw_only=True)
class Figures:
    """What was done in one set. `load` is as entered, in `unit`."""

    load: Decimal | None = None
    unit: str = LoadUnit.KG
    load_mode: str = LoadMode.EXTERNAL
    reps: int | None = None
    duration_s: int | None = None
    distance_m: Decimal | None = None
    rpe: Decimal | None = None

    @property
    def load_kg(self) -> Decimal | None:
        return None if self.load is None else to_kg(self.load, self.unit)

    def as_fields(self) -> dict[str, Any]:
        """The columns of a set, what was entered beside what it means."""
        return {
            "load_kg": self.load_kg,
            "entered_load": self.load,
            "entered_unit": self.unit if self.load is not None else "",
            "load_mode": self.load_mode,
            "reps": self.reps,
            "duration_s": self.duration_s,
            "distance_m": self.distance_m,
            "rpe": self.rpe,
        }

    def check(self, tracking: str) -> None:
        """Raises ValidationError naming every figure that is wrong."""
        errors = {**self._missing(tracking), **self._out_of_place(tracking), **self._impossible()}
        if errors:
            raise ValidationError(errors)

    def _missing(self, tracking: str) -> dict[str, str]:
        errors = {}
        if tracking == Tracking.LOAD_REPS and self.load is None:
            errors["load"] = "Say how heavy it was. Without load it is 0."
        if "reps" in Tracking(tracking).figures and self.reps is None:
            errors["reps"] = "Say how many reps it was."
        if tracking in (Tracking.TIME, Tracking.LOAD_TIME) and not self.duration_s:
            errors["duration_s"] = "Say how long it lasted."
        if tracking == Tracking.LOAD_DISTANCE and not self.distance_m:
            errors["distance_m"] = "Say how far it was."
        if tracking == Tracking.DISTANCE_TIME and not (self.distance_m or self.duration_s):
            errors["distance_m"] = "Say how far it was, or how long it took."
        return errors

    def _out_of_place(self, tracking: str) -> dict[str, str]:
        used = {FIELD_OF[figure] for figure in Tracking(tracking).figures}
        names = {"load": "load", "reps": "reps", "duration_s": "time", "distance_m": "distance"}
        return {
            field: f"Sets of this exercise have no {name}."
            for field, name in names.items()
            if field not in used and getattr(self, field) is not None
        }

    def _impossible(self) -> dict[str, str]:
        errors: dict[str, str] = {}
        kg = self.load_kg
        if kg is not None and not 0 <= kg <= HEAVIEST_KG:
            heaviest = plain(from_kg(HEAVIEST_KG, self.unit))
            errors["load"] = f"A load is between 0 and {heaviest} {self.unit}."
        for field, (most, sentence) in LIMITS.items():
            value = getattr(self, field)
            if value is not None and not 0 <= value <= most:
                errors[field] = sentence
        if self.rpe is not None and (not 1 <= self.rpe <= 10 or self.rpe * 2 % 1):
            errors["rpe"] = "RPE is between 1 and 10, in half steps."
        return errors
