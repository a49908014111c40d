"""What is measured is what people ask for, and a bound that is broken is told."""

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.http import HttpResponse

from accounts.models import User
from conftest import NOON
from fitapp.pages.bench.house import find_or_make
from fitapp.pages.bench.measuring import Door, DoorIsShut, measure
from fitapp.pages.bench.rounds import Rounds
from training.models import Session


@pytest.mark.django_db
def test_every_door_opens_and_nothing_is_left_behind(time_machine, unlimited):
    time_machine.move_to(NOON)
    house = find_or_make(people=1, years=0.1, at=NOON, yes=False)
    before = set(Session.objects.values_list("pk", flat=True))
    rounds = Rounds(house, at=NOON, times=0)
    answers = {door.name: door.knock().status_code for door in rounds.doors()}
    rounds.end()
    assert len(answers) == 17
    assert set(answers.values()) == {200}
    assert set(Session.objects.values_list("pk", flat=True)) == before
    people = User.objects.count()
    assert find_or_make(people=1, years=0.1, at=NOON, yes=False).veteran == house.veteran
    assert User.objects.count() == people


@pytest.mark.django_db
def test_a_bound_that_is_broken_is_told():
    def knock():
        return HttpResponse("x" * len(User.objects.values_list("pk")) + "y" * 100)

    cost = measure(Door("page", knock, queries=0, cpu_ms=1000, size=10), times=2)
    assert cost.broken == ("queries 1 > 0", "size 100 > 10")
    assert measure(Door("page", knock, queries=1), times=2).broken == ()


@pytest.mark.django_db
def test_a_door_that_refuses_is_not_measured():
    with pytest.raises(DoorIsShut, match="page answers 404"):
        measure(Door("page", lambda: HttpResponse(status=404)), times=2)


@pytest.mark.skipif(connection.vendor == "postgresql", reason="PostgreSQL is what it is for")
@pytest.mark.django_db
def test_it_is_for_postgresql():
    with pytest.raises(CommandError, match="DATABASE_URL"):
        call_command("bench_training")
