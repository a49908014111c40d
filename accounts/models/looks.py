from __future__ import annotations

from django.db import models

from accounts.models.people import Scope, User


class LookQuerySet(models.QuerySet["Look"]):
    def visible_to(self, user: User) -> LookQuerySet:
        """The owner of what was looked at, and nobody else."""
        return self.filter(owner=user)

    def with_viewer(self) -> LookQuerySet:
        return self.select_related("viewer__profile")

    def newest_first(self) -> LookQuerySet:
        return self.order_by("-at", "-pk")


class Look(models.Model):
    """That somebody looked at what another person shares with them. Written once and never
    changed; it goes with the account of the person it was about, and with no other."""

    owner = models.ForeignKey(User, models.CASCADE, related_name="looks")
    viewer = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    viewer_name = models.CharField("name of the viewer then", max_length=80)
    scope = models.CharField(max_length=9, choices=Scope)
    what = models.CharField("what was shown", max_length=80)
    at = models.DateTimeField()

    objects = LookQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["owner", "-at", "-id"], name="looks_at_a_person")]

    def __str__(self) -> str:
        return f"{self.viewer_name} looked at {self.what}"
