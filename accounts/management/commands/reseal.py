from django.core.management.base import BaseCommand

from accounts.factors import reseal


class Command(BaseCommand):
    help = "Seals secrets at rest again with the newest of SEALING_KEYS."

    def handle(self, *args, **options):
        count = reseal()
        rows = "row" if count == 1 else "rows"
        self.stdout.write(f"{count} {rows} sealed again.")
