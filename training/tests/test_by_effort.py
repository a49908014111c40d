"""The next load from the last one and how hard it felt."""

from decimal import Decimal

import pytest

from training.gym import loads_for
from training.progression import Past, targets
from training.tests.gyms import gym_of, plates_of

D = Decimal
RULE = {"axis": "rpe", "step": 10}
SETS = [{"kind": "work", "load_kind": "rpe", "rpe": 8, "reps_min": 5, "reps_max": 5}] * 2


def after(*sets, rule=RULE, **about):
    last = [
        Past(load_kg=D(str(load)), reps=reps, rpe=rpe and D(str(rpe)), target_reps_min=5,
             target_reps_max=5, target_load_kg=D(str(load)))
        for load, reps, rpe in sets
    ]  # fmt: skip
    found, why = targets(SETS, [rule], [last], **about)
    return found[0].load_kg, why


@pytest.mark.parametrize(
    ("last", "load", "why"),
    [
        ((100, 5, 7), "102.5", "Up 2.5 kg: 5 × 100 kg felt like RPE 7."),  # 78.6 % against 81.1 %
        ((100, 5, 8), "100", "Same again: 5 × 100 kg felt like RPE 8."),
        ((100, 5, 9.5), "95", "Down 5 kg: 5 × 100 kg felt like RPE 9.5."),
        ((100, 3, 8), "92.5", "Down 7.5 kg: 3 × 100 kg felt like RPE 8."),
        ((100, 10, 6), "110", "Up 10 kg: 10 × 100 kg felt like RPE 6."),  # a step at most
    ],
)
def test_the_next_load_follows_how_the_last_one_felt(last, load, why):
    assert after(last, last) == (D(load), why)


def test_the_heaviest_set_that_says_how_hard_it_was_decides():
    assert after((90, 5, 6), (100, 5, 8), (110, 5, None))[1] == (
        "Same again: 5 × 100 kg felt like RPE 8."
    )


def test_without_an_rpe_nothing_moves():
    assert after((100, 5, None)) == (D(100), "Same again: no set has an RPE to go by.")


def test_it_stays_under_its_ceiling_and_on_the_bar():
    assert after((100, 5, 6), rule={**RULE, "ceiling": 101})[0] == D(100)
    few = gym_of(bars=[("barbell", 20)], plates=plates_of({20: 4, 10: 2}))
    loads = loads_for(few, equipment={"barbell"}, tracking="load_reps")
    assert after((80, 5, 6), loads=loads) == (D(80), "Same again: 5 × 80 kg felt like RPE 6.")


def test_a_rule_behind_it_takes_over_where_it_cannot_say():
    found, why = targets(
        SETS, [RULE, {"axis": "load", "step": 2.5}],
        [[Past(load_kg=D(100), reps=5, target_reps_min=5)] * 2],
    )  # fmt: skip
    assert (found[0].load_kg, why) == (D("102.5"), "Up 2.5 kg: every set reached its target.")
