from __future__ import annotations

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.test import override_settings
from django.utils import timezone

from fitapp.pages.bench.house import find_or_make
from fitapp.pages.bench.measuring import HEADING, Cost, measure
from fitapp.pages.bench.rounds import Rounds

PLAIN_FILES = "django.contrib.staticfiles.storage.StaticFilesStorage"


class Command(BaseCommand):
    help = (
        "Measures what training's doors cost where many train and one has done so for years. On "
        "PostgreSQL; makes the people when it is first run."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--times", type=int, default=20, help="knocks at each door")
        parser.add_argument("--people", type=int, default=200)
        parser.add_argument("--years", type=float, default=5)
        parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures there")
        parser.add_argument("--check", action="store_true", help="fail where a bound is broken")
        parser.add_argument("--yes", action="store_true", help="beside real people as well")

    def handle(self, *args: Any, **options: Any) -> None:
        if settings.EMBEDDED:
            raise CommandError("SQLite is not what many people use. Set DATABASE_URL.")
        asked = {name: options[name] for name in ("people", "years", "yes")}
        house = find_or_make(at=timezone.now(), **asked)
        files = {**settings.STORAGES, "staticfiles": {"BACKEND": PLAIN_FILES}}
        with override_settings(LIMITS={}, ALLOWED_HOSTS=["testserver"], STORAGES=files):
            costs = self._measure(Rounds(house, at=timezone.now(), times=options["times"]), options)
        if options["json"]:
            found = json.dumps([cost.as_json for cost in costs], indent=2)
            options["json"].write_text(f"{found}\n")
        if options["check"] and any(cost.broken for cost in costs):
            raise CommandError("These cost more than they may.")

    def _measure(self, rounds: Rounds, options: dict[str, Any]) -> list[Cost]:
        self.stdout.write(HEADING)
        costs = []
        try:
            for door in rounds.doors():
                costs.append(measure(door, times=options["times"]))
                self.stdout.write(costs[-1].line)
        finally:
            rounds.end()
        return costs
