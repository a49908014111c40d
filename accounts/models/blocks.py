from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from accounts.models.people import User, UserQuerySet


class BlockQuerySet(models.QuerySet["Block"]):
    def visible_to(self, user: User) -> BlockQuerySet:
        """Whoever blocks knows of it, and nobody else."""
        return self.filter(blocker=user)

    def with_blocked(self) -> BlockQuerySet:
        return self.select_related("blocked__profile")

    def newest_first(self) -> BlockQuerySet:
        return self.order_by("-at", "-pk")


class Block(models.Model):
    """That one person wants nothing to do with another. It works both ways, and only the one who
    blocks is told."""

    blocker = models.ForeignKey(User, models.CASCADE, related_name="blocks")
    blocked = models.ForeignKey(User, models.CASCADE, related_name="blocks_against")
    at = models.DateTimeField()

    objects = BlockQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["blocker", "blocked"], name="one_block_per_pair"),
            models.CheckConstraint(
                condition=~Q(blocker=F("blocked")), name="nobody_blocks_themselves"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.blocker} blocks {self.blocked}"

    def can_be_edited_by(self, user: User) -> bool:
        return self.blocker_id == user.pk


def kept_apart_from(user: User) -> UserQuerySet:
    """Whom `user` blocks and who blocks `user`: between them there is no coaching."""
    return User.objects.filter(Q(blocks__blocked=user) | Q(blocks_against__blocker=user))


def hidden_from(user: User) -> UserQuerySet:
    """Whose names, pictures and shared things `user` does not see. Admins see everybody."""
    return User.objects.none() if user.is_admin else kept_apart_from(user)


def are_kept_apart(one: User, other: User) -> bool:
    return kept_apart_from(one).filter(pk=other.pk).exists()


def owner_is_kept_apart(email: str, *, from_whom: User) -> bool:
    """Whether the person who receives mail at `email` and this one have parted for good."""
    owns = Q(email=email) | Q(emailaddress__email=email, emailaddress__verified=True)
    return kept_apart_from(from_whom).filter(owns).exists()
