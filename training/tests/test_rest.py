"""The rest between two sets, kept on the server: begun, made longer, given up, over."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from conftest import NOON
from training import logbook, resting
from training.models import RestTimer
from training.tests.log import make_exercise, make_item, make_session

pytestmark = pytest.mark.django_db


@pytest.fixture
def workout(ana):
    """A workout under way: three sets of squats, 100 kg × 5 meant, the first of them done."""
    session = make_session(ana, finished_at=None)
    item = make_item(session, make_exercise(), rest_s=120)
    for position in range(3):
        item.sets.create(
            trainee=ana, session=session, exercise=item.exercise, position=position,
            target_load_kg=100, target_reps_min=5, target_reps_max=8,
        )  # fmt: skip
    session.rows = list(item.sets.order_by("position"))
    log(session.rows[0], at=NOON + timedelta(minutes=1))
    return session


def log(row, *, at):
    logbook.log_set(set=row, at=at, load=Decimal(80), reps=8)


def url(session):
    return f"/api/v1/sessions/{session.pk}/rest/"


def begin(session, seconds=90, *, at=NOON + timedelta(minutes=1)):
    first, second, _ = session.rows
    return RestTimer.objects.begin(
        session=session, seconds=seconds, after=first, upcoming=second, at=at
    )


def test_it_is_put_read_and_put_again(ana, api, workout):
    first, second, _ = workout.rows
    asked = {"seconds": 90, "after": str(first.pk), "next": str(second.pk)}
    client = api(ana)
    assert client.put(url(workout), asked).json() == asked
    assert client.get(url(workout)).json()["seconds"] in (89, 90)
    assert client.put(url(workout), {**asked, "seconds": 105}).json()["seconds"] == 105
    assert RestTimer.objects.count() == 1


def test_given_up_twice_it_is_given_up(ana, api, workout):
    begin(workout)
    codes = [api(ana).delete(url(workout)).status_code for _ in range(2)]
    assert codes == [204, 204]
    nothing = {"seconds": 0, "after": None, "next": None}
    assert api(ana).get(url(workout)).json() == nothing


@pytest.mark.parametrize(("who", "read", "write"), [("cole", 200, 403), ("sam", 404, 404)])
def test_a_trainer_sees_it_and_a_stranger_does_not(api, workout, who, read, write, request):
    client = api(request.getfixturevalue(who))
    assert client.get(url(workout)).status_code == read
    assert client.put(url(workout), {"seconds": 9}).status_code == write
    assert client.delete(url(workout)).status_code == write


@pytest.mark.parametrize(
    "wrong", [{}, {"seconds": -1}, {"seconds": 14_401}, {"seconds": "soon"}, {"seconds": None}]
)
def test_it_has_seconds(ana, api, workout, wrong):
    response = api(ana).put(url(workout), wrong)
    assert (response.status_code, list(response.json()["errors"])) == (400, ["seconds"])


def test_sets_of_another_session_are_named_and_refused(ana, api, workout):
    other = make_session(ana, days=-1)
    item = make_item(other, workout.rows[0].exercise)
    row = item.sets.create(trainee=ana, session=other, exercise=item.exercise, position=0)
    response = api(ana).put(url(workout), {"seconds": 9, "after": str(row.pk), "next": "x"})
    assert (response.status_code, list(response.json()["errors"])) == (400, ["next"])
    response = api(ana).put(url(workout), {"seconds": 9, "after": str(row.pk)})
    assert (response.status_code, list(response.json()["errors"])) == (400, ["after"])


def test_nobody_rests_in_a_session_that_is_over(ana, api, workout):
    logbook.finish_session(session=workout, at=NOON + timedelta(hours=1))
    assert api(ana).put(url(workout), {"seconds": 9}).status_code == 409


def test_it_is_due_at_its_end_and_claimed_once(workout):
    timer = begin(workout, seconds=90)
    end = timer.ends_at
    early = end - timedelta(seconds=1)
    assert not RestTimer.objects.due(at=early, since=NOON).exists()
    [due] = RestTimer.objects.due(at=end, since=NOON)
    assert [due.claim(at=end), due.claim(at=end)] == [True, False]
    assert not RestTimer.objects.due(at=end, since=NOON).exists()


def test_made_longer_while_somebody_reads_it_is_not_claimed(workout):
    timer = begin(workout, seconds=90)
    [due] = RestTimer.objects.due(at=timer.ends_at, since=NOON)
    begin(workout, seconds=105)
    assert not due.claim(at=timer.ends_at)


def test_skipped_while_somebody_reads_it_is_not_claimed(workout):
    timer = begin(workout)
    [due] = RestTimer.objects.due(at=timer.ends_at, since=NOON)
    RestTimer.objects.give_up(session=workout)
    assert not due.claim(at=timer.ends_at)


def test_it_does_not_matter_any_more_once_the_next_set_is_done(workout):
    timer = begin(workout)
    log(workout.rows[0], at=NOON + timedelta(minutes=2))  # how hard it was, said afterwards
    assert timer.still_matters()
    log(workout.rows[1], at=NOON + timedelta(minutes=2))
    assert not timer.still_matters()


def test_it_does_not_matter_any_more_once_the_session_is_over(workout):
    begin(workout)
    logbook.finish_session(session=workout, at=NOON + timedelta(minutes=2))
    assert not RestTimer.objects.get().still_matters()


def test_it_does_not_matter_any_more_once_the_set_before_was_taken_back(workout):
    begin(workout)
    logbook.undo_set(set=workout.rows[0])
    assert not RestTimer.objects.get().still_matters()


def test_it_goes_with_the_set_before_and_not_with_the_next(workout):
    first, second, _ = workout.rows
    begin(workout)
    logbook.delete_set(set=second)
    assert resting.what_comes(RestTimer.objects.get()) == workout.name
    logbook.delete_set(set=first)
    assert not RestTimer.objects.exists()


def test_what_comes_is_said_in_the_unit_of_the_trainee(ana, workout):
    timer = begin(workout)
    assert resting.title_of(timer) == "Rest is over"
    assert resting.what_comes(timer) == "Back squat, set 2 of 3, 100 kg × 5–8"
    ana.profile.change(load_unit="lb")
    timer = RestTimer.objects.due(at=timer.ends_at, since=NOON).get()
    assert resting.what_comes(timer) == "Back squat, set 2 of 3, 220.5 lb × 5–8"


def test_without_a_target_it_is_what_was_on_the_bar(workout):
    workout.rows[1].item.sets.update(target_load_kg=None)
    begin(workout)
    timer = RestTimer.objects.due(at=timezone.now(), since=NOON).get()
    assert resting.what_comes(timer) == "Back squat, set 2 of 3, 80 kg × 5–8"


@pytest.mark.parametrize(
    ("kind", "title"), [("emom", "The next round begins"), ("amrap", "Time is up")]
)
def test_where_the_clock_rules_it_is_called_by_its_name(workout, kind, title):
    workout.items.update(group_kind=kind)
    begin(workout)
    timer = RestTimer.objects.due(at=timezone.now(), since=NOON).get()
    assert resting.title_of(timer) == title


def test_it_goes_with_its_session(workout):
    begin(workout)
    logbook.delete_session(session=workout)
    assert not RestTimer.objects.exists()
