from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db import models
from django.db.models import F, Q

from accounts.models import User
from accounts.models.people import check_time_zone
from fitapp.lib.ids import uuid7
from fitapp.lib.units import LoadUnit
from metrics.integrations.progress import SILENCE
from training.models import Exercise, Session


class App(models.TextChoices):
    """Where an export comes from."""

    STRONG = "strong", "Strong"


class FileDistanceUnit(models.TextChoices):
    METRES = "m", "Metres"
    KILOMETRES = "km", "Kilometres"
    MILES = "mi", "Miles"


def private_path(instance: Import, filename: str) -> str:
    """No part of the person's file name reaches the disk. One folder a person."""
    return f"{folder_of(instance.user_id)}/{instance.pk}.csv"


def folder_of(user_id: int) -> str:
    return f"imports/{user_id}"


class ImportQuerySet(models.QuerySet["Import"]):
    def visible_to(self, user: User) -> ImportQuerySet:
        """A person's own. Not even their trainer sees what they are about to bring in."""
        return self.filter(user=user)

    def standing(self) -> ImportQuerySet:
        return self.exclude(state__in=[Import.State.UNDONE, Import.State.FAILED])

    def at_work(self) -> ImportQuerySet:
        return self.filter(state__in=[Import.State.APPLYING, Import.State.UNDOING])

    def left_lying(self, *, at: datetime) -> ImportQuerySet:
        """Those nobody works on although somebody should."""
        silent = Q(heartbeat_at=None) | Q(heartbeat_at__lt=at - SILENCE)
        return self.at_work().filter(silent)

    def newest_first(self) -> ImportQuerySet:
        return self.order_by("-created_at", "-pk")


class Import(models.Model):
    """A file that a person brought from another app, and what became of it."""

    class State(models.TextChoices):
        PREVIEWED = "previewed", "Waiting for you"
        APPLYING = "applying", "Being brought in"
        APPLIED = "applied", "Brought in"
        UNDOING = "undoing", "Being undone"
        UNDONE = "undone", "Undone"
        FAILED = "failed", "Failed"

    id = models.UUIDField(primary_key=True, default=uuid7)
    user = models.ForeignKey(User, models.CASCADE, related_name="imports", db_index=False)
    kind = models.CharField(max_length=12, choices=App, default=App.STRONG)
    filename = models.CharField("name the file had", max_length=120)
    file = models.FileField(upload_to=private_path, max_length=120)
    sha256 = models.CharField(max_length=64)
    state = models.CharField(max_length=10, choices=State, default=State.PREVIEWED)
    load_unit = models.CharField("unit of loads", max_length=2, choices=LoadUnit, blank=True)
    distance_unit = models.CharField(max_length=2, choices=FileDistanceUnit, blank=True)
    time_zone = models.CharField(
        "zone of the times in the file", max_length=64, validators=[check_time_zone]
    )
    mapping = models.JSONField("what becomes of each name", default=dict, blank=True)
    counts = models.JSONField("what was recognised, and what came of it", default=dict, blank=True)
    row_errors = models.JSONField(default=list, blank=True)
    error = models.CharField("why it failed, for the person", max_length=300, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    created_at = models.DateTimeField()
    applied_at = models.DateTimeField(null=True, blank=True)
    undone_at = models.DateTimeField(null=True, blank=True)
    heartbeat_at = models.DateTimeField(null=True, blank=True)

    objects = ImportQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user", "kind", "sha256"],
                condition=~Q(state__in=["undone", "failed"]),
                name="a_file_is_imported_once",
            )
        ]
        indexes = [models.Index(fields=["user", "-created_at"], name="imports_of_a_person")]

    def __str__(self) -> str:
        return f"{self.filename} of {self.user}"

    def can_be_edited_by(self, user: User) -> bool:
        return self.user_id == user.pk

    @property
    def first_day(self) -> date:
        return date.fromisoformat(self.counts["first_day"])

    @property
    def last_day(self) -> date:
        return date.fromisoformat(self.counts["last_day"])

    @property
    def is_at_work(self) -> bool:
        return self.state in (self.State.APPLYING, self.State.UNDOING)

    def move(self, *, before: str, after: str, **changes: Any) -> bool:
        """From one state to the next, unless somebody was faster."""
        fields = {"state": after, **changes}
        if not Import.objects.filter(pk=self.pk, state=before).update(**fields):
            return False
        for field, value in fields.items():
            setattr(self, field, value)
        return True

    def claim(self, *, at: datetime) -> bool:
        """Take the work on, unless somebody is at it."""
        lying = Import.objects.left_lying(at=at).filter(pk=self.pk)
        if not lying.update(heartbeat_at=at, attempts=F("attempts") + 1):
            return False
        self.refresh_from_db()
        return True

    def let_go(self) -> None:
        """Work on it stopped before its end: the sweep may take it up at once."""
        Import.objects.at_work().filter(pk=self.pk).update(heartbeat_at=None)


class ImportedSession(models.Model):
    """Which session came from which import. Its key makes the same workout count once."""

    source = models.ForeignKey(Import, models.CASCADE, related_name="imported_sessions")
    user = models.ForeignKey(User, models.CASCADE, related_name="+", db_index=False)
    kind = models.CharField(max_length=12, choices=App)
    external_key = models.CharField(max_length=64)
    session = models.OneToOneField(Session, models.CASCADE, related_name="imported")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user", "kind", "external_key"], name="a_workout_is_imported_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.session} from {self.get_kind_display()}"


class ExerciseAlias(models.Model):
    """What a person says an app's name of an exercise means. Remembered for the next file."""

    user = models.ForeignKey(User, models.CASCADE, related_name="exercise_aliases", db_index=False)
    app = models.CharField(max_length=12, choices=App)
    name = models.CharField(max_length=200)
    exercise = models.ForeignKey(Exercise, models.CASCADE, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "app", "name"], name="a_name_means_one_thing")
        ]

    def __str__(self) -> str:
        return f"{self.name}: {self.exercise}"
