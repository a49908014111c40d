"""One page for everybody who trains with an older version of a program."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse

from conftest import NOON, make_user, start_coaching
from training.documents import create_program, read_document, write_document
from training.models import Assignment, PlannedSession
from training.planning import assign
from training.tests.programs import make_exercises, program_of, workout_of


@pytest.fixture(autouse=True)
def _noon(time_machine):
    time_machine.move_to(NOON, tick=False)


@pytest.fixture
def program(ana, cole):
    make_exercises()
    program = create_program(owner=cole, document=program_of(), at=NOON)
    give(program, cole, ana)
    return program


def give(program, by, trainee, at=NOON):
    return assign(
        version=program.current(),
        trainee=trainee,
        by=by,
        mode="calendar",
        starts_on=at.date() + timedelta(days=1),
        weekdays=[],
        at=at,
    )


def rewrite(program, **changes):
    document = read_document(program.current()) | changes
    for item in document["blocks"][0]["workouts"][0]["groups"][0]["items"]:
        for one in item["sets"]:
            one |= {"reps_min": one["reps_min"] + 1, "reps_max": one["reps_max"] + 1}
    write_document(program=program, document=document, by=program.owner, at=NOON, revision="*")


def more_trainees(program, trainer, count, at=NOON):
    for number in range(count):
        trainee = make_user(f"Trainee {number} of {count}")
        start_coaching(trainer, trainee)
        give(program, trainer, trainee, at)


def url(program):
    return reverse("training:program-update", args=[program.pk])


def choose(*assignments, newest=2):
    return {"assignment": [row.pk for row in assignments], "newest": newest}


def reps_of(assignment):
    row = assignment.planned_sessions.in_order().last()
    return row.document["groups"][0]["items"][0]["sets"][0]["reps_min"]


def test_each_trainee_is_shown_with_what_changes_and_what_stays(client, program, cole, ana):
    first, _ = PlannedSession.objects.in_order()
    first.customise(document=workout_of("Her own") | {"groups": []}, at=NOON)
    rewrite(program)
    client.force_login(cole)
    page = client.get(url(program)).content.decode()
    assert page.count("3 × 6 instead of 3 × 5") == 1
    assert "1 customised workout stays as it is" in page
    assert "1 workout would change" in page
    link = f'href="{url(program)}"'
    assert link in client.get(reverse("training:program", args=[program.pk])).content.decode()


def test_the_same_on_several_days_is_said_once(client, program, cole):
    rewrite(program)
    client.force_login(cole)
    page = client.get(url(program)).content.decode()
    assert page.count("3 × 6 instead of 3 × 5") == 1
    assert "2 workouts would change" in page
    assert re.search(r"Tue 3 Mar</time><small>Changed, 2 times to <time [^>]+>10 Mar<", page)
    one = reverse("training:update-assignment", args=[Assignment.objects.get().pk])
    assert client.get(one).content.decode().count("3 × 6 instead of 3 × 5") == 1


def test_only_those_who_are_chosen_are_updated(client, program, cole):
    more_trainees(program, cole, 2)
    rewrite(program)
    left_out, *chosen = Assignment.objects.order_by("trainee_id")
    client.force_login(cole)
    assert client.post(url(program), choose(*chosen)).status_code == 302
    assert [reps_of(row) for row in (left_out, *chosen)] == [5, 6, 6]
    assert client.post(url(program), choose()).status_code == 400
    page = client.get(url(program)).content.decode()
    assert page.count('name="assignment"') == 1


def test_what_is_refused_to_one_is_said_and_stops_nobody_else(client, program, cole):
    more_trainees(program, cole, 1)
    rewrite(program)
    ahead, behind = Assignment.objects.order_by("trainee_id")
    client.force_login(cole)
    client.post(url(program), choose(ahead))
    response = client.post(url(program), choose(ahead, behind))
    page = response.content.decode()
    assert response.status_code == 409
    assert f"{ahead.trainee.name}: The plan holds the newest version already." in page
    assert f"{behind.trainee.name}: up to date, 2 workouts changed." in page
    assert reps_of(behind) == 6


def test_another_change_meanwhile_is_looked_at_first(client, program, cole):
    rewrite(program)
    behind = Assignment.objects.get()
    client.force_login(cole)
    response = client.post(url(program), choose(behind, newest=1))
    assert response.status_code == 409
    assert b"The program was changed again." in response.content
    assert reps_of(behind) == 5


@pytest.mark.parametrize(
    ("who", "status"), [("cole", 200), ("ana", 200), ("sam", 404), ("tess", 404), (None, 302)]
)
def test_who_sees_it(client, program, who, status, request):
    rewrite(program)
    if who:
        client.force_login(request.getfixturevalue(who))
    assert client.get(url(program)).status_code == status


def test_a_trainee_updates_herself_and_nobody_else(client, program, ana, cole):
    more_trainees(program, cole, 1)
    rewrite(program)
    own, other = Assignment.objects.order_by("trainee_id")
    client.force_login(ana)
    assert client.get(url(program)).content.decode().count('name="assignment"') == 1
    assert client.post(url(program), choose(other)).status_code == 400
    assert client.post(url(program), choose(own, other)).status_code == 302
    assert (reps_of(own), reps_of(other)) == (6, 5)


def test_it_costs_the_same_for_many(client, program, cole, django_assert_num_queries):
    client.force_login(cole)
    for count in (1, 4):
        more_trainees(program, cole, count)
        rewrite(program)
        with django_assert_num_queries(15):
            client.get(url(program))
