"""Every door, knocked on as everybody: the exact status, no private word, nothing written."""

import pytest

from fitapp.doors import RELATIONS
from fitapp.policy import POLICY
from fitapp.tests.authorisation.knocking import knock_as_everybody

pytestmark = pytest.mark.django_db
WAYS = [(route, way) for route, ways in POLICY.items() for way in ways]


@pytest.mark.parametrize(("route", "way"), WAYS)
def test_a_door_answers_each_relation_as_the_policy_says(world, route, way):
    door = POLICY[route][way]
    wrong = knock_as_everybody(world, route, way, door, RELATIONS)
    assert not wrong, "\n".join(["", *wrong])
