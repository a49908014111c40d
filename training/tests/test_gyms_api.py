"""Gyms over the API."""

import pytest

from training.models import Gym
from training.tests.gyms import gym_has, make_gym, plates_of

URL = "/api/v1/gyms/"


def test_a_gym_is_written_once_and_used(api, ana):
    body = {"id": "01890000-0000-7000-8000-00000000beef", "name": "Garage"}
    body |= gym_has(bars=[("barbell", 20)], plates=plates_of({45: 4}), unit="lb")
    first, again = (api(ana).post(URL, body, format="json") for _ in range(2))
    assert (first.status_code, again.status_code) == (201, 201)
    assert first.json() == again.json()
    assert first.json()["plates"] == [{"weight": 45, "unit": "lb", "count": 4}]
    assert Gym.objects.of(ana.pk).pk == Gym.objects.get().pk


def test_an_id_of_somebody_else_is_taken(api, ana, sam):
    gym = make_gym(sam)
    response = api(ana).post(URL, {"id": str(gym.pk), "name": "Mine"}, format="json")
    assert response.status_code == 409


def test_what_is_left_out_stays(api, ana):
    gym = make_gym(ana)
    kept = gym.bars
    response = api(ana).patch(
        f"{URL}{gym.pk}/", {"plates": [{"weight": 10, "count": 2}]}, format="json"
    )
    assert response.json()["plates"] == [{"weight": 10, "unit": "kg", "count": 2}]
    gym.refresh_from_db()
    assert gym.bars == kept


def test_a_gym_is_used_and_left(api, ana):
    home, club = make_gym(ana, name="Home"), make_gym(ana, name="Club")
    api(ana).patch(f"{URL}{home.pk}/", {"is_in_use": True}, format="json")
    assert Gym.objects.of(ana.pk) == home
    assert api(ana).get(f"{URL}{club.pk}/").json()["is_in_use"] is False
    api(ana).patch(f"{URL}{home.pk}/", {"is_in_use": False}, format="json")
    assert Gym.objects.of(ana.pk) is None


@pytest.mark.parametrize(
    ("wrong", "where"),
    [
        ({"plates": [{"weight": 20}]}, "plates.0.count"),
        ({"bars": [{"kind": "rack", "weight": 20}]}, "bars.0.kind"),
        (
            {"machines": [{"kind": "cable", "start": 9, "step": 1, "most": 5}]},
            "machines.0.most",
        ),
        (
            {"machines": [{"kind": "cable", "start": 0, "step": 0.1, "most": 900}]},
            "machines.0.step",
        ),
        ({"machines": [{"kind": "cable", "start": 1, "step": 1, "most": 5}] * 2}, "machines"),
    ],
)
def test_every_wrong_place_is_named(api, ana, wrong, where):
    response = api(ana).post(URL, {"name": "Garage", **wrong}, format="json")
    assert (response.status_code, list(response.json()["errors"])) == (400, [where])


@pytest.mark.parametrize(
    ("who", "reads", "writes"), [("ana", 200, 200), ("cole", 200, 403), ("sam", 404, 404)]
)
def test_a_trainer_reads_what_there_is(api, ana, who, reads, writes, request):
    gym, client = make_gym(ana), api(request.getfixturevalue(who))
    assert client.get(f"{URL}{gym.pk}/").status_code == reads
    assert client.patch(f"{URL}{gym.pk}/", {"name": "X"}, format="json").status_code == writes
    assert client.get(URL, {"trainee": ana.pk}).status_code == reads


def test_a_deleted_gym_leaves_the_oldest_in_use(api, ana):
    home, club = make_gym(ana, name="Home"), make_gym(ana, name="Club")
    assert api(ana).delete(f"{URL}{club.pk}/").status_code == 204
    assert Gym.objects.of(ana.pk) == home
