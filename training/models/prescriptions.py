from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from fitapp.lib.units import LoadUnit
from training.models.programs import Item, Positioned


class SetKind(models.TextChoices):
    WARM_UP = "warm_up", "Warm-up"
    WORK = "work", "Working set"
    DROP = "drop", "Drop set"
    FAILURE = "failure", "To failure"
    AMRAP = "amrap", "As many reps as possible"


class Side(models.TextChoices):
    BOTH = "both", "Both"
    LEFT = "left", "Left"
    RIGHT = "right", "Right"


class LoadKind(models.TextChoices):
    """How a prescription says how heavy."""

    NONE = "none", "As it feels right"
    ABSOLUTE = "absolute", "Weight"
    PERCENT_1RM = "percent_1rm", "% of one-rep max"
    PERCENT_TOP = "percent_top", "% of the top set"
    RPE = "rpe", "By effort"
    BODYWEIGHT = "bodyweight", "Bodyweight, plus or minus"


class SetPrescription(Positioned):
    """One set as it is meant: how much of what, how heavy, how long to rest."""

    item = models.ForeignKey(Item, models.CASCADE, related_name="sets")
    kind = models.CharField(max_length=8, choices=SetKind, default=SetKind.WORK)
    side = models.CharField(max_length=5, choices=Side, default=Side.BOTH)
    reps_min = models.PositiveSmallIntegerField(null=True, blank=True)
    reps_max = models.PositiveSmallIntegerField(null=True, blank=True)
    duration_s = models.PositiveIntegerField("time, s", null=True, blank=True)
    distance_m = models.DecimalField(
        "distance, m", max_digits=9, decimal_places=2, null=True, blank=True
    )
    load_kind = models.CharField(max_length=12, choices=LoadKind, default=LoadKind.NONE)
    load_kg = models.DecimalField(
        "load, kg; on bodyweight, added or (negative) taken off",
        max_digits=7,
        decimal_places=3,
        null=True,
        blank=True,
    )
    load_unit = models.CharField("unit as entered", max_length=2, choices=LoadUnit, default="kg")
    load_percent = models.DecimalField(max_digits=5, decimal_places=2, null=True, blank=True)
    rpe = models.DecimalField(
        "target RPE (10 less reps in reserve)",
        max_digits=3,
        decimal_places=1,
        null=True,
        blank=True,
    )
    rest_s = models.PositiveSmallIntegerField("rest after it, s", null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["item", "position"], name="prescriptions_in_order"),
            models.CheckConstraint(
                condition=Q(reps_min=None) | Q(reps_max=None) | Q(reps_max__gte=F("reps_min")),
                name="prescribed_reps_are_a_range",
            ),
            models.CheckConstraint(
                condition=Q(load_kind__in=["none", "rpe", "bodyweight"])
                | Q(load_kind="absolute", load_kg__gte=0)
                | Q(load_kind__in=["percent_1rm", "percent_top"], load_percent__gt=0),
                name="prescribed_load_says_how_much",
            ),
            models.CheckConstraint(
                condition=Q(rpe=None) | Q(rpe__range=(1, 10)), name="prescribed_rpe_is_1_to_10"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.position + 1}"


class ProgressionRule(Positioned):
    """One way an item moves on. Of an item's rules, the first that can still move, moves."""

    class Axis(models.TextChoices):
        LOAD = "load", "Load, kg"
        REPS = "reps", "Reps"
        SETS = "sets", "Sets"
        TIME = "time", "Time, s"
        RPE = "rpe", "Load by effort, kg at most"
        TRAINING_MAX = "training_max", "Training max, kg"

    class When(models.TextChoices):
        ALL_SETS = "all_sets", "every set reached its target"
        TOP_OF_RANGE = "top_of_range", "every set reached the top of its range"
        TOP_SET = "top_set", "the top set reached its target"

    class OnCeiling(models.TextChoices):
        STOP = "stop", "stay there"
        RESET = "reset", "go back to the start"

    class OnFail(models.TextChoices):
        HOLD = "hold", "keep it"
        REDUCE = "reduce", "take some off after misses in a row"

    item = models.ForeignKey(Item, models.CASCADE, related_name="progression")
    axis = models.CharField(max_length=12, choices=Axis)
    step = models.DecimalField(max_digits=6, decimal_places=2)
    when = models.CharField(max_length=12, choices=When, default=When.ALL_SETS)
    max_rpe = models.DecimalField(
        "and no set felt harder than", max_digits=3, decimal_places=1, null=True, blank=True
    )
    ceiling = models.DecimalField(max_digits=7, decimal_places=2, null=True, blank=True)
    on_ceiling = models.CharField(max_length=6, choices=OnCeiling, default=OnCeiling.STOP)
    on_fail = models.CharField(max_length=6, choices=OnFail, default=OnFail.HOLD)
    fail_after = models.PositiveSmallIntegerField("misses in a row", default=2)
    fail_percent = models.PositiveSmallIntegerField("taken off then, %", default=10)
    wave = models.JSONField(
        "points added to the percentages, cycle by cycle", default=list, blank=True
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["item", "position"], name="rules_in_order"),
            models.CheckConstraint(condition=Q(step__gt=0), name="a_step_goes_forward"),
            models.CheckConstraint(
                condition=Q(fail_after__range=(1, 5), fail_percent__range=(1, 50)),
                name="misses_take_some_off",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_axis_display()} by {self.step} when {self.get_when_display()}"
