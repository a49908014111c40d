"""Gyms for tests, in as few words as possible."""

from decimal import Decimal

from conftest import NOON
from training.equipping import add_gym
from training.gym import Stock


def plates_of(counts):
    return list(counts.items())


def gym_has(*, bars=(), plates=(), dumbbells=(), kettlebells=(), machines=(), unit="kg"):
    """As a document: bars are (kind, weight), plates (weight, count), machines (kind, start,
    step, most)."""
    return {
        "bars": [{"kind": kind, "weight": weight, "unit": unit} for kind, weight in bars],
        "plates": [{"weight": weight, "unit": unit, "count": count} for weight, count in plates],
        "dumbbells": [{"weight": weight, "unit": unit} for weight in dumbbells],
        "kettlebells": [{"weight": weight, "unit": unit} for weight in kettlebells],
        "machines": [
            {"kind": kind, "unit": unit, "start": start, "step": step, "most": most}
            for kind, start, step, most in machines
        ],
    }


def gym_of(**has):
    return Stock.read(gym_has(**has))


def make_gym(owner, *, name="Garage", at=NOON, **has):
    """In use, with a bar of 20 kg and some plates unless told."""
    has = has or {"bars": [("barbell", Decimal(20))], "plates": plates_of({20: 4, 10: 2, 5: 2})}
    return add_gym(owner=owner, document={"name": name, **gym_has(**has)}, at=at)
