from __future__ import annotations

from datetime import datetime
from typing import Final
from urllib.parse import urlsplit

from django.db import models, transaction

from accounts.models import User
from fitapp.lib.ids import uuid7
from fitapp.lib.sealing import is_newest, seal, unseal
from social.notifications.endpoints import check_endpoint

MOST_BROWSERS: Final = 20  # of one person


class PushSubscriptionQuerySet(models.QuerySet["PushSubscription"]):
    def visible_to(self, user: User) -> PushSubscriptionQuerySet:
        return self.filter(user=user)

    @transaction.atomic
    def subscribe(
        self, *, user: User, endpoint: str, p256dh: str, auth: str, user_agent: str, at: datetime
    ) -> tuple[PushSubscription, bool]:
        """Tell this browser from now on, and whether it is new. A browser has one endpoint: what
        it said before is replaced, and it tells whoever signed in there last."""
        about = _about(endpoint)
        said = {
            "user": user,
            "p256dh": seal(p256dh, about=about),
            "auth": seal(auth, about=about),
            "user_agent": user_agent[:200],
            "failed_at": None,
            "failure": "",
        }
        found = self.update_or_create(
            endpoint=endpoint, defaults=said, create_defaults={**said, "created_at": at}
        )
        self._forget_oldest_of(user)
        return found

    def _forget_oldest_of(self, user: User) -> None:
        """Nobody has that many browsers; each is written to at the end of each rest."""
        beyond = self.filter(user=user).order_by("-created_at", "-pk")[MOST_BROWSERS:]
        self.filter(pk__in=[row.pk for row in beyond.only("pk")]).delete()


class PushSubscription(models.Model):
    """A browser that one person lets us tell things, also while no page of ours is open.

    Who knows the endpoint and the keys can write to it, so the keys are sealed.
    """

    id = models.UUIDField(primary_key=True, default=uuid7)
    user = models.ForeignKey(User, models.CASCADE, related_name="push_subscriptions")
    endpoint = models.CharField(max_length=1000, unique=True, validators=[check_endpoint])
    p256dh = models.TextField("public key of the browser, sealed")
    auth = models.TextField("secret of the browser, sealed")
    user_agent = models.CharField("browser", max_length=200, blank=True)
    created_at = models.DateTimeField()
    failed_at = models.DateTimeField("last failure", null=True, blank=True)
    failure = models.CharField("why it failed", max_length=200, blank=True)

    objects = PushSubscriptionQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.service} of {self.user}"

    def can_be_edited_by(self, user: User) -> bool:
        return self.user_id == user.pk

    @property
    def service(self) -> str:
        """Who brings the message."""
        return urlsplit(self.endpoint).hostname or ""

    @property
    def keys(self) -> dict[str, str]:
        """What a message is encrypted with. Raises BrokenSeal."""
        about = _about(self.endpoint)
        return {
            "p256dh": unseal(self.p256dh, about=about),
            "auth": unseal(self.auth, about=about),
        }

    def reseal(self) -> bool:
        """Seal the keys with the newest key; whether they were not yet."""
        if is_newest(self.auth) and is_newest(self.p256dh):
            return False
        for name, text in self.keys.items():
            setattr(self, name, seal(text, about=_about(self.endpoint)))
        self.save(update_fields=["p256dh", "auth"])
        return True

    def note_failure(self, *, why: str, at: datetime) -> None:
        PushSubscription.objects.filter(pk=self.pk).update(failed_at=at, failure=why[:200])


def _about(endpoint: str) -> str:
    return f"push {endpoint}"
