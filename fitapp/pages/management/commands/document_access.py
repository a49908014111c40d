from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from fitapp.access_table import written

FILE = Path(settings.BASE_DIR) / "docs" / "access.md"


class Command(BaseCommand):
    help = "Writes docs/access.md from the policy: every door, and what it answers to whom."

    def add_arguments(self, parser):
        parser.add_argument("--check", action="store_true", help="only say whether it is current")

    def handle(self, *, check, **options):
        if not check:
            FILE.write_text(written())
        elif FILE.read_text() != written():
            raise CommandError("docs/access.md is not what the policy says. Write it anew.")
