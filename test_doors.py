"""Every page and every API action states who may enter, and keeps the others out."""

from django.contrib.auth.models import AnonymousUser
from django.test import RequestFactory
from rest_framework.test import APIRequestFactory

from accounts.access import Anyone, Nobody
from fitapp.tests.authorisation.collecting import methods, routes


def pages():
    return [door for door in routes() if not door.is_api and not door.is_third_party]


def actions():
    """Every (door, method, who may enter) of the API."""
    for door in routes():
        if not door.is_api:
            continue
        for method, action in methods(door.view).items():
            made = door.view.cls(**door.view.initkwargs)
            made.action = action
            made.request = APIRequestFactory().generic(method, "/")
            yield door, method, [type(asked) for asked in made.get_permissions()]


def test_every_page_states_who_may_enter():
    silent = [
        f"/{door.path}: {door.view.__module__}.{door.view.__qualname__}"
        for door in pages()
        if not hasattr(door.view, "door")
    ]
    assert silent == [], (
        "These pages carry no @public, @signed_in, @require_trainer or @require_admin"
    )


def test_every_api_action_states_who_may_enter():
    silent = [
        f"{method} /{door.path}: {door.view.__module__}.{door.view.cls.__name__}"
        for door, method, permissions in actions()
        if not permissions or Nobody in permissions
    ]
    assert silent == [], "These API actions name no permission_classes"


def test_pages_send_nobody_away_to_sign_in():
    let_in = []
    for door in pages():
        if getattr(door.view, "door", "public") == "public":
            continue
        request = RequestFactory().get("/")
        request.user = AnonymousUser()
        response = door.answer(request)
        if response.status_code != 302 or "/login/" not in response.headers["Location"]:
            let_in.append(f"/{door.path} answered {response.status_code}")
    assert let_in == []


def test_api_actions_ask_nobody_to_sign_in():
    let_in = []
    for door, method, permissions in actions():
        if Anyone in permissions:
            continue
        response = door.answer(APIRequestFactory().generic(method, "/"))
        if response.status_code != 401:
            let_in.append(f"{method} /{door.path} answered {response.status_code}")
    assert let_in == []
