"""A set counted in as it is done comes to the same as history, and weeks, read anew."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from conftest import NOON
from fitapp.lib.events import on
from training import logbook
from training.events import RecordBroken
from training.models import Record, Session, Set, TraineeWeek, TraineeWeekMuscle
from training.records import rebuild_records
from training.tests.log import make_exercise, make_item, make_session
from training.weeks import rebuild_weeks

pytestmark = pytest.mark.django_db
heard = []
on(RecordBroken)(heard.append)

NO_QUESTION = ("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE")
FACTS = ("kind", "load_mode", "load_kg", "value", "set", "session", "achieved_at", "superseded_at")
MODES = ("external", "added", "assisted")
SETS = st.lists(
    st.tuples(
        st.integers(0, 2),  # which of three sessions
        st.integers(-2, 40),  # minutes after the one before, or earlier
        st.sampled_from(MODES),
        st.sampled_from(["20", "22.5", "50", "100.7"]),
        st.integers(0, 14),
        st.sampled_from(["work", "work", "work", "warm_up"]),
        st.sampled_from(["log", "log", "log", "log again", "undo", "change"]),
    ),
    max_size=12,
)


@pytest.fixture
def squat():
    return make_exercise()


@pytest.fixture
def item(ana, squat):
    return make_item(make_session(ana, minutes=600), squat)


def facts(trainee):
    rows = [
        *Record.objects.filter(trainee=trainee).values_list(*FACTS),
        *TraineeWeek.objects.values_list("week", "sessions", "sets", "volume_kg", "duration_s"),
        *TraineeWeekMuscle.objects.values_list("week", "muscle", "sets"),
    ]
    return sorted(map(str, rows))


def loaded(row):
    return Set.objects.select_related("item", "session__trainee__profile").get(pk=row.pk)


def log(row, at, load="100", reps=5, mode="external", unit="kg"):
    return logbook.log_set(
        set=loaded(row), at=at, load=Decimal(load), reps=reps, load_mode=mode, unit=unit
    )


@settings(
    max_examples=25,
    deadline=None,
    derandomize=True,
    phases=[Phase.generate],  # shrinking takes minutes with a database
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(rows=SETS)
def test_any_history_has_the_records_and_weeks_of_a_rebuild(ana, squat, rows):
    Session.objects.all().delete()
    items = [make_item(make_session(ana, days=6 * n, minutes=2000), squat) for n in range(3)]
    rebuild_weeks(trainee_id=ana.pk, weeks=[item.session.day for item in items])
    clocks = [item.session.started_at for item in items]
    for place, minutes, mode, load, reps, kind, act in rows:
        at = clocks[place] = clocks[place] + timedelta(minutes=minutes)
        row = logbook.add_set(item=items[place], kind=kind)
        log(row, at, load, reps, mode)
        if act == "log again":
            log(row, at, "50", reps, mode)
        elif act == "undo":
            logbook.undo_set(set=loaded(row))
        elif act == "change":
            logbook.change_set(set=loaded(row), kind="work")
    counted = facts(ana)
    rebuild_records(trainee_id=ana.pk, exercise_ids=[squat.pk])
    rebuild_weeks(trainee_id=ana.pk, weeks=[item.session.day for item in items])
    assert counted == facts(ana)


def test_logging_the_newest_set_costs_the_same_however_long_the_history(ana, client, item):
    rows = [logbook.add_set(item=item) for _ in range(20)]
    for minute, row in enumerate(rows[:-1]):
        log(row, NOON + timedelta(minutes=minute), load=str(50 + minute))
    client.force_login(ana)
    url = reverse("training:set-log", args=[rows[-1].pk])
    with CaptureQueriesContext(connection) as queries:
        client.post(url, {"load": "40", "reps": "5"}, headers={"accept": "application/json"})
    asked = [q["sql"] for q in queries if not q["sql"].startswith(NO_QUESTION)]
    assert len(asked) <= 12, asked


def test_a_set_of_an_earlier_day_takes_its_place_in_history(ana, squat, item):
    log(logbook.add_set(item=item), NOON + timedelta(minutes=5), load="100")
    before = make_item(make_session(ana, days=-7), squat)
    log(logbook.add_set(item=before), NOON - timedelta(days=7), load="120")
    first = Record.objects.get(kind="load")
    assert (first.value, first.superseded_at) == (120, None)


def test_a_new_best_is_announced_once(ana, item, django_capture_on_commit_callbacks):
    log(logbook.add_set(item=item), NOON, load="100")
    heard.clear()
    with django_capture_on_commit_callbacks(execute=True):
        broken = log(logbook.add_set(item=item), NOON + timedelta(minutes=3), load="110")
    assert {record.kind for record in broken} == {"load", "e1rm", "reps_at_load"}
    assert sorted(event.kind for event in heard) == ["e1rm", "load", "reps_at_load"]


def test_a_warm_up_changes_no_record(item):
    log(logbook.add_set(item=item, kind="warm_up"), NOON, load="100")
    assert not Record.objects.exists()


def test_pounds_and_kilograms_are_measured_by_one_scale(item):
    log(logbook.add_set(item=item), NOON, load="225", unit="lb")  # 102.058 kg
    log(logbook.add_set(item=item), NOON + timedelta(minutes=3), load="102", unit="kg")
    assert Record.objects.standing().get(kind="load").value == Decimal("102.058")


def test_less_help_is_the_better_load(item):
    log(logbook.add_set(item=item), NOON, load="30", mode="assisted")
    broken = log(logbook.add_set(item=item), NOON + timedelta(minutes=3), "20", mode="assisted")
    assert "load" in {record.kind for record in broken}
    assert Record.objects.standing().get(kind="load").value == 20


def test_either_side_makes_the_record_and_both_make_the_volume(item):
    left = logbook.add_set(item=item, side="left")
    right = logbook.add_set(item=item, side="right")
    log(left, NOON, load="20", reps=8)
    log(right, NOON + timedelta(minutes=1), load="22", reps=8)
    best = Record.objects.standing().get(kind="load")
    assert (best.value, best.set_id) == (22, right.pk)
    assert Record.objects.standing().get(kind="volume").value == 20 * 8 + 22 * 8


def test_a_set_logged_by_two_devices_is_counted_once(item):
    row = logbook.add_set(item=item)
    one, other = loaded(row), loaded(row)
    logbook.log_set(set=one, at=NOON, load=Decimal(100), reps=5)
    logbook.log_set(set=other, at=NOON, load=Decimal(90), reps=5)
    assert Record.objects.standing().get(kind="load").value == 90
    assert Record.objects.standing().get(kind="volume").value == 450
