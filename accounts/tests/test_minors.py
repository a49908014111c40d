"""Until the eighteenth birthday, where they live, people are private and keep their photos."""

from datetime import UTC, date, datetime

import pytest

from accounts import coaching
from accounts.ages import age_on, last_adult_birth_date
from accounts.models import Coaching, Scope, User
from accounts.profiles import StaysPrivate, TrainersAreAdults, change_profile
from conftest import NOON, start_coaching

ME = "/api/v1/me/"
BORN_2010 = date(2010, 6, 1)


@pytest.fixture(autouse=True)
def _noon(time_machine):
    time_machine.move_to(NOON, tick=False)


def grow_young(user, born=BORN_2010, **fields):
    change_profile(profile=user.profile, at=NOON, birth_date=born, **fields)


def again(user):
    return User.objects.get(pk=user.pk)


@pytest.mark.parametrize(
    ("born", "day", "age"),
    [
        (date(2008, 3, 2), date(2026, 3, 1), 17),
        (date(2008, 3, 2), date(2026, 3, 2), 18),
        (date(2008, 2, 29), date(2026, 2, 28), 17),
        (date(2008, 2, 29), date(2026, 3, 1), 18),
        (date(2008, 2, 29), date(2028, 2, 29), 20),
    ],
)
def test_years_are_full_on_the_birthday(born, day, age):
    assert age_on(born, day) == age


@pytest.mark.parametrize(
    ("at", "last"),
    [
        (datetime(2026, 3, 2, 12, tzinfo=UTC), date(2008, 3, 2)),
        (datetime(2026, 3, 2, 11, 59, tzinfo=UTC), date(2008, 3, 1)),
        (datetime(2028, 2, 29, 13, tzinfo=UTC), date(2010, 2, 28)),
    ],
)
def test_a_query_takes_no_minor_for_an_adult(at, last):
    assert last_adult_birth_date(at) == last


# --- Private -------------------------------------------------------------------------------------


def test_a_minor_is_private_from_then_on(sam, ana):
    change_profile(profile=sam.profile, at=NOON, is_private=False)
    assert sam in User.objects.visible_to(ana)
    grow_young(sam)
    assert again(sam).profile.is_private
    assert sam not in User.objects.visible_to(ana)


def test_a_minor_cannot_be_found_by_everybody(sam):
    grow_young(sam)
    with pytest.raises(StaysPrivate):
        change_profile(profile=sam.profile, at=NOON, is_private=False)
    assert again(sam).profile.is_private


def test_even_a_row_that_says_otherwise_is_hidden(sam, ana):
    sam.profile.birth_date, sam.profile.is_private = BORN_2010, False
    sam.profile.save()
    assert sam not in User.objects.visible_to(ana)


@pytest.mark.parametrize(
    ("zone", "hour", "may"),
    [
        ("UTC", 23, False),
        ("Pacific/Kiritimati", 9, False),  # 23:00 of the day before
        ("Pacific/Kiritimati", 10, True),  # midnight: the birthday has begun there
        ("America/New_York", 23, False),
    ],
)
def test_the_birthday_begins_where_they_live(sam, time_machine, zone, hour, may):
    eve = datetime(2026, 3, 2, hour, tzinfo=UTC)
    time_machine.move_to(eve, tick=False)
    change_profile(profile=sam.profile, at=eve, birth_date=date(2008, 3, 3), time_zone=zone)
    if may:
        change_profile(profile=sam.profile, at=eve, is_private=False)
    else:
        with pytest.raises(StaysPrivate):
            change_profile(profile=sam.profile, at=eve, is_private=False)


def test_the_api_says_why(api, sam):
    client = api(sam)
    assert client.patch(ME, {"birth_date": "2010-06-01"}).json()["is_private"] is True
    response = client.patch(ME, {"is_private": False})
    assert response.status_code == 409
    assert response.json()["detail"] == "Until you are 18 your profile stays private."
    assert client.patch(ME, {"birth_date": "1990-06-01", "is_private": False}).status_code == 200


def test_the_page_says_why(client, sam):
    client.force_login(sam)
    assert client.post("/settings/privacy/", {}).url == "/settings/#privacy"
    assert not again(sam).profile.is_private
    grow_young(again(sam))
    assert "Stays on until you are 18." in client.get("/settings/").content.decode()
    response = client.post("/settings/privacy/", {})
    assert response.status_code == 400
    assert "Until you are 18 your profile stays private." in response.content.decode()
    assert again(sam).profile.is_private


# --- Photos --------------------------------------------------------------------------------------


@pytest.fixture
def relation(ana, cole) -> Coaching:
    return Coaching.objects.get()


def test_photos_are_not_shared_before(relation, ana):
    grow_young(ana)
    with pytest.raises(coaching.PhotosNotYet):
        coaching.set_scopes(coaching=relation, scopes=list(Scope))
    assert coaching.scopes_of(relation) == ["training"]
    coaching.set_scopes(coaching=relation, scopes=["training", "body", "health", "nutrition"])
    coaching.pause(coaching=relation)
    with pytest.raises(coaching.PhotosNotYet):
        coaching.resume(coaching=relation, scopes=["photos"])
    assert Coaching.objects.get().status == "paused"


def test_nor_with_an_invitation(ana, tess):
    grow_young(ana)
    invitation, _ = coaching.invite(trainer=tess, email=ana.email, at=NOON)
    with pytest.raises(coaching.PhotosNotYet):
        coaching.accept(coaching=invitation, trainee=ana, scopes=["photos"], at=NOON)
    assert Coaching.objects.get().status == "invited"
    coaching.accept(coaching=Coaching.objects.get(), trainee=ana, scopes=["body"], at=NOON)


def test_what_was_shared_is_taken_back_when_a_birth_date_shows_a_minor(relation, ana, cole, tess):
    second = start_coaching(tess, ana, scopes=["photos"])
    coaching.set_scopes(coaching=relation, scopes=list(Scope))
    grow_young(ana)
    assert coaching.scopes_of(relation) == ["training", "body", "health", "nutrition"]
    assert coaching.scopes_of(second) == ["training"]


@pytest.mark.parametrize("day", [2, 3])
def test_photos_can_be_shared_on_the_birthday(relation, ana, time_machine, day):
    grow_young(ana, born=date(2008, 3, 3), time_zone="Europe/Berlin")
    time_machine.move_to(datetime(2026, 3, day, 12, tzinfo=UTC))
    if day == 3:
        coaching.set_scopes(coaching=relation, scopes=list(Scope))
    else:
        with pytest.raises(coaching.PhotosNotYet):
            coaching.set_scopes(coaching=relation, scopes=list(Scope))


def test_api_and_page_say_so(api, client, relation, ana):
    grow_young(ana)
    asked = {"scopes": ["training", "photos"]}
    response = api(ana).patch(f"/api/v1/coachings/{relation.pk}/", asked)
    assert (response.status_code, "18" in response.json()["detail"]) == (409, True)
    client.force_login(ana)
    assert "Can be shared from 18 on." in client.get("/settings/").content.decode()
    response = client.post(f"/coaching/{relation.pk}/scopes/", {"scopes": ["photos"]})
    assert response.status_code == 409
    assert "18" in response.content.decode()


# --- Trainers ------------------------------------------------------------------------------------


def test_a_trainer_is_no_minor(tess):
    with pytest.raises(TrainersAreAdults):
        grow_young(tess)
    assert again(tess).profile.birth_date is None


def test_a_trainer_hears_why_beside_the_form_and_keeps_what_was_typed(client, tess):
    client.force_login(tess)
    sent = {"name": "Tess M", "handle": "tess", "birth_date": "2010-06-01", "sex": ""}
    response = client.post("/settings/profile/", sent)
    assert response.status_code == 400
    shown = response.content.decode()
    assert "Trainers are 18 or older." in shown
    assert "2010-06-01" in shown
    assert again(tess).name == "Tess"


# --- The admin -----------------------------------------------------------------------------------


def test_an_admin_makes_no_minor_public(client, ada, relation, ana):
    coaching.set_scopes(coaching=relation, scopes=list(Scope))
    client.force_login(ada)
    url = f"/admin/accounts/profile/{ana.profile.pk}/change/"
    sent = {
        "user": ana.pk, "name": "Ana", "load_unit": "kg", "length_unit": "cm",
        "distance_unit": "km", "time_zone": "UTC", "birth_date": "2010-06-01",
        "equipment": "[]", "limitations": "[]",
    }  # fmt: skip
    assert client.post(url, sent).status_code == 302
    assert again(ana).profile.is_private
    assert "photos" not in coaching.scopes_of(relation)
