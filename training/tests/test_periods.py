"""What a period adds up to: the year, two periods side by side, and the same by the API."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
import time_machine

from conftest import NOON
from training import side_by_side
from training.consistency import longest_run
from training.heatmap import heat_map
from training.models import Session
from training.periods import read_period
from training.records import rebuild_records
from training.tests.log import make_exercise, make_session, make_workout
from training.tonnes import in_things

pytestmark = pytest.mark.django_db
DAY = date(2026, 3, 2)


@pytest.fixture
def trained(ana):
    """Two weeks: 2 March, 9 March twice."""
    squat = make_exercise()
    curl = make_exercise("curl", muscles={"biceps": "1"})
    make_workout(ana, squat, (60, 5), kind="warm_up")
    make_workout(ana, squat, (100, 5), (100, 4))
    make_workout(ana, squat, (105, 5), days=7)
    make_workout(ana, curl, (20, 10), days=7)
    Session.objects.filter(sets__kind="warm_up").delete()
    rebuild_records(trainee_id=ana.pk, exercise_ids=[squat.pk, curl.pk])


def period(ana, first=DAY, last=DAY + timedelta(days=13)):
    return read_period(trainee_id=ana.pk, first=first, last=last)


# --- Adding up -----------------------------------------------------------------------------------


@pytest.mark.usefixtures("trained")
def test_a_period_adds_up_its_working_sets(ana, django_assert_num_queries):
    with django_assert_num_queries(3):
        found = period(ana)
    assert (len(found.sessions), found.sets, found.volume_kg) == (3, 4, 900 + 525 + 200)
    assert found.duration_s == 3 * 3600
    assert {day: one.sets for day, one in found.days.items()} == {
        DAY: 2,
        DAY + timedelta(days=7): 2,
    }
    assert [(one.slug, one.sets, one.e1rm_kg) for one in found.exercises] == [
        ("back-squat", 3, Decimal("122.500")),
        ("curl", 1, Decimal("26.667")),
    ]
    assert found.muscles == {"quads": 3, "glutes": Decimal("1.5"), "biceps": 1}


@pytest.mark.usefixtures("trained")
def test_both_ends_of_a_period_belong_to_it(ana):
    assert period(ana, last=DAY).sets == 2
    assert period(ana, first=DAY + timedelta(days=1)).sets == 2
    assert period(ana, last=DAY - timedelta(days=1)).sessions == []


def test_a_session_under_way_counts_once_a_set_is_done(ana):
    make_session(ana, finished_at=None)
    assert period(ana).sessions == []
    make_workout(ana, make_exercise(), (100, 5))
    assert len(period(ana).sessions) == 1


def test_help_taken_off_is_no_volume_and_no_estimate(ana):
    pull_up = make_exercise("pull-up", "bodyweight_reps")
    make_workout(ana, pull_up, (30, 8), load_mode="assisted")
    (one,) = period(ana).exercises
    assert (one.sets, one.volume_kg, one.e1rm_kg) == (1, 0, None)


def test_a_run_of_weeks_ends_with_a_week_without_a_session(ana):
    for weeks in (0, 1, 2, 4, 5):
        make_session(ana, days=7 * weeks + 6)  # Sundays
    assert period(ana, last=DAY + timedelta(days=90)).longest_run == 3


def test_a_run_on_plan_is_not_broken_by_a_week_without_a_plan():
    kept, missed = "done", "missed"
    days = [(DAY + timedelta(weeks=week), kept) for week in (0, 1, 3, 4, 6)]
    assert longest_run([*days, (DAY + timedelta(weeks=5), missed)]) == 4
    assert longest_run([]) == 0


@pytest.mark.parametrize(
    ("kg", "words"),
    [
        (148_000, "about as much as a blue whale"),
        (66_000, "about as much as 6 city buses"),
        (1_600, "about as much as a car"),
        (90, ""),
    ],
)
def test_what_was_lifted_can_be_pictured(kg, words):
    assert in_things(Decimal(kg)) == words


# --- The grid of days ----------------------------------------------------------------------------


@pytest.mark.parametrize("year", [1999, 2000, 2024, 2026, 2028])
def test_a_year_has_each_of_its_days_once_on_its_weekday(year):
    grid = heat_map(year, {})
    inside = [cell.day for _, cells in grid.rows for cell in cells if cell.level is not None]
    assert sorted(inside) == [
        date(year, 1, 1) + timedelta(days=n)
        for n in range((date(year + 1, 1, 1) - date(year, 1, 1)).days)
    ]
    assert all(
        cell.day.weekday() == place for place, (_, cells) in enumerate(grid.rows) for cell in cells
    )
    assert sum(columns for _, columns in grid.months) == len(grid.rows[0][1])
    assert [name for name, _ in grid.months][::11] == ["Jan", "Dec"]


def test_a_quarter_of_the_days_is_darkest_and_a_day_with_nothing_is_blank():
    amounts = {DAY + timedelta(days=n): n for n in range(9)}
    cells = {cell.day: cell.level for _, row in heat_map(2026, amounts).rows for cell in row}
    assert [cells[day] for day in amounts] == [0, 1, 1, 2, 2, 3, 3, 4, 4]


# --- The year ------------------------------------------------------------------------------------


@pytest.mark.usefixtures("trained")
def test_the_year_shows_days_totals_and_records(client, ana):
    client.force_login(ana)
    body = client.get("/progress/year/", {"year": "2026"}).content.decode()
    for text in ("Mon 9 March: 2 sets, 725 kg", "1,625", "Back squat"):
        assert text in body
    assert "/sessions/?from=2026-03-09&amp;to=2026-03-09" in body  # two on that day
    by_volume = client.get("/progress/year/", {"year": "2026", "by": "volume"}).content.decode()
    assert '<a href="?year=2026&amp;by=volume" aria-current="true">Volume</a>' in by_volume


@pytest.mark.parametrize("year", ["1066", "9999", "soon", "²⁰²⁶", ""])
@time_machine.travel(NOON, tick=False)
def test_any_year_that_is_asked_for_is_a_page(client, ana, year):
    client.force_login(ana)
    assert client.get("/progress/year/", {"year": year}).status_code == 200


@pytest.mark.usefixtures("trained")
@pytest.mark.parametrize("page", ["/progress/year/?year=2026", "/progress/compare/?what=weeks"])
@time_machine.travel(NOON + timedelta(days=8), tick=False)
def test_her_trainer_reads_it_in_his_own_unit_and_nobody_else(client, ana, cole, sam, page):
    cole.profile.load_unit = "lb"
    cole.profile.save()
    for who, status in ((cole, 200), (sam, 404)):
        client.force_login(who)
        answer = client.get(f"{page}&trainee={ana.pk}")
        assert answer.status_code == status
        if status == 200:
            assert "lb" in answer.content.decode()


def test_the_year_costs_the_same_with_more_training(client, ana, django_assert_max_num_queries):
    client.force_login(ana)
    squat = make_exercise()
    for days in range(0, 60, 3):
        make_workout(ana, squat, (100, 5), days=days)
    with django_assert_max_num_queries(9):  # five, and those of who is asking
        client.get("/progress/year/", {"year": "2026"})


# --- Two periods ---------------------------------------------------------------------------------


def test_a_month_under_way_stands_beside_the_same_days_of_the_one_before():
    (_, now, before) = side_by_side.spans(date(2026, 3, 30))["month"]
    assert now == (date(2026, 3, 1), date(2026, 3, 30))
    assert before == (date(2026, 2, 1), date(2026, 2, 28))  # February has no more
    (_, now, before) = side_by_side.spans(date(2028, 2, 29))["year"]
    assert before == (date(2027, 1, 1), date(2027, 2, 28))


@pytest.mark.parametrize(
    ("before", "now", "words"),
    [
        (10, 12, "20 % more"),
        (12, 9, "25 % less"),
        (5, 5, "the same"),
        (0, 4, "new"),
        (1000, 1001, "<1 % more"),
    ],
)
def test_a_difference_is_said_in_words(before, now, words):
    assert side_by_side.Line("Sets", Decimal(before), Decimal(now)).in_words == words


@pytest.mark.usefixtures("trained")
def test_two_periods_stand_side_by_side(client, ana):
    client.force_login(ana)
    asked = {
        "now_from": "2026-03-09", "now_to": "2026-03-15",
        "before_from": "2026-03-02", "before_to": "2026-03-08",
    }  # fmt: skip
    body = client.get("/progress/compare/", asked).content.decode()
    for text in ("100 % more", "5 % more", "There are few sessions", "Biceps"):
        assert text in body  # sessions 1 and 2, e1RM 116.7 and 122.5


@pytest.mark.usefixtures("trained")
def test_periods_of_other_lengths_are_compared_by_the_week(client, ana):
    client.force_login(ana)
    asked = {
        "now_from": "2026-03-02", "now_to": "2026-03-15",
        "before_from": "2026-03-02", "before_to": "2026-03-08",
    }  # fmt: skip
    body = client.get("/progress/compare/", asked).content.decode()
    assert "14 days stand beside 7" in body
    assert "Measure, a week" in body


@pytest.mark.parametrize(
    "wrong",
    [
        {"now_from": "soon"},
        {"now_to": "2025-01-01"},
        {"before_from": "0001-01-01"},
        {"before_to": "2090-01-01"},
    ],
)
def test_days_that_cannot_be_compared_are_named(client, ana, wrong):
    client.force_login(ana)
    right = {
        "now_from": "2026-03-02", "now_to": "2026-03-15",
        "before_from": "2026-02-02", "before_to": "2026-02-08",
    }  # fmt: skip
    answer = client.get("/progress/compare/", {**right, **wrong})
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == list(wrong)


# --- The API -------------------------------------------------------------------------------------


@pytest.mark.usefixtures("trained")
@pytest.mark.parametrize(("who", "status"), [("ana", 200), ("cole", 200), ("sam", 404)])
def test_the_api_tells_statistics_to_her_and_to_who_coaches_her(api, ana, who, status, request):
    client = api(request.getfixturevalue(who))
    query = {"from": "2026-03-01", "to": "2026-03-08", "trainee": ana.pk}
    answer = client.get("/api/v1/statistics/", query)
    assert answer.status_code == status
    if status == 200:
        assert answer.data["days"] == [
            {"day": "2026-03-02", "sessions": 1, "sets": 2, "volume_kg": 900.0}
        ]
        assert answer.data["exercises"][0]["e1rm_kg"] == 116.667
        assert answer.data["muscles"][0] == {"muscle": "quads", "sets": 2.0}


@pytest.mark.parametrize(
    ("query", "field"),
    [({"from": "x"}, "from"), ({"from": "2026-01-02", "to": "2026-01-01"}, "to"), ({"a": 1}, "a")],
)
def test_the_api_names_what_is_wrong_with_a_period(api, ana, query, field):
    answer = api(ana).get("/api/v1/statistics/", query)
    assert answer.status_code == 400
    assert list(answer.data["errors"]) == [field]
