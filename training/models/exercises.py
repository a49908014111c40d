from __future__ import annotations

from typing import Final

from django.core.validators import URLValidator
from django.db import models
from django.db.models import Q

from accounts.coaching import trains_with
from accounts.models import User
from training.taxonomy import Equipment, Level, Mechanics, Muscle, Pattern, Tracking

HTTPS: Final = URLValidator(
    schemes=["https"], message="Write an address that begins with https://."
)


class ExerciseQuerySet(models.QuerySet["Exercise"]):
    def visible_to(self, user: User | None) -> ExerciseQuerySet:
        """The library, and the private exercises of whoever this person trains with."""
        library = ~Q(origin=Exercise.Origin.PRIVATE)
        if user is None or not user.is_authenticated:
            return self.filter(library)
        return self.filter(library | trains_with(user, field="owner_id"))

    def of_circle(self, user: User) -> ExerciseQuerySet:
        """The private exercises of whoever this person trains with; one query."""
        return self.filter(trains_with(user, field="owner_id"), origin=Exercise.Origin.PRIVATE)

    def library(self) -> ExerciseQuerySet:
        return self.exclude(origin=Exercise.Origin.PRIVATE).filter(retired_at=None)

    def in_use(self) -> ExerciseQuerySet:
        return self.filter(retired_at=None)

    def by_name(self) -> ExerciseQuerySet:
        return self.order_by("name", "pk")


def picture_path(exercise: Exercise, filename: str) -> str:
    """Under its owner, whose pictures go with the account."""
    return f"exercises/{exercise.owner_id}/{filename}"


class Exercise(models.Model):
    """A movement people train. Library rows belong to nobody, private ones to their owner."""

    class Origin(models.TextChoices):
        SHIPPED = "shipped", "Comes with FitApp"
        ADDED = "added", "Added by an admin"
        PRIVATE = "private", "Made by a person for their own training"

    # When an owner's account goes, programs of others keep the row; it stays private all the same.
    origin = models.CharField(max_length=8, choices=Origin, default=Origin.ADDED)
    owner = models.ForeignKey(
        User, models.SET_NULL, null=True, blank=True, related_name="exercises"
    )
    slug = models.SlugField(max_length=80, unique=True)
    name = models.CharField(max_length=100)
    aliases = models.JSONField(default=list, blank=True)
    family = models.CharField(max_length=40, blank=True)
    pattern = models.CharField(max_length=20, choices=Pattern)
    mechanics = models.CharField(max_length=10, choices=Mechanics)
    level = models.CharField(max_length=12, choices=Level)
    tracking = models.CharField(max_length=16, choices=Tracking)
    unilateral = models.BooleanField("one side at a time", default=False)
    steps = models.JSONField(default=list, blank=True)
    cues = models.JSONField(default=list, blank=True)
    mistakes = models.JSONField("mistakes and their fixes", default=list, blank=True)
    stresses = models.JSONField("regions it loads", default=list, blank=True)
    pictogram = models.SlugField(max_length=80, blank=True)
    picture = models.ImageField(upload_to=picture_path, blank=True)
    video_url = models.URLField("video", max_length=300, blank=True, validators=[HTTPS])
    is_staple = models.BooleanField("comes first in lists", default=False)
    retired_at = models.DateTimeField(null=True, blank=True)
    # Muscles have changed, and the weeks that count them are yet to be added up anew.
    recount_asked_at = models.DateTimeField(null=True, blank=True, editable=False)
    substitutes: models.ManyToManyField[Exercise, Substitute] = models.ManyToManyField(
        "self", through="Substitute", symmetrical=False, related_name="stands_in_for"
    )

    objects = ExerciseQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(owner=None) | Q(origin="private"),
                name="an_exercise_of_a_person_is_private",
            ),
            models.CheckConstraint(
                condition=Q(video_url="") | Q(video_url__startswith="https://"),
                name="an_exercise_video_is_https",
            ),
        ]
        indexes = [
            models.Index(fields=["name", "id"], name="exercises_by_name"),
            models.Index(fields=["owner"], name="exercises_of_a_person"),
            models.Index(
                fields=["recount_asked_at"],
                condition=Q(recount_asked_at__isnull=False),
                name="exercises_to_recount",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def figures(self) -> tuple[str, ...]:
        """The fields a set of it has: of load, reps, time, distance."""
        return Tracking(self.tracking).figures

    def can_be_edited_by(self, user: User) -> bool:
        if self.origin == self.Origin.PRIVATE:
            return self.owner_id is not None and self.owner_id == user.pk
        return user.is_admin


class ExerciseMuscle(models.Model):
    """How much of a hard set of the exercise a muscle gets: 1 direct, 0.5 indirect."""

    exercise = models.ForeignKey(Exercise, models.CASCADE, related_name="muscles")
    muscle = models.CharField(max_length=16, choices=Muscle)
    share = models.DecimalField(max_digits=3, decimal_places=2)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["exercise", "muscle"], name="one_share_per_muscle"),
            models.CheckConstraint(
                condition=Q(share__gt=0, share__lte=1), name="share_is_a_fraction"
            ),
        ]
        indexes = [models.Index(fields=["muscle", "exercise"], name="exercises_for_a_muscle")]

    def __str__(self) -> str:
        return f"{self.get_muscle_display()} {self.share}"


class ExerciseEquipment(models.Model):
    """One thing the exercise cannot be done without."""

    exercise = models.ForeignKey(Exercise, models.CASCADE, related_name="equipment")
    equipment = models.CharField(max_length=24, choices=Equipment)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["exercise", "equipment"], name="equipment_named_once")
        ]
        indexes = [models.Index(fields=["equipment", "exercise"], name="exercises_with_equipment")]

    def __str__(self) -> str:
        return self.get_equipment_display()


class Substitute(models.Model):
    """Another exercise that trains nearly the same thing, best first."""

    exercise = models.ForeignKey(Exercise, models.CASCADE, related_name="substitutions")
    substitute = models.ForeignKey(Exercise, models.CASCADE, related_name="substituting")
    position = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["exercise", "substitute"], name="substitute_once"),
            models.CheckConstraint(
                condition=~Q(exercise=models.F("substitute")), name="not_its_own_substitute"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.substitute} for {self.exercise}"
