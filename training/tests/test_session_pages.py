from datetime import timedelta
from decimal import Decimal

import pytest
from django.urls import reverse

from conftest import NOON
from training import logbook
from training.models import Comment, Session, SessionItem, Set
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


@pytest.fixture
def squat():
    return make_exercise()


@pytest.fixture
def session(ana, squat):
    session = logbook.start_free(trainee=ana, by=ana, at=NOON)
    logbook.add_exercise(session=session, exercise=squat)
    return session


def url(name, *args):
    return reverse(f"training:{name}", args=args)


def enter(client, request, who):
    if who:
        client.force_login(request.getfixturevalue(who))


def pages_to_read(session):
    return [url("session", session.pk)]


def pages_to_write(session):
    item = session.items.first()
    row = item.sets.first()
    return {
        "session-log": ("get", url("session-log", session.pk), {}),
        "session-edit": ("get", url("session-edit", session.pk), {}),
        "finish": ("post", url("finish", session.pk), {}),
        "session-delete": ("post", url("session-delete", session.pk), {}),
        "session-pick": ("get", url("session-pick", session.pk), {}),
        "session-add": ("post", url("session-add", session.pk), {"exercise": item.exercise_id}),
        "item-swap": ("get", url("item-swap", item.pk), {}),
        "item-skip": ("post", url("item-skip", item.pk), {}),
        "item-unskip": ("post", url("item-unskip", item.pk), {}),
        "item-move": ("post", url("item-move", item.pk), {}),
        "item-note": ("post", url("item-note", item.pk), {"note": "Tight."}),
        "item-remove": ("post", url("item-remove", item.pk), {}),
        "set-add": ("post", url("set-add", item.pk), {}),
        "set-log": ("post", url("set-log", row.pk), {"load": "100", "reps": "5"}),
        "set-undo": ("post", url("set-undo", row.pk), {}),
        "set-change": ("post", url("set-change", row.pk), {"kind": "drop"}),
        "set-delete": ("post", url("set-delete", row.pk), {}),
    }


@pytest.mark.parametrize(
    ("who", "status"), [("ana", 200), ("cole", 200), ("sam", 404), ("tess", 404), (None, 302)]
)
def test_a_session_is_read_by_the_trainee_and_those_who_coach_her(
    client, request, cole, session, who, status
):
    enter(client, request, who)
    assert client.get(url("session", session.pk)).status_code == status


@pytest.mark.parametrize("door", list(range(17)))
@pytest.mark.parametrize(("who", "status"), [("cole", 403), ("sam", 404), ("tess", 404)])
def test_only_who_logged_it_changes_it(client, request, cole, session, who, status, door):
    method, path, data = list(pages_to_write(session).values())[door]
    before = list(Set.objects.order_by("pk").values())
    enter(client, request, who)
    assert getattr(client, method)(path, data).status_code == status
    assert list(Set.objects.order_by("pk").values()) == before
    assert Session.objects.get().finished_at is None


@pytest.mark.parametrize("door", list(range(17)))
def test_the_trainee_may_use_every_door(client, ana, session, door):
    method, path, data = list(pages_to_write(session).values())[door]
    client.force_login(ana)
    assert getattr(client, method)(path, data).status_code in (200, 302)


@pytest.mark.parametrize("door", list(range(17)))
def test_nobody_is_sent_to_sign_in(client, session, door):
    method, path, data = list(pages_to_write(session).values())[door]
    response = getattr(client, method)(path, data)
    assert response.status_code == 302
    assert "login" in response.url


def test_a_trainer_who_logged_it_for_her_may_go_on(client, ana, cole, squat):
    client.force_login(cole)
    response = client.post(url("start"), {"trainee": ana.pk})
    session = Session.objects.get()
    assert response.url == url("session-log", session.pk)
    assert (session.trainee, session.logged_by) == (ana, cole)
    client.post(url("session-add", session.pk), {"exercise": squat.pk})
    row = Set.objects.first()
    client.post(url("set-log", row.pk), {"load": "60", "reps": "8"})
    assert Set.objects.done().get().trainee == ana


@pytest.mark.parametrize("who", ["sam", "tess"])
def test_a_stranger_starts_nothing_for_her(client, request, ana, who):
    enter(client, request, who)
    assert client.post(url("start"), {"trainee": ana.pk}).status_code == 404
    assert not Session.objects.exists()


def test_a_set_is_logged_by_a_plain_form_in_pounds_with_a_comma(client, ana, session):
    ana.profile.load_unit = "lb"
    ana.profile.save()
    client.force_login(ana)
    row = session.sets.first()
    response = client.post(url("set-log", row.pk), {"load": "132,5", "reps": "5", "rpe": "8,5"})
    assert response.url == f"{url('session-log', session.pk)}#item-{row.item_id}"
    row.refresh_from_db()
    assert (row.entered_load, row.entered_unit, row.rpe) == (Decimal("132.5"), "lb", Decimal("8.5"))
    assert row.load_kg == Decimal("60.101")
    page = client.get(url("session-log", session.pk)).content.decode()
    assert 'value="132.5"' in page


def test_sending_a_set_twice_is_one_set(client, ana, session):
    client.force_login(ana)
    row = session.sets.first()
    for _ in range(2):
        client.post(url("set-log", row.pk), {"load": "100", "reps": "5"})
    assert Set.objects.done().count() == 1


def test_a_wrong_figure_is_said_in_a_sentence(client, ana, session):
    client.force_login(ana)
    row = session.sets.first()
    response = client.post(url("set-log", row.pk), {"load": "100", "reps": ""}, follow=True)
    assert "Say how many reps it was." in response.content.decode()
    scripted = client.post(
        url("set-log", row.pk), {"load": "x", "reps": "5"}, headers={"accept": "application/json"}
    )
    assert scripted.status_code == 400
    assert scripted.json()["errors"]["load"] == ["Enter a number."]


def test_a_script_hears_of_a_new_best_that_beats_another_day(client, ana, session, squat):
    make_workout(ana, squat, (100, 5), days=-7)
    client.force_login(ana)
    rows = list(session.sets.order_by("position"))
    answer = client.post(
        url("set-log", rows[0].pk),
        {"load": "105", "reps": "5"},
        headers={"accept": "application/json"},
    ).json()
    assert answer["bests"][0] == {
        "kind": "e1rm",
        "exercise": "Back squat",
        "label": "estimated one-rep max",
        "text": "122.5 kg",
        "before": "116.7 kg",
        "by": "5.8 kg more",
    }
    again = client.post(
        url("set-log", rows[1].pk),
        {"load": "107.5", "reps": "5"},
        headers={"accept": "application/json"},
    ).json()
    assert again["bests"] == []  # beats only what was lifted minutes ago


def test_without_scripts_all_records_of_a_set_are_one_sentence(client, ana, session, squat):
    make_workout(ana, squat, (100, 5), days=-7)
    ana.profile.change(load_unit="lb")
    client.force_login(ana)
    row = session.sets.order_by("position").first()
    page = client.post(url("set-log", row.pk), {"load": "225", "reps": "5"}, follow=True)
    [told] = page.context["messages"]
    assert str(told) == (
        "2 new bests: Back squat. Estimated one-rep max 262.5 lb, 5.3 lb more than before; "
        "heaviest load 225 lb, 4.5 lb more than before."
    )


@pytest.mark.parametrize(
    ("tracking", "first", "then", "by"),
    [
        ("time", {"duration": "1:00"}, {"duration": "1:15"}, "0:15 min more"),
        ("load_distance", {"load": "40", "distance": "20"}, {"load": "40", "distance": "30"},
         "10 m more"),
        ("bodyweight_reps", {"load": "20", "load_mode": "assisted", "reps": "5"},
         {"load": "15", "load_mode": "assisted", "reps": "5"}, "5 kg less"),
    ],
)  # fmt: skip
def test_by_how_much_is_said_of_each_kind(client, ana, tracking, first, then, by):
    exercise = make_exercise("thing", tracking)
    client.force_login(ana)
    for days, data in ((7, first), (0, then)):
        at = NOON - timedelta(days=days)
        session = logbook.start_free(trainee=ana, by=ana, at=at)
        row = logbook.add_exercise(session=session, exercise=exercise).sets.first()
        answer = client.post(url("set-log", row.pk), data, headers={"accept": "application/json"})
        logbook.finish_session(session=session, at=at + timedelta(hours=1))
    assert [best["by"] for best in answer.json()["bests"]] == [by]


@pytest.mark.parametrize(
    ("tracking", "data", "expected"),
    [
        ("time", {"duration": "1:30"}, {"duration_s": 90}),
        ("distance_time", {"distance": "5", "duration": "25:00"}, {"distance_m": 5000}),
        ("load_distance", {"load": "40", "distance": "30"}, {"distance_m": 30, "load_kg": 40}),
        ("bodyweight_reps", {"load": "10", "load_mode": "assisted", "reps": "5"}, {"load_kg": 10}),
        ("reps", {"reps": "20"}, {"reps": 20}),
    ],
)
def test_every_sort_of_exercise_is_logged_by_form(client, ana, tracking, data, expected):
    session = logbook.start_free(trainee=ana, by=ana, at=NOON)
    logbook.add_exercise(session=session, exercise=make_exercise("thing", tracking))
    client.force_login(ana)
    row = session.sets.first()
    client.post(url("set-log", row.pk), data)
    row.refresh_from_db()
    assert row.is_done
    assert {name: getattr(row, name) for name in expected} == expected
    assert client.get(url("session-log", session.pk)).status_code == 200
    assert client.get(url("session", session.pk)).status_code == 200


def test_the_logger_shows_target_and_last_time(client, ana, squat):
    make_workout(ana, squat, (97.5, 5), days=-7)
    planned = plan(
        ana, document(group(entry("back-squat", prescription(reps_max=8, rpe=8), notes="Brace.")))
    )
    client.force_login(ana)
    response = client.post(url("start-planned", planned.pk), follow=True)
    page = response.content.decode()
    for words in ("97.5 × 5", "100 × 5–8 @8", "Brace.", 'value="100"'):
        assert words in page


def test_starting_what_is_planned_twice_goes_on_with_it(client, ana):
    planned = plan(ana, document())
    client.force_login(ana)
    for _ in range(2):
        assert "/log/" in client.post(url("start-planned", planned.pk)).url
    assert Session.objects.count() == 1


def test_an_exercise_is_added_swapped_and_skipped_by_forms(client, ana, session):
    client.force_login(ana)
    press = make_exercise("leg-press")
    client.post(url("session-add", session.pk), {"exercise": press.pk})
    item = session.items.get(exercise=press)
    curl = make_exercise("leg-curl")
    client.post(url("item-swap", item.pk), {"exercise": curl.pk})
    client.post(url("item-skip", item.pk))
    item.refresh_from_db()
    assert (item.name, item.planned_exercise, bool(item.skipped_at)) == ("Leg curl", None, True)
    client.post(url("item-move", item.pk), {"by": "-1"})
    assert list(session.items.order_by("position").values_list("name", flat=True)) == [
        "Leg curl",
        "Back squat",
    ]


def test_a_past_workout_is_written_down_on_its_day(client, ana):
    client.force_login(ana)
    data = {"name": "Squats", "started_at": "2026-02-20T18:00", "minutes": "50"}
    client.post(url("add-past"), data)
    session = Session.objects.get()
    assert session.day.isoformat() == "2026-02-20"
    assert session.finished_at - session.started_at == timedelta(minutes=50)
    future = {**data, "started_at": "2199-01-01T10:00"}
    assert "began in the past" in client.post(url("add-past"), future).content.decode()


def test_editing_only_the_note_moves_nothing(client, ana, squat):
    (row,) = make_workout(ana, squat, (100, 5))
    session = row.session
    Session.objects.filter(pk=session.pk).update(started_at=NOON + timedelta(seconds=17))
    client.force_login(ana)
    data = {"name": "Legs", "started_at": "2026-03-02T12:00", "minutes": "60", "note": "Good."}
    client.post(url("session-edit", session.pk), data)
    session.refresh_from_db()
    assert (session.name, session.note) == ("Legs", "Good.")
    assert session.started_at == NOON + timedelta(seconds=17)
    assert Set.objects.get().completed_at == row.completed_at


def test_a_deleted_session_is_gone(client, ana, session):
    client.force_login(ana)
    assert client.post(url("session-delete", session.pk)).url == url("sessions")
    assert not Session.objects.exists()


def test_comments_are_between_the_trainee_and_those_who_coach_her(client, ana, cole, sam, session):
    for who in (ana, cole):
        client.force_login(who)
        client.post(url("session-comment", session.pk), {"text": f"From {who.name}"})
    client.force_login(sam)
    assert client.post(url("session-comment", session.pk), {"text": "Hi"}).status_code == 404
    assert list(Comment.objects.values_list("text", flat=True)) == ["From Ana", "From Cole"]
    theirs = Comment.objects.get(author=cole)
    client.force_login(ana)
    assert client.post(url("comment-delete", theirs.pk)).status_code == 403
    client.force_login(cole)
    client.post(url("comment-delete", theirs.pk))
    assert Comment.objects.get().author == ana


@pytest.mark.parametrize(("who", "status"), [("cole", 200), ("sam", 404)])
def test_a_trainee_s_history_is_seen_by_her_trainer(
    client, request, cole, ana, session, who, status
):
    enter(client, request, who)
    assert client.get(url("sessions"), {"trainee": ana.pk}).status_code == status


def fill(ana, exercises, sets):
    session = logbook.start_free(trainee=ana, by=ana, at=NOON)
    for number in range(exercises):
        exercise = make_exercise(f"lift-{exercises}-{number}")
        make_workout(ana, exercise, *[(100, 5)] * sets, days=-7)
        item = logbook.add_exercise(session=session, exercise=exercise)
        row = item.sets.first()
        logbook.log_set(set=row, at=NOON, load=Decimal(100), reps=5)
    return session


@pytest.mark.parametrize(("exercises", "sets"), [(1, 2), (6, 6)])
def test_the_logger_costs_the_same_for_any_session(
    client, ana, exercises, sets, django_assert_num_queries
):
    session = fill(ana, exercises, sets)
    client.force_login(ana)
    client.get(url("session-log", session.pk))
    with django_assert_num_queries(12):
        client.get(url("session-log", session.pk))


def test_the_logger_weighs_less_than_300_kb_with_54_sets(client, ana):
    session = fill(ana, 9, 6)
    client.force_login(ana)
    page = client.get(url("session-log", session.pk)).content
    assert page.count(b'data-logger-target="row"') >= 54
    assert len(page) < 300_000


@pytest.mark.parametrize(("exercises", "sets"), [(1, 2), (6, 6)])
def test_a_session_costs_the_same_to_read(client, ana, exercises, sets, django_assert_num_queries):
    session = fill(ana, exercises, sets)
    client.force_login(ana)
    client.get(url("session", session.pk))
    with django_assert_num_queries(9):
        client.get(url("session", session.pk))


@pytest.mark.parametrize("count", [2, 20])
def test_the_history_costs_the_same_for_any_length(
    client, ana, squat, count, django_assert_num_queries
):
    for day in range(count):
        make_workout(ana, squat, (100, 5), days=-day)
    client.force_login(ana)
    client.get(url("sessions"))
    with django_assert_num_queries(4):
        assert client.get(url("sessions")).status_code == 200


def test_the_picker_finds_what_was_trained_lately_and_what_is_searched(client, ana, squat, session):
    make_workout(ana, make_exercise("zercher-squat"), (60, 5))
    client.force_login(ana)
    assert "Zercher squat" in client.get(url("session-pick", session.pk)).content.decode()
    response = client.get(url("session-pick", session.pk), {"q": "zzzz"})
    assert "Nothing is called that" in response.content.decode()
    assert SessionItem.objects.filter(session=session).count() == 1


def test_start_pressed_twice_is_one_workout(client, ana, time_machine):
    time_machine.move_to(NOON, tick=False)
    client.force_login(ana)
    first, again = (client.post(reverse("training:start")).url for _ in range(2))
    assert first == again
    time_machine.move_to(NOON + timedelta(minutes=1), tick=False)
    assert client.post(reverse("training:start")).url != first
