from __future__ import annotations

import datetime as dt
import json
from hashlib import sha256
from typing import Any, Final

from django.db import models, transaction
from django.db.models import Count, Max, Min, OuterRef, Q, Subquery

from accounts.coaching import may_see, trainee_ids_of
from accounts.models import User
from fitapp.lib.errors import Refused
from fitapp.lib.ids import uuid7
from training.models.programs import ProgramVersion

CHANGEABLE: Final = (
    *("name", "date", "document", "moved_at", "customised_at", "skipped_at", "missed_at"),
    "in_pause",
)


class WorkoutAlreadyBegun(Refused):
    pass


class NotPlannedAnyMore(Refused):
    pass


class AssignmentQuerySet(models.QuerySet["Assignment"]):
    def visible_to(self, user: User) -> AssignmentQuerySet:
        return self.filter(trainee_id__in=[user.pk, *trainee_ids_of(user)])

    def running(self) -> AssignmentQuerySet:
        return self.filter(ended_at=None)

    def open_ended(self) -> AssignmentQuerySet:
        return self.exclude(open_end=Assignment.OpenEnd.NONE)

    def newest_first(self) -> AssignmentQuerySet:
        return self.order_by("-starts_on", "-pk")

    def with_newest(self) -> AssignmentQuerySet:
        """Adds newest, the number of the version that the program has come to."""
        versions = ProgramVersion.objects.filter(program=OuterRef("version__program"))
        return self.annotate(newest=Subquery(versions.order_by("-number").values("number")[:1]))

    def with_progress(self) -> AssignmentQuerySet:
        """Adds first_day, last_day and next_day, and how many are done of all workouts but those
        that a pause left out."""
        workouts = "planned_sessions"
        is_open = Q(
            planned_sessions__session=None,
            planned_sessions__skipped_at=None,
            planned_sessions__missed_at=None,
        )
        return self.annotate(
            first_day=Min(f"{workouts}__date"),
            last_day=Max(f"{workouts}__date"),
            next_day=Min(f"{workouts}__date", filter=is_open),
            workout_count=Count(workouts, filter=Q(planned_sessions__in_pause=False)),
            done_count=Count(
                workouts, filter=Q(planned_sessions__session__finished_at__isnull=False)
            ),
        )


class Assignment(models.Model):
    """A version of a program, given to a trainee from a day on."""

    class Mode(models.TextChoices):
        CALENDAR = "calendar", "On fixed days: a missed day is missed"
        SEQUENCE = "sequence", "In order: the next workout waits until it is done"

    class OpenEnd(models.TextChoices):
        NONE = "none", "It ends with its last workout"
        BLOCK = "block", "Its last block is repeated until it is ended"
        PROGRAM = "program", "The whole program is repeated until it is ended"

    id = models.UUIDField(primary_key=True, default=uuid7)
    trainee = models.ForeignKey(User, models.CASCADE, related_name="assignments")
    version = models.ForeignKey(
        ProgramVersion, models.SET_NULL, null=True, related_name="assignments"
    )
    program_name = models.CharField(max_length=100)
    assigned_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    mode = models.CharField(max_length=8, choices=Mode, default=Mode.CALENDAR)
    starts_on = models.DateField()
    weekdays = models.JSONField(
        "weekdays to train on, Monday is 0; none: the days of the cycle", default=list, blank=True
    )
    open_end = models.CharField(max_length=7, choices=OpenEnd, default=OpenEnd.NONE)
    created_at = models.DateTimeField()
    paused_on = models.DateField("first day of a pause", null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = AssignmentQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["trainee", "-starts_on"], name="assignments_of_a_trainee")]

    def __str__(self) -> str:
        return f"{self.program_name} for {self.trainee}"

    def can_be_edited_by(self, user: User) -> bool:
        """By the trainee, and by a trainer who sees her training."""
        return may_see(user, self.trainee_id)

    @property
    def is_open_ended(self) -> bool:
        return self.open_end != self.OpenEnd.NONE

    def plan(self, entry: dict[str, Any], *, position: int, day: dt.date) -> PlannedSession:
        """The planned session of one of a program's `workout_documents`, not yet saved."""
        return PlannedSession(
            assignment=self,
            trainee_id=self.trainee_id,
            position=position,
            block_name=entry["block"],
            cycle=entry["cycle"],
            name=entry["workout"]["name"],
            date=day,
            document=entry["workout"],
        )


class PlannedSessionQuerySet(models.QuerySet["PlannedSession"]):
    def visible_to(self, user: User) -> PlannedSessionQuerySet:
        return self.filter(trainee_id__in=[user.pk, *trainee_ids_of(user)])

    def between(self, first: dt.date, last: dt.date) -> PlannedSessionQuerySet:
        return self.filter(date__gte=first, date__lte=last)

    def open(self) -> PlannedSessionQuerySet:
        """Neither begun, skipped nor missed."""
        return self.filter(session=None, skipped_at=None, missed_at=None)

    def closed(self) -> PlannedSessionQuerySet:
        """Begun, skipped or missed."""
        return self.filter(
            Q(session__isnull=False) | Q(skipped_at__isnull=False) | Q(missed_at__isnull=False)
        )

    def due(self) -> PlannedSessionQuerySet:
        """Closed, and not because of a pause: what a plan is measured by."""
        return self.closed().filter(in_pause=False)

    def not_paused(self) -> PlannedSessionQuerySet:
        return self.filter(assignment__paused_on=None)

    def ahead_of(self, trainee: User, *, since: dt.date) -> PlannedSessionQuerySet:
        """What this person is to do from a day on, the next one first."""
        goes_on = self.open().not_paused().filter(assignment__ended_at=None)
        return goes_on.filter(trainee=trainee, date__gte=since).in_order()

    def in_order(self) -> PlannedSessionQuerySet:
        return self.order_by("date", "position", "pk")

    def with_assignment(self) -> PlannedSessionQuerySet:
        """Each with its assignment, and the assignment's first_day and last_day on the row."""
        others = PlannedSession.objects.filter(assignment=OuterRef("assignment"))
        days = others.values_list("date", flat=True)
        return self.select_related("assignment").annotate(
            first_day=Subquery(days.order_by("date")[:1]),
            last_day=Subquery(days.order_by("-date")[:1]),
        )


class PlannedSession(models.Model):
    """A workout that is meant for a day. It holds a frozen copy of what the program said."""

    id = models.UUIDField(primary_key=True, default=uuid7)
    assignment = models.ForeignKey(Assignment, models.CASCADE, related_name="planned_sessions")
    trainee = models.ForeignKey(User, models.CASCADE, related_name="planned_sessions")
    position = models.PositiveIntegerField("place in the assignment")
    block_name = models.CharField(max_length=80)
    cycle = models.PositiveSmallIntegerField("cycle of the whole program, from 1")
    name = models.CharField(max_length=80)
    date = models.DateField()
    document = models.JSONField("the workout, as training/documents.py writes it")
    moved_at = models.DateTimeField(null=True, blank=True)
    customised_at = models.DateTimeField(null=True, blank=True)
    skipped_at = models.DateTimeField(null=True, blank=True)
    missed_at = models.DateTimeField(null=True, blank=True)
    in_pause = models.BooleanField("left out by a pause: counts for nothing", default=False)

    objects = PlannedSessionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["assignment", "position"], name="planned_sessions_in_order"
            ),
            models.CheckConstraint(
                condition=Q(skipped_at=None) | Q(missed_at=None), name="skipped_or_missed_not_both"
            ),
        ]
        indexes = [models.Index(fields=["trainee", "date"], name="calendar_of_a_trainee")]

    def __str__(self) -> str:
        return f"{self.name} on {self.date}"

    def can_be_edited_by(self, user: User) -> bool:
        return may_see(user, self.trainee_id)

    @property
    def status(self) -> str:
        """One of planned, under_way, done, skipped, missed."""
        session = getattr(self, "session", None)
        if session is not None:
            return "done" if session.finished_at else "under_way"
        if self.skipped_at:
            return "skipped"
        return "missed" if self.missed_at else "planned"

    @property
    def revision(self) -> str:
        """Another one whenever the workout says something else."""
        said = json.dumps(self.document, sort_keys=True, separators=(",", ":"))
        return sha256(said.encode()).hexdigest()[:32]

    def take(self) -> None:
        """One at a time, until the transaction ends; this is how it is now."""
        PlannedSession.objects.select_for_update().get(pk=self.pk)
        self.refresh_from_db(fields=CHANGEABLE)

    @transaction.atomic
    def skip(self, *, at: dt.datetime) -> None:
        """Leave it out. Raises WorkoutAlreadyBegun, NotPlannedAnyMore."""
        self.take()
        self._refuse_when_begun()
        if not PlannedSession.objects.open().filter(pk=self.pk).update(skipped_at=at):
            raise NotPlannedAnyMore("This workout was missed or skipped before.")
        self.skipped_at = at

    def move(self, *, to: dt.date, at: dt.datetime) -> None:
        """To another day, this one alone; a missed or skipped one is planned again.

        Raises WorkoutAlreadyBegun.
        """
        self._refuse_when_begun()
        self.date, self.moved_at, self.missed_at, self.skipped_at = to, at, None, None
        self.in_pause = False
        self.save(update_fields=["date", "moved_at", "missed_at", "skipped_at", "in_pause"])

    @transaction.atomic
    def customise(self, *, document: dict[str, Any], at: dt.datetime) -> None:
        """Change what is meant on this day alone. Raises WorkoutAlreadyBegun."""
        self.take()
        self._refuse_when_begun()
        self.document, self.name, self.customised_at = document, document["name"], at
        self.save(update_fields=["document", "name", "customised_at"])

    def _refuse_when_begun(self) -> None:
        if not PlannedSession.objects.filter(pk=self.pk, session=None).exists():
            raise WorkoutAlreadyBegun("This workout has been started already.")
