"""The people that the doors are measured with: many with a season of training, one with years of
it, and a trainer who coaches them all."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from django.contrib.auth.models import Group
from django.core.management import call_command

from accounts.models import User
from accounts.models.people import TRAINERS
from fitapp.pages.demo.people import start_coaching
from fitapp.pages.demo.workouts import assign
from training.documents import copy_program
from training.management.commands.generate_history import ADDRESS
from training.models import Assignment, Exercise, Program
from training.shipped_programs import load_templates

SEED: Final = 200
VETERANS_SEED: Final = 5
SHIPPED: Final = "upper-lower-four-days"
TRAINER: Final = f"bench{ADDRESS}"


@dataclass(frozen=True)
class House:
    veteran: User
    trainer: User
    program: Program
    lifts: list[Exercise]


def find_or_make(*, people: int, years: float, at: datetime, yes: bool) -> House:
    """Those of last time, whatever is asked for, or new ones."""
    trainer = User.objects.filter(email=TRAINER).first()
    if trainer is None:
        trainer = _make(((people, 0.25, SEED), (1, years, VETERANS_SEED)), at=at, yes=yes)
    veteran = User.objects.select_related("profile").get(handle=f"made_up_{VETERANS_SEED}_1")
    done = veteran.sets.values_list("exercise", flat=True).distinct()
    return House(
        veteran=veteran,
        trainer=User.objects.select_related("profile").get(pk=trainer.pk),
        program=Program.objects.get(owner=trainer),
        lifts=list(Exercise.objects.filter(pk__in=done).order_by("pk")[:6]),
    )


def _make(crowds: Iterable[tuple[int, float, int]], *, at: datetime, yes: bool) -> User:
    for people, years, seed in crowds:
        call_command(
            "generate_history", people=people, years=years, seed=seed, until=at.date(), yes=yes
        )
    load_templates(at=at)
    trainer = User.objects.create_user(TRAINER, None, name="Bench")
    trainer.groups.add(Group.objects.get_or_create(name=TRAINERS)[0])
    trainer = User.objects.get(pk=trainer.pk)
    program = copy_program(program=Program.objects.get(slug=SHIPPED), by=trainer, at=at)
    theirs = rf"^made_up_({SEED}|{VETERANS_SEED})_"
    for trainee in User.objects.filter(handle__regex=theirs).order_by("pk"):
        start_coaching(trainer, trainee, at=at, scopes=[])
        _plan(program, trainee, trainer, at=at)
    return trainer


def _plan(program: Program, trainee: User, trainer: User, *, at: datetime) -> Assignment:
    """Four days a week, today among them."""
    today: date = at.date()
    began = today - timedelta(weeks=2)
    return assign(
        program, trainee=trainee, by=trainer, starts_on=began, at=at - timedelta(weeks=2),
        today=today,
    )  # fmt: skip
