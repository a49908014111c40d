from __future__ import annotations

from datetime import datetime
from hashlib import sha256

from django.db import models
from django.db.models import F, Q

from accounts.models.blocks import kept_apart_from
from accounts.models.people import User


class CoachingQuerySet(models.QuerySet["Coaching"]):
    def visible_to(self, user: User) -> CoachingQuerySet:
        """The two it joins, and whoever owns the address an invitation was sent to, unless one of
        them has blocked the other."""
        addresses = user.verified_addresses
        invited_here = Q(status=Coaching.Status.INVITED, email__in=addresses)
        invited_here &= ~Q(trainer__in=kept_apart_from(user))
        return self.filter(Q(trainer=user) | Q(trainee=user) | invited_here)

    def active(self) -> CoachingQuerySet:
        return self.filter(status=Coaching.Status.ACTIVE)

    def with_token(self, token: str) -> CoachingQuerySet:
        return self.filter(token_digest=digest(token))

    def open_at(self, at: datetime) -> CoachingQuerySet:
        """Invitations that can still be accepted."""
        return self.filter(status=Coaching.Status.INVITED, expires_at__gt=at)

    def under_way(self) -> CoachingQuerySet:
        return self.filter(status__in=[Coaching.Status.ACTIVE, Coaching.Status.PAUSED])

    def with_people(self) -> CoachingQuerySet:
        return self.select_related("trainer__profile", "trainee__profile")

    def newest_first(self) -> CoachingQuerySet:
        return self.order_by("-invited_at", "-pk")


def digest(token: str) -> str:
    return sha256(token.encode()).hexdigest()


class Coaching(models.Model):
    """The relation of a trainer and a trainee, from the invitation to the end."""

    scopes: list[str]  # what is shared now; filled in by accounts.coaching.with_scopes

    class Status(models.TextChoices):
        INVITED = "invited", "Invited"
        ACTIVE = "active", "Active"
        PAUSED = "paused", "Paused"
        ENDED = "ended", "Ended"

    trainer = models.ForeignKey(User, models.CASCADE, related_name="coachings_as_trainer")
    trainee = models.ForeignKey(
        User, models.CASCADE, related_name="coachings_as_trainee", null=True, blank=True
    )
    email = models.EmailField("invited address", max_length=254)
    status = models.CharField(max_length=8, choices=Status, default=Status.INVITED)
    is_lead = models.BooleanField("lead trainer", default=False)
    token_digest = models.CharField(max_length=64, null=True, blank=True, unique=True)
    invited_at = models.DateTimeField()
    expires_at = models.DateTimeField("invitation expires")
    started_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(
        User, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="ended by"
    )

    objects = CoachingQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(trainee=None) | ~Q(trainee=F("trainer")),
                name="nobody_coaches_themselves",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=["active", "paused"])
                | Q(trainee__isnull=False, started_at__isnull=False),
                name="coaching_under_way_has_a_trainee",
            ),
            models.CheckConstraint(
                condition=Q(status="ended", ended_at__isnull=False)
                | (~Q(status="ended") & Q(ended_at=None)),
                name="coaching_ended_has_an_end",
            ),
            models.CheckConstraint(
                condition=Q(status="invited") | Q(token_digest=None),
                name="an_invitation_is_used_once",
            ),
            models.UniqueConstraint(
                fields=["trainer", "trainee"],
                condition=Q(status__in=["active", "paused"]),
                name="one_coaching_at_a_time",
            ),
            models.UniqueConstraint(
                fields=["trainer", "email"],
                condition=Q(status="invited"),
                name="one_open_invitation_per_address",
            ),
            models.UniqueConstraint(
                fields=["trainee"],
                condition=Q(is_lead=True, status__in=["active", "paused"]),
                name="one_lead_per_trainee",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.trainer} coaches {self.trainee or self.email} ({self.status})"

    def is_open_at(self, at: datetime) -> bool:
        """Whether the invitation can still be accepted."""
        return self.status == self.Status.INVITED and at < self.expires_at

    def is_for(self, user: User) -> bool:
        """Whether `user` is the trainee, or the person at the invited address."""
        if self.status == self.Status.INVITED:
            return self.email in user.verified_addresses
        return self.trainee_id == user.pk

    def can_be_edited_by(self, user: User) -> bool:
        return self.trainer_id == user.pk or self.is_for(user)
