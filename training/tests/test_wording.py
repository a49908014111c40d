"""Rules as people say them."""

import pytest

from training.rules import DEFAULTS
from training.wording import rule_in_words

WAVE = {"axis": "training_max", "step": 2.5, "wave": [0, 5, 10]}


@pytest.mark.parametrize(
    ("rule", "unit", "words"),
    [
        ({"axis": "reps", "step": 1, "ceiling": 12, "on_ceiling": "reset"}, "kg",
         "Add 1 rep when every set reaches its target, up to 12 reps, then start anew."),
        ({"axis": "load", "step": 5, "on_fail": "reduce", "fail_after": 1, "fail_percent": 5},
         "kg", "Add 5 kg when every set reaches its target. A miss: take 5 % off and rebuild."),
        ({"axis": "rpe", "step": 10, "ceiling": 140}, "kg",
         "The next load follows how hard the last top set felt, by 10 kg at most, up to 140 kg."),
        (WAVE, "kg", "Percentages are of a training max, raised by 0, 5, 10 points cycle by cycle."
         " It goes up 2.5 kg after each wave."),
        ({**WAVE, "wave": [], "on_fail": "reduce"}, "lb", "Percentages are of a training max. It"
         " goes up 5.51 lb after each wave. Two misses in a wave: take 10 % off and rebuild."),
    ],
)  # fmt: skip
def test_a_rule_is_a_sentence(rule, unit, words):
    assert rule_in_words({**DEFAULTS, **rule}, unit) == words
