"""Background work. Each task may run twice: the second time finds nothing left to do."""

from uuid import UUID

from celery import shared_task
from django.utils import timezone

from fitapp.lib.jobs import enqueue
from metrics.integrations import work
from metrics.integrations.models import Import


@shared_task
def apply_import(*, import_id: str) -> None:
    work.carry_out_apply(import_id=UUID(import_id), clock=timezone.now)


@shared_task
def undo_import(*, import_id: str) -> None:
    work.carry_out_undo(import_id=UUID(import_id), clock=timezone.now)


@shared_task
def sweep() -> None:
    """Hand out again what was left lying: a message was lost, or a worker died."""
    for source in work.take_up_what_lies(at=timezone.now()):
        task = apply_import if source.state == Import.State.APPLYING else undo_import
        enqueue(task, import_id=str(source.pk))


@shared_task
def forget_files(*, user_id: int) -> None:
    work.forget_files(user_id=user_id)


@shared_task
def forget_everybodys_files() -> None:
    """A message that somebody is gone may have been lost."""
    for user_id in work.gone_users():
        work.forget_files(user_id=user_id)
