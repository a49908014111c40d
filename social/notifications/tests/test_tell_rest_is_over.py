"""At the end of a rest the trainee is told once, by the truth of that moment."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from social.notifications import tasks
from training import logbook
from training.models import RestTimer
from training.tests.log import make_exercise

pytestmark = pytest.mark.django_db


@pytest.fixture
def rest(ana, browser_of, service):
    """A rest of Ana's that is just over, in a workout under way."""
    now = timezone.now()
    session = logbook.start_free(trainee=ana, by=ana, at=now - timedelta(minutes=9))
    item = logbook.add_exercise(session=session, exercise=make_exercise("bench-press"))
    first, second, _ = item.sets.order_by("position")
    logbook.log_set(set=first, at=now - timedelta(minutes=1), load=Decimal(80), reps=8)
    timer = RestTimer.objects.begin(
        session=session, seconds=60, after=first, upcoming=second, at=now - timedelta(minutes=1)
    )
    timer.browser, timer.service = browser_of(ana), service
    return timer


def told(rest):
    return [rest.browser.reads(body) for _, _, body in rest.service.got]


def tell(rest):
    tasks.tell_rest_is_over.delay(trainee_id=rest.trainee_id)


def test_she_reads_what_comes_next(rest):
    tell(rest)
    assert told(rest) == [
        {
            "title": "Rest is over",
            "body": "Bench press, set 2 of 3, 80 kg × 8",
            "tag": "rest",
            "url": f"/sessions/{rest.session_id}/log/",
        }
    ]


def test_every_browser_of_hers_is_told_and_nobody_elses(rest, sam, browser_of):
    browser_of(rest.trainee, "https://fcm.googleapis.com/fcm/send/two")
    browser_of(sam, "https://fcm.googleapis.com/fcm/send/sams")
    tell(rest)
    assert sorted(path for path, _, _ in rest.service.got) == ["/fcm/send/one", "/fcm/send/two"]


def test_run_twice_it_is_told_once(rest):
    tell(rest)
    tell(rest)
    assert len(rest.service.got) == 1


def test_a_rest_whose_message_was_lost_is_found_by_the_sweep(rest):
    tasks.tell_rest_is_over.delay()
    assert len(rest.service.got) == 1


def test_a_rest_that_was_over_long_ago_is_not_told(rest):
    ended = timezone.now() - timedelta(minutes=3)
    RestTimer.objects.update(ends_at=ended, started_at=ended)
    tasks.tell_rest_is_over.delay()
    assert rest.service.got == []


def test_skipped_nothing_is_told(rest):
    RestTimer.objects.give_up(session=rest.session)
    tell(rest)
    assert rest.service.got == []


def test_made_longer_nothing_is_told_before_the_new_end(rest):
    terms = {"session": rest.session, "after": rest.after, "upcoming": rest.upcoming}
    RestTimer.objects.begin(seconds=15, at=timezone.now(), **terms)
    tell(rest)
    assert rest.service.got == []


def test_with_the_next_set_done_nothing_is_told(rest):
    logbook.log_set(set=rest.upcoming, at=timezone.now(), load=Decimal(80), reps=8)
    tell(rest)
    assert rest.service.got == []


def test_in_a_session_that_is_over_nothing_is_told(rest):
    logbook.finish_session(session=rest.session, at=timezone.now())
    tell(rest)
    assert rest.service.got == []


def test_the_worker_is_asked_for_its_end(rest, monkeypatch, django_capture_on_commit_callbacks):
    asked = []
    monkeypatch.setattr(tasks.tell_rest_is_over, "apply_async", lambda **terms: asked.append(terms))
    with django_capture_on_commit_callbacks(execute=True):
        again = RestTimer.objects.begin(session=rest.session, seconds=45, at=timezone.now())
    assert asked == [{"kwargs": {"trainee_id": rest.trainee_id}, "eta": again.ends_at}]
