"""Imports and foreign keys point down only; nobody hides an import in a function."""

import ast
from pathlib import Path

from django.apps import apps

ORDER = [  # top first
    "fitapp",  # wiring, and the pages that compose across rooms
    "social.notifications",
    "social.messaging",
    "social",
    "metrics.recommendations",
    "metrics.nutrition",
    "metrics.integrations",
    "metrics",
    "training",
    "accounts",
    "fitapp.lib",
]
ROOT = Path(__file__).resolve().parent
FORBIDDEN_NAMES = {"utils", "helpers", "services", "managers", "signals"}


def sources():
    for room in ("fitapp", "accounts", "training", "metrics", "social"):
        for path in (ROOT / room).rglob("*.py"):
            if "migrations" not in path.parts:
                yield path


def app_of(module):
    inside = [app for app in ORDER if f"{module}.".startswith(f"{app}.")]
    return max(inside, key=len, default=None)


def imports(tree):
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def module_of(path):
    return ".".join(path.relative_to(ROOT).with_suffix("").parts)


def points_up(source, target):
    return bool(source and target) and ORDER.index(target) < ORDER.index(source)


def test_apps_import_downwards_only():
    upwards = [
        f"{module_of(path)} imports {name}"
        for path in sources()
        for name in imports(ast.parse(path.read_text()))
        if points_up(app_of(module_of(path)), app_of(name))
    ]
    assert upwards == []


def test_the_library_knows_no_app():
    outside = [
        f"{module_of(path)} imports {name}"
        for path in (ROOT / "fitapp" / "lib").rglob("*.py")
        for name in imports(ast.parse(path.read_text()))
        if name.split(".")[0] in {"accounts", "training", "metrics", "social"}
    ]
    assert outside == []


def test_foreign_keys_point_downwards_only():
    upwards = [
        f"{model._meta.label}.{field.name}"
        for model in apps.get_models()
        for field in model._meta.get_fields()
        if field.is_relation and field.concrete and field.related_model
        if points_up(app_of(model.__module__), app_of(field.related_model.__module__))
    ]
    assert upwards == []


def test_no_import_hides_in_a_function():
    hidden = []
    for path in sources():
        for function in ast.walk(ast.parse(path.read_text())):
            if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef):
                if function.name == "ready":
                    continue
                hidden += [
                    f"{module_of(path)}.{function.name} imports {name}"
                    for name in imports(function)
                    if app_of(name)
                ]
    assert hidden == []


def test_files_are_named_for_what_they_hold():
    assert [str(path) for path in sources() if path.stem in FORBIDDEN_NAMES] == []
