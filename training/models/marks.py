"""What people make of exercises: marks, videos, and how many train them."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from accounts.coaching import trainee_ids_of, trainer_ids_of, trains_with
from accounts.models import User
from accounts.models.people import Experience, Sex
from training.models.exercises import HTTPS, Exercise


class ExerciseMarkQuerySet(models.QuerySet["ExerciseMark"]):
    def visible_to(self, user: User) -> ExerciseMarkQuerySet:
        """One's own, and those of the people one coaches."""
        return self.filter(user_id__in=[user.pk, *trainee_ids_of(user)])

    def on_what_is_seen_by(self, reader: User) -> ExerciseMarkQuerySet:
        """On the library, and on private exercises of whoever the reader trains with."""
        library = ~Q(exercise__origin=Exercise.Origin.PRIVATE)
        return self.filter(library | trains_with(reader, field="exercise__owner_id"))

    def never(self) -> ExerciseMarkQuerySet:
        return self.filter(kind=ExerciseMark.Kind.NEVER)


class ExerciseMark(models.Model):
    """What one person thinks of an exercise: a favourite, or never to be suggested again."""

    class Kind(models.TextChoices):
        FAVOURITE = "favourite", "Favourite"
        NEVER = "never", "Never suggest"

    class Reason(models.TextChoices):
        PAIN = "pain", "It hurts"
        EQUIPMENT = "equipment", "I do not have what it needs"
        DISLIKE = "dislike", "I do not like it"

    user = models.ForeignKey(User, models.CASCADE, related_name="exercise_marks", db_index=False)
    exercise = models.ForeignKey(Exercise, models.CASCADE, related_name="marks")
    kind = models.CharField(max_length=9, choices=Kind)
    reason = models.CharField("why never", max_length=9, choices=Reason, blank=True)
    marked_at = models.DateTimeField()

    objects = ExerciseMarkQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "exercise"], name="one_mark_on_an_exercise"),
            models.CheckConstraint(
                condition=Q(reason="") | Q(kind="never"), name="only_never_has_a_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.exercise}: {self.get_kind_display()}"


class VideoLinkQuerySet(models.QuerySet["VideoLink"]):
    def visible_to(self, user: User) -> VideoLinkQuerySet:
        """One's own, and those of the people who coach one now."""
        return self.filter(trainer_id__in=[user.pk, *trainer_ids_of(user)])


class VideoLink(models.Model):
    """How a trainer shows an exercise to the people she coaches."""

    trainer = models.ForeignKey(User, models.CASCADE, related_name="video_links", db_index=False)
    exercise = models.ForeignKey(Exercise, models.CASCADE, related_name="video_links")
    url = models.URLField(max_length=300, validators=[HTTPS])

    objects = VideoLinkQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["trainer", "exercise"], name="one_video_of_a_trainer"),
            models.CheckConstraint(
                condition=Q(url__startswith="https://"), name="a_video_link_is_https"
            ),
        ]

    def __str__(self) -> str:
        return self.url


class Popularity(models.Model):
    """How many people of one kind trained an exercise lately; empty words stand for everybody.
    Counted anew every night, and never of so few that they could be told apart."""

    exercise = models.ForeignKey(Exercise, models.CASCADE, related_name="+")
    experience = models.CharField(max_length=12, choices=Experience, blank=True)
    sex = models.CharField(max_length=6, choices=Sex, blank=True)
    people = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["experience", "sex", "exercise"], name="popularity_counted_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.exercise}: {self.people}"
