from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from django.db import models, transaction
from django.db.models import F, Q

from accounts.coaching import trainee_ids_of
from accounts.models import User
from fitapp.lib.errors import Refused
from training.events import RestStarted
from training.models.sessions import Session
from training.models.sets import Set

EARLY: Final = timedelta(milliseconds=500)  # clocks of worker and web differ by less


class SessionIsOver(Refused):
    pass


class RestTimerQuerySet(models.QuerySet["RestTimer"]):
    def visible_to(self, user: User) -> RestTimerQuerySet:
        return self.filter(trainee_id__in=[user.pk, *trainee_ids_of(user)])

    def due(self, *, at: datetime, since: datetime) -> RestTimerQuerySet:
        """Over by now, not before `since`, and not told."""
        over = self.filter(sent_at=None, ends_at__lte=at + EARLY, ends_at__gt=since)
        return over.select_related("trainee__profile", "session", "upcoming__item", "after__item")

    @transaction.atomic
    def begin(
        self,
        *,
        session: Session,
        seconds: int,
        at: datetime,
        after: Set | None = None,
        upcoming: Set | None = None,
    ) -> RestTimer:
        """Rest after one set and before another. Said again of the same rest, it ends when it is
        now said to. Raises SessionIsOver."""
        if session.finished_at is not None:
            raise SessionIsOver("This session is over, and so is every rest in it.")
        timer, _ = self.update_or_create(
            trainee_id=session.trainee_id,
            defaults={
                "session": session,
                "after": after,
                "upcoming": upcoming,
                "started_at": self._begun_at(session, after) or at,
                "ends_at": at + timedelta(seconds=seconds),
                "sent_at": None,
            },
        )
        RestStarted(
            session_id=session.pk, trainee_id=session.trainee_id, ends_at=timer.ends_at
        ).publish()
        return timer

    def _begun_at(self, session: Session, after: Set | None) -> datetime | None:
        """When the rest after this very set began, if it has."""
        known = self.filter(session=session, after=after, after__isnull=False)
        return known.values_list("started_at", flat=True).first()

    def give_up(self, *, session: Session) -> None:
        """Skipped, seen on the page, or not needed any more. Given up twice, it is over once."""
        self.filter(session=session).delete()


class RestTimer(models.Model):
    """The rest that a trainee takes now, so that she is told of its end when no page is open."""

    trainee = models.OneToOneField(User, models.CASCADE, related_name="rest_timer")
    session = models.ForeignKey(Session, models.CASCADE, related_name="+")
    after = models.ForeignKey(
        Set, models.CASCADE, null=True, related_name="+", verbose_name="set that was done"
    )
    upcoming = models.ForeignKey(
        Set, models.SET_NULL, null=True, related_name="+", verbose_name="set that comes next"
    )
    started_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    sent_at = models.DateTimeField("when she was told", null=True)

    objects = RestTimerQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at__gte=F("started_at")), name="rest_ends_after_it_starts"
            )
        ]
        indexes = [models.Index(fields=["ends_at"], name="rests_by_their_end")]

    def __str__(self) -> str:
        return f"Rest of {self.trainee}"

    def can_be_edited_by(self, user: User) -> bool:
        return self.session.can_be_edited_by(user)

    def seconds_left(self, *, at: datetime) -> int:
        return max(0, round((self.ends_at - at).total_seconds()))

    def claim(self, *, at: datetime) -> bool:
        """Whether it is ours to tell: it was neither told nor changed nor given up meanwhile."""
        mine = RestTimer.objects.filter(pk=self.pk, sent_at=None, ends_at=self.ends_at)
        return bool(mine.update(sent_at=at))

    def still_matters(self) -> bool:
        """Not once the session is over, the set before was taken back, or another was done."""
        done = self.session.sets.done().filter(completed_at__gt=self.started_at)
        if self.after is not None:
            done = done.exclude(pk=self.after.pk)
        is_undone = self.after is not None and not self.after.is_done
        return not (self.session.finished_at or is_undone or done.exists())
