from celery import shared_task
from django.utils import timezone

from fitapp.lib.jobs import enqueue
from training import exercises, open_ends, planning, popularity, recounting
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


@shared_task
def recount(*, exercise_id: int) -> None:
    recounting.recount(exercise_id=exercise_id)


@shared_task
def recount_what_lies() -> None:
    """A message was lost, or a worker died."""
    for exercise_id in recounting.to_recount():
        enqueue(recount, exercise_id=exercise_id)


@shared_task
def count_people() -> None:
    popularity.count_people(at=timezone.now())


@shared_task
def forget_pictures(*, user_id: int) -> None:
    exercises.forget_pictures(user_id=user_id)
