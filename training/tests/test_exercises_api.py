import pytest
from django.urls import reverse

from conftest import NOON
from training import exercises
from training.marks import mark
from training.models import Exercise
from training.tests.log import make_workout

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("whole_library")]
URL = "/api/v1/exercises/"
BODY = {
    "name": "Garage sled drag",
    "pattern": "carry",
    "mechanics": "compound",
    "level": "beginner",
    "tracking": "load_distance",
    "muscles": {"quads": 1, "calves": 0.5},
    "equipment": ["sled"],
    "steps": ["Walk backwards with the strap in both hands."],
    "mistakes": [{"mistake": "Leaning too far", "fix": "Stay over your feet."}],
}


def slugs(response):
    return [row["id"] for row in response.json()["results"]]


def test_anybody_reads_the_library_page_by_page(api):
    first = api().get(URL, {"limit": 200}).json()
    assert len(first["results"]) == 200
    assert first["previous"] is None
    seen, url = [row["id"] for row in first["results"]], first["next"]
    while url:
        page = api().get(url).json()
        seen += [row["id"] for row in page["results"]]
        url = page["next"]
    assert len(seen) == len(set(seen)) == Exercise.objects.library().count()


def test_one_exercise_is_found_by_its_slug(api):
    row = api().get(f"{URL}barbell-back-squat/").json()
    assert row["id"] == "barbell-back-squat"
    assert row["muscles"]["quads"] == 1
    assert "barbell" in row["equipment"]
    assert row["is_private"] is False
    assert api().get(f"{URL}moon-squat/").status_code == 404


def test_search_forgives_and_puts_the_best_first(api):
    assert slugs(api().get(URL, {"search": "bulgaran splt"}))[0] == "bulgarian-split-squat"
    page = api().get(URL, {"search": "squat", "limit": 5}).json()
    assert page["results"][0]["id"] == "barbell-back-squat"
    following = slugs(api().get(page["next"]))
    assert set(following).isdisjoint(row["id"] for row in page["results"])
    assert slugs(api().get(URL, {"search": "xyzzy"})) == []


@pytest.mark.parametrize(
    ("query", "field", "value"),
    [
        ({"pattern": "squat"}, "pattern", "squat"),
        ({"level": "beginner"}, "level", "beginner"),
        ({"mechanics": "isolation"}, "mechanics", "isolation"),
    ],
)
def test_filters_narrow_the_list(api, query, field, value):
    rows = api().get(URL, query).json()["results"]
    assert rows
    assert {row[field] for row in rows} == {value}


def test_filters_by_muscle_and_equipment_combine(api):
    rows = api().get(URL, {"muscle": "calves", "equipment": "dumbbell"}).json()["results"]
    assert rows
    assert all(row["muscles"]["calves"] >= 0.5 and "dumbbell" in row["equipment"] for row in rows)


def test_a_wrong_filter_or_order_is_named(api):
    assert "muscle" in api().get(URL, {"muscle": "wings"}).json()["errors"]
    assert "ordering" in api().get(URL, {"ordering": "secret"}).json()["errors"]


def test_the_list_can_be_turned_round(api):
    names = [row["name"] for row in api().get(URL, {"ordering": "-name"}).json()["results"]]
    assert names == sorted(names, reverse=True)


def test_a_client_that_has_the_library_gets_304_until_it_changes(api, django_assert_num_queries):
    first = api().get(URL)
    assert first.headers["Cache-Control"] == "public, no-cache"
    etag = first.headers["ETag"]
    with django_assert_num_queries(0):
        again = api().get(URL, headers={"If-None-Match": etag})
    assert (again.status_code, again.content) == (304, b"")
    assert api().get(URL, {"limit": 10}).headers["ETag"] != etag
    exercises.create_for_everybody(name="House press")
    assert api().get(URL, headers={"If-None-Match": etag}).status_code == 200


def test_what_is_marked_and_what_can_be_done_here_are_ones_own(api, ana):
    squat = Exercise.objects.get(slug="barbell-back-squat")
    mark(exercise=squat, user=ana, kind="favourite", at=NOON)
    query = {"marked": "favourite", "owner": "library"}
    response = api(ana).get(URL, query)
    assert slugs(response) == [squat.slug]
    assert "ETag" not in response.headers
    assert slugs(api().get(URL, query)) == []
    ana.profile.change(equipment=["kettlebell"])
    rows = api(ana).get(URL, {"here": "true", "equipment": ["kettlebell", "barbell"]}).json()
    assert {*map(tuple, (row["equipment"] for row in rows["results"]))} <= {
        ("kettlebell",),
        ("kettlebell", "mat"),
        ("mat", "kettlebell"),
    }


def test_what_is_personal_has_no_etag(api, ana):
    response = api(ana).get(URL)
    assert "ETag" not in response.headers
    assert response.headers["Cache-Control"] == "private, no-store"
    library = api(ana).get(URL, {"owner": "library"})
    assert library.headers["Cache-Control"] == "private, no-cache"
    assert library.headers["ETag"]


@pytest.mark.parametrize("limit", [5, 100])
def test_a_list_costs_the_same_whatever_its_length(api, ana, limit, django_assert_num_queries):
    client = api(ana)
    client.get(URL, {"limit": 1})
    with django_assert_num_queries(4):
        client.get(URL, {"limit": limit})


def test_a_person_adds_changes_and_retires_one_of_their_own(api, ana):
    made = api(ana).post(URL, BODY)
    assert made.status_code == 201, made.json()
    row = made.json()
    assert row["is_private"] is True
    assert row["owner"] == str(ana.pk)
    assert row["muscles"] == BODY["muscles"]
    assert row["pictogram"]
    url = f"{URL}{row['id']}/"
    changed = api(ana).patch(url, {"name": "Sled drag", "muscles": {"quads": 1}}).json()
    assert (changed["name"], changed["muscles"]) == ("Sled drag", {"quads": 1.0})
    assert changed["equipment"] == ["sled"]
    assert api(ana).delete(url).status_code == 204
    assert row["id"] not in slugs(api(ana).get(URL, {"owner": "me"}))
    assert api(ana).get(url).json()["retired_at"]


def test_only_a_circle_sees_a_private_one_and_only_its_owner_changes_it(api, ana, cole, sam):
    mine = exercises.create_private(owner=ana, name="Sled drag")
    url = f"{URL}{mine.slug}/"
    assert [api(who).get(url).status_code for who in (ana, cole, sam, None)] == [200, 200, 404, 404]
    change = {"name": "Mine now"}
    doors = [api(who).patch(url, change).status_code for who in (cole, sam, None)]
    assert doors == [403, 404, 401]
    assert [api(who).delete(url).status_code for who in (cole, sam, None)] == [403, 404, 401]
    assert api(sam).get(URL, {"owner": "me"}).json()["results"] == []


def test_the_library_is_the_admins(api, ana, ada):
    url = f"{URL}barbell-back-squat/"
    assert api(ana).patch(url, {"name": "Mine"}).status_code == 403
    assert api(ana).post(URL, {**BODY, "is_private": False}).status_code == 403
    assert api().post(URL, BODY).status_code == 401
    added = api(ada).post(URL, {**BODY, "is_private": False}).json()
    assert (added["id"], added["owner"]) == ("garage-sled-drag", None)
    assert api(ada).patch(url, {"level": "advanced"}).json()["level"] == "advanced"
    assert api(ada).delete(url).status_code == 204
    assert "barbell-back-squat" not in slugs(api().get(URL, {"search": "back squat"}))


def test_every_wrong_field_is_named_at_once(api, ana):
    wrong = {
        **BODY,
        "pattern": "wiggle",
        "muscles": {"wings": 1},
        "equipment": ["tractor"],
        "colour": "blue",
        "mistakes": [{"mistake": "No fix"}],
    }
    errors = api(ana).post(URL, wrong).json()["errors"]
    assert "colour" in errors
    del wrong["colour"]
    errors = api(ana).post(URL, wrong).json()["errors"]
    assert set(errors) == {"pattern", "muscles.wings", "equipment", "mistakes.0.fix"}


def test_the_same_name_twice_is_refused(api, ana, sam):
    assert api(ana).post(URL, BODY).status_code == 201
    again = api(ana).post(URL, {**BODY, "name": "GARAGE SLED DRAG"})
    assert again.status_code == 409
    assert "named" in again.json()["detail"]
    assert api(sam).post(URL, BODY).status_code == 201


def test_whether_it_is_private_is_settled_at_birth(api, ana):
    slug = api(ana).post(URL, BODY).json()["id"]
    response = api(ana).patch(f"{URL}{slug}/", {"is_private": False})
    assert "is_private" in response.json()["errors"]


@pytest.mark.parametrize(("name", "code"), [("muscle", "quads"), ("equipment", "barbell")])
def test_the_vocabularies_are_listed(api, name, code):
    response = api().get(reverse(f"api:{name}-list")).json()
    assert code in [row["id"] for row in response["results"]]


def test_substitutes_come_best_first(api, django_assert_max_num_queries):
    squat = Exercise.objects.get(slug="barbell-back-squat")
    wanted = list(
        squat.substitutions.order_by("position").values_list("substitute__slug", flat=True)
    )
    found = slugs(api().get(f"{URL}barbell-back-squat/substitutes/"))
    with django_assert_max_num_queries(4):
        assert slugs(api().get(f"{URL}barbell-back-squat/substitutes/")) == found
    assert found[: len(wanted)] == wanted
    assert len(found) > len(wanted), "the most alike of the others come behind"


def test_history_is_read_by_the_trainee_and_her_trainer(api, ana, cole, sam):
    squat = Exercise.objects.get(slug="barbell-back-squat")
    make_workout(ana, squat, (100, 5))
    url = f"{URL}barbell-back-squat/history/"
    own = api(ana).get(url).json()["results"]
    assert [(row["day"], row["sets"][0]["load_kg"]) for row in own] == [("2026-03-02", 100)]
    assert api(cole).get(url, {"trainee": ana.pk}).json()["results"] == own
    assert api(cole).get(url).json()["results"] == []
    assert api(sam).get(url, {"trainee": ana.pk}).status_code == 404
    assert api().get(url).status_code == 401
