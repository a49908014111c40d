"""Nothing changes on a request that another site made the browser send."""

import pytest

from fitapp.doors import SAFE
from fitapp.policy import POLICY
from fitapp.tests.authorisation.knocking import knock, undone

pytestmark = pytest.mark.django_db
# Apple answers with a form from its own site; its `state` is checked in the redirect that follows.
FROM_ELSEWHERE = "apple_callback"
CHANGING = [
    (route, way)
    for route, ways in POLICY.items()
    for way in ways
    if way.split()[0] not in SAFE and route != FROM_ELSEWHERE
]


@pytest.mark.parametrize(("route", "way"), CHANGING)
def test_a_forged_request_is_refused(world, route, way):
    relation = "admin" if route.startswith("admin:") else "owner"
    with undone():
        response = knock(world, route, way, relation, enforce_csrf_checks=True)
    assert response.status_code == 403
