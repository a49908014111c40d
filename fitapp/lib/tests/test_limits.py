"""Counting."""

import pytest
from django.core.cache import caches
from django.http import QueryDict
from django.test import RequestFactory

from fitapp.lib.limits import CannotCount, Rate, account_named, limits_at, rates_of, spend

NOBODY_LISTENS = {
    "BACKEND": "django_redis.cache.RedisCache",
    "LOCATION": "redis://127.0.0.1:1/0",
    "OPTIONS": {"IGNORE_EXCEPTIONS": True},
}


@pytest.fixture(autouse=True)
def _limits(settings, time_machine):
    time_machine.move_to("2026-03-02 12:00:00+00:00", tick=False)
    settings.LIMITS = {
        "lift": "2/m address",
        "run": "2/m address",
        "guess": "2/m account at address, 3/h account",
        "free": "",
    }


def uses(count, limit="lift", address="10.0.0.1", **names):
    return [spend(limit, {"address": address, **names}) for _ in range(count)]


def test_within_the_rate_there_is_no_wait():
    assert uses(2) == [0, 0]


def test_past_the_rate_it_says_how_long_to_wait_to_the_second(time_machine):
    wait = uses(3)[-1]
    assert 1 <= wait <= 60
    time_machine.shift(wait - 1)
    assert uses(1) == [1]
    time_machine.shift(1)
    assert uses(1) == [0]


def test_people_and_purposes_are_counted_apart():
    uses(3)
    assert uses(1, address="10.0.0.2") == [0]
    assert uses(1, limit="run") == [0]


def test_what_is_not_named_is_not_counted():
    assert [spend("lift", {"user": "7"}) for _ in range(5)] == [0] * 5


def test_a_limit_without_rates_and_one_that_nobody_wrote_let_everything_through():
    assert uses(5, limit="free") + uses(5, limit="nothing") == [0] * 10


def test_a_stranger_shuts_out_the_account_at_their_own_address_alone():
    guesses = uses(20, limit="guess", address="6.6.6.6", account="ana")
    assert guesses[:2] == [0, 0]
    assert all(guesses[2:])
    assert uses(1, limit="guess", account="ana") == [0]


def test_many_addresses_do_not_guess_more_often_than_the_account_allows():
    guesses = [
        spend("guess", {"address": f"6.6.6.{number}", "account": "ana"}) for number in range(5)
    ]
    assert [wait > 0 for wait in guesses] == [False, False, False, True, True]
    assert max(guesses) > 60


def test_around_the_edge_of_a_window_at_most_twice_the_rate_passes(time_machine):
    wait = uses(3)[-1]
    time_machine.shift(wait)
    assert uses(3)[:2] == [0, 0]


def test_rates_are_read_as_they_are_written():
    assert rates_of("10/15m account at address, 3/d user") == (
        Rate(10, 900, "account at address"),
        Rate(3, 86400, "user"),
    )


@pytest.mark.parametrize(
    "written", ["10/15m", "ten/m user", "10/m person", "1/0m user", "1/m  user"]
)
def test_what_is_no_rate_is_refused(written):
    with pytest.raises(ValueError, match=r"rate|no time"):
        rates_of(written)


def test_a_door_is_found_by_name_method_and_what_it_asks_for(settings):
    settings.LIMITED_DOORS = (("lift", "POST PUT", ("gym",)), ("run", "GET ?search", ("gym",)))
    make = RequestFactory()
    assert list(limits_at("gym", make.post("/"))) == ["lift"]
    assert list(limits_at("gym", make.put("/"))) == ["lift"]
    assert list(limits_at("gym", make.get("/?search=a"))) == ["run"]
    assert list(limits_at("gym", make.get("/?search="))) == []
    assert list(limits_at("pool", make.post("/"))) == []


@pytest.mark.parametrize("written", ["ana@example.com", " ANA@Example.com "])
def test_every_way_to_write_an_account_is_the_same_account(written):
    assert named(written) == "ana@example.com"


def test_letters_that_a_database_takes_for_others_are_those():
    assert named("ſam@example.com") == named("sam@example.com")
    assert named("ｓam@example.com") == named("sam@example.com")


def named(written):
    request = RequestFactory().post("/")
    request.session = {}
    return account_named("guess", request, lambda: QueryDict(mutable=True) | {"login": written})


def test_nobody_reads_the_form_where_accounts_are_not_counted():
    def sent():
        raise AssertionError("the form was read")

    assert account_named("lift", RequestFactory().post("/"), sent) == ""


def test_without_the_cache_doors_are_open_or_shut_as_the_table_says(settings):
    settings.CACHES = {**settings.CACHES, "default": NOBODY_LISTENS}
    settings.SHUT_WITHOUT_COUNTING = {"lift"}
    assert uses(3, limit="run") == [0, 0, 0]
    with pytest.raises(CannotCount):
        uses(1)


def test_two_processes_count_together(settings):
    if "redis" not in settings.CACHES["default"]["BACKEND"]:
        pytest.skip("memory belongs to one process: embedded, there is one")
    first = uses(1)
    caches["default"].close()
    del caches["default"]  # the next use connects anew, as another process would
    assert first + uses(2)[:1] == [0, 0]
    assert uses(1)[0] > 0
