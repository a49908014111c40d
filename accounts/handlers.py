"""What the open pages of people hear of what happened."""

from django.db.models import Q

from accounts.events import (
    AccessChanged,
    AccountDeleted,
    InvitationChanged,
    PersonDeactivated,
    SessionsEnded,
    SignInEnded,
    TokenRevoked,
)
from accounts.inbox import tell
from accounts.models import User
from accounts.sockets import group_of
from fitapp.lib.events import on
from fitapp.lib.realtime import push


@on(AccessChanged)
def tell_both(event: AccessChanged) -> None:
    change = {"trainer": event.trainer_id, "trainee": event.trainee_id}
    for person_id in (event.trainer_id, event.trainee_id):
        tell(person_id, "access.changed", **change, scopes=list(event.scopes))


@on(InvitationChanged)
def tell_the_invited(event: InvitationChanged) -> None:
    """Where the address belongs to somebody here whom nothing keeps apart from the trainer, who
    does not learn whether it does."""
    owners = User.objects.filter(emailaddress__email=event.email, emailaddress__verified=True)
    invited = owners.exclude(
        Q(blocks__blocked=event.trainer_id) | Q(blocks_against__blocker=event.trainer_id)
    )
    for person_id in invited.values_list("pk", flat=True):
        change = {"trainer": event.trainer_id, "trainee": person_id}
        tell(person_id, "access.changed", **change, scopes=[])


@on(SessionsEnded, TokenRevoked, PersonDeactivated, AccountDeleted)
def close_sockets(event: SignInEnded) -> None:
    """Every open socket of the person looks whether it may stay."""
    push(group_of(event.user_id), "check")
