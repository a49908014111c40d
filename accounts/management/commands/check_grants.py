from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from accounts import grants


class Command(BaseCommand):
    help = "Reports where what trainers may see is not what coaching says, and repairs it."

    def add_arguments(self, parser):
        parser.add_argument("--repair", action="store_true", help="put it right")

    def handle(self, *, repair, **options):
        look = grants.repair if repair else grants.faults
        found = look(at=timezone.now())
        for fault in found:
            self.stdout.write(f"{fault}.")
        if found and not repair:
            raise CommandError(f"{len(found)} out of step. --repair puts them right.")
        self.stdout.write(f"{len(found)} repaired." if found else "All in step.")
