from io import BytesIO
from types import SimpleNamespace

import pytest
from django.core.exceptions import PermissionDenied, RequestDataTooBig
from django.core.exceptions import ValidationError as ModelValidationError
from django.http import Http404
from rest_framework import exceptions, serializers

from fitapp.lib.api import (
    CanEdit,
    Number,
    Strict,
    problem,
    sentences,
)
from fitapp.lib.bodies import JSONParser, TooLarge
from fitapp.lib.errors import Refused


class Plate(Strict):
    once = ("maker",)

    id = serializers.CharField(read_only=True)
    maker = serializers.CharField(required=False)
    kg = Number(max_digits=5, decimal_places=2)
    colour = serializers.ChoiceField(["red", "blue"], required=False)


# --- Problems ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("error", "status", "detail"),
    [
        (Refused("This session is already finished."), 409, "This session is already finished."),
        (Http404("Session 17 of Ana"), 404, "Not found."),
        (PermissionDenied("because"), 403, "You do not have permission to perform this action."),
        (exceptions.ParseError("Broken JSON."), 400, "Broken JSON."),
        (RequestDataTooBig("6 MB"), 413, "This is more than one request may send."),
        (exceptions.MethodNotAllowed("PUT"), 405, 'Method "PUT" not allowed.'),
    ],
)
def test_an_error_is_a_problem(error, status, detail):
    response = problem(error, {})
    assert response.status_code == status
    assert response.content_type == "application/problem+json"
    assert response.data == {
        "type": "about:blank",
        "title": response.data["title"],
        "status": status,
        "detail": detail,
    }


def test_an_error_nobody_knows_rises():
    assert problem(ValueError("a bug"), {}) is None


def test_every_wrong_field_is_named():
    error = exceptions.ValidationError({"name": ["Too long."], "kg": ["Too heavy.", "Odd."]})
    response = problem(error, {})
    assert response.data["errors"] == {"name": ["Too long."], "kg": ["Too heavy.", "Odd."]}
    assert response.data["detail"] == "Too long. Too heavy. Odd."


def test_what_a_model_refuses_is_a_problem_too():
    response = problem(ModelValidationError({"name": "Too long."}), {})
    assert response.status_code == 400
    assert response.data["errors"] == {"name": ["Too long."]}


@pytest.mark.parametrize(("wait", "header"), [(0, "1"), (12.3, "13"), (60, "60")])
def test_who_has_to_wait_is_told_how_long(wait, header):
    response = problem(exceptions.Throttled(wait), {})
    assert response.status_code == 429
    assert response.headers["Retry-After"] == header


@pytest.mark.parametrize(
    ("detail", "found"),
    [
        ({"non_field_errors": ["No."]}, {"body": ["No."]}),
        (["No."], {"body": ["No."]}),
        ("No.", {"body": ["No."]}),
        ({"blocks": [{}, {"name": ["Too long."]}]}, {"blocks.1.name": ["Too long."]}),
        ({"blocks": [{"non_field_errors": ["No."]}]}, {"blocks.0": ["No."]}),
        ({"sets": {0: {"reps": ["No."]}}}, {"sets.0.reps": ["No."]}),
        ({}, {}),
    ],
)
def test_nested_errors_name_their_place(detail, found):
    assert sentences(detail) == found


# --- Strictness and numbers ----------------------------------------------------------------------


def test_an_unknown_field_is_refused():
    plate = Plate(data={"kg": 20, "color": "red"})
    assert not plate.is_valid()
    assert plate.errors == {"color": ["There is no such field."]}


def test_a_field_that_is_only_read_is_refused_and_says_so():
    plate = Plate(data={"id": "7", "kg": 20})
    assert not plate.is_valid()
    assert plate.errors == {"id": ["This can be read but not written."]}


@pytest.mark.parametrize("change", [{"partial": True}, {"instance": SimpleNamespace(kg=20)}])
def test_what_is_settled_once_cannot_be_changed(change):
    plate = Plate(data={"maker": "Eleiko", "kg": 20}, **change)
    assert not plate.is_valid()
    assert plate.errors == {"maker": ["This cannot be changed later."]}


def test_every_wrong_field_is_named_at_once():
    plate = Plate(data={"id": "7", "color": "red", "kg": "heavy", "colour": "green"})
    assert not plate.is_valid()
    assert set(plate.errors) == {"id", "color", "kg", "colour"}


def test_a_known_field_is_taken():
    assert Plate(data={"maker": "Eleiko", "kg": "20.5", "colour": "red"}).is_valid()


def test_what_is_no_object_is_refused():
    assert not Plate(data=["kg"]).is_valid()


def test_a_number_is_read_as_a_number():
    plate = Plate(data={"kg": 20.25})
    plate.is_valid(raise_exception=True)
    assert plate.data == {"kg": 20.25}
    assert isinstance(plate.data["kg"], float)


# --- Writing -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("method", "mine", "allowed"),
    [("GET", False, True), ("PATCH", True, True), ("PATCH", False, False), ("POST", False, False)],
)
def test_writing_asks_the_row(method, mine, allowed):
    request = SimpleNamespace(method=method, user="ana")
    row = SimpleNamespace(can_be_edited_by=lambda user: mine)
    assert CanEdit().has_object_permission(request, None, row) == allowed


# --- JSON ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "body",
    [
        b"{",
        b"[" * 200_000,
        b'{"a":' * 50_000 + b"1" + b"}" * 50_000,
        b'{"\\ud800": 1}',
        b'{"name": "\\uDFFF"}',
        b'{"reps": NaN}',
        b'{"reps": ' + b"9" * 5000 + b"}",
    ],
)
def test_what_nobody_can_keep_is_no_input(body):
    with pytest.raises(exceptions.ParseError):
        JSONParser().parse(BytesIO(body))


def test_a_whole_character_may_be_written_in_two_halves():
    assert JSONParser().parse(BytesIO(b'{"name": "\\ud83d\\udcaa"}')) == {"name": "\U0001f4aa"}


def test_a_body_has_a_largest_size(settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 20
    assert JSONParser().parse(BytesIO(b'{"name": "12345678"}')) == {"name": "12345678"}
    with pytest.raises(TooLarge):
        JSONParser().parse(BytesIO(b'{"name": "12345678901"}'))
