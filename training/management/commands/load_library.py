from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from training.library import LibraryError, load_library


class Command(BaseCommand):
    help = "Make the exercise library equal to its files. Running it again changes nothing."

    def handle(self, *args, **options):
        try:
            loaded = load_library(at=timezone.now())
        except LibraryError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(str(loaded))
