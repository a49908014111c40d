from __future__ import annotations

from django.db import models

from accounts.models import User


class TombstoneQuerySet(models.QuerySet["Tombstone"]):
    def visible_to(self, user: User) -> TombstoneQuerySet:
        return self.filter(trainee=user)


class Tombstone(models.Model):
    """What was deleted from the log, kept for a while: a device without a signal may have edited
    it later, and then it is there again.

    One that nobody deleted has no `deleted_at`: it went with its session or its exercise, or was
    left over when the session ended.
    """

    class Kind(models.TextChoices):
        SESSION = "session", "Session"
        ITEM = "item", "Exercise"
        SET = "set", "Set"

    trainee = models.ForeignKey(User, models.CASCADE, related_name="+", db_index=False)
    kind = models.CharField(max_length=7, choices=Kind)
    row_id = models.UUIDField()
    session_id = models.UUIDField()
    item_id = models.UUIDField(null=True)
    deleted_at = models.DateTimeField(null=True)
    buried_at = models.DateTimeField()
    row = models.JSONField("the row as it was")

    objects = TombstoneQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["trainee", "row_id"], name="one_tombstone_for_a_row")
        ]
        indexes = [
            models.Index(fields=["session_id", "item_id"], name="tombstones_of_a_session"),
            models.Index(fields=["buried_at"], name="tombstones_by_age"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.row_id}"

    def can_be_edited_by(self, user: User) -> bool:
        return self.trainee_id == user.pk
