from decimal import Decimal

import pytest

from fitapp.lib.events import on
from training.events import RecordBroken
from training.models import LoadMode, Record, Set
from training.records import rebuild_records
from training.tests.log import make_exercise, make_item, make_session, make_sets, make_workout

pytestmark = pytest.mark.django_db
heard = []
on(RecordBroken)(heard.append)


@pytest.fixture
def squat():
    return make_exercise()


def rebuild(ana, exercise, **changed):
    return rebuild_records(trainee_id=ana.pk, exercise_ids=[exercise.pk], **changed)


def standing(ana, kind):
    return [
        (record.value.normalize(), record.load_kg)
        for record in Record.objects.filter(trainee=ana, kind=kind).standing().order_by("value")
    ]


def test_a_history_of_one_lift_by_hand(ana, squat):
    make_workout(ana, squat, (60, 5), (100, 5), (100, 4), days=0)
    make_workout(ana, squat, (100, 6), (110, 2), days=2)
    make_workout(ana, squat, (112.5, 1), days=4)
    rebuild(ana, squat)
    assert standing(ana, "load") == [(Decimal("112.5"), Decimal("112.500"))]
    # 100 × (1 + 6/30) = 120; 110 × (1 + 2/30) = 117.333; a single of 112.5 is 112.5
    assert standing(ana, "e1rm") == [(Decimal("120"), Decimal("100.000"))]
    # the line that nothing outdoes: 112.5 × 1, 110 × 2, 100 × 6
    assert standing(ana, "reps_at_load") == [
        (Decimal("1"), Decimal("112.500")),
        (Decimal("2"), Decimal("110.000")),
        (Decimal("6"), Decimal("100.000")),
    ]
    # 60×5 + 100×5 + 100×4 = 1200; 100×6 + 110×2 = 820; 112.5
    assert standing(ana, "volume") == [(Decimal("1.2E+3"), None)]


def test_what_was_beaten_says_when(ana, squat):
    (first,) = make_workout(ana, squat, (100, 1), days=0)
    (second,) = make_workout(ana, squat, (105, 1), days=7)
    rebuild(ana, squat)
    beaten = Record.objects.get(kind="load", set=first)
    assert (beaten.achieved_at, beaten.superseded_at) == (first.completed_at, second.completed_at)


def test_warm_ups_failed_attempts_and_sets_not_done_never_count(ana, squat):
    make_workout(ana, squat, (200, 1), kind="warm_up")
    make_workout(ana, squat, (190, 0))
    (planned,) = make_workout(ana, squat, (180, 1))
    Set.objects.filter(pk=planned.pk).update(completed_at=None)
    rebuild(ana, squat)
    assert not Record.objects.exists()


def test_more_than_twelve_reps_estimate_no_maximum(ana, squat):
    make_workout(ana, squat, (60, 13))
    rebuild(ana, squat)
    assert standing(ana, "e1rm") == []
    assert standing(ana, "reps_at_load") == [(Decimal("13"), Decimal("60.000"))]


def test_added_assisted_and_external_loads_never_mix(ana):
    pull_up = make_exercise("pull-up", "bodyweight_reps")
    make_workout(ana, pull_up, (30, 8), (20, 8), days=0, load_mode=LoadMode.ASSISTED)
    make_workout(ana, pull_up, (25, 5), days=1, load_mode=LoadMode.ASSISTED)
    make_workout(ana, pull_up, (0, 6), (5, 3), days=2, load_mode=LoadMode.ADDED)
    rebuild(ana, pull_up)
    loads = Record.objects.standing().filter(kind="load")
    assert {(row.load_mode, row.value) for row in loads} == {
        ("assisted", Decimal("20.000")),  # the least help is the best
        ("added", Decimal("5.000")),
    }
    reps = Record.objects.standing().filter(kind="reps_at_load")
    assert {(row.load_mode, row.load_kg, row.value) for row in reps} == {
        ("assisted", Decimal("20.000"), Decimal("8.000")),
        ("added", Decimal("0.000"), Decimal("6.000")),
        ("added", Decimal("5.000"), Decimal("3.000")),
    }
    assert standing(ana, "e1rm") == []


def test_time_and_distance_have_their_longest(ana):
    run = make_exercise("easy-run", "distance_time")
    item = make_item(make_session(ana), run)
    make_sets(item, (None, None), duration_s=1500, distance_m=Decimal("5000"))
    make_sets(item, (None, None), duration_s=1800, distance_m=Decimal("4800"))
    rebuild(ana, run)
    assert standing(ana, "time") == [(Decimal("1.8E+3"), None)]
    assert standing(ana, "distance") == [(Decimal("5E+3"), None)]


def test_correcting_a_typo_heals_every_record(ana, squat):
    typo, *_ = make_workout(ana, squat, (1000, 5), days=0)
    make_workout(ana, squat, (105, 5), days=1)
    rebuild(ana, squat)
    assert standing(ana, "load") == [(Decimal("1E+3"), Decimal("1000.000"))]
    Set.objects.filter(pk=typo.pk).update(load_kg=Decimal(100))
    rebuild(ana, squat)
    assert standing(ana, "load") == [(Decimal("105"), Decimal("105.000"))]
    assert standing(ana, "e1rm") == [(Decimal("122.5"), Decimal("105.000"))]


def test_deleting_the_best_brings_back_the_one_before(ana, squat):
    (first,) = make_workout(ana, squat, (100, 5), days=0)
    (second,) = make_workout(ana, squat, (105, 5), days=1)
    rebuild(ana, squat)
    second.delete()
    rebuild(ana, squat)
    record = Record.objects.get(kind="load")
    assert (record.set_id, record.superseded_at) == (first.pk, None)


def test_rebuilding_again_changes_nothing(ana, squat):
    make_workout(ana, squat, (100, 5), (102.5, 5), (105, 3))
    rebuild(ana, squat)
    before = list(Record.objects.order_by("pk").values_list())
    rebuild(ana, squat)
    assert list(Record.objects.order_by("pk").values_list()) == before


@pytest.mark.parametrize("sessions", [2, 12])
def test_history_of_any_length_takes_the_same_queries(
    ana, squat, sessions, django_assert_num_queries
):
    for day in range(sessions):
        make_workout(ana, squat, (100 + day, 5), (100 + day, 4), days=day)
    with django_assert_num_queries(3):  # sets, records, new records
        rebuild(ana, squat)


def test_only_a_record_broken_by_the_change_at_hand_is_announced(
    ana, squat, django_capture_on_commit_callbacks
):
    heard.clear()
    make_workout(ana, squat, (100, 5), days=0)
    (better,) = make_workout(ana, squat, (105, 5), days=1)
    with django_capture_on_commit_callbacks(execute=True):
        assert rebuild(ana, squat) == []
    assert heard == []
    Record.objects.all().delete()
    with django_capture_on_commit_callbacks(execute=True):
        broken = rebuild(ana, squat, changed=[better.pk])
    assert {record.kind for record in broken} == {"load", "e1rm", "reps_at_load", "volume"}
    assert {event.kind for event in heard} == {"load", "e1rm", "reps_at_load", "volume"}


def test_the_first_time_is_a_record_but_breaks_none(ana, squat):
    (first,) = make_workout(ana, squat, (100, 5))
    assert rebuild(ana, squat, changed=[first.pk]) == []
    assert Record.objects.standing().count() == 4


def test_nobody_elses_sets_are_read(ana, sam, squat):
    make_workout(sam, squat, (200, 5))
    make_workout(ana, squat, (100, 5))
    rebuild(ana, squat)
    assert standing(ana, "load") == [(Decimal("1E+2"), Decimal("100.000"))]
    assert not Record.objects.filter(trainee=sam).exists()
