from datetime import timedelta
from decimal import Decimal
from uuid import uuid4

import pytest
from django.urls import reverse

from accounts.models import Token
from conftest import NOON
from training import logbook
from training.models import Comment, Record, Session, Set
from training.tests.log import document, make_exercise, make_session, make_workout, plan

pytestmark = pytest.mark.django_db


@pytest.fixture
def squat():
    return make_exercise()


@pytest.fixture
def session(ana, squat):
    session = logbook.start_free(trainee=ana, by=ana, at=NOON)
    logbook.add_exercise(session=session, exercise=squat, set_count=2)
    return session


def url(name, *args):
    return reverse(f"api:{name}", args=args)


def doors(session):
    item = session.items.get()
    row = item.sets.first()
    s, i = session.pk, item.pk
    return [
        ("patch", url("session-detail", s), {"name": "X"}),
        ("delete", url("session-detail", s), {}),
        ("post", url("session-finish", s), {}),
        ("post", url("session-set-list", s), {"item": str(i)}),
        ("patch", url("session-set-detail", s, row.pk), {"kind": "drop"}),
        ("delete", url("session-set-detail", s, row.pk), {}),
        ("post", url("session-item-list", s), {"exercise": "back-squat"}),
        ("patch", url("session-item-detail", s, i), {"note": "X"}),
        ("delete", url("session-item-detail", s, i), {}),
        ("post", url("session-item-swap", s, i), {"exercise": "back-squat"}),
        ("post", url("session-item-skip", s, i), {}),
        ("post", url("session-item-unskip", s, i), {}),
    ]


@pytest.mark.parametrize("door", range(12))
@pytest.mark.parametrize(
    ("who", "status"), [("cole", 403), ("sam", 404), ("tess", 404), (None, 401)]
)
def test_only_who_logged_it_writes(request, api, cole, session, door, who, status):
    method, path, data = doors(session)[door]
    client = api(request.getfixturevalue(who) if who else None)
    assert getattr(client, method)(path, data).status_code == status
    session.refresh_from_db()
    assert (session.name, session.finished_at, session.sets.count()) == ("Workout", None, 2)


@pytest.mark.parametrize("door", range(12))
def test_the_trainee_may_use_every_door(api, ana, session, door):
    method, path, data = doors(session)[door]
    assert getattr(api(ana), method)(path, data).status_code in (200, 201, 204)


@pytest.mark.parametrize(
    ("who", "status"), [("ana", 200), ("cole", 200), ("sam", 404), (None, 401)]
)
@pytest.mark.parametrize(
    "name", ["session-detail", "session-set-list", "session-item-list", "session-comment-list"]
)
def test_those_who_coach_her_read(request, api, cole, session, name, who, status):
    client = api(request.getfixturevalue(who) if who else None)
    assert client.get(url(name, session.pk)).status_code == status


def test_a_session_is_read_with_its_exercises_and_sets(api, ana, session):
    row = session.sets.order_by("position").first()
    logbook.log_set(set=row, at=NOON, load=Decimal(225), unit="lb", reps=5)
    body = api(ana).get(url("session-detail", session.pk)).json()
    assert (body["id"], body["trainee"], body["set_count"]) == (str(session.pk), str(ana.pk), 1)
    first = body["items"][0]["sets"][0]
    assert (first["exercise"], first["load_kg"], first["entered_load"], first["entered_unit"]) == (
        "back-squat",
        102.058,
        225,
        "lb",
    )


def test_the_same_session_sent_twice_is_one(api, ana):
    chosen = str(uuid4())
    data = {"id": chosen, "name": "Legs", "started_at": NOON.isoformat()}
    assert api(ana).post(url("session-list"), data).status_code == 201
    again = api(ana).post(url("session-list"), data)
    assert (again.status_code, again.json()["id"]) == (200, chosen)
    assert Session.objects.get().name == "Legs"


def test_somebody_elses_id_is_refused(api, sam, session):
    data = {"id": str(session.pk)}
    response = api(sam).post(url("session-list"), data)
    assert response.status_code == 409
    assert "Ana" not in response.content.decode()


def test_a_whole_past_session_is_written(api, ana, squat):
    data = {
        "name": "Legs",
        "started_at": (NOON - timedelta(days=9)).isoformat(),
        "finished_at": (NOON - timedelta(days=9) + timedelta(hours=1)).isoformat(),
        "rpe": 7.5,
        "note": "Good.",
    }
    body = api(ana).post(url("session-list"), data).json()
    assert (body["day"], body["rpe"], body["note"]) == ("2026-02-21", 7.5, "Good.")
    sets = url("session-set-list", body["id"])
    row = api(ana).post(sets, {"exercise": "back-squat", "load_kg": 100, "reps": 5}).json()
    assert row["completed_at"].startswith("2026-02-21")
    api(ana).post(sets, {"exercise": "back-squat", "load_kg": 100, "reps": 4})
    session = Session.objects.get()
    assert (session.items.count(), session.sets.count()) == (1, 2)


def test_a_planned_session_is_begun(api, ana, sam):
    planned = plan(ana, document())
    data = {"planned": str(planned.pk)}
    assert api(ana).post(url("session-list"), data).status_code == 201
    assert api(ana).post(url("session-list"), data).status_code == 200
    assert list(api(sam).post(url("session-list"), data).json()["errors"]) == ["planned"]
    assert Session.objects.get().planned == planned


@pytest.mark.parametrize(("who", "status"), [("cole", 201), ("sam", 400), ("tess", 400)])
def test_a_trainer_logs_for_a_trainee_in_front_of_them(request, api, ana, cole, who, status):
    user = request.getfixturevalue(who)
    response = api(user).post(url("session-list"), {"trainee": str(ana.pk)})
    assert response.status_code == status
    assert Session.objects.filter(trainee=ana, logged_by=cole).exists() == (status == 201)


def test_a_set_is_written_corrected_and_taken_back(api, ana, session):
    chosen = str(uuid4())
    item = session.items.get()
    sets = url("session-set-list", session.pk)
    data = {
        "id": chosen, "item": str(item.pk), "entered_load": 225, "entered_unit": "lb", "reps": 5,
    }  # fmt: skip
    assert api(ana).post(sets, data).status_code == 201
    assert api(ana).post(sets, data).status_code == 200
    assert item.sets.count() == 3
    one = url("session-set-detail", session.pk, chosen)
    body = api(ana).patch(one, {"reps": 6}).json()
    assert (body["reps"], body["entered_load"], body["load_kg"]) == (6, 225, 102.058)
    assert Record.objects.standing().get(kind="reps_at_load").value == 6
    assert api(ana).patch(one, {"rpe": 9}).json()["rpe"] == 9
    assert api(ana).patch(one, {"completed_at": None}).json()["completed_at"] is None
    assert not Record.objects.exists()
    assert api(ana).delete(one).status_code == 204


def test_a_figure_can_be_taken_away_again(api, ana, session):
    row = session.sets.first()
    one = url("session-set-detail", session.pk, row.pk)
    api(ana).patch(one, {"load_kg": 100, "reps": 5, "rpe": 8})
    assert api(ana).patch(one, {"rpe": None}).json()["rpe"] is None


@pytest.mark.parametrize("field", ["id", "item"])
def test_a_set_stays_where_it_is(api, ana, session, field):
    row = session.sets.first()
    one = url("session-set-detail", session.pk, row.pk)
    response = api(ana).patch(one, {field: str(uuid4()), "reps": 5})
    assert response.json()["errors"] == {field: ["This cannot be changed later."]}
    row.refresh_from_db()
    assert (row.reps, row.completed_at) == (None, None)


@pytest.mark.parametrize(
    ("data", "field"),
    [
        ({"load_kg": 100, "reps": 5000}, "reps"),
        ({"load_kg": 3000, "reps": 5}, "load_kg"),
        ({"weight": 100}, "weight"),
        ({"entered_load": 100, "reps": 5}, "entered_unit"),
        ({"load_kg": 100, "reps": 5, "rpe": 12}, "rpe"),
    ],
)
def test_what_is_wrong_is_named(api, ana, session, data, field):
    item = str(session.items.get().pk)
    response = api(ana).post(url("session-set-list", session.pk), {"item": item, **data})
    assert response.status_code == 400
    assert field in response.json()["errors"]
    assert Set.objects.count() == 2


@pytest.mark.parametrize(
    ("data", "field"),
    [
        ({"rpe": 11}, "rpe"),
        ({"started_at": "2026-03-02T12:00Z", "finished_at": "2026-03-02T11:00Z"}, "finished_at"),
        ({"colour": "red"}, "colour"),
    ],
)
def test_a_wrong_session_is_refused(api, ana, data, field):
    response = api(ana).post(url("session-list"), data)
    assert response.status_code == 400
    assert field in response.json()["errors"]


def test_a_session_is_corrected(api, ana, session):
    one = url("session-detail", session.pk)
    assert api(ana).patch(one, {"name": "Legs"}).json()["name"] == "Legs"
    settled = {"id": str(uuid4()), "trainee": str(ana.pk), "planned": None, "rpe": 11}
    assert set(api(ana).patch(one, settled).json()["errors"]) == set(settled)
    later = (NOON + timedelta(hours=1)).isoformat()
    assert api(ana).patch(one, {"finished_at": later}).json()["finished_at"] is not None
    early = (NOON - timedelta(hours=1)).isoformat()
    assert api(ana).patch(one, {"finished_at": early}).status_code == 409


def test_items_are_added_swapped_and_noted(api, ana, session):
    press = make_exercise("leg-press")
    chosen = str(uuid4())
    items = url("session-item-list", session.pk)
    for status in (201, 200):
        data = {"id": chosen, "exercise": press.slug}
        assert api(ana).post(items, data).status_code == status
    one = url("session-item-detail", session.pk, chosen)
    body = api(ana).patch(one, {"note": "Tight.", "position": 0}).json()
    assert (body["note"], body["position"]) == ("Tight.", 0)
    swap = url("session-item-swap", session.pk, chosen)
    body = api(ana).post(swap, {"exercise": "back-squat"}).json()
    assert (body["exercise"], body["planned_exercise"]) == ("back-squat", None)
    assert api(ana).post(swap, {"exercise": "no-such"}).status_code == 400


def test_comments_by_those_who_may(api, ana, cole, sam, session):
    comments = url("session-comment-list", session.pk)
    assert api(cole).post(comments, {"text": "Well done."}).status_code == 201
    assert api(sam).post(comments, {"text": "Hi"}).status_code == 404
    assert api().post(comments, {"text": "Hi"}).status_code == 401
    assert api(ana).get(comments).json()["results"][0]["author_name"] == "Cole"
    one = url("session-comment-detail", session.pk, Comment.objects.get().pk)
    assert api(ana).delete(one).status_code == 403
    assert api(cole).delete(one).status_code == 204


def test_the_list_is_filtered_by_person_day_and_end(api, ana, cole, sam, squat):
    for day in (0, 1, 2):
        make_workout(ana, squat, (100, 5), days=day)
    logbook.start_free(trainee=ana, by=ana, at=NOON + timedelta(days=3))
    sessions = url("session-list")

    def days(**query):
        return [row["day"] for row in api(ana).get(sessions, query).json()["results"]]

    assert days() == ["2026-03-05", "2026-03-04", "2026-03-03", "2026-03-02"]
    assert days(**{"from": "2026-03-03", "to": "2026-03-04"}) == ["2026-03-04", "2026-03-03"]
    assert len(days(finished="true")) == 3
    assert days(finished="false") == ["2026-03-05"]
    assert len(api(cole).get(sessions, {"trainee": ana.pk}).json()["results"]) == 4
    assert api(cole).get(sessions).json()["results"] == []
    assert api(sam).get(sessions, {"trainee": ana.pk}).status_code == 404
    assert api().get(sessions).status_code == 401


@pytest.mark.parametrize("count", [2, 15])
def test_the_list_costs_the_same_for_any_length(api, ana, squat, count, django_assert_num_queries):
    for day in range(count):
        make_workout(ana, squat, (100, 5), (100, 5), days=-day)
    client = api(ana)
    client.get(url("session-list"))
    with django_assert_num_queries(2):
        assert len(client.get(url("session-list")).json()["results"]) == count


@pytest.mark.parametrize("name", ["session-set-list", "session-item-list", "session-detail"])
@pytest.mark.parametrize("count", [2, 12])
def test_parts_of_a_session_cost_the_same_for_any_number(
    api, ana, count, name, django_assert_max_num_queries
):
    session = logbook.start_free(trainee=ana, by=ana, at=NOON)
    for number in range(count):
        logbook.add_exercise(session=session, exercise=make_exercise(f"lift-{number}"))
    client = api(ana)
    client.get(url(name, session.pk))
    with django_assert_max_num_queries(9):
        assert client.get(url(name, session.pk)).status_code == 200


def test_a_read_token_may_not_write(api, ana, session):
    _, secret = Token.issue(user=ana, name="watch", scope="read", at=NOON)
    client = api()
    client.credentials(HTTP_AUTHORIZATION=f"Bearer {secret}")
    assert client.get(url("session-list")).status_code == 200
    assert client.post(url("session-list"), {}).status_code == 403


@pytest.mark.parametrize(
    "at", ["0001-01-01T00:00:00Z", "1969-07-20T20:17:00Z", "9999-12-31T23:59:59Z"]
)
def test_a_time_before_1970_or_in_the_future_is_refused(api, ana, session, at):
    client, row = api(ana), session.sets.first()
    for method, path, field in [
        ("post", url("session-list"), "started_at"),
        ("patch", url("session-detail", session.pk), "finished_at"),
        ("post", url("session-finish", session.pk), "at"),
        ("patch", url("session-set-detail", session.pk, row.pk), "completed_at"),
    ]:
        response = getattr(client, method)(path, {field: at})
        assert response.status_code == 400, (path, response.content)
        assert list(response.json()["errors"]) == [field]


def test_a_number_without_end_names_nobody(api, ana):
    assert api(ana).get(url("session-list"), {"trainee": "9" * 4500}).status_code == 404


@pytest.mark.parametrize("part", ["sessions/{0}/sets/{1}/", "sessions/{1}/sets/{1}/"])
def test_what_only_looks_like_an_id_is_not_there(api, ana, part):
    session = make_session(ana)
    assert api(ana).delete(f"/api/v1/{part.format(session.pk, '0' * 36)}").status_code == 404
