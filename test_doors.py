"""Every page and every API action states who may enter, and keeps the others out."""

from typing import NamedTuple

from django.contrib.auth.models import AnonymousUser
from django.test import RequestFactory
from django.urls import URLPattern, get_resolver
from rest_framework.test import APIRequestFactory

from accounts.access import Anyone, Nobody


class Door(NamedTuple):
    """A path, the view behind it, and the arguments that the path takes."""

    path: str
    view: object
    names: tuple[str, ...]

    def answer(self, request):
        """What the view says. Who may enter is settled before its arguments are read."""
        return self.view(request, **dict.fromkeys(self.names, "1"))

    @property
    def is_api(self):
        return hasattr(self.view, "cls")

    @property
    def is_third_party(self):
        """Packages keep their own doors: the admin asks for staff, allauth signs people in."""
        return self.path.startswith("admin/") or self.view.__module__.startswith("allauth.")


def doors(resolver=None, path="", names=()):
    for pattern in (resolver or get_resolver()).url_patterns:
        here = path + str(pattern.pattern)
        known = (*names, *pattern.pattern.regex.groupindex)
        if isinstance(pattern, URLPattern):
            yield Door(here, pattern.callback, known)
        else:
            yield from doors(pattern, here, known)


def pages():
    return [door for door in doors() if not door.is_api and not door.is_third_party]


def actions():
    """Every (door, method, who may enter) of the API."""
    for door in doors():
        if not door.is_api:
            continue
        for method, action in methods(door.view).items():
            made = door.view.cls(**door.view.initkwargs)
            made.action = action
            made.request = APIRequestFactory().generic(method.upper(), "/")
            yield door, method, [type(asked) for asked in made.get_permissions()]


def methods(view):
    """{method: action}; a plain view has methods alone."""
    plain = [name for name in view.cls.http_method_names if hasattr(view.cls, name)]
    offered = getattr(view, "actions", None) or dict.fromkeys(plain)
    return {
        method: action for method, action in offered.items() if method not in ("options", "head")
    }


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
        f"{method.upper()} /{door.path}: {door.view.__module__}.{door.view.cls.__name__}"
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
        response = door.answer(APIRequestFactory().generic(method.upper(), "/"))
        if response.status_code != 401:
            let_in.append(f"{method.upper()} /{door.path} answered {response.status_code}")
    assert let_in == []
