"""What happens here when something happened below."""

from accounts.events import AccountDeleted
from fitapp.lib.events import on
from metrics.integrations import tasks


@on(AccountDeleted)
def forget_files(event: AccountDeleted) -> None:
    tasks.forget_files.delay(user_id=event.user_id)
