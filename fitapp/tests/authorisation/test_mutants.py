"""The tests of the doors bite: replace any rule by one that lets everybody in, and they fail.

The suite tries some of the rules. All of them, which takes minutes:
`MUTANTS=all bin/test fitapp/tests/authorisation/test_mutants.py`
"""

import os
import re

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


def wrong_near(world, mutant):
    """What the doors that ask this rule say against the policy, one door after another."""
    for route, ways in POLICY.items():
        if mutant.near in route.replace("-", ""):
            for way, door in ways.items():
                yield knock_as_everybody(world, route, way, door, RELATIONS)


def is_noticed(world, mutant):
    with mutant.alive():
        return any(wrong_near(world, mutant))


def makes_a_difference(world, mutant):
    """Whether the rule still stands when the one before it has fallen."""
    with mutant.behind.alive():
        alone = [*map(gist, wrong_near(world, mutant))]
        with mutant.alive():
            return alone != [*map(gist, wrong_near(world, mutant))]


def gist(wrong):
    """What was wrong, without the words and ids of the answer."""
    return [re.match(r".+?(?:instead of \d+|(?= [(\[{])|$)", sentence)[0] for sentence in wrong]


@pytest.mark.parametrize("mutant", CHOSEN, ids=lambda mutant: mutant.name)
def test_the_doors_tell_when_a_rule_lets_everybody_in(world, mutant):
    told = is_noticed(world, mutant) or (mutant.behind and makes_a_difference(world, mutant))
    assert told, f"Nobody would notice if {mutant.name} let everybody in"


def test_the_sample_is_of_rules_that_exist():
    assert {mutant.name for mutant in mutants()} >= SAMPLE
