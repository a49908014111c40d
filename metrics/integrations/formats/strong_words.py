"""The words of Strong's exports: columns and marks, in the languages the app speaks.

English, French and the semicolon variant were seen in real files. German and Spanish follow the
app's own words.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

COLUMNS: Final[dict[str, tuple[str, ...]]] = {
    "number": ("workout #", "workout number"),
    "date": ("date", "datum", "fecha"),
    "workout": (
        "workout name",
        "nom de l'entrainement",
        "trainingsname",
        "workout-name",
        "nombre del entrenamiento",
    ),
    "duration": ("duration", "workout duration", "duree", "dauer", "duracion"),
    "exercise": ("exercise name", "nom de l'exercice", "ubungsname", "nombre del ejercicio"),
    "order": (
        "set order",
        "ordre de la serie",
        "ordre des series",
        "satz-reihenfolge",
        "satzreihenfolge",
        "orden de la serie",
        "orden de series",
    ),
    "weight": ("weight", "poids", "gewicht", "peso"),
    "weight_unit": ("weight unit", "unite de poids", "gewichtseinheit", "unidad de peso"),
    "reps": ("reps", "repetitions", "wiederholungen", "wdh", "repeticiones"),
    "distance": ("distance", "distanz", "entfernung", "distancia"),
    "distance_unit": (
        "distance unit",
        "unite de distance",
        "distanzeinheit",
        "unidad de distancia",
    ),
    "seconds": ("seconds", "secondes", "sekunden", "segundos"),
    "notes": ("notes", "notizen", "notas"),
    "workout_notes": (
        "workout notes",
        "notes de l'entrainement",
        "trainingsnotizen",
        "notas del entrenamiento",
    ),
    "rpe": ("rpe",),
}
REQUIRED: Final = ("date", "exercise", "order", "reps")

REST: Final = ("rest timer", "minuteur de repos", "pausentimer", "temporizador de descanso")
NOTE: Final = ("note", "notiz", "nota")

UNITS: Final = {
    "kg": "kg",
    "kgs": "kg",
    "lb": "lb",
    "lbs": "lb",
    "m": "m",
    "meters": "m",
    "metres": "m",
    "km": "km",
    "kilometers": "km",
    "mi": "mi",
    "miles": "mi",
}


def bare(text: str) -> str:
    """Lower case, one space, no accents, straight apostrophes: for comparing words."""
    text = text.replace("’", "'").replace("\ufeff", "")
    text = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return " ".join(text.lower().split())


def column_of(header: str) -> tuple[str, str]:
    """(field, unit) that a column is for: "Weight (lbs)" is ("weight", "lb"); ("", "") if none."""
    match = re.fullmatch(r"(.*?)\s*(?:\(([^)]*)\))?", bare(header))
    name, unit = (match[1], match[2] or "") if match else ("", "")
    for field, names in COLUMNS.items():
        if name in names:
            return field, UNITS.get(unit, "")
    return "", ""
