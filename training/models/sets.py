from __future__ import annotations

from typing import Any, Final

from django.db import models
from django.db.models import Q

from accounts.coaching import trainee_ids_of
from accounts.models import User
from fitapp.lib.ids import uuid7
from training.models.edits import Edited
from training.models.exercises import Exercise
from training.models.prescriptions import SetKind, Side
from training.models.sessions import Session, SessionItem

PERFORMED: Final = (
    *("load_kg", "entered_load", "entered_unit", "reps", "duration_s", "distance_m", "rpe"),
    "completed_at",
)
DONE: Final = "done"  # when it was last said to be done, or not to be
UNDONE: Final = "undone"


class LoadMode(models.TextChoices):
    """What the load of a set means."""

    EXTERNAL = "external", "Load"
    ADDED = "added", "Added to bodyweight"
    ASSISTED = "assisted", "Taken off bodyweight"

    @property
    def sign(self) -> str:
        return {"added": "+", "assisted": "−"}.get(self.value, "")


class SetQuerySet(models.QuerySet["Set"]):
    def visible_to(self, user: User) -> SetQuerySet:
        return self.filter(trainee_id__in=[user.pk, *trainee_ids_of(user)])

    def done(self) -> SetQuerySet:
        return self.filter(completed_at__isnull=False)

    def working(self) -> SetQuerySet:
        """Done, and not a warm-up: what counts in records and volume."""
        return self.done().exclude(kind=SetKind.WARM_UP)

    def not_done(self) -> SetQuerySet:
        return self.filter(completed_at=None)

    def unplanned(self) -> SetQuerySet:
        """Those that nothing was meant for."""
        return self.filter(
            target_reps_min=None,
            target_reps_max=None,
            target_load_kg=None,
            target_rpe=None,
            target_duration_s=None,
            target_distance_m=None,
        )

    def in_order(self) -> SetQuerySet:
        return self.order_by("item__position", "item_id", "position", "pk")


class Set(Edited):
    """One set: what was meant beside what was done. Until it is done, `completed_at` is empty."""

    id = models.UUIDField(primary_key=True, default=uuid7)
    trainee = models.ForeignKey(User, models.CASCADE, related_name="sets", db_index=False)
    session = models.ForeignKey(Session, models.CASCADE, related_name="sets")
    item = models.ForeignKey(SessionItem, models.CASCADE, related_name="sets")
    exercise = models.ForeignKey(Exercise, models.SET_NULL, null=True, related_name="sets")
    position = models.PositiveSmallIntegerField("place within the item")
    kind = models.CharField(max_length=8, choices=SetKind, default=SetKind.WORK)
    side = models.CharField(max_length=5, choices=Side, default=Side.BOTH)

    target_reps_min = models.PositiveSmallIntegerField(null=True, blank=True)
    target_reps_max = models.PositiveSmallIntegerField(null=True, blank=True)
    target_load_kg = models.DecimalField(max_digits=7, decimal_places=3, null=True, blank=True)
    target_rpe = models.DecimalField(max_digits=3, decimal_places=1, null=True, blank=True)
    target_duration_s = models.PositiveIntegerField(null=True, blank=True)
    target_distance_m = models.DecimalField(max_digits=9, decimal_places=2, null=True, blank=True)

    load_mode = models.CharField(max_length=8, choices=LoadMode, default=LoadMode.EXTERNAL)
    load_kg = models.DecimalField(max_digits=7, decimal_places=3, null=True, blank=True)
    entered_load = models.DecimalField(max_digits=7, decimal_places=2, null=True, blank=True)
    entered_unit = models.CharField(max_length=2, blank=True)
    reps = models.PositiveSmallIntegerField(null=True, blank=True)
    duration_s = models.PositiveIntegerField(null=True, blank=True)
    distance_m = models.DecimalField(max_digits=9, decimal_places=2, null=True, blank=True)
    rpe = models.DecimalField(max_digits=3, decimal_places=1, null=True, blank=True)
    completed_at = models.DateTimeField(null=True, blank=True)

    together = dict.fromkeys(("load_mode", "load_kg", "entered_load", "entered_unit"), "load")

    objects = SetQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(load_kg=None) | Q(load_kg__gte=0, load_kg__lte=2000),
                name="load_is_liftable",
            ),
            models.CheckConstraint(
                condition=Q(reps=None) | Q(reps__lte=2000), name="reps_are_countable"
            ),
            models.CheckConstraint(
                condition=Q(rpe=None) | Q(rpe__range=(1, 10)), name="set_rpe_is_1_to_10"
            ),
        ]
        indexes = [
            models.Index(
                fields=["trainee", "exercise", "-completed_at"],
                include=["session", "kind", "load_mode", "load_kg", "reps", "rpe"],
                name="history_of_an_exercise",
            ),
            models.Index(fields=["trainee", "-completed_at"], name="sets_of_a_trainee"),
            models.Index(fields=["item", "position"], name="sets_of_an_item"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.position + 1}"

    @property
    def is_done(self) -> bool:
        return self.completed_at is not None

    @property
    def is_taken_back(self) -> bool:
        return UNDONE in self.edited

    def take_back(self) -> None:
        """Not done after all. What it held stays behind: somebody else may have corrected it
        later, and then it was done."""
        kept = [name for name in PERFORMED if getattr(self, name) not in (None, "")]
        self.edited[UNDONE] = {name: self._field(name).value_to_string(self) for name in kept}
        for name in PERFORMED:
            setattr(self, name, "" if name == "entered_unit" else None)

    def bring_back(self) -> None:
        for name, text in self.edited.pop(UNDONE, {}).items():
            setattr(self, name, self._field(name).to_python(text))

    def _field(self, name: str) -> models.Field[Any, Any]:
        return next(field for field in Set._meta.concrete_fields if field.name == name)
