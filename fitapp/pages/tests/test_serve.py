"""`manage.py serve`, started for real on a port and a folder of its own."""

import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import suppress
from pathlib import Path

import pytest
from django.db import connection
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import connect

from accounts.models import Token
from conftest import NOON

ROOT = Path(__file__).resolve().parents[3]
DEADLINE_S = 120


class Served:
    """A running `manage.py serve`, and what it has printed."""

    def __init__(self, env, port):
        self.port = port
        self.output = Path(env["DATA_DIR"]) / "serve.log"
        command = [sys.executable, "manage.py", "serve", "--port", str(port)]
        with self.output.open("w") as log:
            self.process = subprocess.Popen(command, cwd=ROOT, env=env, stdout=log, stderr=log)

    @property
    def said(self):
        return self.output.read_text()

    def pids(self, name):
        return [int(pid) for pid in re.findall(rf"{name} started \(pid (\d+)\)", self.said)]

    def ask(self, path):
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}{path}", timeout=5) as answer:
                return answer.status, json.load(answer)
        except urllib.error.HTTPError as answer:
            return answer.code, json.load(answer)
        except OSError:
            return None, None

    def wait_for(self, came_true):
        deadline = time.monotonic() + DEADLINE_S
        while not came_true():
            with suppress(subprocess.TimeoutExpired):
                self.process.wait(0.1)
                pytest.fail(self.said)
            assert time.monotonic() < deadline, self.said


def address_of_test_database():
    known = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{known['NAME']}"
    where = f"{known['HOST'] or '127.0.0.1'}:{known['PORT'] or 5432}"
    return f"postgres://{known['USER']}:{known['PASSWORD']}@{where}/{known['NAME']}"


@pytest.fixture
def served(transactional_db, tmp_path):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    env = {**os.environ, "DATA_DIR": str(tmp_path), "DATABASE_URL": address_of_test_database()}
    env.update(DEBUG="true", LOG_LEVEL="WARNING", SITE_URL=f"http://localhost:{port}")
    env.update(SOCKET_CHECK_S="1")
    served = Served(env, port)
    yield served
    if served.process.poll() is None:
        served.process.kill()
        served.process.wait()


@pytest.mark.serve
def test_serve_holds_sockets_keeps_its_children_alive_and_ends_them(served, ana):
    served.wait_for(lambda: served.ask("/health/ready")[0] == 200)
    assert served.ask("/health/live") == (200, {"status": "live"})

    token, secret = Token.issue(user=ana, name="watch", scope="read", at=NOON)
    bearer = {"Authorization": f"Bearer {secret}"}
    with connect(f"ws://localhost:{served.port}/ws/inbox/", additional_headers=bearer) as inbox:
        assert json.loads(inbox.recv(10)) == {"type": "ready"}
        token.revoke(at=NOON)  # in this process, of which the server's hears nothing
        with pytest.raises(ConnectionClosed, match="4401"):
            inbox.recv(10)

    [worker] = served.pids("worker")
    os.kill(worker, signal.SIGKILL)
    served.wait_for(lambda: len(served.pids("worker")) == 2)

    served.process.send_signal(signal.SIGINT)
    assert served.process.wait(60) == 0, served.said
    for pid in (*served.pids("web"), *served.pids("worker"), *served.pids("scheduler")):
        with pytest.raises(ProcessLookupError):
            os.kill(pid, 0)
