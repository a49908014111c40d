from datetime import timedelta

import pytest
from django.urls import reverse

from accounts import coaching
from accounts.models import Coaching
from conftest import NOON
from training.documents import write_document
from training.models import Assignment, Exercise, PlannedSession
from training.tests.plans import dates_of, day, do, make_plan, make_version

ASSIGNMENTS = reverse("api:assignment-list")
PLANNED = reverse("api:planned-session-list")


@pytest.fixture(autouse=True)
def _noon(time_machine):
    time_machine.move_to(NOON, tick=False)


@pytest.fixture
def squat(db):
    return Exercise.objects.create(
        slug="back-squat",
        name="Back squat",
        pattern="squat",
        mechanics="compound",
        level="beginner",
        tracking="load_reps",
    )


def assignment_url(name, assignment):
    return reverse(f"api:assignment-{name}", args=[assignment.pk])


def planned_url(name, planned):
    return reverse(f"api:planned-session-{name}", args=[planned.pk])


# --- Assignments ---------------------------------------------------------------------------------


def body(version, **fields):
    return {"program": str(version.program_id), "starts_on": "2026-03-02", **fields}


def test_a_trainer_assigns_to_a_trainee(api, ana, cole):
    version = make_version(cole, days=(1, 2), cycles=1)
    response = api(cole).post(ASSIGNMENTS, body(version, trainee=str(ana.pk), weekdays=[0, 4]))
    assert response.status_code == 201, response.data
    made = response.json()
    assert (made["trainee"], made["assigned_by"]) == (str(ana.pk), str(cole.pk))
    assert (made["program"], made["version"], made["mode"]) == (
        str(version.program_id),
        1,
        "calendar",
    )
    assert dates_of(ana) == [day(0), day(4)]


def test_without_a_trainee_it_is_for_oneself(api, ana):
    response = api(ana).post(ASSIGNMENTS, body(make_version(), mode="sequence"))
    assert (response.status_code, response.json()["trainee"]) == (201, str(ana.pk))


def test_the_same_id_twice_is_one_assignment(api, ana, sam):
    wanted = body(make_version(), id="01890000-0000-7000-8000-000000000001")
    assert [api(ana).post(ASSIGNMENTS, wanted).status_code for _ in range(2)] == [201, 200]
    assert Assignment.objects.count() == 1
    assert api(sam).post(ASSIGNMENTS, wanted).status_code == 409


def test_people_and_programs_one_cannot_see_are_not_there(api, ana, sam, tess):
    version = make_version(tess)
    response = api(sam).post(ASSIGNMENTS, body(version, trainee=str(ana.pk)))
    assert response.status_code == 400
    assert set(response.json()["errors"]) == {"program", "trainee"}


def test_every_wrong_field_is_named(api, ana):
    response = api(ana).post(
        ASSIGNMENTS, {"weekdays": [9], "mode": "never", "starts_on": "soon", "start": 1}
    )
    assert response.status_code == 400
    assert {"program", "mode", "starts_on", "start"} <= set(response.json()["errors"])


def test_what_the_domain_refuses_is_409(api, ana):
    version = make_version()
    response = api(ana).post(ASSIGNMENTS, body(version) | {"starts_on": "2030-01-01"})
    assert response.status_code == 409
    assert response.json()["detail"] == "Choose a day within a year from today."


def test_nobody_assigns_without_an_account(api, db):
    assert api().post(ASSIGNMENTS, body(make_version())).status_code == 401


@pytest.mark.parametrize(
    ("who", "status"), [("ana", 200), ("cole", 200), ("sam", 404), ("tess", 404), (None, 401)]
)
def test_who_reads_and_ends_an_assignment(api, ana, who, status, request):
    make_plan(ana, day(1))
    assignment = Assignment.objects.get()
    client = api(request.getfixturevalue(who) if who else None)
    assert client.get(assignment_url("detail", assignment)).status_code == status
    changed = client.patch(assignment_url("detail", assignment), {"mode": "sequence"})
    assert changed.status_code == status
    assert client.post(assignment_url("end", assignment)).status_code == status
    assert bool(Assignment.objects.get().ended_at) == (status == 200)


def test_ended_twice_is_refused(api, ana):
    make_plan(ana, day(1))
    url = assignment_url("end", Assignment.objects.get())
    assert [api(ana).post(url).status_code for _ in range(2)] == [200, 409]


def test_only_the_mode_can_be_changed(api, ana):
    make_plan(ana, day(1))
    url = assignment_url("detail", Assignment.objects.get())
    assert api(ana).patch(url, {"mode": "sequence"}).json()["mode"] == "sequence"
    refused = api(ana).patch(url, {"starts_on": "2026-05-01", "colour": "red"})
    assert refused.status_code == 400
    assert refused.json()["errors"] == {
        "starts_on": ["This can be read but not written."],
        "colour": ["There is no such field."],
    }
    assert Assignment.objects.get().starts_on == day(1)


def test_a_plan_goes_on_without_an_end_rests_and_goes_on(api, ana):
    version = make_version(ana, days=(1,), cycles=1)
    made = api(ana).post(ASSIGNMENTS, body(version) | {"open_end": "block"}).json()
    assert (made["open_end"], made["paused_on"], len(dates_of(ana))) == ("block", None, 9)
    assignment = Assignment.objects.get()
    paused = api(ana).post(assignment_url("pause", assignment))
    assert (paused.status_code, paused.json()["paused_on"]) == (200, NOON.date().isoformat())
    assert api(ana).post(assignment_url("pause", assignment)).status_code == 409
    resumed = api(ana).post(assignment_url("resume", assignment), {"move": False})
    assert (resumed.status_code, resumed.json()["paused_on"]) == (200, None)
    assert api(ana).post(assignment_url("resume", assignment)).status_code == 409
    closed = api(ana).patch(assignment_url("detail", assignment), {"open_end": "none"})
    assert (closed.json()["open_end"], len(dates_of(ana))) == ("none", 1)


def test_the_list_is_ones_own_or_a_trainees(api, ana, cole, sam, tess):
    make_plan(ana, day(1))
    make_plan(cole, day(1))
    own = api(cole).get(ASSIGNMENTS).json()["results"]
    hers = api(cole).get(ASSIGNMENTS, {"trainee": ana.pk}).json()["results"]
    assert [row["trainee"] for row in own] == [str(cole.pk)]
    assert [row["trainee"] for row in hers] == [str(ana.pk)]
    assert api(sam).get(ASSIGNMENTS).json()["results"] == []
    assert api(tess).get(ASSIGNMENTS, {"trainee": ana.pk}).status_code == 404
    assert api().get(ASSIGNMENTS).status_code == 401


def test_the_lists_cost_as_many_queries_for_many_rows_as_for_one(
    api, ana, django_assert_num_queries
):
    client = api(ana)
    for _ in range(2):
        for _ in range(4):
            make_plan(ana, day(1), day(2))
        with django_assert_num_queries(3):
            client.get(ASSIGNMENTS)
        with django_assert_num_queries(4):
            client.get(PLANNED)


# --- A newer version -----------------------------------------------------------------------------


def workout(name, number, *slugs):
    item = {"sets": [{"reps_min": 5, "reps_max": 5}]}
    groups = [{"items": [item | {"exercise": slug}]} for slug in slugs]
    return {"name": name, "day": number, "groups": groups}


def rewrite(program, by, *workouts, cycles=2):
    document = {"name": program.name, "blocks": [{"name": "Base", "cycles": cycles}]}
    document["blocks"][0]["workouts"] = list(workouts)
    return write_document(program=program, document=document, by=by, at=NOON)


@pytest.fixture
def running(api, ana, cole):
    """Two cycles of two workouts, from last Monday on."""
    version = make_version(cole, days=(1, 3))
    terms = body(version, trainee=str(ana.pk)) | {"starts_on": "2026-02-23"}
    assert api(cole).post(ASSIGNMENTS, terms).status_code == 201
    return Assignment.objects.get()


def test_without_a_newer_version_there_is_nothing_to_update(api, cole, running):
    url = assignment_url("update", running)
    assert api(cole).get(url).json() == {"version": 1, "newest": 1, "changes": []}
    assert api(cole).post(url).status_code == 409


def test_an_update_reaches_only_what_is_open_to_come_and_not_customised(api, cole, running, squat):
    today, later = running.planned_sessions.filter(date__gte=day(0)).in_order()
    later.customise(document={"name": "Her own", "groups": []}, at=NOON)
    rewrite(running.version.program, cole, workout("Day A", 1, "back-squat"), workout("Other", 3))
    url = assignment_url("update", running)
    found = api(cole).get(url).json()
    assert (found["version"], found["newest"]) == (1, 2)
    (change,) = found["changes"]
    assert (change["kind"], change["planned_session"]) == ("changed", str(today.pk))
    assert change["before"]["groups"] == []
    assert change["after"]["groups"][0]["items"][0]["exercise"] == "back-squat"
    assert api(cole).post(url).status_code == 200
    rows = list(running.planned_sessions.in_order())
    assert [bool(row.document["groups"]) for row in rows] == [False, False, True, False]
    assert [row.name for row in rows] == ["Day A", "Day B", "Day A", "Her own"]
    assert api(cole).get(url).json() == {"version": 2, "newest": 2, "changes": []}


def test_workouts_that_are_new_are_added_and_those_that_are_gone_removed(api, cole, running):
    program = running.version.program
    names = [workout(name, number) for name, number in (("Day A", 1), ("Day B", 3), ("New", 5))]
    rewrite(program, cole, *names)
    found = api(cole).post(assignment_url("update", running)).json()["changes"]
    assert [(change["kind"], change["date"]) for change in found] == [("added", "2026-03-06")]
    rewrite(program, cole, names[0], cycles=3)
    running.refresh_from_db()
    found = api(cole).post(assignment_url("update", running)).json()["changes"]
    assert [(change["kind"], change["date"]) for change in found] == [
        ("removed", "2026-03-04"),
        ("removed", "2026-03-06"),
        ("added", "2026-03-09"),
    ]
    assert dates_of(running.trainee) == [day(-7), day(-5), day(0), day(7)]


@pytest.mark.parametrize(
    ("who", "status"), [("ana", 200), ("cole", 200), ("sam", 404), ("tess", 404), (None, 401)]
)
def test_who_updates_a_plan(api, cole, running, who, status, request):
    rewrite(running.version.program, cole, workout("New", 1))
    client = api(request.getfixturevalue(who) if who else None)
    assert client.get(assignment_url("update", running)).status_code == status
    assert client.post(assignment_url("update", running)).status_code == status


# --- Planned sessions ----------------------------------------------------------------------------


def test_from_and_to_choose_the_days(api, ana):
    make_plan(ana, day(0), day(3), day(6))
    found = api(ana).get(PLANNED, {"from": "2026-03-03", "to": "2026-03-05"}).json()["results"]
    assert [(row["date"], row["status"], row["session"]) for row in found] == [
        ("2026-03-05", "planned", None)
    ]
    assert api(ana).get(PLANNED, {"from": "soon"}).status_code == 400


def test_a_list_is_right_before_the_hourly_task(api, ana):
    make_plan(ana, day(-2), day(1), mode="sequence")
    make_plan(ana, day(-1))
    found = api(ana).get(PLANNED).json()["results"]
    assert [(row["date"], row["status"]) for row in found] == [
        ("2026-03-01", "missed"),
        ("2026-03-02", "planned"),
        ("2026-03-05", "planned"),
    ]


@pytest.mark.parametrize(
    ("who", "status"), [("ana", 200), ("cole", 200), ("sam", 404), ("tess", 404), (None, 401)]
)
def test_who_reads_and_changes_what_is_planned(api, ana, who, status, request):
    (planned,) = make_plan(ana, day(1))
    client = api(request.getfixturevalue(who) if who else None)
    url = planned_url("detail", planned)
    assert client.get(url).status_code == status
    assert client.patch(url, {"date": "2026-03-04"}).status_code == status
    assert client.patch(url, {"skipped": True}).status_code == status
    moved = PlannedSession.objects.get()
    assert (moved.date, moved.status) == (
        (day(2), "skipped") if status == 200 else (day(1), "planned")
    )


def test_the_later_ones_follow_when_asked(api, ana):
    first, _ = make_plan(ana, day(1), day(3))
    api(ana).patch(planned_url("detail", first), {"date": "2026-03-05", "others": True})
    assert dates_of(ana) == [day(3), day(5)]


def test_a_workout_is_customised_for_one_day(api, ana, cole, squat):
    first, second = make_plan(ana, day(1), day(3))
    response = api(cole).patch(
        planned_url("detail", first),
        {"document": workout("Light", 1, "back-squat"), "revision": first.revision},
    )
    assert response.status_code == 200, response.data
    found = response.json()
    assert (found["name"], found["customised_at"][:10]) == ("Light", "2026-03-02")
    assert found["document"]["groups"][0]["items"][0]["name"] == "Back squat"
    assert PlannedSession.objects.get(pk=second.pk).name == "Workout 2"


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"document": {"name": "X", "groups": [{"items": [{"exercise": "none"}]}]}}, "groups"),
        ({"document": {"groups": []}}, "name"),
        ({"document": "a squat"}, "document"),
        ({"skipped": False}, "skipped"),
        ({"skipped": True, "date": "2026-03-05"}, "skipped"),
        ({"day": "2026-03-05"}, "day"),
    ],
)
def test_a_change_that_makes_no_sense_is_named(api, ana, change, field):
    (planned,) = make_plan(ana, day(1))
    read = {"revision": planned.revision} if "document" in change else {}
    response = api(ana).patch(planned_url("detail", planned), change | read)
    assert (response.status_code, list(response.json()["errors"])) == (400, [field])


def test_what_has_begun_is_refused_and_nothing_changes(api, ana):
    (planned,) = make_plan(ana, day(0))
    do(planned)
    response = api(ana).patch(planned_url("detail", planned), {"date": "2026-03-05"})
    assert response.status_code == 409
    assert dates_of(ana) == [day(0)]


@pytest.mark.parametrize(
    ("who", "status"), [("ana", 201), ("cole", 201), ("sam", 404), ("tess", 404), (None, 401)]
)
def test_who_starts_what_is_planned(api, ana, who, status, request):
    (planned,) = make_plan(ana, day(0))
    client = api(request.getfixturevalue(who) if who else None)
    response = client.post(planned_url("start", planned))
    assert response.status_code == status
    if status == 201:
        planned.refresh_from_db()
        assert response.json() == {"session": str(planned.session.pk)}


def test_starting_it_again_is_the_same_session(api, ana):
    (planned,) = make_plan(ana, day(0))
    first, again = (api(ana).post(planned_url("start", planned)) for _ in range(2))
    assert (first.status_code, again.status_code) == (201, 200)
    assert first.json() == again.json()


# --- The summary ---------------------------------------------------------------------------------


def test_a_trainer_reads_where_a_trainee_stands(api, ana, cole):
    done, _, next_one = make_plan(ana, day(-5), day(-2), day(2))
    session = do(done)
    found = api(cole).get(reverse("api:trainee-summary", args=[ana.pk])).json()
    assert found["adherence"]["days_7"] == {"done": 1, "due": 2, "percent": 50}
    assert set(found["adherence"]) == {"days_7", "days_30", "days_90"}
    assert found["last_session"]["id"] == str(session.pk)
    assert found["next_planned"] == {
        "id": str(next_one.pk),
        "name": "Workout 3",
        "date": "2026-03-04",
    }
    assert found["flags"] == [
        {"code": "plan_ends", "level": "info", "reason": "Nothing planned after Wednesday"}
    ]


@pytest.mark.parametrize(
    ("who", "status"), [("cole", 200), ("tess", 404), ("ana", 403), ("sam", 403), (None, 401)]
)
def test_who_reads_a_summary(api, ana, who, status, request):
    client = api(request.getfixturevalue(who) if who else None)
    assert client.get(reverse("api:trainee-summary", args=[ana.pk])).status_code == status


def test_a_summary_is_gone_when_coaching_is(api, ana, cole):
    coaching.end(coaching=Coaching.objects.get(), by=ana, at=NOON + timedelta(days=1))
    assert api(cole).get(reverse("api:trainee-summary", args=[ana.pk])).status_code == 404
