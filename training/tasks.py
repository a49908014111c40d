from celery import shared_task
from django.utils import timezone

from training import open_ends, planning
from training.logbook import graves


@shared_task
def catch_up() -> None:
    """Every hour, because midnight comes to each time zone at its own."""
    planning.catch_up(at=timezone.now())


@shared_task
def forget_deleted() -> None:
    """Every night."""
    graves.forget_old(at=timezone.now())


@shared_task
def lay_out_ahead() -> None:
    """Every night, for plans without a last day."""
    open_ends.lay_out_ahead(at=timezone.now())
