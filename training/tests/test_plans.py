"""How PostgreSQL answers what is asked most, in a full house: by index, from few pages.

A page of 8 kB that is looked at is a buffer. What is read of one person must not grow with the
number of people, nor with the years. `PLANS_SETS=1000000` makes the house larger.
"""

import json
import os
from dataclasses import dataclass

import pytest
from django.db import connection

from accounts.models import User
from conftest import NOON
from training.adherence import standings
from training.models import Exercise, Session, Set
from training.past import last_sessions
from training.progress import e1rms_by_day, muscle_loads, standing_records, weeks_until
from training.tests import a_full_house
from training.trends import Trends

SETS = int(os.environ.get("PLANS_SETS", 150_000))
GROWING = {model._meta.db_table for model in a_full_house.GROWING}

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite tells no buffers"),
]


@dataclass
class Plan:
    sql: str
    root: dict

    @property
    def readings(self):
        """Of each table that grows: its name, how it is read, and how many buffers that takes."""
        waiting, found = [self.root], []
        for node in waiting:
            if node.get("Relation Name") in GROWING:
                buffers = node["Shared Hit Blocks"] + node["Shared Read Blocks"]
                found.append((node["Relation Name"], node["Node Type"], buffers))
            else:
                waiting += node.get("Plans", [])
        return found

    @property
    def buffers(self):
        return sum(buffers for _, _, buffers in self.readings)

    @property
    def ways(self):
        return {way for _, way, _ in self.readings}


def plans_of(ask):
    """The plan of each query that `ask` makes, the second time it is made."""
    plans = []

    def explain(execute, sql, params, many, context):
        if sql.startswith("SELECT"):
            with connection.cursor() as cursor:
                for _ in range(2):
                    said = f"EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) {sql}"
                    cursor.cursor.execute(said, params)
                    answer = cursor.cursor.fetchone()[0]
            answer = json.loads(answer) if isinstance(answer, str) else answer
            plans.append(Plan(sql, answer[0]["Plan"]))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(explain):
        ask()
    return [plan for plan in plans if plan.readings]


@pytest.fixture(scope="module")
def house(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock():
        try:
            yield a_full_house.fill(SETS)
        finally:
            a_full_house.empty()


@pytest.fixture
def veteran(house):
    """Has trained for five years. The disk has no heads to move, as servers' have none today."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL random_page_cost = 1.1")
    return house


def check(plans, *, buffers, ways=("Index Scan", "Index Only Scan", "Bitmap Heap Scan")):
    assert plans
    for plan in plans:
        assert plan.ways <= set(ways), (plan.readings, plan.sql)
        assert plan.buffers <= buffers, (plan.readings, plan.sql)


def test_the_last_sets_of_an_exercise_are_read_from_the_index_alone(veteran):
    exercise = Exercise.objects.order_by("pk").first()
    rows = Set.objects.working().filter(trainee=veteran, exercise=exercise)
    newest = rows.order_by("-completed_at").values_list(
        "completed_at", "session", "load_mode", "load_kg", "reps", "rpe"
    )
    check(plans_of(lambda: list(newest[:50])), buffers=15, ways=["Index Only Scan"])


def test_what_was_done_last_of_six_exercises(veteran):
    ids = Exercise.objects.order_by("pk").values_list("pk", flat=True)[:6]
    plans = plans_of(
        lambda: last_sessions(
            trainee_id=veteran.pk, exercise_ids=list(ids), before=NOON, sessions=4
        )
    )
    check(plans, buffers=100, ways=["Index Only Scan", "Bitmap Heap Scan"])


def test_the_bests_of_all_exercises_are_read_from_the_index_alone(veteran):
    records = standing_records(trainee_id=veteran.pk)
    check(plans_of(lambda: list(records)), buffers=15, ways=["Index Only Scan"])


def test_sets_per_muscle_and_the_weeks_are_sums_that_are_kept(veteran):
    """Up to a page for each row: weeks are written one by one, so they lie apart."""
    who = {"trainee_id": veteran.pk, "today": NOON.date()}
    check(plans_of(lambda: muscle_loads(**who)), buffers=60)
    check(plans_of(lambda: weeks_until(**who)), buffers=40)


def test_the_estimates_of_six_exercises_are_read_from_indexes_alone(veteran):
    """5,100 sets and the days of 850 sessions: far more than is read of any other person."""
    ids = list(Exercise.objects.order_by("pk").values_list("pk", flat=True)[:6])
    plans = plans_of(lambda: e1rms_by_day(trainee_id=veteran.pk, exercise_ids=ids))
    check(plans, buffers=150, ways=["Index Only Scan"])


def test_all_that_is_drawn_of_an_exercise_is_read_once(veteran):
    lift = Exercise.objects.order_by("pk").first()
    plans = plans_of(lambda: Trends.read(trainee_id=veteran.pk, exercise_id=lift.pk))
    check(plans, buffers=500)


def test_a_roster_is_read_by_index(veteran):
    """Each of them has 48 planned sessions behind them, half of them done."""
    trainees = list(User.objects.select_related("profile").order_by("pk")[:5])
    check(plans_of(lambda: standings(trainees, at=NOON)), buffers=5 * 190)


def test_what_is_under_way_is_found_at_once(veteran):
    mine = Session.objects.filter(trainee=veteran).under_way().newest_first()
    check(plans_of(mine.first), buffers=5)


def test_a_page_of_sessions_costs_the_same_far_back(veteran, api):
    def page(url):
        answers = []
        plans = plans_of(lambda: answers.append(me.get(url).json()))
        check(plans, buffers=24 * 51)  # three sums of each of 51 sessions
        return answers[0]["next"], sum(plan.buffers for plan in plans)

    me = api(veteran)
    further, first = page("/api/v1/sessions/")
    for _ in range(9):
        further = me.get(further).json()["next"]
    _, eleventh = page(further)
    assert eleventh <= first * 1.2


@pytest.mark.parametrize(
    ("path", "buffers"),
    [
        ("/api/v1/records/?standing=true", 15),
        ("/api/v1/records/", 60),
        ("/api/v1/exercises/lift-0/history/", 25 * 51),
    ],
)
def test_lists_are_read_by_index(veteran, api, path, buffers):
    me = api(veteran)
    check(plans_of(lambda: me.get(path)), buffers=buffers)


@pytest.mark.parametrize(("path", "buffers"), [("/today/", 300), ("/calendar/", 300)])
def test_pages_of_one_person_are_read_by_index(veteran, client, time_machine, path, buffers):
    time_machine.move_to(NOON, tick=False)
    client.force_login(veteran)
    check(plans_of(lambda: client.get(path)), buffers=buffers)
