"""Which exercises people of one kind train: counted every night, and never of few people."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import product
from typing import Final

from django.db import transaction
from django.db.models import Count

from accounts.models import User
from accounts.models.people import Experience, Sex
from fitapp.lib import stamps
from training.models import Exercise, Popularity, Set

LATELY: Final = timedelta(days=90)
FEWEST: Final = 5  # people: fewer could be told apart
LIST: Final = 12  # exercises that make a ranking; with fewer, a wider circle is asked
STAMP: Final = "popularity"
DAY_S: Final = 24 * 3600
WHO: Final = {Sex.FEMALE: "women", Sex.MALE: "men", "": "people"}


@dataclass(frozen=True)
class Ranking:
    """Exercises by how many train them, and who they are; nothing where they are too few."""

    place: dict[int, int]
    who: str = ""

    def of(self, exercise: Exercise) -> int:
        return self.place.get(exercise.pk, len(self.place))


@transaction.atomic
def count_people(*, at: datetime) -> None:
    """Who trained which exercise of the library lately, by experience and sex and regardless."""
    people: Counter[tuple[int, str, str]] = Counter()
    for exercise_id, experience, sex, count in _trained_since(at - LATELY):
        for key in product({experience, ""}, {sex, ""}):
            people[exercise_id, *key] += count
    Popularity.objects.all().delete()
    Popularity.objects.bulk_create(
        Popularity(exercise_id=pk, experience=experience, sex=sex, people=count)
        for (pk, experience, sex), count in sorted(people.items())
        if count >= FEWEST
    )
    stamps.renew(STAMP)


def ranking_for(user: User) -> Ranking:
    """Of people like this one: of as much experience and the same sex, else of as much experience,
    else of all. One query at most, and then from the cache."""
    told = user.profile.experience, user.profile.sex
    key = "-".join(["popular", *filter(None, told)])
    return stamps.keep(key, lambda: _rank(*told), under=stamps.stamp(STAMP), seconds=DAY_S)


def _rank(experience: str, sex: str) -> Ranking:
    circles: dict[tuple[str, str], list[int]] = {
        (experience, sex): [],
        (experience, ""): [],
        ("", ""): [],
    }
    rows = Popularity.objects.filter(experience__in=[experience, ""], sex__in=[sex, ""])
    for row in rows.order_by("-people", "exercise_id"):
        if (row.experience, row.sex) in circles:
            circles[row.experience, row.sex].append(row.exercise_id)
    for (told, of), exercises in circles.items():
        if len(exercises) >= LIST:
            who = f"{Experience(told).label.lower()} {WHO[of]}" if told else f"all {WHO[of]}"
            return Ranking({pk: place for place, pk in enumerate(exercises)}, who)
    return Ranking({})


def _trained_since(since: datetime) -> list[tuple[int, str, str, int]]:
    rows = (
        Set.objects.working()
        .filter(completed_at__gte=since, exercise__in=Exercise.objects.library())
        .values_list("exercise_id", "trainee__profile__experience", "trainee__profile__sex")
        .annotate(people=Count("trainee", distinct=True))
        .order_by()
    )
    return list(rows)
