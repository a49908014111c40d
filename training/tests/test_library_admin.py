from datetime import date

import pytest
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.urls import reverse

from conftest import NOON
from training import catalogue
from training.models import Exercise, Record, TraineeWeek, TraineeWeekMuscle
from training.tests.log import make_exercise, make_workout

pytestmark = pytest.mark.django_db
LIST = "admin:training_exercise_changelist"


@pytest.fixture
def squat(ana):
    squat = make_exercise("back-squat", origin="shipped")
    (done,) = make_workout(ana, squat, (100, 5))
    Record.objects.create(
        trainee=ana,
        exercise=squat,
        kind="load",
        value=100,
        set=done,
        session=done.session,
        achieved_at=NOON,
    )
    TraineeWeek.objects.create(trainee=ana, week=date(2026, 3, 2))
    TraineeWeekMuscle.objects.create(trainee=ana, week=date(2026, 3, 2), muscle="quads", sets=1)
    return squat


@pytest.mark.parametrize("noun", ["exercise", "record", "traineeweek", "traineeweekmuscle"])
@pytest.mark.usefixtures("squat")
def test_lists_can_be_searched(client, ada, noun):
    client.force_login(ada)
    response = client.get(reverse(f"admin:training_{noun}_changelist"), {"q": "ana squat"})
    assert response.status_code == 200
    assert client.get(reverse(f"admin:training_{noun}_changelist")).status_code == 200


@pytest.mark.parametrize("noun", ["record", "traineeweek", "traineeweekmuscle"])
def test_what_follows_from_sets_is_read_only(client, ada, noun):
    client.force_login(ada)
    assert client.get(reverse(f"admin:training_{noun}_add")).status_code == 403


def test_retired_exercises_leave_the_list_and_come_back(client, ada, squat):
    client.force_login(ada)
    for action, listed in [("retire", False), ("bring_back", True)]:
        chosen = {"action": action, ACTION_CHECKBOX_NAME: [squat.pk]}
        assert client.post(reverse(LIST), chosen).status_code == 302
        assert (squat in catalogue.find(user=None)) is listed
    squat.refresh_from_db()
    assert squat.origin == "added"


def test_an_edit_is_seen_at_once_and_taken_over(client, ada, squat):
    client.force_login(ada)
    assert catalogue.find("back squat", user=None) == [squat]
    url = reverse("admin:training_exercise_change", args=[squat.pk])
    fields = client.get(url).context["adminform"].form.initial
    data = {name: value for name, value in fields.items() if value is not None}
    data |= {
        name: "[]" for name in ("aliases", "steps", "cues", "mistakes", "stresses") if name in data
    }
    for inline in ("muscles", "equipment", "substitutions"):
        data |= {f"{inline}-TOTAL_FORMS": 0, f"{inline}-INITIAL_FORMS": 0}
    response = client.post(url, {**data, "name": "High-bar squat"})
    assert response.status_code == 302, response.context["errors"]
    squat.refresh_from_db()
    assert (squat.name, squat.origin) == ("High-bar squat", "added")
    assert [found.name for found in catalogue.find("high bar", user=None)] == ["High-bar squat"]


def test_an_exercise_is_never_deleted(client, ada, squat):
    client.force_login(ada)
    url = reverse("admin:training_exercise_delete", args=[squat.pk])
    assert client.post(url, {"post": "yes"}).status_code == 403
    assert Exercise.objects.filter(pk=squat.pk).exists()
