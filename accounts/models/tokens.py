from __future__ import annotations

import secrets
from datetime import datetime, timedelta
from typing import Final

from django.db import models
from django.db.models import Q

from accounts.events import TokenRevoked
from accounts.models.coachings import digest
from accounts.models.people import User

USE_IS_NOTED_EVERY: Final = timedelta(minutes=5)
LASTS_DAYS: Final = 90  # unless its person says otherwise


class TokenQuerySet(models.QuerySet["Token"]):
    def visible_to(self, user: User) -> TokenQuerySet:
        return self.filter(user=user, revoked_at=None)

    def usable(self, *, secret: str, at: datetime) -> Token | None:
        """The token with this secret, its person loaded, unless it was revoked or ran out."""
        return (
            self.filter(Q(expires_at=None) | Q(expires_at__gt=at))
            .filter(digest=digest(secret), revoked_at=None, user__is_active=True)
            .select_related("user__profile")
            .first()
        )


class Token(models.Model):
    """A key with which a program acts for a person. Its secret is shown once and kept hashed."""

    class Scope(models.TextChoices):
        READ = "read", "Read"
        WRITE = "write", "Read and write"

    user = models.ForeignKey(User, models.CASCADE, related_name="tokens")
    name = models.CharField(max_length=80)
    scope = models.CharField(max_length=5, choices=Scope, default=Scope.READ)
    digest = models.CharField(max_length=64, unique=True, editable=False)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField(null=True, blank=True)
    last_used_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    objects = TokenQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.name} of {self.user}"

    @classmethod
    def issue(
        cls,
        *,
        user: User,
        name: str,
        scope: str,
        at: datetime,
        expires_at: datetime | None = None,
    ) -> tuple[Token, str]:
        """A new token and its secret, which cannot be read again."""
        secret = f"fit_{secrets.token_urlsafe(32)}"
        token = cls.objects.create(
            user=user,
            name=name,
            scope=scope,
            digest=digest(secret),
            created_at=at,
            expires_at=expires_at,
        )
        return token, secret

    def covers(self, method: str | None) -> bool:
        """Whether its scope lets a request with this method through."""
        return self.scope == self.Scope.WRITE or method in ("GET", "HEAD")

    def can_be_edited_by(self, user: User) -> bool:
        return self.user_id == user.pk

    def has_run_out_at(self, at: datetime) -> bool:
        return self.expires_at is not None and self.expires_at <= at

    def revoke(self, *, at: datetime) -> None:
        if Token.objects.filter(pk=self.pk, revoked_at=None).update(revoked_at=at):
            TokenRevoked(user_id=self.user_id).publish()

    def note_use(self, *, at: datetime) -> None:
        """Remember when it was last used, without a write for every request."""
        if self.last_used_at is None or at - self.last_used_at > USE_IS_NOTED_EVERY:
            Token.objects.filter(pk=self.pk).update(last_used_at=at)
