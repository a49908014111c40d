"""How one exercise went over time: pages, charts and the API."""

from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from training.models import LoadMode
from training.records import rebuild_records
from training.tests.log import make_exercise, make_item, make_session, make_sets, make_workout
from training.trends import Of, Trends

pytestmark = pytest.mark.django_db


@pytest.fixture
def squat():
    return make_exercise()


@pytest.fixture
def trained(ana, squat):
    make_workout(ana, squat, (60, 8), (100, 5), (100, 4), days=0)
    make_workout(ana, squat, (90, 6), (100, 6), days=7)
    make_workout(ana, squat, (105, 2), days=14)
    make_workout(ana, squat, (200, 5), days=15, kind="warm_up")
    rebuild_records(trainee_id=ana.pk, exercise_ids=[squat.pk])


def trends_of(ana, exercise):
    return Trends.read(trainee_id=ana.pk, exercise_id=exercise.pk)


def told(moments):
    return [(moment.day.day, float(moment.value), moment.is_best) for moment in moments]


@pytest.mark.usefixtures("trained")
@pytest.mark.parametrize(
    ("of", "expected"),
    [
        (Of.E1RM, [(2, 116.667, True), (9, 120, True), (16, 112, False)]),
        (Of.TOP, [(2, 100, True), (9, 100, False), (16, 105, True)]),
        (Of.VOLUME, [(2, 1380, True), (9, 1140, False), (16, 210, False)]),
        (Of.REPS, [(2, 8, True), (9, 6, False), (16, 2, False)]),
    ],
)
def test_each_way_to_tell_a_history_by_hand(ana, squat, of, expected):
    assert told(trends_of(ana, squat).of(of)) == expected


@pytest.mark.usefixtures("trained")
def test_reps_at_a_load_are_those_done_with_exactly_it(ana, squat):
    trends = trends_of(ana, squat)
    assert told(trends.of(Of.REPS, load_kg=Decimal(100))) == [(2, 5, True), (9, 6, True)]
    assert trends.loads() == [Decimal(100), Decimal(105), Decimal(90), Decimal(60)]


def test_less_help_and_more_weight_are_one_way_up(ana):
    pull_up = make_exercise("pull-up", "bodyweight_reps")
    make_workout(ana, pull_up, (30, 8), days=0, load_mode=LoadMode.ASSISTED)
    make_workout(ana, pull_up, (10, 8), days=7, load_mode=LoadMode.ASSISTED)
    make_workout(ana, pull_up, (0, 6), days=14, load_mode=LoadMode.ADDED)
    make_workout(ana, pull_up, (5, 4), days=21, load_mode=LoadMode.ADDED)
    trends = trends_of(ana, pull_up)
    tops = [moment.value for moment in trends.of(Of.TOP)]
    assert tops == [-30, -10, 0, 5]
    assert trends.of(Of.E1RM) == []  # the load is only part of what was lifted
    assert Of.E1RM not in trends.offers()


@pytest.mark.parametrize(
    ("tracking", "figures", "offers"),
    [
        ("time", {"duration_s": 60}, [Of.TIME]),
        ("distance_time", {"duration_s": 60, "distance_m": 400}, [Of.TIME, Of.DISTANCE]),
    ],
)
def test_what_has_no_load_is_drawn_by_time_and_distance(ana, tracking, figures, offers):
    exercise = make_exercise("other", tracking)
    make_sets(make_item(make_session(ana), exercise), (None, None), **figures)
    assert trends_of(ana, exercise).offers() == offers


@pytest.mark.usefixtures("trained")
def test_the_exercise_page_draws_what_is_asked_for(client, ana):
    client.force_login(ana)
    plain = client.get("/exercises/back-squat/").content.decode()
    assert "/charts/e1rm/back-squat/" in plain
    assert "3 records over time" in plain  # of the estimate: 76, 116.7 and 120
    reps = client.get("/exercises/back-squat/", {"of": "reps", "load": "100"}).content.decode()
    assert "/charts/reps/back-squat/?load=100" in reps
    assert '<option value="100" selected>at 100 kg</option>' in reps
    odd = client.get("/exercises/back-squat/", {"of": "weather", "load": "; --"})
    assert "/charts/e1rm/back-squat/" in odd.content.decode()


@pytest.mark.usefixtures("trained")
def test_a_chart_of_reps_is_not_in_kilograms(client, ana):
    client.force_login(ana)
    chart = client.get("/charts/reps/back-squat/", {"load": "100"}).json()
    assert (chart["unit"], chart["datasets"][0]["data"]) == ("reps", [5.0, 6.0])
    assert client.get("/charts/weather/back-squat/").status_code == 404


@pytest.mark.usefixtures("trained")
@pytest.mark.parametrize(("who", "status"), [("ana", 200), ("cole", 200), ("sam", 404)])
def test_the_api_tells_it_to_her_and_to_who_coaches_her(api, ana, who, status, request):
    client = api(request.getfixturevalue(who))
    query = {"of": "top", "trainee": ana.pk}
    answer = client.get("/api/v1/exercises/back-squat/trend/", query)
    assert answer.status_code == status
    if status == 200:
        assert (answer.data["of"], answer.data["unit"]) == ("top", "kg")
        assert answer.data["points"][-1] == {
            "day": "2026-03-16", "value": 105.0, "load_kg": 105.0, "reps": 2, "sets": 1,
            "is_best": True,
        }  # fmt: skip


@pytest.mark.parametrize(
    ("query", "field"), [({"of": "x"}, "of"), ({"load_kg": "x"}, "load_kg"), ({"c": "1"}, "c")]
)
def test_the_api_names_what_it_does_not_understand(api, ana, squat, query, field):
    answer = api(ana).get("/api/v1/exercises/back-squat/trend/", query)
    assert answer.status_code == 400
    assert list(answer.data["errors"]) == [field]


@pytest.mark.usefixtures("trained")
def test_one_exercise_costs_five_queries_beside_the_page(client, ana):
    client.force_login(ana)
    with CaptureQueriesContext(connection) as queries:
        client.get("/exercises/back-squat/")
    asked = [q["sql"] for q in queries if '"training_set"' in q["sql"] or "_record" in q["sql"]]
    assert len(asked) <= 5
