from django.core.management.base import BaseCommand

from accounts import factors
from social.notifications import push


class Command(BaseCommand):
    help = "Seals secrets at rest again with the newest of SEALING_KEYS."

    def handle(self, *args, **options):
        count = factors.reseal() + push.reseal()
        rows = "row" if count == 1 else "rows"
        self.stdout.write(f"{count} {rows} sealed again.")
