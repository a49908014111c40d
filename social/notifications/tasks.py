"""Background work. What is told is asked of the truth at the moment when it is told."""

from datetime import datetime, timedelta
from uuid import UUID

from celery import shared_task
from django.utils import timezone

from fitapp.lib.jobs import enqueue
from fitapp.lib.sealing import BrokenSeal
from social.notifications import push, resting
from social.notifications.endpoints import ForbiddenEndpoint
from social.notifications.models import PushSubscription

RETRIES = 3


@shared_task
def tell_rest_is_over(*, trainee_id: int | None = None) -> None:
    """At the end of a rest, of one trainee; or of all whose message was lost on the way."""
    now = timezone.now()
    for user_id, message, until in resting.over(trainee_id=trainee_id, at=now):
        for pk in PushSubscription.objects.filter(user_id=user_id).values_list("pk", flat=True):
            enqueue(
                deliver,
                subscription_id=str(pk),
                message=push.as_terms(message),
                until=until.isoformat(),
            )


@shared_task
def deliver(
    *, subscription_id: str, message: dict[str, str], until: str, failures: int = 0
) -> None:
    """To one browser. It is tried again after 1, 2 and 4 seconds, as long as it is of use."""
    row = PushSubscription.objects.filter(pk=UUID(subscription_id)).first()
    now, end = timezone.now(), datetime.fromisoformat(until)
    if row is None or now >= end:
        return
    try:
        push.send(row, message, until=end, at=now)
    except (push.Gone, BrokenSeal, ForbiddenEndpoint):
        row.delete()  # the browser says it anew when it is used again
    except push.NotSent as error:
        row.note_failure(why=str(error), at=now)
        if failures < RETRIES:
            enqueue(
                deliver,
                at=now + timedelta(seconds=2**failures),
                subscription_id=subscription_id,
                message=message,
                until=until,
                failures=failures + 1,
            )
