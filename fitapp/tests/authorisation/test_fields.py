"""What a request may set is what the policy says; every other field is named and refused."""

import pytest

from fitapp.doors import expected
from fitapp.policy import POLICY
from fitapp.tests.authorisation.knocking import knock, snapshot, undone
from fitapp.tests.authorisation.requests import ask

pytestmark = pytest.mark.django_db
ACTORS = ("owner", "lead", "admin")
NEVER = {  # names that other products have let people set
    "pk", "owner", "owner_id", "user", "user_id", "trainee", "trainee_id", "role", "roles",
    "groups",
    "is_staff", "is_superuser", "is_active", "is_trainer", "approved", "password", "digest",
    "created", "created_at", "created_by", "origin", "logged_by_id", "status", "verified",
}  # fmt: skip
KNOWN = NEVER.union(
    *(door.reads | door.writes for ways in POLICY.values() for door in ways.values())
)


def writing():
    """(route, way, who): each way to write, as the first of the actors who may."""
    for route, ways in POLICY.items():
        for way, door in ways.items():
            method = way.split()[0]
            may = [who for who in ACTORS if expected(route, method, door, who) < 300]
            if door.writes and may:
                yield route, way, may[0]


@pytest.mark.parametrize(("route", "way", "relation"), writing())
def test_what_may_not_be_set_is_named_and_refused(world, route, way, relation):
    door = POLICY[route][way]
    refused = KNOWN - door.writes
    before = snapshot()
    with undone():
        asked = ask(world, route, way, relation)
        response = knock(world, route, way, relation, more=dict.fromkeys(refused, "1"))
        assert snapshot() == before
    assert response.status_code == 400, response.content
    named = {name.split(".")[0] for name in response.json()["errors"]}
    assert sorted(refused - named) == []
    assert not (named - refused) & set(asked.body), "what may be set was refused as well"
