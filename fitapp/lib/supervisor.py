"""Keeps a few processes running as children of this one, and ends them together."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from types import FrameType
from typing import IO

# Sets the signal that the kernel sends when the parent is gone (PR_SET_PDEATHSIG, Linux only),
# then becomes the command. Without it a killed supervisor leaves its children behind.
DIE_WITH_PARENT = """
import ctypes, os, signal, sys
parent, command = int(sys.argv[1]), sys.argv[2:]
if sys.platform == "linux":
    ctypes.CDLL(None).prctl(1, signal.SIGTERM)
if os.getppid() == parent:
    os.execv(command[0], command)
"""
SETTLED_S = 10.0
MOST_FALLS = 4
RESTART_AFTER_S = 0.5
GRACE_S = 12.0


class Child:
    """One process, started again when it falls."""

    def __init__(self, name: str, command: Sequence[str], env: Mapping[str, str]) -> None:
        self.name = name
        self.command = command
        self.env = {**env, "PYTHONUNBUFFERED": "1"}
        self.falls = 0

    def start(self, say: Callable[[str, str], None]) -> None:
        self.began = time.monotonic()
        wrapped = [sys.executable, "-I", "-S", "-c", DIE_WITH_PARENT, str(os.getpid())]
        self.process = subprocess.Popen(  # noqa: S603  # the commands are ours
            [*wrapped, *self.command],
            env=self.env,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
            process_group=0,  # Ctrl-C reaches the supervisor alone, which then ends us in order
        )
        threading.Thread(
            target=_relay, args=(self.name, self.process.stdout, say), daemon=True
        ).start()
        say("serve", f"{self.name} started (pid {self.process.pid})")

    @property
    def has_fallen(self) -> bool:
        return self.process.poll() is not None

    def count_fall(self) -> None:
        """Falls soon after a start add up; one after a long run is the first again."""
        settled = time.monotonic() - self.began > SETTLED_S
        self.falls = 1 if settled else self.falls + 1

    def end(self, *, by: float) -> None:
        """Waits until the time `by` of the monotonic clock, and then takes it away."""
        try:
            self.process.wait(max(0.1, by - time.monotonic()))
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


class Supervisor:
    """Runs its children until told to stop, or until one of them falls too often."""

    def __init__(self, children: Sequence[Child], *, out: IO[str]) -> None:
        self.children = children
        self.out = out
        self.stopping = threading.Event()
        self.writing = threading.Lock()

    def run(self, *, when_started: Callable[[], None] = lambda: None) -> int:
        """The exit code: 0 after being asked to stop, 1 when a child could not be kept alive."""
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, self._stop)
        for child in self.children:
            child.start(self.say)
        threading.Thread(target=when_started, daemon=True).start()
        code = 0
        while not self.stopping.wait(0.2):
            if not all(self._keep_alive(child) for child in self.children):
                code = 1
                break
        self._end_all()
        return code

    def say(self, name: str, line: str) -> None:
        with self.writing:
            self.out.write(f"{name:>9} | {line}\n")
            self.out.flush()

    def _stop(self, number: int, frame: FrameType | None) -> None:
        self.stopping.set()

    def _keep_alive(self, child: Child) -> bool:
        if not child.has_fallen:
            return True
        child.count_fall()
        self.say("serve", f"{child.name} fell (exit code {child.process.returncode})")
        if child.falls >= MOST_FALLS:
            self.say("serve", f"{child.name} fell {child.falls} times in a row, giving up")
            return False
        if self.stopping.wait(RESTART_AFTER_S * child.falls):
            return True
        child.start(self.say)
        return True

    def _end_all(self) -> None:
        began = time.monotonic()
        self.say("serve", "stopping")
        for child in self.children:
            child.process.terminate()
        for child in self.children:
            child.end(by=began + GRACE_S)
        self.say("serve", f"stopped in {time.monotonic() - began:.1f} s")


def _relay(name: str, lines: IO[str] | None, say: Callable[[str, str], None]) -> None:
    for line in lines or ():
        say(name, line.rstrip())
