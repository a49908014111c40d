"""Every address that can be read, with rows to stand behind those that name one.

    premises = Premises()
    for name, path in premises.pages(): …

A page whose address names a row that is not here fails `test_every_page_has_an_example`: give it
one in `rows`.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal

from django.apps import apps
from django.contrib import admin
from django.urls import NoReverseMatch, reverse

from accounts import coaching
from accounts.models import Token
from conftest import NOON, make_user, start_coaching
from fitapp.tests.authorisation.collecting import routes
from metrics.integrations import imports
from training import logbook, planning
from training.commenting import comment
from training.documents import create_program
from training.equipping import add_gym
from training.models import PlannedSession
from training.tests.programs import SQUAT, make_exercises, program_of

EXPORT = b"""Date,Workout Name,Exercise Name,Set Order,Weight,Reps
2026-01-05 18:00:00,Legs,Squat,1,100,5
"""


class Premises:
    """Joel coaches Hanna, who trains by his program; Ada is the admin."""

    def __init__(self) -> None:
        make_exercises()
        self.nobody = None
        self.trainee = make_user("Hanna")
        self.trainer = make_user("Joel", role="Trainers")
        self.admin = make_user("Ada", role="Admins", is_staff=True, is_superuser=True)
        self.coaching = start_coaching(self.trainer, self.trainee)
        _, self.invitation = coaching.invite(trainer=self.trainer, email="new@example.com", at=NOON)
        self.program = create_program(owner=self.trainer, document=program_of(), at=NOON)
        self.assignment = planning.assign(
            version=self.program.current(),
            trainee=self.trainee,
            by=self.trainer,
            mode="sequence",
            starts_on=NOON.date(),
            weekdays=[],
            at=NOON,
        )
        first = PlannedSession.objects.in_order().first()
        self.session = logbook.start_planned(planned=first, by=self.trainee, at=NOON)
        self.item = self.session.items.first()
        self.set = self.session.sets.in_order().first()
        logbook.log_set(set=self.set, at=NOON, load=Decimal(80), reps=5)
        self.comment = comment(session=self.session, author=self.trainer, text="Well.", at=NOON)
        self.gym = add_gym(owner=self.trainee, document={"name": "Garage"}, at=NOON)
        self.planned = PlannedSession.objects.open().first()
        self.source, _ = imports.receive_file(
            user=self.trainee, filename="strong.csv", content=EXPORT, at=NOON
        )
        self.token, _ = Token.issue(
            user=self.trainee, name="watch", scope="read", at=NOON, expires_at=NOON + timedelta(9)
        )

    def rows(self) -> dict[str, dict[str, object]]:
        """What stands for the arguments of an address, by how it begins."""
        return {
            "people/": {"handle": self.trainee.handle},
            "trainees/": {"pk": self.trainee.pk},
            "coaching/": {"pk": self.coaching.pk},
            "coaching/invitations/": {"token": self.invitation},
            "programs/": {"pk": self.program.pk},
            "assignments/": {"pk": self.assignment.pk},
            "planned/": {"pk": self.planned.pk},
            "sessions/": {"pk": self.session.pk},
            "items/": {"pk": self.item.pk},
            "sets/": {"pk": self.set.pk},
            "gyms/": {"pk": self.gym.pk},
            "comments/": {"pk": self.comment.pk},
            "exercises/": {"slug": SQUAT},
            "charts/e1rm/": {"slug": SQUAT},
            "imports/": {"pk": self.source.pk},
            "settings/": {"pk": self.token.pk},
            "outbox/": {"key": "mail"},
            "accounts/": {"uidb36": "1", "key": "set-password", "pk": 1},
        }

    def pages(self) -> Iterator[tuple[str, str]]:
        """(name, path) of what people read: no API, no admin."""
        for name, route, _, arguments in routes():
            if not route.startswith(("api/v1/", "admin/")):
                yield name, reverse(name, kwargs=self._arguments(route, arguments))

    def admin_pages(self) -> Iterator[tuple[str, str]]:
        """The lists, forms and histories of every kind of row, and the admin's own pages."""
        for name in ("index", "login", "password_change", "password_change_done"):
            yield name, reverse(f"admin:{name}")
        for app in sorted({model._meta.app_label for model in admin.site._registry}):
            yield app, reverse("admin:app_list", args=[app])
        for model in admin.site._registry:
            about = model._meta
            yield about.label, reverse(f"admin:{about.app_label}_{about.model_name}_changelist")
            yield about.label, reverse(f"admin:{about.app_label}_{about.model_name}_add")
            if row := apps.get_model(about.label)._default_manager.first():
                for act in ("change", "delete", "history"):
                    name = f"admin:{about.app_label}_{about.model_name}_{act}"
                    yield about.label, reverse(name, args=[row.pk])

    def without_example(self) -> list[str]:
        missing = []
        for name, route, _, arguments in routes():
            if not route.startswith(("api/v1/", "admin/")):
                try:
                    reverse(name, kwargs=self._arguments(route, arguments))
                except NoReverseMatch:
                    missing.append(f"{name}: /{route}")
        return missing

    def _arguments(self, route: str, names: tuple[str, ...]) -> dict[str, object]:
        beginnings = [start for start in self.rows() if route.startswith(start)]
        known = self.rows()[max(beginnings, key=len)] if beginnings else {}
        return {name: known[name] for name in names if name in known}
