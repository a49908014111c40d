"""Work asked for at a moment is done at that moment, also with the broker in files."""

import time
from datetime import UTC, datetime, timedelta
from queue import Queue

import pytest
from celery import Celery
from celery.contrib.testing.worker import start_worker

from fitapp.lib.jobs import enqueue


@pytest.fixture
def done(tmp_path):
    """A worker on a broker of its own, as `manage.py serve` runs it: (its task, when it ran)."""
    folders = dict.fromkeys(["data_folder_in", "data_folder_out"], str(tmp_path))
    app, moments = Celery("moments", broker="filesystem://", set_as_current=False), Queue()
    app.conf.update(
        broker_transport_options={
            **folders, "control_folder": str(tmp_path / "control"), "polling_interval": 0.05,
        },
        task_default_queue=tmp_path.name,
        task_ignore_result=True,
        task_acks_late=True,
        worker_prefetch_multiplier=1,
        worker_hijack_root_logger=False,
    )  # fmt: skip

    @app.task
    def note(name):
        moments.put((name, time.time()))

    with start_worker(app, pool="threads", concurrency=2, perform_ping_check=False):
        yield note, moments


def test_it_is_done_at_its_moment_and_others_do_not_wait_for_it(done):
    task, moments = done
    at = datetime.now(UTC) + timedelta(seconds=1.5)
    enqueue(task, at=at, name="later")
    enqueue(task, name="now")
    (first, early), (second, late) = moments.get(timeout=10), moments.get(timeout=10)
    assert (first, second) == ("now", "later")
    assert early < at.timestamp()
    assert 0 <= late - at.timestamp() < 1
