"""`manage.py serve`: web, worker and scheduler as children of one process."""

import os
import sys
import time
import urllib.error
import urllib.request
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from fitapp.lib.supervisor import Child, Supervisor

CELERY = ("-m", "celery", "--quiet", "-A", "fitapp")
WORKER = (
    "worker",
    "--pool",
    "threads",
    "--concurrency",
    "2",
    "--without-gossip",
    "--without-mingle",
)


class Command(BaseCommand):
    help = "Starts FitApp: web, worker and scheduler. Ctrl-C stops them all."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--host", default="127.0.0.1")
        parser.add_argument("--port", type=int, default=8000)

    def handle(self, *args: Any, **options: Any) -> None:
        host, port = options["host"], options["port"]
        supervisor = Supervisor(children(host, port), out=sys.stdout)
        began = time.monotonic()

        def announce() -> None:
            if wait_until_live(port, supervisor):
                took = time.monotonic() - began
                supervisor.say("serve", f"FitApp answers at {settings.SITE_URL} after {took:.1f} s")

        sys.exit(supervisor.run(when_started=announce))


def children(host: str, port: int) -> list[Child]:
    env = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    level = ("--loglevel", "WARNING")
    # The application reads forwarded addresses itself (TRUSTED_PROXIES), so uvicorn must not.
    web = ("-m", "uvicorn", "fitapp.asgi:application", "--host", host, "--port", str(port))
    quiet = ("--no-proxy-headers", "--lifespan", "off", "--no-access-log", "--log-level", "warning")
    grace = ("--timeout-graceful-shutdown", "5")
    # Messages are short; compressing them would cost more memory per socket than it saves.
    sockets = ("--ws", "websockets-sansio", "--ws-max-size", "65536")
    sockets += ("--ws-per-message-deflate", "false")
    commands = {
        "web": (*web, *quiet, *grace, *sockets),
        "worker": (*CELERY, *WORKER, *level),
        "scheduler": (*CELERY, "beat", "--pidfile=", *level),
    }
    return [Child(name, (sys.executable, *words), env) for name, words in commands.items()]


def wait_until_live(port: int, supervisor: Supervisor) -> bool:
    url = f"http://127.0.0.1:{port}/health/live"
    while not supervisor.stopping.wait(0.1):
        try:
            with urllib.request.urlopen(url, timeout=2) as answer:
                return answer.status == 200
        except urllib.error.HTTPError:
            return False
        except OSError:
            continue
    return False
