import csv
import io
import json
from datetime import timedelta
from decimal import Decimal

import fitdecode
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from conftest import NOON
from training.exports import as_csv, as_json
from training.models import Set
from training.records import rebuild_records
from training.tests.log import make_exercise, make_item, make_session, make_sets, make_workout

pytestmark = pytest.mark.django_db


@pytest.fixture
def session(ana):
    session = make_session(ana, name="Legs", rpe=8)
    make_sets(make_item(session, make_exercise()), (60, 5), kind="warm_up")
    make_sets(session.items.get(), (100, 5), (102.5, 3))
    return session


def rows_of(text):
    return list(csv.DictReader(io.StringIO(text)))


def text_of(response):
    return b"".join(response.streaming_content).decode()


def messages_of(response):
    with fitdecode.FitReader(io.BytesIO(response.content)) as reader:
        return [frame for frame in reader if isinstance(frame, fitdecode.FitDataMessage)]


def values(message):
    return {field.name: field.value for field in message.fields}


@pytest.mark.parametrize("kind", ["csv", "json"])
@pytest.mark.parametrize(("who", "status"), [("ana", 200), ("cole", 200), ("sam", 404)])
def test_her_training_goes_to_her_and_to_who_coaches_her(
    client, api, ana, session, who, status, kind, request
):
    person = request.getfixturevalue(who)
    client.force_login(person)
    query = {"as": kind, "trainee": ana.pk}
    for answer in (
        client.get(reverse("training:export"), query),
        api(person).get("/api/v1/sessions/export/", query),
    ):
        assert answer.status_code == status
        if status == 200:
            assert "Back squat" in text_of(answer)
            assert answer["Content-Disposition"].endswith(f'.{kind}"')


def test_a_kind_that_is_not_written_is_not_there(client, ana):
    client.force_login(ana)
    assert client.get(reverse("training:export"), {"as": "xls"}).status_code == 404


def test_the_table_has_a_row_for_each_set_that_was_done(ana, session):
    item = session.items.get()
    Set.objects.create(item=item, session=session, trainee=ana, exercise=item.exercise, position=9)
    ana.profile.time_zone = "Europe/Berlin"
    ana.profile.save()
    rows = rows_of("".join(as_csv(ana)))
    assert [(row["kind"], row["load_kg"], row["reps"]) for row in rows] == [
        ("warm_up", "60", "5"),
        ("work", "100", "5"),
        ("work", "102.5", "3"),
    ]
    assert rows[0]["started_at"] == "2026-03-02T13:00:00+01:00"
    assert rows[0]["exercise_id"] == "back-squat"


@pytest.mark.parametrize(
    "text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\n=1", '=HYPERLINK("x")']
)
def test_no_text_is_a_formula_to_a_spreadsheet(ana, session, text):
    session.name = session.note = text
    session.save()
    row = rows_of("".join(as_csv(ana)))[0]
    assert row["session"] == row["session_note"] == "'" + text


def test_the_document_has_everything_planned_and_done(ana, session):
    session.items.update(training_max_kg=Decimal(90), wave=2, video_url="https://example.com/x")
    exercise = session.items.get().exercise
    rebuild_records(trainee_id=ana.pk, exercise_ids=[exercise.pk])
    make_workout(ana, exercise, (105, 1), days=2)
    read = json.loads("".join(as_json(ana, at=NOON)))
    assert (read["format"], read["version"], read["trainee"]) == ("fitapp.training", 1, "Ana")
    legs = read["sessions"][0]
    assert (legs["name"], legs["day"], legs["rpe"]) == ("Legs", "2026-03-02", 8)
    (squat,) = legs["items"]
    assert (squat["training_max_kg"], squat["wave"]) == (90, 2)
    assert squat["video_url"] == "https://example.com/x"
    assert [row["load_kg"] for row in squat["sets"]] == [60, 100, 102.5]
    assert {row["kind"] for row in read["records"]} == {"load", "e1rm", "reps_at_load", "volume"}
    assert len(read["sessions"]) == 2


def test_nothing_trained_is_an_empty_document(ana):
    assert json.loads("".join(as_json(ana, at=NOON)))["sessions"] == []
    assert rows_of("".join(as_csv(ana))) == []


def test_a_long_history_costs_a_few_queries(ana):
    exercise = make_exercise()
    for days in range(30):
        make_workout(ana, exercise, (100, 5), days=days)
    with CaptureQueriesContext(connection) as queries:
        "".join(as_json(ana, at=NOON))
    assert len(queries) == 4
    with CaptureQueriesContext(connection) as queries:
        "".join(as_csv(ana))
    assert len(queries) == 1


@pytest.mark.parametrize(("who", "status"), [("ana", 200), ("cole", 200), ("sam", 404)])
def test_a_session_is_a_file_for_watches(client, api, session, who, status, request):
    person = request.getfixturevalue(who)
    client.force_login(person)
    page = client.get(reverse("training:session-fit", args=[session.pk]))
    door = api(person).get(f"/api/v1/sessions/{session.pk}/fit/")
    assert page.status_code == door.status_code == status
    if status == 200:
        assert page.content == door.content


def test_another_reader_finds_the_sets_in_the_file(client, ana, session):
    client.force_login(ana)
    answer = client.get(reverse("training:session-fit", args=[session.pk]))
    read = [(frame.name, values(frame)) for frame in messages_of(answer)]
    sets = [row for name, row in read if name == "set"]
    assert [(row["repetitions"], row["weight"], row["category"]) for row in sets] == [
        (5, 60.0, "squat"),
        (5, 100.0, "squat"),
        (3, 102.5, "squat"),
    ]
    assert {row["set_type"] for row in sets} == {"active"}
    assert sets[0]["timestamp"] == NOON + timedelta(minutes=1)
    (title,) = [row for name, row in read if name == "exercise_title"]
    assert title["wkt_step_name"] == "Back squat"
    (whole,) = [row for name, row in read if name == "session"]
    assert (whole["sport"], whole["sub_sport"]) == ("training", "strength_training")
    assert (whole["start_time"], whole["total_elapsed_time"]) == (NOON, 3600.0)
    assert whole["workout_rpe"] == 80


def test_a_file_for_watches_holds_what_it_can_of_any_set(client, ana):
    session = make_session(ana, name="=Über")
    hang = make_exercise("dead-hang", "time")
    make_sets(make_item(session, hang), (None, None), duration_s=45)
    pull_up = make_exercise("x" * 70 + "-ü", "bodyweight_reps")
    make_sets(make_item(session, pull_up), (20, 8), load_mode="assisted")
    client.force_login(ana)
    answer = client.get(reverse("training:session-fit", args=[session.pk]))
    read = [values(frame) for frame in messages_of(answer) if frame.name == "set"]
    assert [(row["duration"], row["repetitions"], row["weight"]) for row in read] == [
        (45.0, None, None),
        (None, 8, None),
    ]


def test_a_session_without_sets_is_a_file_too(client, ana):
    client.force_login(ana)
    session = make_session(ana, finished_at=None)
    answer = client.get(reverse("training:session-fit", args=[session.pk]))
    assert messages_of(answer)[-1].name == "activity"
    assert Decimal(answer["Content-Length"]) == len(answer.content)
