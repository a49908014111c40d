from __future__ import annotations

from argparse import ArgumentParser
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any, Final

from django.contrib.auth.hashers import make_password
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone

from accounts.models import Profile, User
from training.library import load_library
from training.management.made_up import ITEM, SESSION, SET, Batch, Trainee
from training.management.pouring import know_the_sizes, pour
from training.models import Exercise, Session, SessionItem, Set
from training.records import rebuild_records
from training.taxonomy import Tracking
from training.weeks import rebuild_weeks

ADDRESS: Final = "@history.invalid"
DAYS_A_YEAR: Final = 365.25


class Command(BaseCommand):
    help = (
        "Makes people with years of training, to measure with. Only where nobody real is, "
        "unless --yes. The same seed and last day make the same training."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--people", type=int, required=True)
        parser.add_argument("--years", type=float, required=True)
        parser.add_argument("--seed", type=int, default=1)
        parser.add_argument("--until", type=date.fromisoformat, help="the last day, else today")
        parser.add_argument("--yes", action="store_true", help="beside real people as well")

    def handle(self, *args: Any, **options: Any) -> None:
        people, seed = options["people"], options["seed"]
        if not options["yes"] and User.objects.exclude(email__endswith=ADDRESS).exists():
            raise CommandError("Real people are in this database. --yes makes others beside them.")
        last = options["until"] or timezone.now().date()
        first = last - timedelta(days=round(options["years"] * DAYS_A_YEAR))
        exercises = _exercises()
        count = 0
        for number, user in enumerate(_make_people(people, seed)):
            trainee = Trainee(pk=user.pk, seed=user.handle, exercises=exercises)
            count += write(trainee.train(first=first, last=last), trainee_id=user.pk)
            if number == 0:
                know_the_sizes()  # adding up the weeks of the others is quick from here on
        know_the_sizes()
        self.stdout.write(f"{people} people, {count} sets.")


@transaction.atomic
def write(batch: Batch, *, trainee_id: int) -> int:
    """One person's training, with the records and weeks that follow from it."""
    pour(Session, SESSION, batch.sessions)
    pour(SessionItem, ITEM, batch.items)
    pour(Set, SET, batch.sets)
    exercises = {row[ITEM.index("exercise_id")] for row in batch.items}
    rebuild_records(trainee_id=trainee_id, exercise_ids=exercises)
    days = {row[SESSION.index("day")] for row in batch.sessions}
    rebuild_weeks(trainee_id=trainee_id, weeks=days)
    return len(batch.sets)


def _exercises() -> list[tuple[int, str, str]]:
    if not Exercise.objects.library().exists():
        load_library(at=timezone.now())
    rows = Exercise.objects.library().filter(tracking=Tracking.LOAD_REPS, is_staple=True)
    return list(rows.order_by("slug").values_list("pk", "name", "tracking"))


def _make_people(count: int, seed: int) -> Iterator[User]:
    """Nobody can sign in as them: their addresses do not exist and they have no password."""
    handles = [f"made_up_{seed}_{number}" for number in range(1, count + 1)]
    if User.objects.filter(handle__in=handles).exists():
        raise CommandError("People of this seed are there already. Choose another --seed.")
    nobodys = make_password(None)
    users = User.objects.bulk_create(
        User(email=f"{handle}{ADDRESS}", handle=handle, password=nobodys) for handle in handles
    )
    Profile.objects.bulk_create(Profile(user=user, name=user.handle) for user in users)
    yield from users
