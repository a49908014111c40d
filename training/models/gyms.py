from __future__ import annotations

from datetime import datetime

from django.db import models, transaction
from django.db.models import Q

from accounts.coaching import trainee_ids_of
from accounts.models import User
from fitapp.lib.ids import uuid7
from training.gym import Stock

STOCK = ("bars", "plates", "dumbbells", "kettlebells", "machines")


class GymQuerySet(models.QuerySet["Gym"]):
    def visible_to(self, user: User) -> GymQuerySet:
        return self.filter(owner_id__in=[user.pk, *trainee_ids_of(user)])

    def in_use(self) -> GymQuerySet:
        return self.filter(in_use_since__isnull=False)

    def of(self, person_id: int) -> Gym | None:
        """The one that a person trains in now."""
        return self.in_use().filter(owner_id=person_id).first()

    def oldest_first(self) -> GymQuerySet:
        return self.order_by("created_at", "pk")


class Gym(models.Model):
    """Where somebody trains, and what there is to load a bar with. Of several, one is in use."""

    id = models.UUIDField(primary_key=True, default=uuid7)
    owner = models.ForeignKey(User, models.CASCADE, related_name="gyms")
    name = models.CharField(max_length=60)
    bars = models.JSONField("bars: kind, weight, unit", default=list, blank=True)
    plates = models.JSONField("plates: weight, unit, count", default=list, blank=True)
    dumbbells = models.JSONField("dumbbells: weight, unit", default=list, blank=True)
    kettlebells = models.JSONField("kettlebells: weight, unit", default=list, blank=True)
    machines = models.JSONField("machines: kind, start, step, most, unit", default=list, blank=True)
    created_at = models.DateTimeField()
    in_use_since = models.DateTimeField(null=True, blank=True)

    objects = GymQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["owner"], condition=Q(in_use_since__isnull=False), name="one_gym_in_use"
            )
        ]

    def __str__(self) -> str:
        return self.name

    def can_be_edited_by(self, user: User) -> bool:
        return self.owner_id == user.pk

    @property
    def is_in_use(self) -> bool:
        return self.in_use_since is not None

    @property
    def stock(self) -> Stock:
        return Stock.read({name: getattr(self, name) for name in STOCK})

    @transaction.atomic
    def use(self, *, at: datetime) -> None:
        """Train here from now on."""
        User.objects.select_for_update(no_key=True).get(pk=self.owner_id)
        others = Gym.objects.in_use().filter(owner_id=self.owner_id)
        others.exclude(pk=self.pk).update(in_use_since=None)
        Gym.objects.filter(pk=self.pk, in_use_since=None).update(in_use_since=at)
        self.in_use_since = self.in_use_since or at

    def leave(self) -> None:
        """Train somewhere that nothing is known of."""
        Gym.objects.filter(pk=self.pk).update(in_use_since=None)
        self.in_use_since = None
