"""The broker in files: a message is found whole, or not yet."""

from pathlib import Path
from uuid import uuid4

import pytest
from kombu import Connection

from fitapp.lib.broker import Transport


@pytest.fixture
def queue(tmp_path):
    folders = dict.fromkeys(["data_folder_in", "data_folder_out"], str(tmp_path))
    options = {**folders, "control_folder": str(tmp_path / "control")}
    with Connection("filesystem://", transport_options=options) as connection:
        yield connection.SimpleQueue(uuid4().hex)  # Kombu remembers queues by name


def test_celery_uses_it():
    with Connection("filesystem://") as connection:
        assert isinstance(connection.transport, Transport)


def test_messages_arrive_in_their_order(queue):
    for number in range(3):
        queue.put({"number": number})
    assert [queue.get(timeout=1).payload["number"] for _ in range(3)] == [0, 1, 2]


def test_a_message_that_is_being_written_is_not_found(queue, monkeypatch):
    found = []
    finish = Path.replace

    def look_first(part, there):
        with pytest.raises(queue.Empty):
            queue.get(block=False)
        found.append(part.read_text())
        return finish(part, there)

    monkeypatch.setattr(Path, "replace", look_first)
    queue.put({"number": 7})
    assert len(found) == 1
    assert queue.get(timeout=1).payload == {"number": 7}
