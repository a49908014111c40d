"""Lists: paged without a row twice or left out, narrowed, ordered, and at a cost that does not grow
with them."""

from itertools import chain

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from fitapp.pages.tests.lists import LISTS

every_list = pytest.mark.parametrize("one", LISTS.values(), ids=LISTS.keys())


def page(client, url, **query):
    response = client.get(url, query)
    assert response.status_code == 200, response.content
    return response.json()


def id_of(row):
    return next(row[name] for name in ("id", "session", "number", "exercise") if name in row)


def walk(client, url, *, way="next"):
    """The pages from `url` on, each as the ids on it, and the address of the last."""
    pages, last = [], url
    while url:
        found = page(client, url)
        pages.append([id_of(row) for row in found["results"]])
        last, url = url, found[way]
    return pages, last


@every_list
def test_pages_lead_forwards_and_back_over_every_row_once(one, gym, api):
    one.more(gym, 9)
    client, url = api(gym.ana), one.path(gym)
    everything = [id_of(row) for row in page(client, url, limit=200)["results"]]
    assert len(everything) >= 10
    for limit in (1, 4):
        forwards, last = walk(client, f"{url}?limit={limit}")
        assert [*chain(*forwards)] == everything
        assert {len(rows) for rows in forwards[:-1]} == {limit}
        backwards, first = walk(client, last, way="previous")
        assert [*chain(*reversed(backwards))] == everything
        assert page(client, first)["previous"] is None
        assert page(client, last)["next"] is None


@every_list
def test_rows_that_come_meanwhile_neither_repeat_nor_hide_others(one, gym, api):
    one.more(gym, 7)
    client, url = api(gym.ana), one.path(gym)
    before = [id_of(row) for row in page(client, url, limit=200)["results"]]
    first = page(client, url, limit=3)
    if not one.grows_once:
        one.more(gym, 5)
    rest, _ = walk(client, first["next"])
    seen = [id_of(row) for row in first["results"]] + [*chain(*rest)]
    assert len(seen) == len(set(seen))
    assert [pk for pk in seen if pk in before] == before


def refused_by_name(client, url, name, *values):
    """Each value is answered 400 with the parameter named."""
    for value in values:
        response = client.get(url, {name: value})
        assert response.status_code == 400, (name, value[:20], response.content)
        assert list(response.json()["errors"]) == [name], (name, value[:20])


@every_list
def test_a_limit_that_is_none_is_refused(one, gym, api):
    refused_by_name(api(gym.ana), one.path(gym), "limit", "0", "-1", "ten", "", "1.5", "9e9")


@every_list
def test_a_page_that_nobody_was_given_is_refused(one, gym, api):
    client, url = api(gym.ana), one.path(gym)
    one.more(gym, 3)
    given = page(client, url, limit=1)["next"].split("cursor=")[1].split("&")[0]
    other = next(other for other in LISTS.values() if other is not one)
    made_up = ("", "x", "cD0x", given[:-1], f"x{given}", "9" * 3000)
    refused_by_name(client, url, "cursor", *made_up)
    response = client.get(f"{other.path(gym)}?cursor={given}")
    assert response.status_code == 400


@every_list
def test_a_list_is_narrowed_by_its_filters(one, gym, api):
    one.more(gym, 3)
    client, url = api(gym.ana), one.path(gym)
    everything = {id_of(row) for row in page(client, url)["results"]}
    for name, values in one.filters.items():
        for value in values:
            found = {id_of(row) for row in page(client, url, **{name: value})["results"]}
            assert found <= everything, (name, value)


@every_list
def test_what_is_no_value_of_a_filter_is_named(one, gym, api):
    client, url = api(gym.ana), one.path(gym)
    for name, values in one.wrong.items():
        refused_by_name(client, url, name, *values)


@every_list
def test_a_parameter_that_nobody_knows_is_named(one, gym, api):
    for name in ("colour", "trainee_id", "owner__password", "trainee__email", "page", "offset"):
        refused_by_name(api(gym.ana), one.path(gym), name, "1")


@every_list
def test_an_empty_character_breaks_nothing(one, gym, api):
    client, url = api(gym.ana), one.path(gym)
    for name in ("cursor", "limit", "ordering", *one.filters):
        assert client.get(url, {name: "\0"}).status_code in (200, 400), name


@every_list
def test_a_list_has_the_orders_it_offers_and_no_other(one, gym, api):
    one.more(gym, 5)
    client, url = api(gym.ana), one.path(gym)
    for name in one.orders:
        up = [id_of(row) for row in page(client, url, ordering=name)["results"]]
        down = [id_of(row) for row in page(client, url, ordering=f"-{name}")["results"]]
        assert up == down[::-1], name
        assert [*chain(*walk(client, f"{url}?ordering={name}&limit=2")[0])] == up
    others = ("password", "trainee__password", "owner__email", "--pk", "?", "pk,name")
    refused_by_name(client, url, "ordering", *others)


def cost(client, url, **query):
    page(client, url, **query)
    with CaptureQueriesContext(connection) as asked:
        page(client, url, **query)
    return len(asked)


@every_list
def test_a_list_costs_the_same_whatever_its_length(one, gym, api):
    client, url = api(gym.ana), one.path(gym)
    few = cost(client, url)
    one.more(gym, 12)
    assert (few, cost(client, url)) == (one.queries, one.queries)


DETAILS = {
    "session": (lambda gym: f"/api/v1/sessions/{gym.sessions[0].pk}/", 5),
    "program": (lambda gym: f"/api/v1/programs/{gym.programs[2].pk}/", 10),
    "planned session": (
        lambda gym: f"/api/v1/planned-sessions/{gym.assignments[0].planned_sessions.first().pk}/",
        5,
    ),
    "assignment": (lambda gym: f"/api/v1/assignments/{gym.assignments[0].pk}/", 3),
    "exercise": (lambda gym: "/api/v1/exercises/back-squat/", 4),
    "substitutes": (lambda gym: "/api/v1/exercises/back-squat/substitutes/", 5),
    "import": (lambda gym: f"/api/v1/imports/{gym.ana.imports.get().pk}/", 3),
}


@pytest.mark.parametrize(("path", "queries"), DETAILS.values(), ids=DETAILS.keys())
def test_one_row_costs_the_same_whatever_there_is_of_it(path, queries, gym, api):
    client = api(gym.ana)
    url = path(gym)
    client.get(url)
    with CaptureQueriesContext(connection) as few:
        client.get(url)
    for name in ("sessions", "items", "sets", "planned sessions", "programs"):
        LISTS[name].more(gym, 4)
    with CaptureQueriesContext(connection) as many:
        assert client.get(url).status_code == 200
    assert (len(few), len(many)) == (queries, queries)
