"""The tests of the doors bite: replace any rule by one that lets everybody in, and they fail.

The suite tries some of the rules. All of them, which takes minutes:
`MUTANTS=all bin/test fitapp/tests/authorisation/test_mutants.py`
"""

import os

import pytest

from fitapp.doors import RELATIONS
from fitapp.policy import POLICY
from fitapp.tests.authorisation.knocking import knock_as_everybody
from fitapp.tests.authorisation.mutating import mutants

pytestmark = pytest.mark.django_db
SAMPLE = {
    "may_enter as trainer", "trainee_ids_of", "CanEdit", "Token.covers", "Session.visible_to",
    "Session.can_be_edited_by", "Coaching.is_for", "Import.visible_to",
}  # fmt: skip
CHOSEN = [
    mutant for mutant in mutants() if os.environ.get("MUTANTS") == "all" or mutant.name in SAMPLE
]


def doors_near(word):
    """Every way in, those whose name has the word in it first."""
    ways = [(route, way) for route, ways in POLICY.items() for way in ways]
    return sorted(ways, key=lambda known: word not in known[0].replace("-", ""))


@pytest.mark.parametrize("mutant", CHOSEN, ids=lambda mutant: mutant.name)
def test_the_doors_tell_when_a_rule_lets_everybody_in(world, mutant):
    with mutant.alive():
        told = next(
            (
                wrong
                for route, way in doors_near(mutant.near)
                if (wrong := knock_as_everybody(world, route, way, POLICY[route][way], RELATIONS))
            ),
            [],
        )
    assert told, f"Nobody would notice if {mutant.name} let everybody in"


def test_the_sample_is_of_rules_that_exist():
    assert {mutant.name for mutant in mutants()} >= SAMPLE
