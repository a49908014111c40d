"""Many sets in one request, and several requests at the same moment."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from conftest import NOON, make_user
from fitapp.lib.ids import derived
from training import logbook
from training.models import Record, Session, Set
from training.tests.at_once import at_once, signed_in
from training.tests.log import document, entry, group, make_exercise, plan
from training.tests.log import prescription as meant

pytestmark = pytest.mark.django_db


def at(minutes):
    return (NOON + timedelta(minutes=minutes)).isoformat()


def queries_of(phone, session, count):
    where = {"session": session, "exercise": "squat", "reps": 5}
    sets = [
        {"id": str(uuid4()), **where, "load_kg": 60 + n, "completed_at": at(n), "position": n}
        for n in range(count)
    ]
    with CaptureQueriesContext(connection) as queries:
        phone.post("/api/v1/sync/", {"sets": sets})
    return len(queries)


def test_a_set_more_costs_three_queries_more(api, ana):
    make_exercise("squat")
    phone = api(ana)
    one, many = (
        queries_of(phone, str(logbook.start_free(trainee=ana, by=ana, at=NOON).pk), count)
        for count in (1, 25)
    )
    assert many - one <= 24 * 3 + 2  # and records to mend


@pytest.mark.django_db(transaction=True)
def test_two_phones_that_sync_one_workout_at_once_write_it_once():
    ana = make_user("Ana")
    make_exercise("squat")
    planned = plan(ana, document(group(entry("squat", meant(), meant()))))
    session = derived(planned.pk, "session")
    ids = [str(derived(derived(session, "item", 0), "set", place)) for place in (0, 1)]
    done = {"load_kg": 100, "completed_at": at(1)}
    begun = {"id": str(session), "planned": str(planned.pk), "started_at": at(0)}

    def sync(minute, reps):
        client = signed_in(ana)
        sets = [{"id": pk, "reps": reps, **done, "edited_at": at(minute)} for pk in ids]
        said = {"sessions": [{**begun, "edited_at": at(minute)}], "sets": sets}
        return lambda: client.post("/api/v1/sync/", said)

    answers = at_once(sync(1, 5), sync(2, 6), sync(3, 7))
    assert [answer.status_code for answer in answers] == [200] * 3
    assert (Session.objects.count(), Set.objects.count()) == (1, 2)
    assert {row.reps for row in Set.objects.all()} == {7}
    assert Record.objects.standing().filter(kind="e1rm").count() == 1
