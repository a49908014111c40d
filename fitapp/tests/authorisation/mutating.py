"""Every function that decides who may do what, and what it is replaced by to see whether the doors
would tell: a mutant lets everybody in."""

import inspect
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from typing import Any
from unittest.mock import patch

from django.apps import apps

from accounts import access, coaching
from accounts.backends import EmailBackend
from accounts.models import Token, User
from fitapp.lib.admin import ReadOnlyAdmin
from fitapp.lib.api import CanEdit
from fitapp.tests.authorisation.knocking import ROOMS
from training import whose

ASKED_OF_A_ROW = ("can_be_edited_by", "can_be_commented_by", "is_for")
NEAR = {"user": "accounts:picture", "set": "training:set", "look": "accesslog"}


@dataclass(frozen=True)
class Mutant:
    """One rule, replaced. `near` is part of the names of the doors that ask it; `behind` is the
    rule that is asked before it and hides the row already."""

    name: str
    holder: Any
    rule: str
    instead: Callable[..., Any]
    near: str = ""
    behind: "Mutant | None" = None

    @contextmanager
    def alive(self) -> Iterator[None]:
        """The rule is replaced wherever it is known by name."""
        original = inspect.getattr_static(self.holder, self.rule)
        patches = [patch.object(self.holder, self.rule, self.instead)]
        if inspect.ismodule(self.holder):
            patches += [
                patch.object(module, self.rule, self.instead)
                for module in set(sys.modules.values()) - {self.holder}
                if inspect.ismodule(module) and vars(module).get(self.rule) is original
            ]
        for one in patches:
            one.start()
        try:
            yield
        finally:
            for one in patches:
                one.stop()


def yes(*args: Any, **kwargs: Any) -> bool:
    return True


def everything(rows: Any, *args: Any) -> Any:
    return rows


def everybody(*args: Any) -> list[int]:
    return list(User.objects.values_list("pk", flat=True))


def whoever_is_named(asked: str, *, reader: User) -> User:
    return User.objects.select_related("profile").get(pk=asked or reader.pk)


def lets_in(word: str, rule: Callable[..., bool], person: Any, who: str) -> bool:
    return who == word or rule(person, who)


def whatever_its_state(tokens: Any, *, secret: str, at: Any) -> Token | None:
    return tokens.filter(digest=coaching.digest(secret)).select_related("user__profile").first()


def mutants() -> list[Mutant]:
    return [*of_models(), *of_doors()]


def of_models() -> Iterator[Mutant]:
    """Each queryset's `visible_to` and each question that is asked of a row."""
    for room in ROOMS:
        if room not in apps.app_configs:
            continue
        for model in apps.get_app_config(room).get_models():
            yield from of_model(model)


def of_model(model: Any) -> Iterator[Mutant]:
    name, near = model.__name__, NEAR.get(model._meta.model_name, model._meta.model_name)
    rows, hiding = model._default_manager._queryset_class, None
    if "visible_to" in vars(rows):
        hiding = Mutant(f"{name}.visible_to", rows, "visible_to", everything, near)
        yield hiding
    for question in ASKED_OF_A_ROW:
        if question in vars(model):
            yield Mutant(f"{name}.{question}", model, question, yes, near, behind=hiding)


def of_doors() -> Iterator[Mutant]:
    for word, near in (("signed in", "api:me"), ("trainer", "trainee"), ("admin", "api:user")):
        rule = partial(lets_in, word, access.may_enter)
        yield Mutant(f"may_enter as {word}", access, "may_enter", rule, near)
    yield Mutant("trainee_ids_of", coaching, "trainee_ids_of", everybody, "session")
    yield Mutant("may_see", coaching, "may_see", yes, "session")
    yield Mutant("trainee_named", whose, "trainee_named", whoever_is_named, "progress")
    yield Mutant("CanEdit", CanEdit, "has_object_permission", yes, "api:session")
    yield Mutant("Token.covers", Token, "covers", yes, "api:session")
    tokens = Token._default_manager._queryset_class
    yield Mutant("usable tokens", tokens, "usable", whatever_its_state, "api:me")
    yield Mutant("active people", EmailBackend, "user_can_authenticate", yes, "settings")
    for right in ("add", "change", "delete"):
        rule = f"has_{right}_permission"
        yield Mutant(
            f"ReadOnlyAdmin.{rule}", ReadOnlyAdmin, rule, yes, f"admin:training_set_{right}"
        )
