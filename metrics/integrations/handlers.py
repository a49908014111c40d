"""What happens here when something happened below."""

from accounts.events import AccountDeleted
from fitapp.lib.events import on
from fitapp.lib.jobs import enqueue
from metrics.integrations import tasks


@on(AccountDeleted)
def forget_files(event: AccountDeleted) -> None:
    enqueue(tasks.forget_files, user_id=event.user_id)
