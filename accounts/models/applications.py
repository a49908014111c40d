from __future__ import annotations

from typing import Final

from django.db import models
from django.db.models import Q

from accounts.models.people import User

LONGEST_TEXT: Final = 2000


class TrainerApplicationQuerySet(models.QuerySet["TrainerApplication"]):
    def visible_to(self, user: User) -> TrainerApplicationQuerySet:
        """One's own; an admin decides about all of them."""
        return self.all() if user.is_admin else self.filter(user=user)

    def open(self) -> TrainerApplicationQuerySet:
        """Not decided yet."""
        return self.filter(decided_at=None)

    def newest_first(self) -> TrainerApplicationQuerySet:
        return self.order_by("-applied_at", "-pk")


class TrainerApplication(models.Model):
    """What somebody says who would like to train others, and what was decided about it."""

    user = models.ForeignKey(User, models.CASCADE, related_name="trainer_applications")
    about = models.TextField("about oneself", max_length=LONGEST_TEXT)
    applied_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True, blank=True)
    # Nobody, where trainers need no approval, or where the admin's account is gone.
    decided_by = models.ForeignKey(
        User, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="decided by"
    )
    approved = models.BooleanField(null=True, blank=True)
    reason = models.TextField("reason, as the person reads it", max_length=LONGEST_TEXT, blank=True)

    objects = TrainerApplicationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user"],
                condition=Q(decided_at=None),
                name="one_open_application_per_person",
            ),
            models.CheckConstraint(
                condition=Q(decided_at=None, approved=None)
                | Q(decided_at__isnull=False, approved__isnull=False),
                name="a_decision_says_yes_or_no",
            ),
        ]
        indexes = [models.Index(fields=["-applied_at"], name="applications_newest_first")]

    def __str__(self) -> str:
        return f"{self.user} would like to be a trainer"

    @property
    def is_open(self) -> bool:
        return self.decided_at is None

    def can_be_edited_by(self, user: User) -> bool:
        """Taken back by the person alone; admins decide and change nothing."""
        return self.user_id == user.pk
