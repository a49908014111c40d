"""The worker: one at a time, whole or not at all, taken up again, and saying how far it is."""

from datetime import timedelta

import pytest
from django.utils import timezone

from conftest import NOON
from metrics.integrations import history, imports, progress, tasks, work
from metrics.integrations.models import Import
from training.models import Session, Set

pytestmark = pytest.mark.usefixtures("library")


@pytest.fixture
def applying(receive):
    """An import whose message to the worker was lost."""
    source = receive("strong_comma.csv")
    imports.set_mapping(source, load_unit="kg", distance_unit="km")
    source.move(before="previewed", after="applying")
    return source


def carry_out(source, at=NOON):
    work.carry_out_apply(import_id=source.pk, clock=lambda: at)
    source.refresh_from_db()


def test_the_sweep_takes_up_what_was_left_lying(applying):
    tasks.sweep()
    applying.refresh_from_db()
    assert applying.state == Import.State.APPLIED
    assert Session.objects.count() == 2


def test_the_same_message_twice_is_one_import(applying):
    carry_out(applying)
    carry_out(applying)
    assert Set.objects.count() == 8


def test_nobody_takes_what_somebody_works_on(applying):
    assert applying.claim(at=NOON)
    carry_out(applying, at=NOON + timedelta(seconds=30))
    assert applying.state == Import.State.APPLYING
    carry_out(applying, at=NOON + timedelta(minutes=5))
    assert applying.state == Import.State.APPLIED


def test_a_worker_that_still_tells_its_progress_is_at_work(applying):
    assert applying.claim(at=NOON)
    later = NOON + timedelta(minutes=5)
    progress.tell(applying.pk, done=500, total=4000, at=later)
    assert work.take_up_what_lies(at=later + timedelta(seconds=30)) == []
    carry_out(applying, at=later + timedelta(seconds=30))
    assert applying.state == Import.State.APPLYING


def test_a_failure_leaves_no_row_and_the_sweep_tries_again(applying, monkeypatch):
    def broken(**_):
        raise RuntimeError("the disk is full")

    with monkeypatch.context() as patched:
        patched.setattr(history, "rebuild_weeks", broken)
        with pytest.raises(RuntimeError):
            carry_out(applying)
    assert not Session.objects.exists()
    assert work.take_up_what_lies(at=NOON) == [applying]
    carry_out(applying)
    assert applying.state == Import.State.APPLIED


def test_after_three_attempts_it_is_given_up_with_a_sentence(applying):
    Import.objects.filter(pk=applying.pk).update(attempts=3)
    assert work.take_up_what_lies(at=NOON) == []
    applying.refresh_from_db()
    assert applying.state == Import.State.FAILED
    assert "Nothing was changed" in applying.error


def test_an_undo_that_was_left_lying_is_finished(bring_in):
    source = bring_in("strong_comma.csv")
    source.move(before="applied", after="undoing", heartbeat_at=None)
    tasks.sweep()
    source.refresh_from_db()
    assert source.state == Import.State.UNDONE
    assert not Session.objects.exists()


def test_progress_grows_to_the_end_and_is_then_forgotten(applying, monkeypatch):
    told = []
    tell = progress.tell
    monkeypatch.setattr(
        progress,
        "tell",
        lambda pk, **said: (told.append((said["done"], said["total"])), tell(pk, **said)),
    )
    carry_out(applying, at=timezone.now())
    assert told[0] == (0, 24)
    assert told[-1] == (24, 24)
    assert [done for done, _ in told] == sorted(done for done, _ in told)
    assert progress.heard(applying.pk).total == 0


def test_progress_is_a_percentage():
    assert progress.Progress(5, 20).percent == 25
    assert progress.Progress(0, 0).percent == 0
