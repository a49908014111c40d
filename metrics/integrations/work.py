"""What the worker does with an import: take it on, do it whole or not at all, say how far it is."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Final
from uuid import UUID
from zoneinfo import ZoneInfo

from django.core.files.storage import Storage
from django.db import transaction

from accounts.models import User
from metrics.integrations import history, progress
from metrics.integrations.formats import strong
from metrics.integrations.models import Import, folder_of

ATTEMPTS: Final = 3
Clock = Callable[[], datetime]


def read_file(source: Import, content: bytes) -> strong.Export:
    """The file as it was first looked at: what the future was then stays out for good."""
    today = source.created_at.astimezone(ZoneInfo(source.time_zone)).date()
    return strong.read(content, today=today)


def carry_out_apply(*, import_id: UUID, clock: Clock) -> None:
    """Bring the history in. Twice is once: only one worker can claim it, and a workout that is
    there already is not inserted again."""
    source = _claimed(import_id, Import.State.APPLYING, clock)
    if source is None:
        return
    try:
        with source.file.open("rb") as file:
            export = read_file(source, file.read())
        tell = _teller(source, clock)
        rows = history.prepare(source, export, tell=tell)
        with transaction.atomic():
            history.write_history(source, rows, tell=tell)
            made = {
                "new_sessions": len(rows.sessions),
                "new_sets": len(rows.sets),
                "made_exercises": [exercise.pk for exercise in rows.made],
            }
            counts = {**source.counts, **made}
            _end(source, Import.State.APPLIED, applied_at=clock(), counts=counts)
    finally:
        source.let_go()
    progress.forget(source.pk)


def carry_out_undo(*, import_id: UUID, clock: Clock) -> None:
    """Take the history out again, and the file with it."""
    source = _claimed(import_id, Import.State.UNDOING, clock)
    if source is None:
        return
    try:
        with transaction.atomic():
            history.remove_history(source)
            _end(source, Import.State.UNDONE, undone_at=clock())
    finally:
        source.let_go()
    source.file.delete(save=False)


def take_up_what_lies(*, at: datetime) -> list[Import]:
    """Imports that nobody works on any more; those that failed too often are given up."""
    lying = list(Import.objects.left_lying(at=at))
    awaited = [source for source in lying if not _is_heard_of(source, at)]
    for source in awaited:
        if source.attempts >= ATTEMPTS and source.state == Import.State.APPLYING:
            source.move(
                before=Import.State.APPLYING,
                after=Import.State.FAILED,
                error="It could not be brought in. Nothing was changed. Send the file again.",
            )
    return [source for source in awaited if source.is_at_work]


def forget_files(*, user_id: int) -> None:
    """Delete the files of a person who is gone; their rows went with them."""
    if User.objects.filter(pk=user_id).exists():
        return
    storage, folder = _storage(), folder_of(user_id)
    for name in _inside(folder)[1]:
        storage.delete(f"{folder}/{name}")
    storage.delete(folder)


def gone_users() -> list[int]:
    """Whose files are there although they are not."""
    owners = {int(name) for name in _inside("imports")[0] if name.isdecimal()}
    return sorted(owners - set(User.objects.filter(pk__in=owners).values_list("pk", flat=True)))


def _inside(folder: str) -> tuple[list[str], list[str]]:
    try:
        return _storage().listdir(folder)
    except FileNotFoundError:
        return [], []


def _storage() -> Storage:
    return Import._meta.get_field("file").storage


def _is_heard_of(source: Import, at: datetime) -> bool:
    """Whether a worker has just told its progress: its heart beats there while it writes."""
    last = progress.heard(source.pk).at
    return source.heartbeat_at is not None and last is not None and at - last < progress.SILENCE


def _claimed(import_id: UUID, state: str, clock: Clock) -> Import | None:
    source = Import.objects.filter(pk=import_id, state=state).select_related("user__profile")
    found = source.first()
    if found is None or _is_heard_of(found, clock()) or not found.claim(at=clock()):
        return None
    return source.get()


def _teller(source: Import, clock: Clock) -> history.Tell:
    return lambda done, total: progress.tell(source.pk, done=done, total=total, at=clock())


def _end(source: Import, state: str, **changes: object) -> None:
    source.move(before=source.state, after=state, heartbeat_at=None, **changes)
