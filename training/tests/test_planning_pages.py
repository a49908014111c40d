import pytest
from django.urls import reverse

from conftest import NOON, make_user, start_coaching
from training.models import Assignment, PlannedSession
from training.planning import assign
from training.tests.plans import dates_of, day, do, make_plan, make_version

CALENDAR = reverse("training:calendar")
WHO = [("ana", 200), ("cole", 200), ("sam", 404), ("tess", 404), (None, 302)]


@pytest.fixture(autouse=True)
def _noon(time_machine):
    time_machine.move_to(NOON, tick=False)


@pytest.fixture
def enter(client, request):
    """A client signed in as one of the cast."""

    def sign_in(who):
        if who:
            client.force_login(request.getfixturevalue(who))
        return client

    return sign_in


def answer(status):
    """Of a form that goes on to another page."""
    return 302 if status == 200 else status


# --- Assign --------------------------------------------------------------------------------------


def assign_url(version):
    return reverse("training:assign", args=[version.program_id])


def terms(*trainees, **fields):
    people = [trainee.pk for trainee in trainees]
    return {
        "trainees": people,
        "starts_on": "2026-03-02",
        "mode": "calendar",
        "assign": "1",
    } | fields


def test_the_form_offers_oneself_and_ones_trainees(enter, ana, cole, sam):
    version = make_version(cole)
    form = enter("cole").get(assign_url(version)).context["form"]
    assert set(form.fields["trainees"].queryset) == {ana, cole}


def test_the_link_of_a_trainee_chooses_them(enter, ana, cole):
    response = enter("cole").get(assign_url(make_version(cole)), {"trainee": ana.pk})
    assert f'value="{ana.pk}" id="id_trainees_0" checked'.encode() in response.content


def test_several_people_get_it_at_once(enter, ana, cole):
    version = make_version(cole, days=(1, 2), cycles=1)
    response = enter("cole").post(assign_url(version), terms(ana, cole, weekdays=[0, 4]))
    assert response.status_code == 302
    assert dates_of(ana) == dates_of(cole) == [day(0), day(4)]


def test_the_days_are_shown_before_they_are_planned(enter, ana):
    version = make_version(ana, days=(1, 3))
    page = enter("ana").get(assign_url(version)).content.decode()
    assert '<time datetime="2026-03-04">Wed 4 Mar</time>' in page
    data = terms(ana, weekdays=[5], preview="1")
    del data["assign"]
    assert b"Sat 7 Mar" in enter("ana").post(assign_url(version), data).content
    assert not Assignment.objects.exists()


def test_a_change_answers_with_the_days_alone(enter, ana):
    version = make_version(ana)
    data = terms(ana, weekdays=[5])
    del data["assign"]
    response = enter("ana").post(assign_url(version), data, headers={"HX-Request": "true"})
    assert b"<html" not in response.content
    assert b"Sat 7 Mar" in response.content
    assert not Assignment.objects.exists()


def test_a_refusal_stands_in_the_form(enter, ana):
    version = make_version(ana)
    response = enter("ana").post(assign_url(version), terms(ana, starts_on="2031-01-01"))
    assert b"Choose a day within a year from today." in response.content
    assert not Assignment.objects.exists()


def test_a_stranger_cannot_be_chosen(enter, ana, sam):
    response = enter("sam").post(assign_url(make_version()), terms(ana))
    assert response.context["form"].errors["trainees"]
    assert not Assignment.objects.exists()


@pytest.mark.parametrize(
    ("who", "status"), [("cole", 200), ("ana", 200), ("sam", 404), ("tess", 404), (None, 302)]
)
def test_who_opens_the_form_of_a_program(enter, ana, cole, who, status):
    version = make_version(cole)
    make_plan(ana, day(1), version=version)
    assert enter(who).get(assign_url(version)).status_code == status


@pytest.mark.parametrize(("who", "status"), WHO)
def test_who_ends_a_program(enter, ana, who, status):
    make_plan(ana, day(1))
    url = reverse("training:end-assignment", args=[Assignment.objects.get().pk])
    assert enter(who).post(url).status_code == answer(status)
    assert PlannedSession.objects.exists() == (status != 200)


# --- The calendar --------------------------------------------------------------------------------


@pytest.mark.parametrize(("who", "status"), WHO)
def test_who_sees_a_calendar(enter, ana, who, status):
    assert enter(who).get(CALENDAR, {"trainee": ana.pk}).status_code == status


def test_a_day_shows_what_became_of_it(enter, ana):
    done, *_ = make_plan(ana, *map(day, (-6, -5, -4, 0, 2)))
    session = do(done)
    skipped, under_way = PlannedSession.objects.in_order()[2:4]
    skipped.skip(at=NOON)
    do(under_way, finished=False)
    response = enter("ana").get(CALENDAR, {"on": "2026-03-02"})
    weeks = response.context["weeks"]
    shown = [entry.status for week in weeks for found in week for entry in found.entries]
    assert shown == ["done", "missed", "skipped", "under_way", "planned"]
    assert reverse("training:session", args=[session.pk]) in response.content.decode()


def test_what_was_done_stands_on_the_day_it_was_done(enter, ana):
    (planned,) = make_plan(ana, day(2))
    do(planned, day=day(1))
    weeks = enter("ana").get(CALENDAR, {"show": "week"}).context["weeks"]
    assert [len(found.entries) for found in weeks[0]] == [0, 1, 0, 0, 0, 0, 0]


@pytest.mark.parametrize(
    ("query", "first", "last"),
    [
        ({}, "2026-02-23", "2026-04-05"),
        ({"on": "2024-02-29"}, "2024-01-29", "2024-03-03"),
        ({"on": "2026-03-08", "show": "week"}, "2026-03-02", "2026-03-08"),
        ({"on": "never"}, "2026-02-23", "2026-04-05"),
        ({"on": "9999-12-31", "show": "week"}, "2100-12-27", "2101-01-02"),
    ],
)
def test_a_month_is_whole_weeks(enter, ana, query, first, last):
    context = enter("ana").get(CALENDAR, query).context
    assert (context["first"].isoformat(), context["last"].isoformat()) == (first, last)


def test_the_programs_under_way_say_which_week_it_is(enter, ana):
    done, *_ = make_plan(ana, day(-7), day(0), day(7))
    do(done)
    response = enter("ana").get(CALENDAR)
    assert b"Week 2 of 3" in response.content
    assert b"1 of 3 workouts done" in response.content


def test_a_sequence_waits_today_before_the_hourly_task(enter, ana):
    make_plan(ana, day(-3), day(2), mode="sequence")
    weeks = enter("ana").get(CALENDAR, {"show": "week"}).context["weeks"]
    assert [found.date for found in weeks[0] if found.entries] == [day(0), day(5)]


def test_a_month_costs_as_many_queries_full_as_empty(enter, ana, django_assert_num_queries):
    client = enter("ana")
    client.get(CALENDAR)
    for _ in range(2):
        make_plan(ana, *map(day, range(1, 20)))
        with django_assert_num_queries(7):
            client.get(CALENDAR)


# --- One workout ---------------------------------------------------------------------------------


def planned_url(name, planned):
    return reverse(f"training:{name}", args=[planned.pk])


@pytest.mark.parametrize(("who", "status"), WHO)
def test_who_sees_moves_and_skips_a_workout(enter, ana, who, status):
    (planned,) = make_plan(ana, day(1))
    client = enter(who)
    assert client.get(planned_url("planned-session", planned)).status_code == status
    moved = client.post(planned_url("move", planned), {"to": "2026-03-06"})
    assert moved.status_code == answer(status)
    assert client.post(planned_url("skip", planned)).status_code == answer(status)
    planned.refresh_from_db()
    assert (planned.date, planned.status) == (
        (day(4), "skipped") if status == 200 else (day(1), "planned")
    )


def test_the_later_ones_follow_when_ticked(enter, ana):
    first, _ = make_plan(ana, day(1), day(3))
    enter("ana").post(planned_url("move", first), {"to": "2026-03-05", "others": "on"})
    assert dates_of(ana) == [day(3), day(5)]


def test_a_day_that_is_none_is_said_in_the_form(enter, ana):
    (planned,) = make_plan(ana, day(1))
    response = enter("ana").post(planned_url("move", planned), {"to": "soon"})
    assert response.status_code == 400
    assert b"Enter a valid date" in response.content


def test_a_day_that_has_passed_is_refused(enter, ana):
    (planned,) = make_plan(ana, day(1))
    assert enter("ana").post(planned_url("move", planned), {"to": "2026-03-01"}).status_code == 409


@pytest.mark.parametrize("finished", [True, False])
def test_what_has_begun_cannot_be_moved_or_skipped(enter, ana, finished):
    (planned,) = make_plan(ana, day(0))
    do(planned, finished=finished)
    page = enter("ana").get(planned_url("planned-session", planned)).content.decode()
    assert planned_url("move", planned) not in page
    assert enter("ana").post(planned_url("skip", planned)).status_code == 409


def test_a_missed_workout_can_be_planned_again(enter, ana):
    (planned,) = make_plan(ana, day(-1))
    page = enter("ana").get(planned_url("planned-session", planned)).content.decode()
    assert "Plan it again" in page
    enter("ana").post(planned_url("move", planned), {"to": "2026-03-03"})
    assert PlannedSession.objects.get().status == "planned"


def test_a_trainer_of_somebody_else_does_not_see_it(enter, ana, tess):
    start_coaching(tess, make_user("Mina"))
    (planned,) = make_plan(ana, day(1))
    assert enter("tess").get(planned_url("planned-session", planned)).status_code == 404


# --- A newer version -----------------------------------------------------------------------------


@pytest.fixture
def outdated(ana, cole):
    """Ana's plan of tomorrow, which the program has come to say otherwise."""
    version = make_version(cole, days=(1,), cycles=1)
    assignment = assign(
        version=version,
        trainee=ana,
        by=cole,
        mode="calendar",
        starts_on=day(1),
        weekdays=[],
        at=NOON,
    )
    make_version(cole, days=(1, 3), cycles=1, program=version.program)
    return assignment


@pytest.mark.parametrize(("who", "status"), WHO)
def test_who_updates_a_plan_after_seeing_what_changes(enter, ana, outdated, who, status):
    url = reverse("training:update-assignment", args=[outdated.pk])
    client = enter(who)
    page = client.get(url)
    assert page.status_code == status
    if status == 200:
        assert "Thu 5 Mar" in page.content.decode()
    assert len(dates_of(ana)) == 1
    assert client.post(url).status_code == answer(status)
    assert len(dates_of(ana)) == (2 if status == 200 else 1)


def test_the_calendar_says_that_a_program_has_changed(enter, outdated):
    url = reverse("training:update-assignment", args=[outdated.pk])
    assert url in enter("ana").get(CALENDAR).content.decode()
    enter("ana").post(url)
    assert url not in enter("ana").get(CALENDAR).content.decode()
    assert "newest version already" in enter("ana").get(url).content.decode()
    assert enter("ana").post(url).status_code == 409
