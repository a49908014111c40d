"""The other ways to what is hers: search, filters, order, ids of hers in a body, ids that are
taken, many at once. Whoever tries learns nothing, and nothing changes."""

import json

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from fitapp.policy import POLICY
from fitapp.tests.authorisation.knocking import leaks, rows_of, snapshot, undone
from fitapp.tests.authorisation.requests import NEXT_WEEK, path_of
from fitapp.tests.authorisation.world import new_id
from training.tests.programs import block_of, group_of, item_of, program_of, workout_of

pytestmark = pytest.mark.django_db
LISTS = sorted(route for route in POLICY if route.startswith("api:") and route.endswith("-list"))
WORDS = ("api:muscle-list", "api:equipment-list")  # the same for everybody, in one order
SEARCHED = {f"api:{noun}-list" for noun in ("exercise", "program", "trainee", "trainer", "user")}
OUTSIDERS = ("trainee", "trainer", "invited", "paused", "ended", "blocked", "minor")
ACROSS = (
    "trainee__email", "-owner__password", "user__profile__birth_date", "session__note", "digest",
    "owner__tokens__digest", "-pk; drop", "content_object__user__email",
)  # fmt: skip


def send(world, relation, method, url, body=None, **query):
    client = Client()
    client.cookies[settings.SESSION_COOKIE_NAME] = world.cookies[relation]
    data = "" if body is None else json.dumps(body)
    return client.generic(method, url, data, content_type="application/json", query_params=query)


def url_of(world, route):
    arguments = {name: read(world) for name, read in path_of(route, "").items()}
    return reverse(route, kwargs=arguments)


@pytest.mark.parametrize("route", LISTS)
def test_a_search_for_her_words_finds_nothing(world, route):
    for relation in OUTSIDERS:
        for word in ("Zqx", "zqxmail@example.com"):
            response = send(world, relation, "GET", url_of(world, route), search=word)
            if response.status_code == 200 and route in SEARCHED:
                assert rows_of(response) == []
            assert list(leaks("", relation, response, sent=word)) == []


@pytest.mark.parametrize("route", LISTS)
def test_a_filter_by_her_opens_nothing(world, route):
    for relation in ("trainee", "trainer", "second", "ended"):
        for name in ("trainee", "user", "owner", "owner_id", "trainee__email", "id"):
            asked = {name: world.ana.pk}
            response = send(world, relation, "GET", url_of(world, route), **asked)
            assert response.status_code in (200, 400, 403, 404)
            assert list(leaks("", relation, response)) == []


@pytest.mark.parametrize("route", [route for route in LISTS if route not in WORDS])
def test_no_list_is_put_in_the_order_of_what_is_hidden(world, route):
    relation = "admin" if route == "api:user-list" else "lead"
    for order in ACROSS:
        response = send(world, relation, "GET", url_of(world, route), ordering=order)
        assert response.status_code in (400, 404), order
        assert list(leaks("", relation, response)) == []


def document(slug):
    return program_of(blocks=[block_of(workouts=[workout_of(groups=[group_of(item_of(slug))])])])


def foreign(world, own):
    """(door, method, body, exact status): a row of hers, named in a body or a path of one's own."""
    hers = world.hers
    one = {"trainee": str(world.ana.pk), "name": "x"}
    own_sets = reverse("api:session-set-list", args=[own.session.pk])
    own_items = reverse("api:session-item-list", args=[own.session.pk])
    her_set = f"{own_sets}{hers.set.pk}/"
    her_item = f"{own_items}{hers.open_item.pk}/"
    return [
        ("POST", reverse("api:session-list"), {"planned": str(hers.planned.pk)}, 400),
        ("POST", reverse("api:session-list"), {"id": str(hers.session.pk), "name": "x"}, 409),
        ("POST", reverse("api:session-list"), one, 400),
        ("POST", own_sets, {"item": str(hers.item.pk), "reps": 5, "load_kg": 1}, 400),
        ("POST", own_sets, {"exercise": hers.exercise.slug, "reps": 5}, 400),
        ("POST", own_sets, {"id": str(hers.set.pk), "item": str(own.item.pk), "reps": 5}, 409),
        ("PATCH", her_set, {"reps": 1}, 404),
        ("DELETE", her_set, None, 404),
        ("POST", own_items, {"exercise": hers.exercise.slug}, 400),
        ("POST", own_items, {"exercise": "back-squat", "id": str(hers.item.pk)}, 409),
        ("PATCH", her_item, {"note": "x"}, 404),
        ("POST", f"{her_item}swap/", {"exercise": "back-squat"}, 404),
        ("POST", reverse("api:assignment-list"), given(hers.program), 400),
        ("POST", reverse("api:assignment-list"), given(world.open_program, world.ana), 400),
        ("POST", reverse("api:program-list"), document(hers.exercise.slug), 400),
        ("POST", reverse("api:program-list"), {**document("back-squat"), "id": key(hers)}, 409),
        ("GET", f"{reverse('api:exercise-history', args=['back-squat'])}?trainee=1", None, 404),
    ]


def given(program, trainee=None):
    whom = {"trainee": str(trainee.pk)} if trainee else {}
    return {"program": str(program.pk), "starts_on": NEXT_WEEK, **whom}


def key(hers):
    return str(hers.program.pk)


@pytest.mark.parametrize("relation", ["trainee", "trainer", "ended", "blocked"])
def test_ids_of_hers_open_nothing(world, relation):
    with undone():
        own = world.log_of(relation)
        for method, url, body, status in foreign(world, own):
            before = snapshot()
            response = send(world, relation, method, url, body)
            told = f"{method} {url} {body}: {response.status_code} {response.content[:200]}"
            assert response.status_code == status, told
            assert list(leaks("", relation, response, sent=str(body))) == [], told
            assert snapshot() == before, told


@pytest.mark.parametrize("relation", ["trainee", "trainer", "second", "ended", "blocked"])
def test_a_sync_of_her_rows_is_refused_one_by_one(world, relation):
    hers = world.hers
    body = {
        "sessions": [
            {"id": str(hers.session.pk), "name": "x"},
            {"id": new_id(), "name": "x", "trainee": str(world.ana.pk)},
        ],
        "sets": [{"id": str(hers.set.pk), "session": str(hers.session.pk), "reps": 1}],
        "deleted": [
            {"type": "session", "id": str(hers.session.pk)},
            {"type": "set", "id": str(hers.set.pk)},
        ],
    }
    before = snapshot()
    with undone():
        response = send(world, relation, "POST", reverse("api:sync"), body)
        assert snapshot() == before
    told = response.json()
    assert [one["status"] for one in told["sessions"] + told["sets"]] == ["refused"] * 3
    assert [one["status"] for one in told["deleted"]] == ["unchanged"] * 2
    assert list(leaks("", relation, response)) == []


@pytest.mark.parametrize("relation", OUTSIDERS)
def test_nobody_gives_her_a_program_or_starts_a_workout_for_her_on_a_page(world, relation):
    client = Client()
    client.cookies[settings.SESSION_COOKIE_NAME] = world.cookies[relation]
    before = snapshot()
    with undone():
        page = reverse("training:assign", args=[world.open_program.pk])
        said = {"assign": "1", "starts_on": NEXT_WEEK, "mode": "calendar"}
        answer = client.post(page, {**said, "trainees": [world.ana.pk]})
        assert answer.status_code == 200
        assert answer.context["form"].errors["trainees"]
        assert snapshot() == before
