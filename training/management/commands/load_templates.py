from django.core.management.base import BaseCommand
from django.utils import timezone

from training.shipped_programs import load_templates


class Command(BaseCommand):
    help = "Loads the public programs of training/data/programs. Loading them again is safe."

    def handle(self, *args, **options):
        programs = load_templates(at=timezone.now())
        self.stdout.write(f"{len(programs)} programs: {', '.join(map(str, programs))}")
