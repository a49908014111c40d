from datetime import timedelta
from decimal import Decimal

import pytest

from conftest import NOON
from training.models import Record
from training.tests.log import make_exercise, make_workout

pytestmark = pytest.mark.django_db
URL = "/api/v1/records/"


@pytest.fixture
def records(ana):
    """A load record that was beaten three days later, and an estimate."""
    squat, press = make_exercise("back-squat"), make_exercise("overhead-press")
    later = NOON + timedelta(days=3)

    def record(exercise, kind, value, at, until=None):
        (done,) = make_workout(ana, exercise, (value, 5), days=(at - NOON).days)
        return Record.objects.create(
            trainee=ana,
            exercise=exercise,
            kind=kind,
            value=Decimal(value),
            set=done,
            session=done.session,
            achieved_at=at,
            superseded_at=until,
        )

    return [
        record(squat, "load", 100, NOON, later),
        record(squat, "load", 105, later),
        record(press, "e1rm", 50, NOON),
    ]


def values(response):
    return [row["value"] for row in response.json()["results"]]


def test_records_come_newest_first(api, ana, records):
    assert values(api(ana).get(URL)) == [105, 50, 100]
    row = api(ana).get(URL).json()["results"][0]
    assert (row["exercise"], row["kind"]) == ("back-squat", "load")
    assert row["id"] == str(records[1].pk)


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({"exercise": "back-squat"}, [105, 100]),
        ({"kind": "e1rm"}, [50]),
        ({"standing": "true"}, [105, 50]),
        ({"standing": "false"}, [100]),
        ({"ordering": "achieved_at"}, [100, 50, 105]),
    ],
)
@pytest.mark.usefixtures("records")
def test_records_are_filtered(api, ana, query, expected):
    assert values(api(ana).get(URL, query)) == expected


@pytest.mark.usefixtures("records")
def test_a_trainer_reads_those_of_her_trainee_and_a_stranger_none(api, ana, cole, sam):
    assert len(values(api(cole).get(URL, {"trainee": ana.pk}))) == 3
    assert values(api(cole).get(URL)) == []
    assert values(api(sam).get(URL)) == []
    assert api(sam).get(URL, {"trainee": ana.pk}).status_code == 404
    assert api(sam).get(URL, {"trainee": "ana"}).status_code == 404
    assert api().get(URL).status_code == 401


@pytest.mark.usefixtures("records")
def test_the_list_costs_the_same_whatever_its_length(api, ana, django_assert_num_queries):
    for limit in (1, 50):
        client = api(ana)
        with django_assert_num_queries(2):
            client.get(URL, {"limit": limit})
