from decimal import Decimal

import pytest
from django.urls import reverse

from conftest import NOON
from training import exercises, tasks
from training.models import TraineeWeekMuscle
from training.recounting import ask_for_recount, recount, to_recount
from training.tests.log import make_exercise, make_workout
from training.weeks import rebuild_weeks

pytestmark = pytest.mark.django_db


@pytest.fixture
def squat(ana, sam):
    """Ana did two sets in each of two weeks, Sam one."""
    squat = make_exercise("back-squat", origin="added", muscles={"quads": "1"})
    for person, days in [(ana, (0, 7)), (sam, (0,))]:
        for day in days:
            (first, *_) = make_workout(person, squat, (100, 5), (100, 5), days=day)
            rebuild_weeks(trainee_id=person.pk, weeks=[first.session.day])
    return squat


def muscles_of(person):
    rows = TraineeWeekMuscle.objects.filter(trainee=person).order_by("week", "muscle")
    return [(row.muscle, float(row.sets)) for row in rows]


def test_past_weeks_follow_what_an_exercise_is_said_to_train(
    squat, ana, sam, django_capture_on_commit_callbacks
):
    assert muscles_of(ana) == [("quads", 2.0)] * 2
    with django_capture_on_commit_callbacks(execute=True):
        exercises.revise(exercise=squat, muscles={"glutes": Decimal(1), "quads": Decimal("0.5")})
    assert muscles_of(ana) == [("glutes", 2.0), ("quads", 1.0)] * 2
    assert muscles_of(sam) == [("glutes", 2.0), ("quads", 1.0)]
    assert to_recount() == []


def test_the_same_muscles_again_ask_for_nothing(squat):
    exercises.revise(exercise=squat, muscles={"quads": Decimal(1)}, name="Squat")
    assert to_recount() == []


def test_what_nobody_has_done_is_not_counted():
    curl = make_exercise("curl", origin="added")
    exercises.revise(exercise=curl, muscles={"biceps": Decimal(1)})
    assert to_recount() == []


def test_a_lost_message_is_sent_again(squat, ana):
    exercises.revise(exercise=squat, muscles={"glutes": Decimal(1)})
    assert muscles_of(ana) == [("quads", 2.0)] * 2
    assert to_recount() == [squat.pk]
    tasks.recount_what_lies()
    assert muscles_of(ana) == [("glutes", 2.0)] * 2
    assert to_recount() == []


def test_counting_twice_does_nothing_more(squat, ana, django_assert_max_num_queries):
    ask_for_recount(exercise_ids=[squat.pk], at=NOON)
    recount(exercise_id=squat.pk)
    with django_assert_max_num_queries(1):
        recount(exercise_id=squat.pk)
    assert muscles_of(ana) == [("quads", 2.0)] * 2


def test_asked_again_meanwhile_it_stays_to_be_done(squat, monkeypatch):
    later = NOON.replace(hour=13)
    ask_for_recount(exercise_ids=[squat.pk], at=NOON)

    def meanwhile(**_):
        ask_for_recount(exercise_ids=[squat.pk], at=later)

    monkeypatch.setattr("training.recounting.rebuild_weeks", meanwhile)
    recount(exercise_id=squat.pk)
    assert to_recount() == [squat.pk]


def test_an_edit_in_the_admin_is_counted_too(client, squat, ana, ada):
    client.force_login(ada)
    url = reverse("admin:training_exercise_change", args=[squat.pk])
    form = client.get(url).context["adminform"].form.initial
    row = squat.muscles.get()
    formsets = {
        f"{name}-{part}_FORMS": 0
        for name in ("equipment", "substitutions")
        for part in ("TOTAL", "INITIAL")
    }
    muscles = {
        "muscles-TOTAL_FORMS": 1,
        "muscles-INITIAL_FORMS": 1,
        "muscles-0-id": row.pk,
        "muscles-0-exercise": squat.pk,
        "muscles-0-muscle": "glutes",
        "muscles-0-share": "1",
    }
    said = {name: value for name, value in form.items() if isinstance(value, str)}
    lists = dict.fromkeys(("aliases", "steps", "cues", "mistakes", "stresses"), "[]")
    response = client.post(url, {**said, **lists, **formsets, **muscles})
    assert response.status_code == 302
    assert to_recount() == [squat.pk]
