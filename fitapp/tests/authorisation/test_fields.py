"""What a request may set is what the policy says; every other field is named and refused."""

import pytest

from fitapp.doors import expected
from fitapp.policy import POLICY
from fitapp.tests.authorisation.knocking import knock, snapshot, undone
from fitapp.tests.authorisation.requests import ask

pytestmark = pytest.mark.django_db
WRITING = [
    (route, way)
    for route, ways in POLICY.items()
    for way, door in ways.items()
    if door.writes and not way.startswith("DELETE")
]
NEVER = {  # names that other products have let people set
    "pk", "owner", "owner_id", "user", "user_id", "trainee", "trainee_id", "role", "roles",
    "groups",
    "is_staff", "is_superuser", "is_active", "is_trainer", "approved", "password", "digest",
    "created", "created_at", "created_by", "origin", "logged_by_id", "status", "verified",
}  # fmt: skip
KNOWN = NEVER.union(
    *(door.reads | door.writes for ways in POLICY.values() for door in ways.values())
)


def whoever_may(route, way) -> str:
    door = POLICY[route][way]
    return next(
        relation
        for relation in ("owner", "lead", "admin")
        if expected(route, way.split()[0], door, relation) < 300
    )


@pytest.mark.parametrize(("route", "way"), WRITING)
def test_what_may_not_be_set_is_named_and_refused(world, route, way):
    door, relation = POLICY[route][way], whoever_may(route, way)
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
