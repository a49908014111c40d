from __future__ import annotations

from django.db import models
from django.db.models import Q

from accounts.models import User
from training.models.exercises import Exercise
from training.models.sessions import Session
from training.models.sets import LoadMode, Set


class RecordQuerySet(models.QuerySet["Record"]):
    def standing(self) -> RecordQuerySet:
        """Those that nothing has beaten yet."""
        return self.filter(superseded_at=None)

    def newest_first(self) -> RecordQuerySet:
        return self.order_by("-achieved_at", "-pk")


class Record(models.Model):
    """A personal best, from when it was set to when it was beaten."""

    class Kind(models.TextChoices):
        LOAD = "load", "Heaviest load"
        E1RM = "e1rm", "Estimated one-rep max"
        REPS_AT_LOAD = "reps_at_load", "Most reps at a load"
        VOLUME = "volume", "Most volume in a session"
        TIME = "time", "Longest time"
        DISTANCE = "distance", "Longest distance"

    trainee = models.ForeignKey(User, models.CASCADE, related_name="records", db_index=False)
    exercise = models.ForeignKey(Exercise, models.CASCADE, related_name="records")
    kind = models.CharField(max_length=12, choices=Kind)
    load_mode = models.CharField(max_length=8, choices=LoadMode, default=LoadMode.EXTERNAL)
    load_kg = models.DecimalField(
        "load it was done with, kg", max_digits=7, decimal_places=3, null=True, blank=True
    )
    value = models.DecimalField(
        "kg, reps, s or m, as the kind says", max_digits=12, decimal_places=3
    )
    set = models.ForeignKey(Set, models.CASCADE, null=True, related_name="records")
    session = models.ForeignKey(Session, models.CASCADE, related_name="records")
    achieved_at = models.DateTimeField()
    superseded_at = models.DateTimeField(null=True, blank=True)

    beaten: Record | None = None  # what it beat, while history is read

    objects = RecordQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["trainee", "exercise", "kind", "load_mode"],
                condition=Q(superseded_at=None) & ~Q(kind="reps_at_load"),
                name="one_standing_record_of_a_kind",
            ),
        ]
        indexes = [
            models.Index(fields=["trainee", "exercise", "kind"], name="records_of_an_exercise"),
            models.Index(fields=["trainee", "-achieved_at"], name="records_of_a_trainee"),
            # Holds all there is of a record, so that the bests of somebody are one short read.
            models.Index(
                fields=["trainee", "-achieved_at"],
                include=[
                    *("id", "exercise", "kind", "load_mode", "load_kg", "value"),
                    *("set", "session", "superseded_at"),
                ],
                condition=Q(superseded_at=None),
                name="standing_records",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.value}"


class TraineeWeek(models.Model):
    """What one week of training added up to. Kept in the transaction that changes a set."""

    trainee = models.ForeignKey(User, models.CASCADE, related_name="weeks", db_index=False)
    week = models.DateField("Monday of the week, where the trainee was")
    sessions = models.PositiveSmallIntegerField(default=0)
    sets = models.PositiveIntegerField("working sets", default=0)
    volume_kg = models.DecimalField(max_digits=12, decimal_places=3, default=0)
    duration_s = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["trainee", "week"], name="one_row_per_week")]

    def __str__(self) -> str:
        return f"Week of {self.week}"


class TraineeWeekMuscle(models.Model):
    """How many hard sets a muscle got in a week, indirect ones by their share."""

    trainee = models.ForeignKey(User, models.CASCADE, related_name="+", db_index=False)
    week = models.DateField()
    muscle = models.CharField(max_length=16)
    sets = models.DecimalField(max_digits=6, decimal_places=2)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["trainee", "week", "muscle"], name="one_row_per_week_and_muscle"
            )
        ]

    def __str__(self) -> str:
        return f"{self.muscle}: {self.sets}"
