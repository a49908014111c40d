"""Every door there is, collected from the URL configuration."""

from collections.abc import Iterator

from django.urls import URLPattern, get_resolver

ALWAYS_OFFERED = {"options", "head"}


def routes(resolver=None, path="", spaces=()) -> Iterator[tuple[str, str, object]]:
    """(name, path, view) of each URL pattern; one without a name is known by its view."""
    for pattern in (resolver or get_resolver()).url_patterns:
        here = path + str(pattern.pattern)
        if isinstance(pattern, URLPattern):
            name = pattern.name or path_of(pattern.callback)
            yield ":".join([*spaces, name]), here, pattern.callback
        else:
            inner = (*spaces, pattern.namespace) if pattern.namespace else spaces
            yield from routes(pattern, here, inner)


def path_of(view) -> str:
    view = getattr(view, "view_class", view)
    return f"{view.__module__}.{view.__name__}"


def methods(view) -> set[str]:
    """The methods that a view of the API offers."""
    allowed = set(view.cls.http_method_names) - ALWAYS_OFFERED
    offered = getattr(view, "actions", None) or {
        name for name in allowed if hasattr(view.cls, name)
    }
    return {method.upper() for method in allowed & set(offered)}
