"""A session once more: now, on another day, or as a program."""

from datetime import timedelta
from decimal import Decimal

import pytest
import time_machine
from django.urls import reverse

from conftest import NOON
from training.documents import read_document
from training.models import PlannedSession, Program, Session
from training.planning import DayHasPassed, TooFarAway
from training.repeating import NothingToRepeat, plan_again, repeat_session, save_as_program
from training.tests.log import make_exercise, make_item, make_session, make_sets

pytestmark = pytest.mark.django_db
LATER = NOON + timedelta(days=3)


@pytest.fixture
def session(ana):
    """Squats, with a warm-up, and assisted pull-ups in a superset with a plank."""
    made = make_session(ana, name="Legs")
    squat = make_item(made, make_exercise(), rest_s=180)
    make_sets(squat, (60, 5), kind="warm_up")
    make_sets(squat, (102.5, 5), entered_load=Decimal("226"), entered_unit="lb")
    pull_up = make_exercise("pull-up", "bodyweight_reps")
    make_sets(
        make_item(made, pull_up, group=1, group_kind="superset"), (20, 8), load_mode="assisted"
    )
    plank = make_item(made, make_exercise("plank", "time"), group=1, group_kind="superset")
    make_sets(plank, (None, None), duration_s=60)
    return made


def targets(session):
    return [
        (row.item.name, row.kind, row.load_mode, row.target_load_kg, row.target_reps_min,
         row.target_duration_s)
        for row in session.sets.in_order().select_related("item")
    ]  # fmt: skip


EXPECTED = [
    ("Back squat", "warm_up", "external", Decimal(60), 5, None),
    ("Back squat", "work", "external", Decimal("102.5"), 5, None),
    ("Pull up", "work", "assisted", Decimal(20), 8, None),
    ("Plank", "work", "external", None, None, 60),
]


def test_the_same_again_has_what_was_done_as_its_targets(ana, session):
    made = repeat_session(session=session, by=ana, at=LATER)
    assert (made.name, made.started_at, made.finished_at) == ("Legs", LATER, None)
    assert targets(made) == EXPECTED
    assert not made.sets.done().exists()
    assert [item.group for item in made.items.order_by("position")] == [0, 1, 1]
    assert made.items.first().rest_s == 180


def test_tempo_comes_along_and_so_does_the_video_but_into_no_program(ana, session):
    squat = session.items.order_by("position").first()
    squat.tempo, squat.video_url = "3-1-X-0", "https://example.com/squat"
    squat.save()
    made = repeat_session(session=session, by=ana, at=LATER).items.order_by("position").first()
    assert (made.tempo, made.video_url) == ("3-1-X-0", "https://example.com/squat")
    program = read_document(save_as_program(session=session, by=ana, at=LATER).current())
    item = program["blocks"][0]["workouts"][0]["groups"][0]["items"][0]
    assert (item["tempo"], item["video_url"]) == ([3, 1, "X", 0], "")


def test_pressed_twice_it_is_begun_once(ana, session):
    one = repeat_session(session=session, by=ana, at=LATER)
    other = repeat_session(session=session, by=ana, at=LATER + timedelta(seconds=2))
    assert one == other
    assert Session.objects.count() == 2


def test_what_was_left_out_is_not_begun_again(ana, session):
    session.items.filter(name="Plank").update(skipped_at=NOON)
    assert [row[0] for row in targets(repeat_session(session=session, by=ana, at=LATER))] == [
        "Back squat",
        "Back squat",
        "Pull up",
    ]


def test_a_session_of_nothing_cannot_be_done_again(ana):
    with pytest.raises(NothingToRepeat):
        repeat_session(session=make_session(ana), by=ana, at=LATER)


def test_it_is_planned_for_a_day_to_come(ana, session):
    day = LATER.date() + timedelta(days=1)
    planned = plan_again(session=session, by=ana, on=day, at=LATER)
    assert (planned.name, planned.date, planned.status) == ("Legs", day, "planned")
    assert plan_again(session=session, by=ana, on=day, at=LATER) == planned
    assert PlannedSession.objects.count() == 1


def test_what_is_planned_again_can_be_read_and_changed_for_its_day(client, ana, session):
    with time_machine.travel(LATER, tick=False):
        planned = plan_again(session=session, by=ana, on=LATER.date(), at=LATER)
        client.force_login(ana)
        for page in ("planned-session", "customise", "prepared-log"):
            response = client.get(reverse(f"training:{page}", args=[planned.pk]))
            assert response.status_code == 200
            assert "Back squat" in response.content.decode()
        url = reverse("training:customise", args=[planned.pk])
        said = {"act": "remove", "place": "0.0.1.0", "revision": planned.revision}
        assert client.post(url, said).status_code == 302
    planned.refresh_from_db()
    assert [len(group["items"]) for group in planned.document["groups"]] == [1, 1]


@pytest.mark.parametrize(("days", "refusal"), [(-1, DayHasPassed), (400, TooFarAway)])
def test_a_day_that_cannot_be_planned_is_refused(ana, session, days, refusal):
    with pytest.raises(refusal):
        plan_again(session=session, by=ana, on=LATER.date() + timedelta(days=days), at=LATER)


def test_it_becomes_a_program_to_go_on_from(ana, session):
    program = save_as_program(session=session, by=ana, at=LATER)
    document = read_document(program.current())
    assert (document["name"], document["is_public"], program.owner) == ("Legs", False, ana)
    (workout,) = document["blocks"][0]["workouts"]
    assert [group["kind"] for group in workout["groups"]] == ["straight", "superset"]
    squat = workout["groups"][0]["items"][0]["sets"][1]
    assert (squat["load_kind"], squat["load_kg"], squat["load_unit"]) == ("absolute", 102.5, "lb")
    pull_up = workout["groups"][1]["items"][0]["sets"][0]
    assert (pull_up["load_kind"], pull_up["load_kg"]) == ("bodyweight", -20)


def test_an_exercise_that_the_trainer_does_not_see_stays_out_of_his_program(cole, sam, session):
    session.items.filter(name="Plank").update(
        exercise=make_exercise("secret", owner=sam, origin="private")
    )
    program = save_as_program(session=session, by=cole, at=LATER)
    assert program.owner == cole
    names = [
        item["name"]
        for group in read_document(program.current())["blocks"][0]["workouts"][0]["groups"]
        for item in group["items"]
    ]
    assert names == ["Back squat", "Pull up"]


@pytest.mark.parametrize(("who", "status"), [("ana", 302), ("cole", 302), ("sam", 404)])
@pytest.mark.parametrize("act", ["repeat", "plan", "save"])
@time_machine.travel(LATER, tick=False)
def test_who_may_do_it_on_the_page(client, session, who, status, act, request):
    person = request.getfixturevalue(who)
    client.force_login(person)
    answer = client.post(
        reverse(f"training:session-{act}", args=[session.pk]), {"on": "2026-03-09"}
    )
    assert answer.status_code == status
    made = Session.objects.count() - 1 + PlannedSession.objects.count() + Program.objects.count()
    assert made == (status == 302)


@pytest.mark.parametrize(("who", "status"), [("ana", 201), ("cole", 201), ("sam", 404)])
@pytest.mark.parametrize("act", ["repeat", "plan", "program"])
@time_machine.travel(LATER, tick=False)
def test_who_may_do_it_by_the_api(api, ana, session, who, status, act, request):
    client = api(request.getfixturevalue(who))
    body = {"date": "2026-03-09"} if act == "plan" else {}
    answer = client.post(f"/api/v1/sessions/{session.pk}/{act}/", body, format="json")
    assert answer.status_code == status
    if (status, act) == (201, "repeat"):
        assert answer.data["trainee"] == str(ana.pk)


@time_machine.travel(LATER, tick=False)
def test_a_wrong_day_is_said(client, api, ana, session):
    client.force_login(ana)
    url = reverse("training:session-plan", args=[session.pk])
    assert "Choose a day to come." in client.post(url, {"on": "soon"}, follow=True).content.decode()
    assert client.post(url, {"on": "2026-03-01"}).status_code == 409
    door = f"/api/v1/sessions/{session.pk}/plan/"
    assert list(api(ana).post(door, {}, format="json").data["errors"]) == ["date"]
    assert api(ana).post(door, {"date": "2026-03-01"}, format="json").status_code == 409
