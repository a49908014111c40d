"""What happens here when something happened below."""

from accounts.events import AccessChanged, AccountDeleted
from fitapp.lib import stamps
from fitapp.lib.events import on
from fitapp.lib.jobs import enqueue
from training import tasks
from training.events import SharesChanged
from training.marks import own_part


@on(AccessChanged)
def show_each_other_what_they_may_see(event: AccessChanged) -> None:
    """Private exercises are seen by those who train with their owner, and by them alone."""
    stamps.renew(own_part(event.trainer_id), own_part(event.trainee_id))


@on(SharesChanged)
def recount(event: SharesChanged) -> None:
    enqueue(tasks.recount, exercise_id=event.exercise_id)


@on(AccountDeleted)
def forget_pictures(event: AccountDeleted) -> None:
    enqueue(tasks.forget_pictures, user_id=event.user_id)
