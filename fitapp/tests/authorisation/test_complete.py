"""The policy lists every door there is and no other, and says what each view says of itself."""

import pytest
from django.urls import reverse

from fitapp.policy import POLICY
from fitapp.tests.authorisation.collecting import methods, routes

LISTED = {(route, way.split()[0]) for route, ways in POLICY.items() for way in ways}


def test_every_route_is_listed_and_every_listed_route_exists():
    there = {route.name for route in routes()}
    assert sorted(there - POLICY.keys()) == []
    assert sorted(POLICY.keys() - there) == []


def test_every_method_of_the_api_is_listed_and_no_other():
    offered = {
        (name, method)
        for name, _, view, _ in routes()
        if hasattr(view, "cls")
        for method in methods(view)
    }
    listed = {(route, method) for route, method in LISTED if route in {name for name, _ in offered}}
    assert sorted(offered ^ listed) == []


def test_every_page_of_ours_says_of_itself_what_the_policy_says():
    astray = [
        f"{name}: @{view.door}, but {door.who} in the policy for {way}"
        for name, _, view, _ in routes()
        if hasattr(view, "door")
        for way, door in POLICY[name].items()
        if view.door != door.who
    ]
    assert astray == []


@pytest.mark.django_db
def test_a_door_that_is_not_listed_is_closed(client, ada, monkeypatch):
    client.force_login(ada)
    assert client.get(reverse("training:programs")).status_code == 200
    others = {name: ways for name, ways in POLICY.items() if name != "training:programs"}
    monkeypatch.setattr("fitapp.guard.POLICY", others)
    assert client.get(reverse("training:programs")).status_code == 403


@pytest.mark.django_db
def test_a_method_that_is_not_listed_is_not_allowed(client, ada):
    client.force_login(ada)
    response = client.post(reverse("training:programs"))
    assert (response.status_code, response.headers["Allow"]) == (405, "GET")


@pytest.mark.django_db
def test_head_is_let_in_where_get_is(client, ada):
    client.force_login(ada)
    assert client.head(reverse("training:programs")).status_code == 200
