from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse

from conftest import NOON
from training import logbook
from training.models import Comment
from training.tests.log import (
    document,
    entry,
    group,
    make_exercise,
    make_workout,
    plan,
    prescription,
)

pytestmark = pytest.mark.django_db
TODAY = "/today/"


@pytest.fixture(autouse=True)
def _noon():
    with time_machine.travel(NOON, tick=False):
        yield


@pytest.fixture
def workout():
    make_exercise("back-squat")
    make_exercise("row")
    return document(
        group(entry("back-squat", prescription(), prescription())),
        group(entry("row", prescription(load_kg=60))),
    )


def page(client, user):
    client.force_login(user)
    response = client.get(TODAY)
    assert response.status_code == 200
    return response.content.decode()


def test_nobody_is_sent_to_sign_in(client):
    assert client.get(TODAY).status_code == 302


def test_without_a_plan_a_free_workout_can_be_started(client, ana):
    words = page(client, ana)
    assert "Nothing planned" in words
    assert reverse("training:start") in words


def test_the_workout_of_today_is_on_the_board_with_its_loads(client, ana, workout):
    planned = plan(ana, workout)
    words = page(client, ana)
    for part in ("Lower A", "Back squat", "100 kg", "Start workout", "Free workout"):
        assert part in words
    assert reverse("training:start-planned", args=[planned.pk]) in words


def test_the_week_of_the_program_is_said(client, ana, workout):
    first = plan(ana, workout, day=(NOON - timedelta(weeks=1)).date())
    plan(ana, workout, position=1, assignment=first.assignment)
    assert f"Week 2 of 2, {first.assignment.program_name}" in page(client, ana)


def test_a_row_gives_its_reason_its_cue_and_its_sets_as_plates(client, ana):
    make_exercise("back-squat")
    planned = entry("back-squat", prescription(), prescription(load_kg=50), notes="Brace first.")
    plan(ana, document(group(planned)))
    words = page(client, ana)
    assert "First time: begin with 100 kg." in words
    assert "Brace first." in words
    assert '<i class="h5"></i><i class="h4"></i>' in words


def test_exercises_of_a_superset_name_each_other_and_hang_together(client, ana):
    make_exercise("back-squat")
    make_exercise("row")
    pair = group(entry("back-squat", prescription()), entry("row", prescription()), kind="superset")
    plan(ana, document(pair))
    words = page(client, ana)
    assert "Superset with Row" in words
    assert "Superset with Back squat" in words
    assert words.index("ss--first") < words.index("ss--last")


def test_a_new_account_is_shown_where_to_begin(client, ana):
    words = page(client, ana)
    assert reverse("integrations:imports") in words
    assert "Where to begin" in words


def test_on_a_day_of_rest_the_next_one_is_named(client, ana, workout):
    plan(ana, workout, day=(NOON + timedelta(days=2)).date())
    words = page(client, ana)
    assert "Rest today. Next on Wednesday 4 March" in words


def test_what_is_under_way_is_gone_on_with(client, ana, workout):
    session = logbook.start_planned(planned=plan(ana, workout), by=ana, at=NOON)
    words = page(client, ana)
    assert "Go on" in words
    assert reverse("training:session-log", args=[session.pk]) in words
    assert "0 of 3 sets done" in words


def test_the_week_adds_up(client, ana, workout):
    session = logbook.start_planned(planned=plan(ana, workout), by=ana, at=NOON)
    for row in session.sets.select_related("item", "session"):
        logbook.log_set(set=row, at=NOON, load=row.target_load_kg, reps=5)
    logbook.finish_session(session=session, at=NOON + timedelta(minutes=60))
    words = page(client, ana)
    assert "1 of 1 sessions" in words
    assert "3 sets, 1,300 kg lifted, 60 min" in words
    assert "1 of 1 planned sessions done" in words


def test_the_last_word_of_a_trainer_is_shown_and_ones_own_is_not(client, ana, cole):
    (row,) = make_workout(ana, make_exercise(), (100, 5))
    for author, text in ((cole, "Keep it tight."), (ana, "I will.")):
        Comment.objects.create(session=row.session, author=author, text=text, created_at=NOON)
    words = page(client, ana)
    assert "Keep it tight." in words
    assert "I will." not in words


def test_somebody_elses_training_is_not_there(client, ana, sam, workout):
    plan(ana, workout)
    assert "Lower A" not in page(client, sam)


@pytest.mark.parametrize("weeks", [1, 8])
def test_it_costs_the_same_for_any_history(client, ana, workout, weeks, django_assert_num_queries):
    first = plan(ana, workout)
    for week in range(1, weeks + 1):
        past = plan(
            ana,
            workout,
            day=(NOON - timedelta(weeks=week)).date(),
            position=week,
            assignment=first.assignment,
        )
        session = logbook.start_planned(planned=past, by=ana, at=NOON - timedelta(weeks=week))
        for row in session.sets.select_related("item", "session"):
            logbook.log_set(
                set=row, at=NOON - timedelta(weeks=week), load=row.target_load_kg, reps=5
            )
        logbook.finish_session(session=session, at=NOON - timedelta(weeks=week, hours=-1))
    page(client, ana)
    with django_assert_num_queries(12):
        client.get(TODAY)
    logbook.start_planned(planned=first, by=ana, at=NOON)
    with django_assert_num_queries(10):
        assert b"Go on" in client.get(TODAY).content
