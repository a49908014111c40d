"""What happens here when something happened below."""

from fitapp.lib.events import on
from fitapp.lib.jobs import enqueue
from social.notifications import tasks
from training.events import RestStarted


@on(RestStarted)
def tell_at_its_end(event: RestStarted) -> None:
    enqueue(tasks.tell_rest_is_over, at=event.ends_at, trainee_id=event.trainee_id)
