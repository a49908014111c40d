"""A supervisor in a process of its own, with children that are quick to start and to fall."""

import os
import signal
import subprocess
import sys
from contextlib import suppress

import pytest

SCRIPT = """
import os, sys
from fitapp.lib import supervisor
supervisor.RESTART_AFTER_S = 0.01
child = supervisor.Child("child", [sys.executable, "-c", sys.argv[1]], os.environ)
sys.exit(supervisor.Supervisor([child], out=sys.stdout).run())
"""
STAYS = "import signal; print('here', flush=True); signal.pause()"
FALLS = "import sys; print('ouch'); sys.exit(3)"


@pytest.fixture
def supervise():
    started = []

    def start(child):
        command = [sys.executable, "-c", SCRIPT, child]
        started.append(subprocess.Popen(command, stdout=subprocess.PIPE, text=True))
        return started[-1]

    yield start
    for process in started:
        with suppress(ProcessLookupError):
            process.kill()
        process.communicate()


def pid_of_child(process):
    for line in process.stdout:
        if "started (pid" in line:
            pid = int(line.rpartition(" ")[2].strip(")\n"))
        if "here" in line:
            return pid
    return pytest.fail("The child said nothing.")


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_stop_ends_the_children_and_is_no_failure(supervise, number):
    process = supervise(STAYS)
    pid = pid_of_child(process)
    process.send_signal(number)
    said, _ = process.communicate(timeout=60)
    assert process.returncode == 0
    assert "stopped in" in said
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)


def test_a_child_that_keeps_falling_is_given_up(supervise):
    process = supervise(FALLS)
    said, _ = process.communicate(timeout=60)
    assert process.returncode == 1
    assert said.count("child | ouch") == 4
    assert said.count("child fell (exit code 3)") == 4


@pytest.mark.skipif(sys.platform != "linux", reason="Only Linux tells children of a dead parent")
def test_children_do_not_outlive_a_killed_supervisor(supervise):
    process = supervise(STAYS)
    pid_of_child(process)
    process.kill()
    # The output ends when the last process that could write to it has gone.
    process.communicate(timeout=60)
    assert process.returncode == -signal.SIGKILL
