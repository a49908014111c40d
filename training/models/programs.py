from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Final

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone

from accounts.ages import last_adult_birth_date
from accounts.coaching import trainee_ids_of
from accounts.models import User
from accounts.models.blocks import hidden_from
from fitapp.lib.ids import uuid7
from training.models.exercises import Exercise
from training.taxonomy import Level

EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)


class Goal(models.TextChoices):
    STRENGTH = "strength", "Strength"
    MUSCLE = "muscle", "Muscle"
    GENERAL = "general", "General fitness"
    ENDURANCE = "endurance", "Endurance"


class ProgramQuerySet(models.QuerySet["Program"]):
    def visible_to(self, user: User | None) -> ProgramQuerySet:
        """One's own, public ones, those one is assigned, and those of one's trainees; nothing of
        people one is hidden from."""
        young = Q(owner__profile__birth_date__gt=last_adult_birth_date(timezone.now()))
        public = Q(is_public=True) & ~young  # minors publish nothing
        if user is None or not user.is_authenticated:
            return self.filter(public)
        assigned = self.model.objects.filter(versions__assignments__trainee=user)
        return self.filter(
            Q(owner_id__in=[user.pk, *trainee_ids_of(user)])
            | public
            | Q(pk__in=assigned.values("pk"))
        ).exclude(owner__in=hidden_from(user))

    def in_use(self) -> ProgramQuerySet:
        return self.filter(archived_at=None)

    def newest_first(self) -> ProgramQuerySet:
        return self.order_by("-updated_at", "-pk")


class Program(models.Model):
    """A plan of training, written once and assigned to many. What it holds is in its versions."""

    id = models.UUIDField(primary_key=True, default=uuid7)
    owner = models.ForeignKey(User, models.CASCADE, null=True, blank=True, related_name="programs")
    slug = models.SlugField("slug of a template that ships", null=True, blank=True, unique=True)
    name = models.CharField(max_length=100)
    summary = models.TextField(max_length=2000, blank=True)
    goal = models.CharField(max_length=12, choices=Goal, default=Goal.GENERAL)
    level = models.CharField(max_length=12, choices=Level, default=Level.BEGINNER)
    is_public = models.BooleanField(default=False)
    copied_from = models.ForeignKey("self", models.SET_NULL, null=True, blank=True)
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField()
    updated_by = models.ForeignKey(
        User, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="updated by"
    )
    archived_at = models.DateTimeField(null=True, blank=True)

    objects = ProgramQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(owner__isnull=False) | Q(is_public=True),
                name="a_program_of_nobody_is_public",
            )
        ]
        indexes = [
            models.Index(fields=["owner", "-updated_at"], name="programs_of_a_person"),
        ]

    def __str__(self) -> str:
        return self.name

    def can_be_edited_by(self, user: User) -> bool:
        return user.is_admin if self.owner_id is None else self.owner_id == user.pk

    def shows_videos_to(self, user: User) -> bool:
        """The owner's own videos are for those who train with it, not for whoever may read it."""
        if not user.is_authenticated:
            return False
        return (
            self.can_be_edited_by(user) or self.versions.filter(assignments__trainee=user).exists()
        )

    @property
    def revision(self) -> str:
        """Another one after each change, also of a version that is changed in place."""
        return str((self.updated_at - EPOCH) // timedelta(microseconds=1))

    def note_change(self, *, by: User | None, at: datetime) -> None:
        """It says something else from now on. Save `updated_at` and `updated_by` with the rest."""
        self.updated_at = max(at, self.updated_at + timedelta(microseconds=1))
        self.updated_by = by

    def current(self) -> ProgramVersion:
        """What it holds now."""
        return self.versions.select_related("program").latest("number")

    def archive(self, *, at: datetime) -> None:
        """Take it off the shelves. Who trains with it keeps training."""
        Program.objects.filter(pk=self.pk, archived_at=None).update(archived_at=at)


class ProgramVersion(models.Model):
    """What a program holds from one save to the next. Once assigned, it never changes."""

    program = models.ForeignKey(Program, models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["program", "number"], name="versions_count_up")
        ]

    def __str__(self) -> str:
        return f"{self.program} v{self.number}"


class Positioned(models.Model):
    """A row that stands in order among its siblings."""

    position = models.PositiveSmallIntegerField()

    class Meta:
        abstract = True


class Block(Positioned):
    """A phase: a cycle of workouts, repeated."""

    version = models.ForeignKey(ProgramVersion, models.CASCADE, related_name="blocks")
    name = models.CharField(max_length=80)
    cycles = models.PositiveSmallIntegerField(
        "times the cycle is repeated",
        default=1,
        validators=[MinValueValidator(1), MaxValueValidator(52)],
    )
    cycle_days = models.PositiveSmallIntegerField(
        "days in a cycle", default=7, validators=[MinValueValidator(1), MaxValueValidator(28)]
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["version", "position"], name="blocks_in_order"),
            models.CheckConstraint(
                condition=Q(cycles__range=(1, 52), cycle_days__range=(1, 28)),
                name="block_has_a_length",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Workout(Positioned):
    """What is trained on one day of the cycle."""

    block = models.ForeignKey(Block, models.CASCADE, related_name="workouts")
    day = models.PositiveSmallIntegerField("day of the cycle", validators=[MinValueValidator(1)])
    name = models.CharField(max_length=80)
    notes = models.TextField(max_length=2000, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["block", "position"], name="workouts_in_order"),
            models.CheckConstraint(condition=Q(day__gte=1), name="workout_has_a_day"),
        ]

    def __str__(self) -> str:
        return self.name


class Group(Positioned):
    """Exercises done together: one after the other, in turn, or against the clock."""

    class Kind(models.TextChoices):
        STRAIGHT = "straight", "Straight sets"
        SUPERSET = "superset", "Superset"
        CIRCUIT = "circuit", "Circuit"
        EMOM = "emom", "Every minute on the minute"
        AMRAP = "amrap", "As many rounds as possible"

    workout = models.ForeignKey(Workout, models.CASCADE, related_name="groups")
    kind = models.CharField(max_length=8, choices=Kind, default=Kind.STRAIGHT)
    rounds = models.PositiveSmallIntegerField(null=True, blank=True)
    rest_s = models.PositiveSmallIntegerField("rest per round, s", null=True, blank=True)
    interval_s = models.PositiveSmallIntegerField("interval, s", null=True, blank=True)
    time_cap_s = models.PositiveSmallIntegerField("time cap, s", null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["workout", "position"], name="groups_in_order")
        ]

    def __str__(self) -> str:
        return self.get_kind_display()


class Item(Positioned):
    """An exercise within a group, and how it goes on from week to week."""

    class WarmUp(models.TextChoices):
        NONE = "none", "As written"
        AUTO = "auto", "Worked out from the first working set"

    group = models.ForeignKey(Group, models.CASCADE, related_name="items")
    exercise = models.ForeignKey(Exercise, models.PROTECT, related_name="items")
    tempo_down_s = models.PositiveSmallIntegerField(null=True, blank=True)
    tempo_bottom_s = models.PositiveSmallIntegerField(null=True, blank=True)
    tempo_up_s = models.PositiveSmallIntegerField(null=True, blank=True)
    tempo_top_s = models.PositiveSmallIntegerField(null=True, blank=True)
    tempo_up_fast = models.BooleanField("up as fast as possible, an X", default=False)
    video_url = models.URLField("video for whoever trains with it", max_length=300, blank=True)
    notes = models.TextField("cue the trainee sees", max_length=1000, blank=True)
    warm_up = models.CharField("warm-up sets", max_length=4, choices=WarmUp, default=WarmUp.NONE)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["group", "position"], name="items_in_order")]

    def __str__(self) -> str:
        return str(self.exercise)
