import pytest
from django.urls import reverse

from accounts.coaching import end, pause
from accounts.models import Coaching
from conftest import NOON, start_coaching
from training import catalogue
from training.marks import excluded_ids, mark, unmark
from training.models import ExerciseMark
from training.tests.log import make_exercise

pytestmark = pytest.mark.django_db


@pytest.fixture
def squat():
    return make_exercise("back-squat", origin="shipped")


@pytest.fixture
def curl():
    return make_exercise("curl", origin="shipped")


def never(exercise, user, reason=""):
    return mark(exercise=exercise, user=user, kind="never", reason=reason, at=NOON)


def favourite(exercise, user):
    return mark(exercise=exercise, user=user, kind="favourite", at=NOON)


def page_of(exercise):
    return reverse("training:exercise-mark", args=[exercise.slug])


def api_of(exercise):
    return f"/api/v1/exercises/{exercise.slug}/mark/"


# --- The verb ------------------------------------------------------------------------------------


def test_the_newer_word_counts_and_there_is_one(squat, ana):
    never(squat, ana, "pain")
    favourite(squat, ana)
    favourite(squat, ana)
    row = ExerciseMark.objects.get()
    assert (row.user, row.kind, row.reason) == (ana, "favourite", "")


def test_what_is_never_wanted_is_told_apart_from_favourites(squat, curl, ana, sam):
    never(squat, ana)
    favourite(curl, ana)
    never(curl, sam)
    assert excluded_ids(ana) == {squat.pk}
    unmark(exercise=squat, user=ana)
    assert excluded_ids(ana) == set()
    assert excluded_ids(sam) == {curl.pk}


def test_marks_go_with_the_account(squat, ana):
    never(squat, ana)
    ana.delete()
    assert not ExerciseMark.objects.exists()


# --- What it changes -----------------------------------------------------------------------------


def test_favourites_come_first_and_never_is_left_out_of_suggestions(squat, curl, ana, sam):
    press = make_exercise("press", origin="shipped")
    assert catalogue.find(user=ana) == [squat, curl, press]
    favourite(press, ana)
    never(squat, ana)
    assert catalogue.find(user=ana) == [press, curl]
    assert catalogue.find(user=sam) == [squat, curl, press]


def test_who_looks_for_it_by_name_finds_it_last(squat, ana):
    jump = make_exercise("squat-jump", origin="shipped")
    assert catalogue.find("squat", user=ana) == [jump, squat]
    never(jump, ana)
    assert catalogue.find("squat", user=ana) == [squat, jump]


def test_the_library_shows_it_with_its_mark(client, squat, curl, ana):
    never(squat, ana)
    favourite(curl, ana)
    client.force_login(ana)
    assert "Never suggested" in client.get("/exercises/").content.decode()
    for kind, shown, hidden in [("favourite", curl, squat), ("never", squat, curl)]:
        body = client.get("/exercises/", {"marked": kind}).content.decode()
        assert f"/exercises/{shown.slug}/" in body
        assert f"/exercises/{hidden.slug}/" not in body


def test_the_builder_suggests_by_the_marks_of_whoever_writes(client, squat, curl, cole):
    never(squat, cole)
    client.force_login(cole)
    found = client.get("/programs/exercises/").json()["exercises"]
    assert [one["slug"] for one in found] == [curl.slug]


def test_the_page_says_why_and_how_to_take_it_back(client, squat, ana):
    never(squat, ana, "pain")
    client.force_login(ana)
    body = client.get(f"/exercises/{squat.slug}/").content.decode()
    assert "Never suggested to you: “It hurts”." in body
    assert "Suggest it again" in body


# --- The doors -----------------------------------------------------------------------------------


def test_a_star_is_set_and_taken_away_without_a_script(client, squat, ana):
    client.force_login(ana)
    back = "http://testserver/exercises/?muscle=quads"
    set_ = client.post(page_of(squat), {"kind": "favourite"}, headers={"Referer": back})
    assert (set_.status_code, set_.url) == (302, back)
    assert ana.exercise_marks.get().kind == "favourite"
    taken = client.post(page_of(squat), {"kind": ""}, headers={"Referer": "https://evil.example/"})
    assert taken.url == f"/exercises/{squat.slug}/"
    assert not ana.exercise_marks.exists()


def test_htmx_gets_the_star_alone(client, squat, ana):
    client.force_login(ana)
    star = client.post(page_of(squat), {"kind": "favourite"}, headers={"HX-Request": "true"})
    assert star.content.decode().strip().startswith("<button")
    assert 'aria-pressed="true"' in star.content.decode()


def test_a_mark_that_nobody_offers_is_refused(client, squat, ana):
    client.force_login(ana)
    assert client.post(page_of(squat), {"kind": "hated"}).status_code == 400
    assert not ExerciseMark.objects.exists()


@pytest.mark.parametrize(("who", "status"), [("ana", 200), ("cole", 200), ("sam", 404)])
def test_everybody_marks_what_they_see_for_themselves(api, ana, who, status, request):
    person = request.getfixturevalue(who)
    mine = make_exercise("sled", origin="private", owner=ana)
    response = api(person).put(api_of(mine), {"kind": "never", "reason": "dislike"}, format="json")
    assert response.status_code == status
    assert ExerciseMark.objects.filter(user=person).exists() is (status == 200)
    assert api().put(api_of(mine), {"kind": "never"}, format="json").status_code == 401


def test_the_api_says_what_was_marked_and_forgets_it_twice(api, squat, ana):
    client, said = api(ana), {"kind": "never", "reason": "equipment"}
    for _ in range(2):
        row = client.put(api_of(squat), said, format="json").json()
    assert row["exercise"] == squat.slug
    assert (row["kind"], row["reason"]) == ("never", "equipment")
    assert [client.delete(api_of(squat)).status_code for _ in range(2)] == [204, 204]
    assert not ana.exercise_marks.exists()


def test_a_favourite_has_no_reason(api, squat, ana):
    said = {"kind": "favourite", "reason": "pain"}
    response = api(ana).put(api_of(squat), said, format="json")
    assert response.status_code == 400
    assert list(response.json()["errors"]) == ["reason"]


def test_a_trainer_sees_the_marks_while_training_is_shared(api, client, squat, ana, cole, sam):
    never(squat, ana, "pain")
    of_ana = {"trainee": ana.pk}
    rows = api(cole).get("/api/v1/exercise-marks/", of_ana).json()["results"]
    assert [(row["exercise"], row["reason"]) for row in rows] == [(squat.slug, "pain")]
    client.force_login(cole)
    page = client.get(reverse("pages:trainee", args=[ana.pk])).content.decode()
    assert "Never suggest" in page
    assert "It hurts" in page
    assert api(sam).get("/api/v1/exercise-marks/", of_ana).status_code == 404
    pause(coaching=ana.coachings_as_trainee.get())
    assert api(cole).get("/api/v1/exercise-marks/", of_ana).status_code == 404
    assert client.get(reverse("pages:trainee", args=[ana.pk])).status_code == 404


def test_a_mark_tells_nobody_of_an_exercise_that_is_hidden_from_them(api, client, ana, cole, tess):
    """Tess coaches Ana as well; what she made of her own is nothing that Cole sees."""
    start_coaching(trainer=tess, trainee=ana)
    never(make_exercise("secret-lift_1", owner=tess, origin="private"), ana)
    of_ana = {"trainee": ana.pk}
    assert api(cole).get("/api/v1/exercise-marks/", of_ana).json()["results"] == []
    assert len(api(tess).get("/api/v1/exercise-marks/", of_ana).json()["results"]) == 1
    client.force_login(cole)
    page = client.get(reverse("pages:trainee", args=[ana.pk])).content.decode()
    assert "Never suggest" not in page
    end(coaching=Coaching.objects.get(trainer=tess), by=ana, at=NOON)
    assert api(ana).get("/api/v1/exercise-marks/").json()["results"] == []
