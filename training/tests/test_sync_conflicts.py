"""Two devices say different things: the later stands, and the other is told."""

from datetime import datetime, timedelta
from decimal import Decimal
from uuid import uuid4

import pytest
import time_machine

from conftest import NOON
from fitapp.lib.ids import derived
from training import logbook
from training.logbook import graves
from training.models import Record, Session, SessionItem, Set, Tombstone
from training.tasks import forget_deleted
from training.tests.log import document, entry, group, make_exercise, plan
from training.tests.log import prescription as meant

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _an_hour_later():
    with time_machine.travel(NOON + timedelta(hours=1), tick=False):
        yield


@pytest.fixture
def squat():
    return make_exercise("squat")


@pytest.fixture
def row(ana, squat):
    """A set of five at a hundred, written down at noon."""
    with time_machine.travel(NOON, tick=False):
        session = logbook.start_free(trainee=ana, by=ana, at=NOON)
        item = logbook.add_exercise(session=session, exercise=squat, set_count=1)
        row = item.sets.get()
        logbook.log_set(set=row, at=NOON, load=Decimal(100), reps=5)
    return row


@pytest.fixture
def phone(api, ana):
    def send(**said):
        response = api(ana).post("/api/v1/sync/", said)
        assert response.status_code == 200, response.content
        return response.json()

    return send


def at(minutes):
    return (NOON + timedelta(minutes=minutes)).isoformat()


def told(answer, kind="sets"):
    (one,) = answer[kind]
    return one["status"], {conflict["field"]: conflict for conflict in one["conflicts"]}


def gone(kind, row, minutes):
    return {"type": kind, "id": str(row.pk), "deleted_at": at(minutes)}


# --- Field by field ------------------------------------------------------------------------------


def test_an_edit_older_than_what_is_kept_loses_and_is_told(phone, row):
    status, conflicts = told(phone(sets=[{"id": str(row.pk), "reps": 8, "edited_at": at(-1)}]))
    assert status == "unchanged"
    kept = conflicts["reps"].pop("edited_at")
    assert conflicts == {"reps": {"field": "reps", "yours": 8, "kept": 5}}
    assert datetime.fromisoformat(kept) == NOON


def test_each_field_has_a_moment_of_its_own(phone, row):
    moments = {"reps": at(-1), "rpe": at(1)}
    answer = phone(sets=[{"id": str(row.pk), "reps": 8, "rpe": 9, "edited_at": moments}])
    status, conflicts = told(answer)
    assert (status, [*conflicts]) == ("updated", ["reps"])
    assert (answer["sets"][0]["row"]["reps"], answer["sets"][0]["row"]["rpe"]) == (5, 9)


def test_the_load_goes_with_its_unit_and_its_meaning(phone, row):
    in_pounds = {"id": str(row.pk), "entered_load": 225, "entered_unit": "lb"}
    status, conflicts = told(phone(sets=[{**in_pounds, "edited_at": at(-1)}]))
    assert (status, conflicts["entered_load"]["kept"]) == ("unchanged", 100)
    answer = phone(sets=[{**in_pounds, "edited_at": at(1)}])["sets"][0]["row"]
    assert (answer["entered_unit"], answer["load_kg"]) == ("lb", 102.058)


@pytest.mark.parametrize("first", [7, 9])
def test_said_at_the_same_moment_the_greater_stands_whichever_comes_first(phone, row, first):
    for reps in (first, 16 - first):
        phone(sets=[{"id": str(row.pk), "reps": reps, "edited_at": at(2)}])
    row.refresh_from_db()
    assert row.reps == 9


def test_a_clock_that_is_ahead_says_now(phone, row):
    phone(sets=[{"id": str(row.pk), "reps": 8, "edited_at": at(9999)}])
    row.refresh_from_db()
    assert datetime.fromisoformat(row.edited_at("reps")) == NOON + timedelta(hours=1)


def test_without_a_moment_it_is_said_now(phone, row):
    assert told(phone(sets=[{"id": str(row.pk), "reps": 8}])) == ("updated", {})


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_what_was_corrected_after_it_was_taken_back_was_done(phone, row, order):
    edits = [
        {"id": str(row.pk), "completed_at": None, "edited_at": at(1)},
        {"id": str(row.pk), "reps": 6, "edited_at": at(2)},
    ]
    for place in order:
        phone(sets=[edits[place]])
    row.refresh_from_db()
    assert (row.reps, row.load_kg, row.completed_at) == (6, 100, NOON)


def test_what_is_taken_back_holds_nothing(phone, row):
    phone(sets=[{"id": str(row.pk), "completed_at": None, "edited_at": at(1)}])
    status, conflicts = told(
        phone(sets=[{"id": str(row.pk), "completed_at": at(0), "edited_at": at(0)}])
    )
    assert (status, conflicts["completed_at"]["kept"]) == ("unchanged", None)
    row.refresh_from_db()
    assert (row.reps, row.load_kg, row.completed_at) == (None, None, None)
    assert not Record.objects.exists()


def test_the_page_stamps_what_it_changes_and_nothing_else(row):
    logbook.log_set(set=row, at=NOON, load=Decimal(100), reps=6)
    said = {name: datetime.fromisoformat(text) for name, text in row.edited.items()}
    later = NOON + timedelta(hours=1)
    assert said == {"load": NOON, "reps": later, "completed_at": NOON, "done": later}


def test_the_api_stands_even_where_the_clock_was_put_back(api, ana, row):
    url = f"/api/v1/sessions/{row.session_id}/sets/{row.pk}/"
    with time_machine.travel(NOON - timedelta(minutes=1), tick=False):
        assert api(ana).patch(url, {"reps": 4}).json()["reps"] == 4


# --- Deleting ------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["set", "item", "session"])
def test_an_edit_later_than_a_deletion_brings_it_back_whole(phone, row, kind):
    what = {"set": row, "item": row.item, "session": row.session}[kind]
    assert told(phone(deleted=[gone(kind, what, 3)]), "deleted")[0] == "updated"
    assert not Set.objects.exists()
    assert not Record.objects.exists()
    answer = phone(sets=[{"id": str(row.pk), "rpe": 9, "edited_at": at(4)}])
    assert told(answer) == ("updated", {})
    back = Set.objects.get()
    assert (back.reps, back.load_kg, back.rpe, back.completed_at) == (5, 100, 9, NOON)
    assert Record.objects.exists()
    assert not Tombstone.objects.exists()


@pytest.mark.parametrize("kind", ["set", "item", "session"])
def test_an_edit_earlier_than_a_deletion_loses_and_is_told(phone, row, kind):
    what = {"set": row, "item": row.item, "session": row.session}[kind]
    phone(deleted=[gone(kind, what, 3)])
    answer = phone(sets=[{"id": str(row.pk), "rpe": 9, "edited_at": at(2)}])
    status, conflicts = told(answer)
    assert (status, answer["sets"][0]["row"]) == ("unchanged", None)
    assert datetime.fromisoformat(conflicts["deleted"]["edited_at"]) == NOON + timedelta(minutes=3)
    assert not type(what).objects.filter(pk=what.pk).exists()


def test_what_was_lost_with_a_deletion_is_there_when_it_comes_back(phone, row):
    phone(deleted=[gone("session", row.session, 3)])
    phone(sets=[{"id": str(row.pk), "rpe": 9, "edited_at": at(2)}])
    phone(sessions=[{"id": str(row.session_id), "note": "Back.", "edited_at": at(4)}])
    assert (Set.objects.get().rpe, Session.objects.get().note) == (9, "Back.")


def test_a_deletion_older_than_the_last_edit_does_not_delete_and_is_told(phone, row):
    answer = phone(deleted=[gone("session", row.session, -1)])
    status, conflicts = told(answer, "deleted")
    assert (status, conflicts["deleted"]["kept"]) == ("unchanged", False)
    assert answer["deleted"][0]["row"]["id"] == str(row.session_id)
    assert Set.objects.exists()


def test_a_workout_begun_anew_hears_nothing_of_before(phone, ana, squat):
    planned = plan(ana, document(group(entry("squat", meant()))))
    session = logbook.start_planned(planned=planned, by=ana, at=NOON)
    row = session.sets.get()
    logbook.delete_session(session=session)
    with time_machine.travel(NOON + timedelta(hours=2), tick=False):
        logbook.start_planned(planned=planned, by=ana, at=NOON)
        done = {"reps": 5, "load_kg": 100, "completed_at": at(1), "edited_at": at(1)}
        phone(sets=[{"id": str(row.pk), **done}])
    again = Set.objects.get()
    assert (again.pk, again.is_done) == (row.pk, False)


def test_what_was_deleted_is_forgotten_in_the_end(row):
    logbook.delete_set(set=row)
    forget_deleted()
    assert Tombstone.objects.exists()
    with time_machine.travel(NOON + graves.KEPT_FOR + timedelta(hours=2)):
        forget_deleted()
    assert not Tombstone.objects.exists()


# --- Begun twice, swapped, ended -----------------------------------------------------------------


def test_one_planned_workout_begun_on_two_devices_is_one(phone, ana, squat):
    planned = plan(ana, document(group(entry("squat", meant()))))
    mine = derived(planned.pk, "session")
    item = derived(mine, "item", 0)
    done = {"id": str(derived(item, "set", 0)), "reps": 5, "load_kg": 100, "completed_at": at(1)}
    for name in ("One", "Two"):
        begun = {"id": str(mine), "planned": str(planned.pk), "name": name}
        phone(sessions=[begun], sets=[done])
    assert (Session.objects.get().pk, Set.objects.get().reps) == (mine, 5)


def test_begun_under_another_id_the_rest_of_the_request_follows(phone, ana, squat):
    planned = plan(ana, document(group(entry("squat", meant()))))
    begun = logbook.start_planned(planned=planned, by=ana, at=NOON)
    other = str(uuid4())
    done = {"session": other, "exercise": "squat", "reps": 5, "load_kg": 100}
    answer = phone(
        sessions=[{"id": other, "planned": str(planned.pk)}], sets=[{"id": str(uuid4()), **done}]
    )
    assert answer["sessions"][0]["row"]["id"] == str(begun.pk)
    assert answer["sets"][0]["row"]["session"] == str(begun.pk)


def test_an_exercise_is_added_swapped_and_noted_without_a_signal(phone, row):
    press, item = make_exercise("leg-press"), str(uuid4())
    where = {"id": item, "session": str(row.session_id)}
    added = phone(items=[{**where, "exercise": "squat", "position": 3, "edited_at": at(1)}])
    assert (added["items"][0]["status"], added["items"][0]["row"]["position"]) == ("created", 3)
    swap = {"id": item, "exercise": "leg-press", "note": "Busy rack.", "edited_at": at(2)}
    assert told(phone(items=[swap]), "items") == ("updated", {})
    status, conflicts = told(
        phone(items=[{"id": item, "exercise": "squat", "edited_at": at(1)}]), "items"
    )
    assert (status, conflicts["exercise"]["kept"]) == ("unchanged", press.slug)
    assert SessionItem.objects.get(pk=item).note == "Busy rack."


@pytest.mark.parametrize("order", ["sets", "items"])
def test_a_set_counts_for_what_was_done_at_the_time(phone, row, order):
    make_exercise("leg-press")
    at_two = {"id": str(uuid4()), "session": str(row.session_id), "item": str(row.item_id)}
    done = {"reps": 8, "load_kg": 90, "completed_at": at(2), "edited_at": at(2)}
    swap = {"id": str(row.item_id), "exercise": "leg-press", "edited_at": at(3)}
    said = {"sets": [{**at_two, **done}], "items": [swap]}
    for name in (order, "items" if order == "sets" else "sets"):
        phone(**{name: said[name]})
    assert {one.exercise.slug for one in Set.objects.done()} == {"squat"}
    assert SessionItem.objects.get(pk=row.item_id).name == "Leg press"


def test_a_set_of_before_a_swap_comes_back_to_where_it_was(phone, row):
    for slug in ("leg-press", "hack-squat"):
        make_exercise(slug)
    swap = {"id": str(row.item_id), "exercise": "leg-press", "edited_at": at(1)}
    phone(items=[swap], deleted=[gone("set", row, 3)])
    phone(items=[{**swap, "exercise": "hack-squat", "edited_at": at(4)}])
    assert told(phone(sets=[{"id": str(row.pk), "rpe": 9, "edited_at": at(5)}])) == ("updated", {})
    assert Set.objects.done().get().item.name == "Squat"


def test_what_hung_on_something_that_is_gone_for_good_is_gone(phone, row):
    logbook.delete_set(set=row)
    Session.objects.all().delete()
    answer = phone(sets=[{"id": str(row.pk), "rpe": 9}])["sets"][0]
    assert (answer["status"], [*answer["errors"]]) == ("refused", ["session"])


def test_what_is_left_over_at_the_end_is_there_again_when_it_goes_on(phone, row):
    logbook.add_set(item=row.item)
    session = str(row.session_id)
    phone(sessions=[{"id": session, "finished_at": at(60)}])
    assert Set.objects.count() == 1
    phone(sessions=[{"id": session, "finished_at": None}])
    assert Set.objects.count() == 2


def test_a_record_that_was_broken_is_told(phone, row, ana):
    session = logbook.start_free(trainee=ana, by=ana, at=NOON + timedelta(minutes=30))
    said = {"id": str(uuid4()), "session": str(session.pk), "exercise": "squat", "reps": 5}
    answer = phone(sets=[{**said, "load_kg": 120, "completed_at": at(31)}])
    bests = {best["kind"]: best for best in answer["sets"][0]["bests"]}
    load = bests["load"]
    assert (load["exercise"], load["text"], load["before"]) == ("Squat", "120 kg", "100 kg")
    assert load["by"] == "20 kg more"
