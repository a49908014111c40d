from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from fitapp.pages.demo import story


class Command(BaseCommand):
    help = "Makes demo people with months of training. Only in development; again is safe."

    def add_arguments(self, parser):
        parser.add_argument(
            "--strong-export",
            type=Path,
            metavar="FILE",
            help="bring this Strong export in for the trainee instead of a made-up history",
        )

    def handle(self, *args, strong_export=None, **options):
        if not settings.DEBUG:
            raise CommandError(
                "Everybody knows the password of the demo people: they are made only with DEBUG."
            )
        if strong_export is not None and not strong_export.is_file():
            raise CommandError(f"There is no file {strong_export}.")
        self.stdout.write(story.tell(at=timezone.now(), history=strong_export))
