from datetime import timedelta

import pytest

from conftest import NOON, make_user
from training import popularity
from training.models import Popularity
from training.popularity import count_people, ranking_for
from training.tests.log import make_exercise, make_workout

pytestmark = pytest.mark.django_db
AT = NOON + timedelta(days=1)


@pytest.fixture
def squat():
    return make_exercise("squat", origin="shipped")


@pytest.fixture
def row():
    return make_exercise("row", origin="shipped")


def people(count, *exercises, **profile):
    for number in range(count):
        person = make_user(f"{'-'.join(profile.values()) or 'p'}{number}-{exercises[0].pk}")
        person.profile.change(**profile)
        for exercise in exercises:
            make_workout(person, exercise, (50, 5), (50, 5))


def counted():
    rows = Popularity.objects.order_by("experience", "sex", "exercise__slug")
    return list(rows.values_list("experience", "sex", "exercise__slug", "people"))


def test_people_are_counted_once_each_by_kind_and_together(squat):
    people(5, squat, experience="beginner", sex="female")
    people(2, squat, experience="beginner", sex="male")
    count_people(at=AT)
    assert counted() == [
        ("", "", "squat", 7),
        ("", "female", "squat", 5),
        ("beginner", "", "squat", 7),
        ("beginner", "female", "squat", 5),
    ]


def test_fewer_than_five_are_never_told(squat):
    people(4, squat, experience="beginner", sex="female")
    count_people(at=AT)
    assert counted() == []


def test_old_workouts_warm_ups_and_private_exercises_do_not_count(squat, ana):
    mine = make_exercise("sled", origin="private", owner=ana)
    people(5, mine)
    people(5, squat)
    count_people(at=NOON + timedelta(days=90, hours=2))
    assert counted() == []
    count_people(at=AT)
    assert [slug for _, _, slug, _ in counted()] == ["squat"]


def test_counting_again_replaces_what_was_counted(squat):
    people(5, squat)
    for _ in range(2):
        count_people(at=AT)
    assert counted() == [("", "", "squat", 5)]


def test_a_narrow_circle_is_asked_first_then_a_wider_one(squat, row, ana, monkeypatch):
    monkeypatch.setattr(popularity, "LIST", 1)
    people(5, row, experience="beginner", sex="female")
    people(6, squat, experience="advanced", sex="male")
    count_people(at=AT)
    for told, who, first in [
        ({"experience": "beginner", "sex": "female"}, "beginner women", row),
        ({"experience": "beginner", "sex": "male"}, "beginner people", row),
        ({"experience": "", "sex": ""}, "all people", squat),
    ]:
        ana.profile.change(**told)
        ranking = ranking_for(ana)
        assert ranking.who == who
        assert ranking.of(first) == 0


def test_the_page_orders_by_it_and_says_whose_it_is(client, squat, row, ana, monkeypatch):
    monkeypatch.setattr(popularity, "LIST", 1)
    people(5, squat)
    client.force_login(ana)
    body = client.get("/exercises/", {"order": "popular"}).content.decode()
    assert "Too few people train here yet" in body
    assert body.index("/exercises/row/") < body.index("/exercises/squat/")
    count_people(at=AT)
    body = client.get("/exercises/", {"order": "popular"}).content.decode()
    assert "What all people train most comes first." in body
    assert body.index("/exercises/squat/") < body.index("/exercises/row/")
