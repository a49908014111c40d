from __future__ import annotations

from datetime import datetime
from decimal import Decimal

from django.db import models, transaction
from django.db.models import Count, F, OuterRef, Q, Subquery, Sum

from accounts.coaching import may_see, trainee_ids_of
from accounts.models import User
from accounts.models.blocks import hidden_from
from fitapp.lib.errors import Refused
from fitapp.lib.ids import uuid7
from training.events import SessionFinished
from training.models.assignments import PlannedSession
from training.models.edits import Edited
from training.models.exercises import Exercise
from training.models.programs import Group


class SessionAlreadyFinished(Refused):
    pass


class SessionFinishesBeforeItStarts(Refused):
    pass


class SessionQuerySet(models.QuerySet["Session"]):
    def visible_to(self, user: User) -> SessionQuerySet:
        return self.filter(trainee_id__in=[user.pk, *trainee_ids_of(user)])

    def finished(self) -> SessionQuerySet:
        return self.filter(finished_at__isnull=False)

    def under_way(self) -> SessionQuerySet:
        return self.filter(finished_at=None)

    def newest_first(self) -> SessionQuerySet:
        return self.order_by("-started_at", "-pk")

    def with_totals(self) -> SessionQuerySet:
        """Adds set_count (done, without warm-ups), planned_set_count and volume_kg. Adds up for
        the rows that are read, not for all that are looked through to find them."""
        meant = ~Q(sets__kind="warm_up")
        done = meant & Q(sets__completed_at__isnull=False)
        volume = Sum(
            F("sets__load_kg") * F("sets__reps"),
            filter=done & ~Q(sets__load_mode="assisted"),
            default=Decimal(0),
            output_field=models.DecimalField(max_digits=12, decimal_places=3),
        )
        return self.annotate(
            set_count=_of_itself(Count("sets", filter=done)),
            planned_set_count=_of_itself(Count("sets", filter=meant)),
            volume_kg=_of_itself(volume),
        )


def _of_itself(total: models.Aggregate) -> Subquery:
    row = Session.objects.filter(pk=OuterRef("pk")).order_by().values("pk")
    return Subquery(row.annotate(total=total).values("total"))


class Session(Edited):
    """One workout as it was done, from the first set to the last."""

    id = models.UUIDField(primary_key=True, default=uuid7)
    trainee = models.ForeignKey(User, models.CASCADE, related_name="sessions")
    planned = models.OneToOneField(
        PlannedSession, models.SET_NULL, null=True, blank=True, related_name="session"
    )
    logged_by = models.ForeignKey(
        User, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="logged by"
    )
    name = models.CharField(max_length=80)
    started_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True, blank=True)
    day = models.DateField("day it began, where the trainee was")
    rpe = models.DecimalField(
        "session RPE (CR10)", max_digits=3, decimal_places=1, null=True, blank=True
    )
    note = models.TextField(max_length=4000, blank=True)

    objects = SessionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(finished_at=None) | Q(finished_at__gte=F("started_at")),
                name="session_finishes_after_it_starts",
            ),
            models.CheckConstraint(
                condition=Q(rpe=None) | Q(rpe__range=(1, 10)), name="session_rpe_is_1_to_10"
            ),
        ]
        indexes = [
            models.Index(fields=["trainee", "-started_at"], name="sessions_of_a_trainee"),
            models.Index(fields=["trainee", "day"], include=["id"], name="days_of_sessions"),
            models.Index(
                fields=["trainee"], condition=Q(finished_at=None), name="sessions_under_way"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} on {self.day}"

    def can_be_edited_by(self, user: User) -> bool:
        """By the trainee, and by whoever logged it for her, as long as she lets them see it."""
        if self.trainee_id == user.pk:
            return True
        return self.logged_by_id == user.pk and may_see(user, self.trainee_id)

    def can_be_commented_by(self, user: User) -> bool:
        return may_see(user, self.trainee_id)

    @transaction.atomic
    def finish(self, *, at: datetime, rpe: Decimal | None = None, note: str | None = None) -> None:
        """End it with how hard it felt. Raises SessionAlreadyFinished and
        SessionFinishesBeforeItStarts."""
        if at < self.started_at:
            raise SessionFinishesBeforeItStarts("A session cannot end before it began.")
        changes = {
            "finished_at": at,
            "rpe": self.rpe if rpe is None else rpe,
            "note": self.note if note is None else note,
        }
        if not Session.objects.filter(pk=self.pk, finished_at=None).update(**changes):
            raise SessionAlreadyFinished("This session is already finished.")
        for field, value in changes.items():
            setattr(self, field, value)
        SessionFinished(session_id=self.pk, trainee_id=self.trainee_id, finished_at=at).publish()


class SessionItem(Edited):
    """One exercise within a session: what was meant, and whether it was swapped or skipped."""

    id = models.UUIDField(primary_key=True, default=uuid7)
    session = models.ForeignKey(Session, models.CASCADE, related_name="items")
    position = models.PositiveSmallIntegerField()
    exercise = models.ForeignKey(Exercise, models.SET_NULL, null=True, related_name="+")
    name = models.CharField("name as it was done", max_length=100)
    tracking = models.CharField(max_length=16)
    group = models.PositiveSmallIntegerField("group within the session", default=0)
    group_kind = models.CharField(max_length=8, choices=Group.Kind, default=Group.Kind.STRAIGHT)
    cue = models.TextField("cue from the program", blank=True)
    reason = models.TextField("why the load is what it is", blank=True)
    tempo = models.CharField(max_length=15, blank=True)
    video_url = models.URLField("video from the program", max_length=300, blank=True)
    rest_s = models.PositiveSmallIntegerField(null=True, blank=True)
    training_max_kg = models.DecimalField(
        "training max it was worked out from", max_digits=7, decimal_places=3, null=True, blank=True
    )
    wave = models.PositiveSmallIntegerField("cycle its wave began in", null=True, blank=True)
    note = models.TextField(max_length=2000, blank=True)
    planned_exercise = models.ForeignKey(
        Exercise, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    skipped_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["session", "position"], name="items_of_a_session")]

    def __str__(self) -> str:
        return self.name

    @property
    def was_swapped(self) -> bool:
        return self.planned_exercise_id not in (None, self.exercise_id)


class CommentQuerySet(models.QuerySet["Comment"]):
    def visible_to(self, user: User) -> CommentQuerySet:
        """On a session that this person sees: what was said by anybody but those they are kept
        apart from."""
        return self.exclude(author__in=hidden_from(user))


class Comment(models.Model):
    """A word on a session, between the trainee and those who coach her."""

    id = models.UUIDField(primary_key=True, default=uuid7)
    session = models.ForeignKey(Session, models.CASCADE, related_name="comments")
    author = models.ForeignKey(User, models.CASCADE, related_name="session_comments")
    text = models.TextField(max_length=2000)
    created_at = models.DateTimeField()

    objects = CommentQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["session", "created_at"], name="comments_on_a_session")]

    def __str__(self) -> str:
        return self.text[:60]

    def can_be_edited_by(self, user: User) -> bool:
        return self.author_id == user.pk
