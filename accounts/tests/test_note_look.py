"""A trainer's look at body and nutrition leaves a row that the trainee reads."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts import coaching
from accounts.access_log import note_look
from accounts.models import Coaching, Look, Scope, User
from accounts.roles import delete_account
from conftest import NOON, make_user

LOG = "/api/v1/me/access-log/"
PAGE = "/settings/access-log/"


@pytest.fixture(autouse=True)
def _noon(time_machine):
    time_machine.move_to(NOON, tick=False)


@pytest.fixture
def relation(ana, cole) -> Coaching:
    ana.profile.birth_date, ana.profile.height_m = date(1990, 5, 1), "1.72"
    ana.profile.sex, ana.profile.diet = "female", "vegan"
    ana.profile.save()
    return Coaching.objects.get()


def share(relation, *scopes):
    coaching.set_scopes(coaching=relation, scopes=["training", *scopes])


def looks():
    rows = Look.objects.order_by("pk")
    return list(rows.values_list("owner__handle", "viewer__handle", "scope", "what"))


def note(owner, viewer, *, at=NOON, scope="body"):
    note_look(owner=owner, viewer=viewer, scope=scope, what="Age and height", at=at)


# --- What leaves a look --------------------------------------------------------------------------


def test_the_page_of_a_trainee_shows_the_body_and_says_so(client, relation, ana, cole):
    share(relation, "body")
    client.force_login(cole)
    assert client.get(f"/trainees/{ana.pk}/").status_code == 200
    assert looks() == [("ana", "cole", "body", "Age and height")]
    assert Look.objects.get().at == NOON


@pytest.mark.parametrize("scopes", [[], ["health", "photos", "nutrition"]])
def test_without_the_scope_the_page_shows_none_and_leaves_none(client, relation, ana, cole, scopes):
    share(relation, *scopes)
    client.force_login(cole)
    response = client.get(f"/trainees/{ana.pk}/")
    assert "172 cm" not in response.content.decode()
    assert looks() == []


@pytest.mark.parametrize("scopes", [[], ["body"], ["nutrition"], ["body", "nutrition"], ["photos"]])
def test_the_api_tells_what_is_shared_and_leaves_one_look_for_each(
    api, relation, ana, cole, scopes
):
    share(relation, *scopes)
    told = api(cole).get(f"/api/v1/trainees/{ana.pk}/").json()
    kept = {"body", "nutrition"} & set(scopes)
    assert {"body", "nutrition"} & set(told) == kept
    assert {row[2] for row in looks()} == kept
    assert Look.objects.count() == len(kept)
    if "body" in kept:
        assert told["body"] == {"birth_date": "1990-05-01", "sex": "female", "height_m": 1.72}
    if "nutrition" in kept:
        assert told["nutrition"] == {"diet": "vegan"}


def test_each_request_leaves_its_own(api, relation, ana, cole):
    share(relation, "body")
    client = api(cole)
    for _ in range(3):
        client.get(f"/api/v1/trainees/{ana.pk}/")
    assert Look.objects.count() == 3


def test_the_list_shows_neither_and_leaves_nothing(api, relation, ana, cole):
    share(relation, *Scope)
    [told] = api(cole).get("/api/v1/trainees/").json()["results"]
    assert not {"body", "nutrition", "birth_date", "diet"} & set(told)
    assert looks() == []


def test_an_admin_is_shown_neither(api, relation, ana, ada):
    told = api(ada).get(f"/api/v1/trainees/{ana.pk}/").json()
    assert not {"body", "nutrition"} & set(told)
    assert looks() == []


def test_who_sees_nothing_leaves_nothing(api, client, relation, ana, tess):
    share(relation, *Scope)
    assert api(tess).get(f"/api/v1/trainees/{ana.pk}/").status_code == 404
    client.force_login(tess)
    assert client.get(f"/trainees/{ana.pk}/").status_code == 404
    assert looks() == []


def test_a_look_at_oneself_leaves_nothing(ana):
    note(ana, ana)
    assert looks() == []


# --- The row -------------------------------------------------------------------------------------


def test_it_outlives_the_viewers_account_by_name(relation, ana, cole):
    note(ana, cole)
    delete_account(user=cole, by=cole, at=NOON)
    look = Look.objects.get()
    assert (look.viewer, look.viewer_name) == (None, "Cole")


def test_it_keeps_the_name_of_then(relation, ana, cole):
    note(ana, cole)
    cole.profile.change(name="Somebody else")
    assert Look.objects.get().viewer_name == "Cole"


def test_it_goes_with_the_account_it_is_about(relation, ana, cole):
    note(ana, cole)
    delete_account(user=ana, by=ana, at=NOON)
    assert looks() == []


def test_nobody_changes_it_in_the_admin(client, relation, ana, cole, ada):
    note(ana, cole)
    client.force_login(ada)
    page = f"/admin/accounts/look/{Look.objects.get().pk}"
    assert client.get(f"{page}/change/").status_code == 200
    assert client.post(f"{page}/change/", {"what": "Nothing"}).status_code == 403
    assert client.post(f"{page}/delete/", {"post": "yes"}).status_code == 403
    assert client.get("/admin/accounts/look/add/").status_code == 403
    client.post(
        "/admin/accounts/look/",
        {"action": "delete_selected", "_selected_action": [Look.objects.get().pk], "post": "yes"},
    )
    assert Look.objects.get().what == "Age and height"


def test_an_admin_can_still_delete_the_person(client, relation, ana, cole, ada):
    note(ana, cole)
    client.force_login(ada)
    assert client.post(f"/admin/accounts/user/{ana.pk}/delete/", {"post": "yes"}).status_code == 302
    assert not User.objects.filter(pk=ana.pk).exists()


# --- Reading it ----------------------------------------------------------------------------------


@pytest.mark.parametrize(("who", "count"), [("ana", 1), ("cole", 0), ("sam", 0), ("ada", 0)])
def test_the_person_alone_reads_it(api, client, relation, ana, cole, who, count, request):
    note(ana, cole)
    user = request.getfixturevalue(who)
    assert len(api(user).get(LOG).json()["results"]) == count
    client.force_login(user)
    assert ("Age and height" in client.get(PAGE).content.decode()) == bool(count)


def test_nobody_reads_it_without_signing_in(api, client, db):
    assert api().get(LOG).status_code == 401
    assert client.get(PAGE).url == f"/accounts/login/?next={PAGE}"


def test_what_is_told(api, relation, ana, cole):
    note(ana, cole)
    [told] = api(ana).get(LOG).json()["results"]
    assert set(told) == {"id", "viewer", "viewer_name", "scope", "what", "at"}
    assert (told["viewer"]["handle"], told["viewer_name"]) == ("cole", "Cole")
    delete_account(user=cole, by=cole, at=NOON)
    [told] = api(ana).get(LOG).json()["results"]
    assert (told["viewer"], told["viewer_name"]) == (None, "Cole")


def test_the_newest_comes_first_and_a_scope_can_be_chosen(api, client, relation, ana, cole):
    for hour, scope in enumerate(["body", "nutrition", "body"]):
        note(ana, cole, at=NOON + timedelta(hours=hour), scope=scope)
    reader = api(ana)

    def found(**query):
        return [row["at"][11:13] for row in reader.get(LOG, query).json()["results"]]

    assert found() == ["14", "13", "12"]
    assert found(scope="body") == ["14", "12"]
    assert found(scope="photos") == []
    assert reader.get(LOG, {"scope": "secrets"}).status_code == 400
    client.force_login(ana)
    assert len(client.get(PAGE, {"scope": "body"}).context["looks"]) == 2
    assert len(client.get(PAGE, {"scope": "secrets"}).context["looks"]) == 3


def test_both_are_paged(api, client, relation, ana, cole):
    for minute in range(55):
        note(ana, cole, at=NOON + timedelta(minutes=minute))
    reader = api(ana)
    first = reader.get(LOG).json()
    assert len(first["results"]) == 50
    assert len(reader.get(first["next"]).json()["results"]) == 5
    client.force_login(ana)
    assert "Older" in client.get(PAGE).content.decode()
    assert len(client.get(PAGE, {"page": 2}).context["looks"]) == 5
    assert client.get(PAGE, {"page": "many"}).status_code == 200


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_it_is_read_only(api, client, ana, method):
    assert getattr(api(ana), method)(LOG).status_code == 405
    client.force_login(ana)
    assert getattr(client, method)(PAGE).status_code == 405


def test_it_costs_the_same_for_many(api, client, relation, ana, cole):
    reader = api(ana)
    client.force_login(ana)
    counts = []
    for _ in range(2):
        for _ in range(5):
            note(ana, make_user(f"Viewer {Look.objects.count()}"))
        with CaptureQueriesContext(
            connection,
        ) as listed:
            reader.get(LOG)
        with CaptureQueriesContext(connection) as shown:
            client.get(PAGE)
        counts.append((len(listed), len(shown)))
    assert counts[0] == counts[1]
    assert counts[0][0] == 2  # person, looks
