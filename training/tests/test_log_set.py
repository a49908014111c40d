from datetime import timedelta
from decimal import Decimal
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from conftest import NOON
from fitapp.lib.ids import IdTaken
from training import logbook
from training.models import LoadMode, Record, Session, SessionItem, Set, TraineeWeek
from training.records import rebuild_records
from training.tests.log import make_exercise, make_item, make_session, make_workout

pytestmark = pytest.mark.django_db
LATER = NOON + timedelta(minutes=5)


@pytest.fixture
def session(ana):
    return logbook.start_free(trainee=ana, by=ana, at=NOON)


@pytest.fixture
def item(session):
    return logbook.add_exercise(session=session, exercise=make_exercise())


def log(row, **figures):
    figures.setdefault("at", LATER)
    return logbook.log_set(set=row, **figures)


def test_a_set_is_written_down_with_what_was_entered_beside_what_it_means(item):
    row = item.sets.first()
    log(row, load=Decimal(225), unit="lb", reps=5, rpe=Decimal("8.5"))
    row.refresh_from_db()
    assert (row.load_kg, row.entered_load, row.entered_unit) == (Decimal("102.058"), 225, "lb")
    assert (row.reps, row.rpe, row.completed_at) == (5, Decimal("8.5"), LATER)


def test_logging_again_corrects_it_and_keeps_its_time(item):
    row = item.sets.first()
    log(row, load=Decimal(100), reps=5)
    log(row, load=Decimal(90), reps=5, at=LATER + timedelta(minutes=1))
    row.refresh_from_db()
    assert (row.load_kg, row.completed_at) == (90, LATER)
    assert Record.objects.standing().get(kind="load").value == 90
    assert TraineeWeek.objects.get().volume_kg == 450


def test_logging_tells_which_records_it_broke(ana, item):
    make_workout(ana, item.exercise, (100, 5), days=-7)
    broken = log(item.sets.first(), load=Decimal(105), reps=5)
    assert {record.kind for record in broken} == {"load", "e1rm", "reps_at_load", "volume"}


def test_taking_a_set_back_takes_back_what_it_did(item):
    row = item.sets.first()
    log(row, load=Decimal(100), reps=5)
    logbook.undo_set(set=row)
    row.refresh_from_db()
    assert not row.is_done
    assert (row.load_kg, row.reps, row.entered_unit) == (None, None, "")
    assert not Record.objects.exists()
    assert not TraineeWeek.objects.exists()


def test_a_deleted_set_leaves_no_record(item):
    row = item.sets.first()
    log(row, load=Decimal(100), reps=5)
    logbook.delete_set(set=row)
    assert not Record.objects.exists()
    assert not TraineeWeek.objects.exists()


def test_calling_a_set_a_warm_up_takes_its_records(item):
    row = item.sets.first()
    log(row, load=Decimal(100), reps=5)
    logbook.change_set(set=row, kind="warm_up")
    assert not Record.objects.exists()
    logbook.change_set(set=row, kind="work")
    assert Record.objects.standing().get(kind="load").value == 100


@pytest.mark.parametrize(
    ("figures", "field", "words"),
    [
        ({"load": Decimal(100)}, "reps", "Say how many reps"),
        ({"reps": 5}, "load", "Say how heavy"),
        ({"load": Decimal(-1), "reps": 5}, "load", "between 0 and 2000 kg"),
        ({"load": Decimal(5000), "unit": "lb", "reps": 5}, "load", "4409.25 lb"),
        ({"load": Decimal(100), "reps": 2001}, "reps", "between 0 and 2000"),
        ({"load": Decimal(100), "reps": 5, "rpe": Decimal(11)}, "rpe", "between 1 and 10"),
        ({"load": Decimal(100), "reps": 5, "rpe": Decimal("7.3")}, "rpe", "half steps"),
        ({"load": Decimal(100), "reps": 5, "duration_s": 60}, "duration_s", "no time"),
    ],
)
def test_impossible_figures_are_refused_with_a_sentence(item, figures, field, words):
    with pytest.raises(ValidationError) as refusal:
        log(item.sets.first(), **figures)
    assert words in refusal.value.message_dict[field][0]
    assert not Set.objects.done().exists()


def test_every_wrong_figure_is_named_at_once(item):
    with pytest.raises(ValidationError) as refusal:
        log(item.sets.first(), rpe=Decimal(0))
    assert set(refusal.value.message_dict) == {"load", "reps", "rpe"}


@pytest.mark.parametrize("mode", [LoadMode.ADDED, LoadMode.ASSISTED])
def test_bodyweight_takes_load_added_or_taken_off(session, mode):
    item = logbook.add_exercise(
        session=session, exercise=make_exercise("pull-up", "bodyweight_reps")
    )
    row = item.sets.first()
    assert row.load_mode == LoadMode.ADDED
    log(row, load=Decimal(10), load_mode=mode, reps=6)
    assert Record.objects.standing().get(kind="load").load_mode == mode


def test_bodyweight_alone_needs_no_load(session):
    item = logbook.add_exercise(
        session=session, exercise=make_exercise("pull-up", "bodyweight_reps")
    )
    log(item.sets.first(), reps=6)
    assert Record.objects.standing().get().kind == "reps_at_load"


@pytest.mark.parametrize(
    ("tracking", "figures", "kinds"),
    [
        ("time", {"duration_s": 90}, {"time"}),
        ("load_time", {"load": Decimal(20), "duration_s": 60}, {"load", "time"}),
        ("load_distance", {"load": Decimal(40), "distance_m": Decimal(30)}, {"load", "distance"}),
        ("distance_time", {"distance_m": Decimal(5000), "duration_s": 1500}, {"time", "distance"}),
    ],
)
def test_exercises_of_time_and_distance_have_their_own_figures(session, tracking, figures, kinds):
    item = logbook.add_exercise(session=session, exercise=make_exercise("other", tracking))
    log(item.sets.first(), **figures)
    assert set(Record.objects.standing().values_list("kind", flat=True)) == kinds


def test_a_set_added_to_a_past_session_was_done_then(ana):
    item = make_item(make_session(ana, days=-30), make_exercise())
    row = logbook.add_set(item=item)
    log(row, load=Decimal(100), reps=5)
    assert row.completed_at == item.session.finished_at
    assert TraineeWeek.objects.get().week.isoformat() == "2026-01-26"


def test_an_id_chosen_by_the_client_and_sent_twice_is_one_row(ana, item):
    chosen = uuid4()
    first = logbook.add_set(item=item, id=chosen)
    again = logbook.add_set(item=item, id=chosen)
    assert first.pk == again.pk == chosen
    assert item.sets.count() == 4


def test_somebody_elses_id_is_taken(sam, item):
    theirs = logbook.start_free(trainee=sam, by=sam, at=NOON)
    other = logbook.add_exercise(session=theirs, exercise=item.exercise)
    taken = other.sets.first().pk
    for attempt in (
        lambda: logbook.add_set(item=item, id=taken),
        lambda: logbook.add_exercise(session=item.session, exercise=item.exercise, id=other.pk),
        lambda: logbook.start_free(trainee=item.session.trainee, by=sam, at=NOON, id=theirs.pk),
    ):
        with pytest.raises(IdTaken):
            attempt()
    assert Session.objects.count() == SessionItem.objects.count() == 2


def test_an_exercise_has_a_bounded_number_of_sets(item):
    Set.objects.filter(item=item, position=2).update(position=39)
    with pytest.raises(logbook.TooManySets):
        logbook.add_set(item=item)


@pytest.mark.parametrize("sessions", [1, 8])
def test_logging_costs_the_same_however_long_the_history(
    ana, item, sessions, django_assert_max_num_queries
):
    for day in range(sessions):
        make_workout(ana, item.exercise, (100, 5), (100, 5), days=-7 * (day + 1))
    row = Set.objects.select_related("item", "session").get(pk=item.sets.first().pk)
    with django_assert_max_num_queries(14):
        log(row, load=Decimal(105), reps=5)


# --- What it costs -------------------------------------------------------------------------------


def statements(queries):
    """What the database is asked, but for keeping transactions apart."""
    apart = ("SAVEPOINT", "RELEASE")
    told = [one["sql"] for one in queries if not one["sql"].startswith(apart)]
    return [sql for sql in told if "FOR NO KEY UPDATE" not in sql]


@pytest.fixture
def best(ana, item):
    """A set that is about to break last week's records."""
    (before,) = make_workout(ana, item.exercise, (90, 5), days=-7)
    rebuild_records(trainee_id=ana.pk, exercise_ids=[before.exercise_id])
    return item.sets.first()


def test_a_record_costs_a_page_twelve_queries(client, ana, best):
    client.force_login(ana)
    with CaptureQueriesContext(connection) as queries:
        answer = client.post(
            reverse("training:set-log", args=[best.pk]),
            {"load": "100", "reps": "5"},
            headers={"Accept": "application/json"},
        )
    assert answer.json()["bests"]
    assert len(statements(queries)) <= 12


def test_a_record_costs_the_api_twelve_queries(api, ana, best):
    phone, url = api(ana), reverse("api:session-set-detail", args=[best.session_id, best.pk])
    with CaptureQueriesContext(connection) as queries:
        assert phone.patch(url, {"load_kg": 100, "reps": 5}).status_code == 200
    assert len(statements(queries)) <= 12
