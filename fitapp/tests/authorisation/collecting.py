"""Every door there is, collected from the URL configuration."""

from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from django.urls import URLPattern, get_resolver

ALWAYS_OFFERED = {"options", "head"}


class Route(NamedTuple):
    """A URL pattern: its name, its path, the view behind it, and the arguments that it takes."""

    name: str
    path: str
    view: Callable[..., Any]
    arguments: tuple[str, ...]

    @property
    def is_api(self) -> bool:
        return hasattr(self.view, "cls")

    @property
    def is_third_party(self) -> bool:
        """Packages keep their own doors: the admin asks for staff, allauth signs people in."""
        return self.path.startswith("admin/") or self.view.__module__.startswith("allauth.")

    def answer(self, request: Any) -> Any:
        """What the view says. Who may enter is settled before its arguments are read."""
        return self.view(request, **dict.fromkeys(self.arguments, "1"))


def routes(resolver=None, path="", spaces=(), arguments=()) -> Iterator[Route]:
    """All of them; one without a name is known by its view."""
    for pattern in (resolver or get_resolver()).url_patterns:
        here = path + str(pattern.pattern).removeprefix("^")
        known = (*arguments, *pattern.pattern.regex.groupindex)
        if isinstance(pattern, URLPattern):
            name = pattern.name or path_of(pattern.callback)
            yield Route(":".join([*spaces, name]), here, pattern.callback, known)
        else:
            inner = (*spaces, *filter(None, [pattern.namespace]))
            yield from routes(pattern, here, inner, known)


def path_of(view) -> str:
    view = getattr(view, "view_class", view)
    return f"{view.__module__}.{view.__name__}"


def methods(view) -> dict[str, str]:
    """{method: action} of a view of the API; a plain view has methods alone."""
    allowed = set(view.cls.http_method_names) - ALWAYS_OFFERED
    plain = {name: name for name in allowed if hasattr(view.cls, name)}
    offered = getattr(view, "actions", None) or plain
    return {method.upper(): action for method, action in offered.items() if method in allowed}
