"""Who publishes a program, and who is too young to."""

from datetime import date

import pytest

from accounts.profiles import change_profile
from conftest import NOON
from training.documents import create_program
from training.models import Program
from training.tests.programs import make_exercises, program_of

URL = "/api/v1/programs/"


@pytest.fixture(autouse=True)
def _noon(time_machine, db):
    time_machine.move_to(NOON, tick=False)
    make_exercises()


def grow_young(user, born=date(2010, 6, 1), **fields):
    change_profile(profile=user.profile, at=NOON, birth_date=born, **fields)


def test_a_minor_publishes_nothing(api, sam):
    grow_young(sam)
    response = api(sam).post(URL, program_of(is_public=True))
    assert response.status_code == 400
    assert response.json()["errors"] == {"is_public": ["Programs can be published from 18 on."]}
    made = api(sam).post(URL, program_of(is_public=False)).json()
    changed = api(sam).put(f"{URL}{made['id']}/", {**made, "is_public": True})
    assert changed.status_code == 400
    assert not Program.objects.filter(is_public=True).exists()


def test_what_was_public_is_hidden_when_a_birth_date_shows_a_minor(api, client, sam, ana):
    made = create_program(owner=sam, document=program_of(is_public=True), at=NOON)
    assert api(ana).get(f"{URL}{made.pk}/").status_code == 200
    grow_young(sam)
    assert api(ana).get(f"{URL}{made.pk}/").status_code == 404
    assert client.get(f"/programs/{made.pk}/").status_code == 404
    assert api(sam).get(f"{URL}{made.pk}/").status_code == 200


@pytest.mark.parametrize(
    ("zone", "status"), [("UTC", 400), ("Pacific/Kiritimati", 201), ("America/New_York", 400)]
)
def test_one_may_from_the_birthday_on_where_one_lives(api, sam, zone, status):
    """At noon in UTC the next day has begun on Kiritimati alone."""
    grow_young(sam, born=date(2008, 3, 3), time_zone=zone)
    assert api(sam).post(URL, program_of(is_public=True)).status_code == status
