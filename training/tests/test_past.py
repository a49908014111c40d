"""What was done before: the newest sessions of each exercise, whole, from few rows."""

import pytest

from conftest import NOON
from training.past import last_sessions
from training.tests.log import make_exercise, make_workout

pytestmark = pytest.mark.django_db


def loads(past):
    return [[int(row.load_kg) for row in session] for session in past]


@pytest.fixture
def squat():
    return make_exercise("back-squat")


def ask(ana, *exercises, sessions=2, before=NOON, **more):
    ids = [exercise.pk for exercise in exercises]
    return last_sessions(
        trainee_id=ana.pk, exercise_ids=ids, before=before, sessions=sessions, **more
    )


def test_the_newest_sessions_come_first_each_with_its_sets_in_order(ana, squat):
    row = make_exercise("row")
    for days, load in ((-21, 100), (-14, 105), (-7, 110)):
        make_workout(ana, squat, (load, 5), (load + 1, 5), days=days)
    make_workout(ana, row, (60, 8), days=-30)
    found = ask(ana, squat, row)
    assert loads(found[squat.pk]) == [[110, 111], [105, 106]]
    assert loads(found[row.pk]) == [[60]]


def test_a_long_session_is_whole_though_more_must_be_read(ana, squat):
    long = [(100 + number, 5) for number in range(40)]
    for days in (-7, -14, -21):
        make_workout(ana, squat, *long, days=days)
    assert loads(ask(ana, squat)[squat.pk]) == [list(range(100, 140))] * 2


def test_what_came_after_and_the_session_itself_do_not_count(ana, squat):
    make_workout(ana, squat, (100, 5), days=-7)
    make_workout(ana, squat, (120, 5), days=7)
    (mine,) = make_workout(ana, squat, (110, 5), days=-1)
    found = ask(ana, squat, without=mine.session_id)
    assert loads(found[squat.pk]) == [[100]]


def test_somebody_else_and_another_exercise_do_not_count(ana, sam, squat):
    make_workout(sam, squat, (200, 5), days=-1)
    make_workout(ana, make_exercise("row"), (60, 5), days=-1)
    assert ask(ana, squat) == {}


def test_no_exercise_asks_nothing(ana, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert ask(ana) == {}


def test_many_exercises_are_one_query(ana, django_assert_num_queries):
    exercises = [make_exercise(f"lift-{number}") for number in range(5)]
    for exercise in exercises:
        for week in range(1, 5):
            make_workout(ana, exercise, *[(100, 5)] * 4, days=-7 * week)
    with django_assert_num_queries(1):
        assert len(ask(ana, *exercises)) == 5
