from types import SimpleNamespace

import pytest
from rest_framework import exceptions
from rest_framework.request import Request
from rest_framework.test import APIRequestFactory

from fitapp.lib.paging import CursorPagination, limit_of


def asked(query):
    return Request(APIRequestFactory().get("/", query))


def ordering(query, **view):
    return CursorPagination().get_ordering(asked(query), None, SimpleNamespace(**view))


@pytest.mark.parametrize(
    ("query", "view", "order"),
    [
        ({}, {}, ("-pk",)),
        ({}, {"ordering": "pk"}, ("pk",)),
        ({}, {"ordering": ("-at", "-pk")}, ("-at", "-pk")),
        ({"ordering": "name"}, {"ordering_fields": ["name"]}, ("name", "pk")),
        ({"ordering": "-name"}, {"ordering_fields": ["name"]}, ("-name", "-pk")),
    ],
)
def test_a_list_has_the_order_of_its_view_or_an_allowed_one(query, view, order):
    assert ordering(query, **view) == order


@pytest.mark.parametrize("asked", ["password", "-user__password", "name,pk"])
def test_an_order_that_is_not_offered_is_refused(asked):
    with pytest.raises(exceptions.ValidationError, match="Choose one of: name"):
        ordering({"ordering": asked}, ordering_fields=["name"])


@pytest.mark.parametrize(
    ("limit", "rows"), [("1", 1), ("050", 50), ("200", 200), ("201", 200), ("9" * 5000, 200)]
)
def test_a_page_has_as_many_rows_as_asked_for_and_at_most_200(limit, rows):
    assert limit_of(asked({"limit": limit})) == rows


def test_a_page_has_50_rows_unless_told():
    assert limit_of(asked({})) == 50


@pytest.mark.parametrize("limit", ["", "0", "000", "-1", "ten", "1.5", "1e3", " 5", "\u0663", "\0"])
def test_what_is_no_number_of_rows_is_refused(limit):
    with pytest.raises(exceptions.ValidationError, match="from 1 to 200"):
        limit_of(asked({"limit": limit}))
