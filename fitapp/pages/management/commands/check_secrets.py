from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from fitapp import secrets


class Command(BaseCommand):
    help = "Says where each secret comes from, and never what it is."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--again", action="store_true", help="ask the source again, and say what is new"
        )

    def handle(self, *args: Any, again: bool = False, **options: Any) -> None:
        held = secrets.fetched()
        version = f", version {held.version}" if held.version else ""
        self.stdout.write(f"Source: {held.source}{version}, asked {held.at:%Y-%m-%d %H:%M:%S} UTC")
        for name in secrets.KNOWN:
            self.stdout.write(f"{name:22} {secrets.origin_of(name) or 'not set'}")
        if again:
            self.stdout.write(news(held, secrets.refresh()))


def news(held: secrets.Fetched, now: secrets.Fetched) -> str:
    """What has changed at the source since the process asked."""
    names = {*held.values, *now.values}
    changed = sorted(name for name in names if held.values.get(name) != now.values.get(name))
    if not changed:
        return "Nothing has changed there."
    return f"Changed there since: {', '.join(changed)}. Restart to use it."
