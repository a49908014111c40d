"""Trainers, trainees and users: who lists whom, and what admins change."""

import pytest

from accounts import coaching
from accounts.models import Coaching, ProfileGrant, Token, User
from conftest import NOON, make_user, start_coaching

TRAINERS, TRAINEES, USERS = "/api/v1/trainers/", "/api/v1/trainees/", "/api/v1/users/"


def handles(response):
    assert response.status_code == 200, response.json()
    return [person["handle"] for person in response.json()["results"]]


def person(request, who):
    return request.getfixturevalue(who) if who else None


# --- Trainers ------------------------------------------------------------------------------------


def test_who_is_signed_in_lists_trainers(api, sam, cole, tess):
    assert handles(api(sam).get(TRAINERS)) == ["cole", "tess"]
    assert handles(api(sam).get(TRAINERS, {"search": "TES"})) == ["tess"]


def test_a_trainer_is_read_without_their_address(api, sam, cole):
    body = api(sam).get(f"{TRAINERS}{cole.pk}/").json()
    assert set(body) == {"id", "handle", "name", "picture"}


def test_a_trainee_is_no_trainer(api, sam, ana):
    assert api(sam).get(f"{TRAINERS}{ana.pk}/").status_code == 404


def test_a_deactivated_trainer_is_not_listed(api, sam, tess):
    tess.is_active = False
    tess.save()
    assert handles(api(sam).get(TRAINERS)) == []


def test_an_admin_gives_the_role(api, ada, sam):
    response = api(ada).post(TRAINERS, {"user": str(sam.pk)})
    assert response.status_code == 201
    assert User.objects.get(pk=sam.pk).is_trainer
    assert api(ada).post(TRAINERS, {"user": str(sam.pk)}).status_code == 200


def test_an_admin_changes_a_trainers_name(api, ada, tess):
    assert api(ada).patch(f"{TRAINERS}{tess.pk}/", {"name": "Tess Moreau"}).status_code == 200
    assert User.objects.get(pk=tess.pk).name == "Tess Moreau"


def test_taking_the_role_ends_the_coaching_and_takes_the_grants(api, ada, ana, cole):
    coaching.invite(trainer=cole, email="new@example.com", at=NOON)
    assert api(ada).delete(f"{TRAINERS}{cole.pk}/").status_code == 204
    cole = User.objects.get(pk=cole.pk)
    assert cole.role_names == {"Trainees"}
    assert set(Coaching.objects.values_list("status", flat=True)) == {"ended"}
    assert not ProfileGrant.objects.exists()


@pytest.mark.parametrize(("who", "status"), [("ana", 403), ("cole", 403), (None, 401)])
def test_only_admins_give_and_take_the_role(api, tess, sam, who, status, request):
    client = api(person(request, who))
    assert client.post(TRAINERS, {"user": str(sam.pk)}).status_code == status
    assert client.patch(f"{TRAINERS}{tess.pk}/", {"name": "x"}).status_code == status
    assert client.delete(f"{TRAINERS}{tess.pk}/").status_code == status


def test_nobody_lists_no_trainers(api, db):
    assert api().get(TRAINERS).status_code == 401


# --- Trainees ------------------------------------------------------------------------------------


def test_a_trainer_lists_whom_they_coach_now(api, cole, ana, sam):
    assert handles(api(cole).get(TRAINEES)) == ["ana"]
    paused = start_coaching(cole, sam)
    coaching.pause(coaching=paused)
    assert handles(api(cole).get(TRAINEES)) == ["ana"]


@pytest.mark.parametrize(
    ("who", "status"),
    [("cole", 200), ("ada", 200), ("tess", 404), ("sam", 403), ("ana", 403), (None, 401)],
)
def test_a_trainee_is_read_by_their_trainer_and_by_admins(api, ana, cole, who, status, request):
    assert api(person(request, who)).get(f"{TRAINEES}{ana.pk}/").status_code == status


def test_a_trainer_reads_what_matters_for_training_and_no_more(api, ana, cole):
    ana.profile.change(limitations=["knee"], birth_date="1992-03-14")
    body = api(cole).get(f"{TRAINEES}{ana.pk}/").json()
    assert body["limitations"] == ["knee"]
    assert set(body) == {
        "id", "handle", "name", "picture", "load_unit", "time_zone", "experience", "equipment",
        "limitations",
    }  # fmt: skip


def test_an_admin_makes_changes_and_deletes_a_person(api, ada):
    made = api(ada).post(TRAINEES, {"email": "New@Example.com", "name": "Nia"})
    assert made.status_code == 201
    nia = User.objects.get(email="new@example.com")
    assert (nia.name, nia.has_usable_password()) == ("Nia", False)
    url = f"{TRAINEES}{nia.pk}/"
    assert api(ada).patch(url, {"handle": "nia_new"}).json()["handle"] == "nia_new"
    assert api(ada).delete(url).status_code == 204
    assert not User.objects.filter(pk=nia.pk).exists()


def test_an_address_that_is_taken_is_refused(api, ada, ana):
    response = api(ada).post(TRAINEES, {"email": "ANA@example.com", "name": "Other"})
    assert response.status_code == 400
    assert set(response.json()["errors"]) == {"email"}


@pytest.mark.parametrize(("who", "status"), [("cole", 403), ("ana", 403), (None, 401)])
def test_nobody_else_makes_changes_or_deletes_people(api, ana, who, status, request):
    client = api(person(request, who))
    asked = {"email": "new@example.com", "name": "Nia"}
    assert client.post(TRAINEES, asked).status_code == status
    assert client.patch(f"{TRAINEES}{ana.pk}/", {"name": "x"}).status_code == status
    assert client.delete(f"{TRAINEES}{ana.pk}/").status_code == status


# --- Users ---------------------------------------------------------------------------------------


def test_an_admin_lists_everyone(api, ada, ana, sam):
    assert set(handles(api(ada).get(USERS))) == {"ada", "ana", "sam"}


@pytest.mark.parametrize(("who", "status"), [("ana", 403), ("cole", 403), (None, 401)])
def test_nobody_else_does(api, sam, who, status, request):
    client = api(person(request, who))
    assert client.get(USERS).status_code == status
    assert client.get(f"{USERS}{sam.pk}/").status_code == status
    assert client.patch(f"{USERS}{sam.pk}/", {"is_active": False}).status_code == status


def test_an_admin_gives_roles(api, ada, sam):
    response = api(ada).patch(f"{USERS}{sam.pk}/", {"roles": ["Trainers", "Admins"]})
    assert response.status_code == 200
    assert response.json()["roles"] == ["Admins", "Trainees", "Trainers"]
    sam = User.objects.get(pk=sam.pk)
    assert (sam.is_admin, sam.is_staff) == (True, True)
    api(ada).patch(f"{USERS}{sam.pk}/", {"roles": []})
    sam = User.objects.get(pk=sam.pk)
    assert (sam.role_names, sam.is_staff, sam.is_superuser) == ({"Trainees"}, False, False)


def test_an_admin_deactivates_and_tokens_stop_at_once(api, ada, sam):
    _, secret = Token.issue(user=sam, name="sheet", scope="read", at=NOON)
    client = api()
    client.credentials(HTTP_AUTHORIZATION=f"Bearer {secret}")
    assert client.get("/api/v1/me/").status_code == 200
    assert api(ada).patch(f"{USERS}{sam.pk}/", {"is_active": False}).status_code == 200
    assert client.get("/api/v1/me/").status_code == 401


@pytest.mark.parametrize("asked", [{"is_active": False}, {"roles": ["Trainees"]}])
def test_an_admin_does_not_lock_themselves_out(api, ada, asked):
    assert api(ada).patch(f"{USERS}{ada.pk}/", asked).status_code == 409


@pytest.mark.parametrize("asked", [{"roles": ["Kings"]}, {"is_superuser": True}])
def test_a_wrong_change_is_400(api, ada, sam, asked):
    assert api(ada).patch(f"{USERS}{sam.pk}/", asked).status_code == 400


def test_a_wrong_role_changes_nothing_at_all(api, ada, sam):
    api(ada).patch(f"{USERS}{sam.pk}/", {"roles": ["Kings"], "is_active": False})
    assert User.objects.get(pk=sam.pk).is_active


@pytest.mark.parametrize(
    ("url", "who", "queries"), [(TRAINERS, "sam", 2), (TRAINEES, "cole", 3), (USERS, "ada", 3)]
)
def test_lists_cost_the_same_for_many(
    api, cole, url, who, queries, request, django_assert_num_queries
):
    client = api(request.getfixturevalue(who))
    for number in range(6):
        start_coaching(cole, make_user(f"Trainee{number}"))
        make_user(f"Trainer{number}", role="Trainers")
    with django_assert_num_queries(queries):
        assert len(client.get(url).json()["results"]) >= 6


def test_a_change_of_a_person_is_made_whole_or_not_at_all(api, ada):
    asked = {"roles": ["Trainees", "Trainers", "Admins"], "is_active": False}
    assert api(ada).patch(f"/api/v1/users/{ada.pk}/", asked).status_code == 409
    assert not User.objects.get(pk=ada.pk).is_trainer
