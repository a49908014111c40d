from datetime import timedelta
from decimal import Decimal
from uuid import uuid4

import pytest
from django.urls import reverse

from conftest import NOON
from training import logbook
from training.models import Record, Session, Set, Tombstone
from training.tests.log import document, make_exercise, make_workout, plan

pytestmark = pytest.mark.django_db


@pytest.fixture
def squat():
    return make_exercise()


@pytest.fixture
def offline():
    """What a phone kept during one workout."""
    session, first, second = (str(uuid4()) for _ in range(3))

    def done(pk, minutes, **figures):
        at = (NOON + timedelta(minutes=minutes)).isoformat()
        return {
            "id": pk, "session": session, "exercise": "back-squat", "completed_at": at, **figures,
        }  # fmt: skip

    return {
        "sessions": [
            {
                "id": session,
                "name": "Legs",
                "started_at": NOON.isoformat(),
                "finished_at": (NOON + timedelta(hours=1)).isoformat(),
            }
        ],
        "sets": [
            done(first, 5, load_kg=100, reps=5),
            done(second, 9, entered_load=225, entered_unit="lb", reps=5),
        ],
    }


def sync(client, data):
    response = client.post(reverse("api:sync"), data)
    assert response.status_code == 200, response.content
    return response.json()


def outcomes(body):
    return {name: [row["status"] for row in rows] for name, rows in body.items()}


def test_a_workout_without_signal_arrives_once_however_often_it_is_sent(api, ana, squat, offline):
    body = sync(api(ana), offline)
    assert outcomes(body) == {
        "sessions": ["created"],
        "items": [],
        "sets": ["created", "created"],
        "deleted": [],
    }
    assert outcomes(sync(api(ana), offline))["sets"] == ["unchanged", "unchanged"]
    assert outcomes(sync(api(ana), offline))["sessions"] == ["unchanged"]
    assert (Session.objects.count(), Set.objects.count()) == (1, 2)
    first = Set.objects.get(pk=offline["sets"][0]["id"])
    assert first.completed_at == NOON + timedelta(minutes=5)
    assert Record.objects.standing().get(kind="load").load_kg == Decimal("102.058")


def test_a_warm_up_that_was_worked_out_on_a_device_says_what_is_meant(api, ana, squat, offline):
    first, *_ = offline["sets"]
    sync(api(ana), offline)
    item, pk = Set.objects.get(pk=first["id"]).item, str(uuid4())
    said = {"id": pk, "item": str(item.pk), "kind": "warm_up", "position": 0}
    meant = {"target_load_kg": "42.5", "target_reps": 5}
    body = sync(api(ana), {"sets": [{**said, **meant}, {**said, **meant, "target_reps": 8}]})
    assert outcomes(body)["sets"] == ["created", "unchanged"]
    row = Set.objects.get(pk=pk)
    assert (row.target_load_kg, row.target_reps_min, row.target_reps_max) == (Decimal("42.5"), 5, 5)
    assert not row.is_done
    make_exercise("leg-press")
    swap = {"id": str(item.pk), "exercise": "leg-press"}
    late = {**said, **meant, "id": str(uuid4()), "edited_at": NOON.isoformat()}
    sync(api(ana), {"items": [swap], "sets": [late]})
    assert Set.objects.get(pk=late["id"]).target_load_kg is None  # it was meant for squats


def test_what_changed_is_updated(api, ana, squat, offline):
    sync(api(ana), offline)
    offline["sets"][0]["reps"] = 6
    offline["sessions"][0]["note"] = "Good."
    body = outcomes(sync(api(ana), offline))
    assert (body["sessions"], body["sets"]) == (["updated"], ["updated", "unchanged"])


def test_one_that_is_refused_leaves_the_others_be(api, ana, squat, offline):
    offline["sets"][0]["reps"] = 9999
    offline["sets"].append({"id": str(uuid4()), "session": str(uuid4()), "reps": 5})
    offline["sets"].append({"session": offline["sessions"][0]["id"], "reps": 5})
    offline["sets"].append({**offline["sets"][1], "id": str(uuid4()), "colour": "red"})
    body = sync(api(ana), offline)
    assert outcomes(body)["sets"] == ["refused", "created", "refused", "refused", "refused"]
    errors = [set(row.get("errors", {})) for row in body["sets"]]
    assert errors == [{"reps"}, set(), {"session"}, {"id"}, {"colour"}]
    assert Set.objects.count() == 1


def test_deletions_are_taken_and_may_be_repeated(api, ana, squat, offline):
    sync(api(ana), offline)
    gone = {"deleted": [{"type": "set", "id": offline["sets"][0]["id"]}]}
    assert outcomes(sync(api(ana), gone))["deleted"] == ["updated"]
    assert outcomes(sync(api(ana), gone))["deleted"] == ["unchanged"]
    whole = {"deleted": [{"type": "session", "id": offline["sessions"][0]["id"]}]}
    assert outcomes(sync(api(ana), whole))["deleted"] == ["updated"]
    assert not Session.objects.exists()
    assert not Record.objects.exists()


def test_nobody_writes_into_somebody_elses_log(api, ana, sam, cole, squat, offline):
    (theirs,) = make_workout(ana, squat, (100, 5))
    for who in (sam, cole):
        data = {
            "sessions": [{"id": str(theirs.session_id), "name": "Mine"}],
            "sets": [
                {
                    "id": str(uuid4()),
                    "session": str(theirs.session_id),
                    "item": str(theirs.item_id),
                },
                {"id": str(theirs.pk), "session": str(theirs.session_id), "reps": 1},
            ],
            "deleted": [{"type": "set", "id": str(theirs.pk)}],
        }
        body = outcomes(sync(api(who), data))
        assert body["sessions"] == ["refused"]
        assert body["sets"] == ["refused", "refused"]
        assert body["deleted"] == ["unchanged"]
    theirs.refresh_from_db()
    assert (theirs.reps, theirs.session.name) == (5, "Workout")


def test_a_session_under_way_goes_on_on_another_device(api, ana, squat, offline):
    session = logbook.start_free(trainee=ana, by=ana, at=NOON, id=offline["sessions"][0]["id"])
    assert outcomes(sync(api(ana), offline))["sessions"] == ["updated"]
    session.refresh_from_db()
    assert session.finished_at == NOON + timedelta(hours=1)


def test_keys_that_are_not_known_are_refused(api, ana):
    response = api(ana).post(reverse("api:sync"), {"measurements": []})
    assert response.status_code == 400
    assert "measurements" in response.json()["errors"]


def test_nobody_syncs_nothing(api):
    assert api().post(reverse("api:sync"), {}).status_code == 401


def test_a_plan_of_somebody_else_refuses_one_and_leaves_the_others(api, ana, sam, squat, offline):
    planned = plan(sam, document({"exercise": "back-squat", "sets": [{}]}))
    strange = {"id": str(uuid4()), "planned": str(planned.pk)}
    body = sync(api(ana), {**offline, "sessions": [strange, *offline["sessions"]]})
    assert [row["status"] for row in body["sessions"]] == ["refused", "created"]
    assert [row["status"] for row in body["sets"]] == ["created", "created"]


@pytest.mark.parametrize("at", ["0001-01-01T00:00:00Z", "9999-12-31T23:59:59-12:00"])
def test_no_workout_lies_outside_of_time(api, ana, squat, offline, at):
    offline["sessions"].append({"id": str(uuid4()), "started_at": at})
    offline["sets"].append({**offline["sets"][0], "id": str(uuid4()), "completed_at": at})
    body = sync(api(ana), offline)
    assert [row["status"] for row in body["sessions"]] == ["created", "refused"]
    assert [row["status"] for row in body["sets"]] == ["created", "created", "refused"]


@pytest.mark.parametrize("name", ["sessions", "items", "sets", "deleted"])
def test_more_than_500_of_a_kind_are_too_many(api, ana, name):
    response = api(ana).post(reverse("api:sync"), {name: [{}] * 501})
    assert response.status_code == 400
    assert [*response.json()["errors"]] == [name]
    assert api(ana).post(reverse("api:sync"), {name: [{}] * 500}).status_code == 200


@pytest.mark.parametrize(
    "wrong",
    [
        {"edited_at": "yesterday"},
        {"edited_at": 7},
        {"edited_at": "0001-01-01T00:00:00Z"},
        {"edited_at": {"reps": "yesterday"}},
        {"edited_at": {"colour": NOON.isoformat()}},
        {"position": -1},
        {"position": 99999},
    ],
    ids=str,
)
def test_what_makes_no_sense_is_named(api, ana, squat, offline, wrong):
    offline["sets"][0] |= wrong
    one, other = sync(api(ana), offline)["sets"]
    assert (one["status"], other["status"]) == ("refused", "created")
    assert {name.split(".")[0] for name in one["errors"]} == {*wrong}
    assert (one["row"], one["conflicts"]) == (None, [])


@pytest.mark.parametrize("at", ["yesterday", {}, None, "0001-01-01T00:00:00Z"])
def test_nothing_is_deleted_at_no_time(api, ana, squat, offline, at):
    sync(api(ana), offline)
    gone = {"type": "set", "id": offline["sets"][0]["id"], "deleted_at": at}
    assert outcomes(sync(api(ana), {"deleted": [gone]}))["deleted"] == ["refused"]
    assert Set.objects.count() == 2


@pytest.mark.parametrize("who", ["cole", "sam"])
def test_nobody_brings_back_what_somebody_else_deleted(api, ana, squat, who, request):
    (theirs,) = make_workout(ana, squat, (100, 5))
    session, item = str(theirs.session_id), str(theirs.item_id)
    logbook.delete_session(session=theirs.session)
    data = {
        "sessions": [{"id": session, "name": "Mine"}],
        "items": [{"id": item, "session": session, "exercise": "back-squat"}],
        "sets": [{"id": str(theirs.pk), "session": session, "item": item, "reps": 1}],
        "deleted": [{"type": "session", "id": session}],
    }
    sync(api(request.getfixturevalue(who)), data)
    assert not Session.objects.filter(trainee=ana).exists()
    assert Tombstone.objects.filter(trainee=ana).count() == 3


def test_an_item_of_somebody_else_is_nobodys(api, ana, sam, squat):
    (theirs,) = make_workout(sam, squat, (100, 5))
    mine = logbook.start_free(trainee=ana, by=ana, at=NOON)
    taken = {"id": str(theirs.item_id), "session": str(mine.pk), "exercise": "back-squat"}
    astray = {"id": str(uuid4()), "item": str(theirs.item_id), "session": str(mine.pk)}
    body = sync(api(ana), {"items": [taken], "sets": [astray]})
    assert [set(body[name][0]["errors"]) for name in ("items", "sets")] == [{"body"}, {"item"}]
    assert not mine.items.exists()


def test_what_her_trainer_wrote_down_she_edits_without_a_signal(api, ana, cole, squat):
    session = logbook.start_free(trainee=ana, by=cole, at=NOON)
    data = {"sessions": [{"id": str(session.pk), "note": "Thanks."}]}
    assert outcomes(sync(api(ana), data))["sessions"] == ["updated"]
    assert outcomes(sync(api(cole), data))["sessions"] == ["refused"]


def test_a_row_is_answered_as_its_own_door_shows_it(api, ana, squat, offline):
    body = sync(api(ana), offline)
    session = body["sessions"][0]["row"]
    one = reverse("api:session-detail", args=[session["id"]])
    shown = api(ana).get(one).json()
    assert {name: shown[name] for name in session} == session
    assert [row["row"] for row in body["sets"]] == shown["items"][0]["sets"]
