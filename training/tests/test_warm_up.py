"""Warm-up sets put in front of an exercise: in the log, and by a program."""

from decimal import Decimal

import pytest
from django.urls import reverse

from conftest import NOON
from training import logbook
from training.models import ExerciseEquipment, Set, SetKind
from training.tests.gyms import make_gym
from training.tests.log import (
    document,
    entry,
    group,
    make_exercise,
    make_item,
    make_session,
    make_workout,
    plan,
    prescription,
)


@pytest.fixture
def squat(db):
    made = make_exercise("back-squat")
    ExerciseEquipment.objects.create(exercise=made, equipment="barbell")
    return made


@pytest.fixture
def item(ana, squat):
    """Two sets of 100 kg that are still to be done."""
    item = make_item(make_session(ana), squat)
    for position in range(2):
        Set.objects.create(
            trainee=ana, session=item.session, item=item, exercise=squat, position=position,
            target_load_kg=100, target_reps_min=5, target_reps_max=5,
        )  # fmt: skip
    return item


def rows_of(item):
    rows = item.sets.order_by("position").values_list("kind", "target_load_kg", "target_reps_min")
    return [(kind, int(load), reps) for kind, load, reps in rows]


WORK = [("work", 100, 5)] * 2


def test_they_go_in_front_with_loads_that_the_gym_makes(ana, item):
    make_gym(ana)  # 20 kg of bar, pairs of 20, 20, 10 and 5
    logbook.add_warm_ups(item=item)
    warm = [("warm_up", 20, 10), ("warm_up", 50, 5), ("warm_up", 70, 3), ("warm_up", 80, 1)]
    assert rows_of(item) == [*warm, *WORK]


def test_asked_twice_they_are_there_once(item):
    first = logbook.add_warm_ups(item=item)
    assert {row.pk for row in logbook.add_warm_ups(item=item)} == {row.pk for row in first}
    assert item.sets.filter(kind=SetKind.WARM_UP).count() == len(first)


def test_without_a_target_last_time_says_how_heavy(ana, item, squat):
    make_workout(ana, squat, (80, 5), days=-7)
    item.sets.update(target_load_kg=None)
    made = logbook.add_warm_ups(item=item)
    assert [int(row.target_load_kg) for row in made] == [22, 40, 55, 67]


def test_without_any_weight_it_is_refused(item):
    item.sets.update(target_load_kg=None)
    with pytest.raises(logbook.NothingToWarmUpTo):
        logbook.add_warm_ups(item=item)


def test_an_exercise_holds_only_so_many_sets(ana, item):
    for _ in range(37):
        logbook.add_set(item=item)
    with pytest.raises(logbook.TooManySets):
        logbook.add_warm_ups(item=item)


@pytest.mark.parametrize(("who", "status"), [("ana", 302), ("cole", 403), ("sam", 404)])
def test_only_the_trainee_adds_them(client, item, who, status, request):
    client.force_login(request.getfixturevalue(who))
    response = client.post(reverse("training:warm-up", args=[item.pk]))
    assert response.status_code == status
    assert item.sets.filter(kind=SetKind.WARM_UP).exists() == (who == "ana")


def test_the_menu_offers_them_until_they_are_there(client, ana, item):
    client.force_login(ana)
    log = reverse("training:session-log", args=[item.session_id])
    offered = f'action="{reverse("training:warm-up", args=[item.pk])}"'
    page = client.get(log).content.decode()
    assert offered in page
    made = logbook.add_warm_ups(item=item)
    figures = " ".join(f"{row.target_load_kg:f}x{row.target_reps_min}" for row in made)
    assert f'data-warm-ups="{figures.replace(".000", "")}"' in page
    assert offered not in client.get(log).content.decode()


def started(ana, **fields):
    planned = plan(ana, document(group(entry("back-squat", prescription(), **fields))))
    session = logbook.start_planned(planned=planned, by=ana, at=NOON)
    return session.items.get()


def test_a_program_may_have_them_worked_out(ana, squat):
    make_gym(ana)
    rows = rows_of(started(ana, warm_up="auto"))
    assert [kind for kind, *_ in rows] == ["warm_up"] * 4 + ["work"]
    assert rows[-1] == ("work", 100, 5)


def test_those_that_a_trainer_wrote_stay(ana, squat):
    own = prescription(kind="warm_up", load_kg=40)
    planned = plan(ana, document(group(entry("back-squat", own, prescription(), warm_up="auto"))))
    session = logbook.start_planned(planned=planned, by=ana, at=NOON)
    assert rows_of(session.items.get()) == [("warm_up", 40, 5), ("work", 100, 5)]


def test_a_plan_from_before_there_was_the_choice_has_none(ana, squat):
    assert rows_of(started(ana)) == [("work", 100, 5)]


def test_they_are_no_work(ana, item):
    logbook.add_warm_ups(item=item)
    first = item.sets.order_by("position").first()
    logbook.log_set(set=first, at=NOON, load=Decimal(20), reps=10)
    assert not item.session.records.exists()
