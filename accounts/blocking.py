"""Blocking somebody: from then on the two do not meet."""

from __future__ import annotations

from datetime import datetime

from allauth.account.models import EmailAddress
from django.db import transaction
from django.db.models import Q

from accounts import coaching
from accounts.models import Block, Coaching, User
from accounts.models.people import UserQuerySet
from fitapp.lib.errors import Refused


class CannotBlockYourself(Refused):
    pass


def blockable_by(user: User) -> UserQuerySet:
    """Whom this person knows of: who is visible, and whom they have ever trained with. Not who
    has blocked them: it is as if there were nobody."""
    met = Coaching.objects.filter(Q(trainer=user) | Q(trainee=user))
    known = User.objects.visible_to(user).values("pk")
    unseen = Block.objects.none() if user.is_admin else Block.objects.filter(blocked=user)
    return User.objects.filter(
        Q(pk__in=known)
        | Q(pk__in=met.values("trainer"))
        | Q(pk__in=met.exclude(trainee=None).values("trainee"))
        | Q(pk__in=Block.objects.visible_to(user).values("blocked"))
    ).exclude(Q(pk=user.pk) | Q(pk__in=unseen.values("blocker")))


@transaction.atomic
def block(*, blocker: User, blocked: User, at: datetime) -> tuple[Block, bool]:
    """Have nothing more to do with somebody; says whether that is new. Coaching between the two
    ends and invitations are withdrawn, whichever way they went. Nobody is told.

    Raises CannotBlockYourself.
    """
    if blocker == blocked:
        raise CannotBlockYourself("You cannot block yourself.")
    pair = [blocker.pk, blocked.pk]
    list(User.objects.select_for_update().filter(pk__in=pair).order_by("pk"))  # one at a time
    made, is_new = Block.objects.get_or_create(
        blocker=blocker, blocked=blocked, defaults={"at": at}
    )
    for relation in _between(blocker, blocked):
        coaching.end(coaching=relation, by=blocker, at=at)
    return made, is_new


def unblock(*, block: Block) -> None:
    """Nothing comes back by itself: they may find and invite each other again."""
    Block.objects.filter(pk=block.pk).delete()


def _between(one: User, other: User) -> list[Coaching]:
    """What is open or under way between the two."""
    under_way = Coaching.objects.under_way().filter(
        Q(trainer=one, trainee=other) | Q(trainer=other, trainee=one)
    )
    invited = Coaching.objects.filter(status=Coaching.Status.INVITED)
    invited = invited.filter(
        Q(trainer=one, email__in=_addresses(other)) | Q(trainer=other, email__in=_addresses(one))
    )
    return [*under_way, *invited]


def _addresses(user: User) -> list[str]:
    verified = EmailAddress.objects.filter(user=user, verified=True)
    return [user.email, *verified.values_list("email", flat=True)]
