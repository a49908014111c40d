from datetime import date, timedelta
from decimal import Decimal

import pytest
import time_machine

from conftest import NOON
from training import progress
from training.models import LoadMode, Record, TraineeWeek, TraineeWeekMuscle
from training.records import rebuild_records
from training.tests.log import make_exercise, make_workout
from training.weeks import rebuild_weeks

pytestmark = pytest.mark.django_db
MONDAY = date(2026, 3, 2)
TODAY = MONDAY + timedelta(days=2)


def week(ana, monday, volume=1000, sessions=1):
    return TraineeWeek.objects.create(
        trainee=ana, week=monday, volume_kg=volume, sessions=sessions, sets=12
    )


def muscle_week(ana, monday, muscle, sets):
    TraineeWeekMuscle.objects.create(
        trainee=ana, week=monday, muscle=muscle, sets=Decimal(str(sets))
    )


@pytest.fixture
def squat(db):
    return make_exercise("back-squat")


@pytest.fixture
def trained(ana, squat):
    """Two sessions a week apart, and the rows that the logger keeps."""
    make_workout(ana, squat, (100, 5))
    sets = make_workout(ana, squat, (105, 5), days=7)
    week(ana, MONDAY)
    week(ana, MONDAY + timedelta(weeks=1), volume=2000)
    muscle_week(ana, MONDAY, "quads", 4)
    Record.objects.create(
        trainee=ana,
        exercise=squat,
        kind="e1rm",
        value="122.5",
        set=sets[0],
        session=sets[0].session,
        achieved_at=NOON + timedelta(days=7),
    )


# --- Reading -------------------------------------------------------------------------------------


def test_the_best_set_of_a_day_is_its_estimate(ana, squat):
    make_workout(ana, squat, (100, 5), (110, 1), (60, 12))
    (estimate,) = progress.e1rms_by_day(trainee_id=ana.pk, exercise_ids=[squat.pk])[squat.pk]
    assert estimate.day == MONDAY
    assert (estimate.kg, estimate.load_kg, estimate.reps) == (Decimal("116.667"), 100, 5)


def test_a_best_is_more_than_everything_before(ana, squat):
    for day, load in [(0, 100), (3, 100), (7, 105), (10, 102)]:
        make_workout(ana, squat, (load, 5), days=day)
    found = progress.e1rms_by_day(trainee_id=ana.pk, exercise_ids=[squat.pk])[squat.pk]
    assert [estimate.is_best for estimate in found] == [True, False, True, False]


def test_warm_ups_high_reps_and_bodyweight_estimate_nothing(ana, squat):
    make_workout(ana, squat, (100, 5), kind="warm_up")
    make_workout(ana, squat, (60, 20), days=1)
    make_workout(ana, squat, (20, 5), days=2, load_mode=LoadMode.ADDED)
    assert progress.e1rms_by_day(trainee_id=ana.pk, exercise_ids=[squat.pk]) == {}
    assert offered(ana) == []


def test_what_somebody_has_just_got_better_at_is_offered_first(ana, squat):
    press, row = make_exercise("overhead-press"), make_exercise("ring-row")
    make_workout(ana, squat, (100, 5), days=0)
    make_workout(ana, press, (50, 5), days=1)
    make_workout(ana, row, (None, 12), days=2)
    make_workout(ana, squat, (90, 5), days=3)
    assert offered(ana) == [press, squat]


def offered(trainee):
    done = trainee.sets.values_list("exercise_id", flat=True)
    rebuild_records(trainee_id=trainee.pk, exercise_ids=set(done))
    return progress.exercises_with_e1rm(progress.standing_records(trainee_id=trainee.pk))


def test_a_week_without_training_counts_as_nothing(ana):
    week(ana, MONDAY - timedelta(weeks=3))
    week(ana, MONDAY - timedelta(weeks=1), volume=500)
    weeks = progress.weeks_until(trainee_id=ana.pk, today=TODAY)
    assert [int(one.volume_kg) for one in weeks] == [1000, 0, 500, 0]
    assert weeks[-1].monday == MONDAY


def test_weeks_end_after_five_years(ana):
    for years in (0, 1, 4, 6):
        week(ana, MONDAY - timedelta(weeks=52 * years))
    drawn = progress.weeks_until(trainee_id=ana.pk, today=TODAY)
    assert (len(drawn), drawn[0].monday) == (4 * 52 + 1, MONDAY - timedelta(weeks=4 * 52))
    assert progress.weeks_until(trainee_id=ana.pk, today=TODAY - timedelta(weeks=700)) == []


def test_hard_sets_of_a_muscle_are_drawn_week_by_week(client, ana, squat):
    for days in (-14, 0):
        made = make_workout(ana, squat, (100, 5), (100, 5), days=days)
        rebuild_weeks(trainee_id=ana.pk, weeks=[made[0].session.day])
    weeks = progress.muscles_by_week(trainee_id=ana.pk, today=TODAY)
    assert list(weeks) == ["quads", "glutes"]
    assert [float(sets) for sets in weeks["glutes"].values()] == [1.0, 0.0, 1.0]
    client.force_login(ana)
    with time_machine.travel(NOON, tick=False):
        chart = client.get("/charts/muscle/", {"muscle": "glutes"}).json()
        assert (chart["unit"], chart["datasets"][0]["data"]) == ("sets", [1.0, 0.0, 1.0])
        assert (
            "Glutes, hard sets by week" in client.get("/progress/?muscle=glutes").content.decode()
        )
    assert client.get("/charts/muscle/", {"muscle": "tail"}).status_code == 404


def test_muscles_are_compared_with_the_four_weeks_before(ana):
    muscle_week(ana, MONDAY, "quads", 6)
    for back in (1, 2):
        muscle_week(ana, MONDAY - timedelta(weeks=back), "quads", 8)
    muscle_week(ana, MONDAY - timedelta(weeks=4), "chest", 10)
    muscle_week(ana, MONDAY - timedelta(weeks=5), "chest", 100)
    quads, chest = progress.muscle_loads(trainee_id=ana.pk, today=TODAY)
    assert (quads.muscle, quads.sets, quads.usual) == ("quads", 6, 4)
    assert (chest.muscle, chest.sets, chest.usual) == ("chest", 0, Decimal("2.5"))
    assert quads.in_words == "Quads: 6 sets this week, usually 4"


def test_outings_are_the_newest_sessions_with_their_sets(ana, squat):
    for day in range(5):
        make_workout(ana, squat, (100, 5), (100, 4), days=day)
    found = progress.outings(trainee_id=ana.pk, exercise=squat, newest=3)
    assert [outing.session.day.day for outing in found] == [6, 5, 4]
    assert [row.reps for row in found[0].sets] == [5, 4]


# --- The page and the charts ---------------------------------------------------------------------


@time_machine.travel(NOON + timedelta(days=8), tick=False)
@pytest.mark.usefixtures("trained")
def test_progress_shows_volume_muscles_maxima_and_records(client, ana):
    client.force_login(ana)
    body = client.get("/progress/").content.decode()
    for text in ("2,000", "Quads", "122.5 kg", "Back squat", "/charts/volume/"):
        assert text in body
    assert body.count('<figure class="chart') == 3
    assert body.count("<canvas") == 3


@pytest.mark.usefixtures("trained")
def test_another_exercise_can_be_chosen(client, ana):
    press = make_exercise("overhead-press")
    make_workout(ana, press, (50, 5), days=1)
    rebuild_records(trainee_id=ana.pk, exercise_ids=[press.pk])
    client.force_login(ana)
    body = client.get("/progress/", {"exercise": "overhead-press"}).content.decode()
    assert "/charts/e1rm/overhead-press/" in body
    unknown = client.get("/progress/", {"exercise": "moon-squat"}).content.decode()
    assert "/charts/e1rm/back-squat/" in unknown


def test_a_beginner_is_told_what_to_do(client, ana):
    client.force_login(ana)
    assert "Nothing to draw yet" in client.get("/progress/").content.decode()


@pytest.mark.usefixtures("trained")
@pytest.mark.parametrize("path", ["/progress/", "/charts/volume/", "/charts/e1rm/back-squat/"])
def test_only_those_who_may_see_the_training_see_it(client, ana, cole, sam, tess, path):
    assert "/accounts/login/" in client.get(path).url
    for who, status in [(ana, 200), (cole, 200), (sam, 404), (tess, 404)]:
        client.force_login(who)
        assert client.get(path, {"trainee": ana.pk}).status_code == status


@time_machine.travel(NOON + timedelta(days=8), tick=False)
@pytest.mark.usefixtures("trained")
def test_a_chart_has_the_numbers_of_its_table(client, ana):
    client.force_login(ana)
    assert client.get("/charts/volume/").json() == {
        "labels": ["2026-03-02", "2026-03-09"],
        "datasets": [{"label": "Volume", "data": [1000.0, 2000.0]}],
        "unit": "kg",
        "best": [False, False],
    }
    assert client.get("/charts/e1rm/back-squat/").json() == {
        "labels": ["2026-03-02", "2026-03-09"],
        "datasets": [{"label": "Estimated max", "data": [116.7, 122.5]}],
        "unit": "kg",
        "best": [True, True],
    }
    body = client.get("/progress/").content.decode()
    for number in ("1,000", "2,000", "116.7", "122.5"):
        assert f'<td class="n">{number}</td>' in body


@pytest.mark.usefixtures("trained")
def test_a_chart_speaks_the_readers_unit_and_is_kept_by_no_cache(client, ana, cole):
    cole.profile.load_unit = "lb"
    cole.profile.save()
    client.force_login(cole)
    response = client.get("/charts/e1rm/back-squat/", {"trainee": ana.pk})
    assert response.json()["unit"] == "lb"
    assert response.json()["datasets"][0]["data"] == [257.2, 270.1]
    assert response.headers["Cache-Control"] == "private, no-store"


def test_a_chart_without_numbers_is_empty(client, ana, squat):
    client.force_login(ana)
    for path in ("/charts/volume/", "/charts/e1rm/back-squat/"):
        chart = client.get(path).json()
        assert (chart["labels"], chart["datasets"]) == ([], [])
    assert client.get("/charts/e1rm/moon-squat/").status_code == 404


def test_progress_costs_the_same_with_more_training(client, ana, django_assert_max_num_queries):
    client.force_login(ana)
    for number in range(6):
        exercise = make_exercise(f"squat-{number}")
        sets = make_workout(ana, exercise, (100, 5), days=number)
        Record.objects.create(
            trainee=ana,
            exercise=exercise,
            kind="load",
            value=100,
            set=sets[0],
            session=sets[0].session,
            achieved_at=NOON,
        )
    client.get("/progress/")
    with django_assert_max_num_queries(14):
        client.get("/progress/")


def test_only_the_newest_records_are_shown_until_all_are_asked_for(client, ana):
    for number in range(14):
        exercise = make_exercise(f"squat-{number}")
        (done,) = make_workout(ana, exercise, (100, 5), days=number)
        Record.objects.create(
            trainee=ana,
            exercise=exercise,
            kind="load",
            value=100,
            set=done,
            session=done.session,
            achieved_at=NOON + timedelta(days=number),
        )
    client.force_login(ana)
    body = client.get("/progress/").content.decode()
    assert "All 14 records" in body
    assert body.count('class="rowlink"') == 12
    assert client.get("/progress/", {"records": "all"}).content.decode().count("rowlink") == 14
