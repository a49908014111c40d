"""What every resource of the API shares: problems, strictness, writing by permission."""

from collections.abc import Collection, Mapping
from datetime import UTC, datetime, timedelta
from itertools import chain
from typing import Any, ClassVar, Final
from uuid import UUID

from django.core.exceptions import PermissionDenied, RequestDataTooBig
from django.core.exceptions import ValidationError as ModelValidationError
from django.db import models
from django.http import Http404
from django.utils import timezone
from rest_framework import exceptions, permissions, serializers, status
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView, set_rollback

from fitapp.lib.bodies import TooLarge
from fitapp.lib.errors import Refused
from fitapp.lib.stale import Stale

PROBLEM_JSON = "application/problem+json"
TITLES = {
    400: "The input is wrong",
    401: "Sign in first",
    403: "You may not do this",
    404: "Not found",
    405: "Method not allowed",
    406: "Not acceptable",
    409: "The request cannot be carried out",
    412: "Changed since you read it",
    413: "Too large",
    415: "Unsupported media type",
    428: "Say what you read",
    429: "Too many requests",
    503: "Not available now",
}


def told(code: int, detail: str = "") -> dict[str, Any]:
    """What a problem says (RFC 9457)."""
    title = TITLES.get(code, "Error")
    return {"type": "about:blank", "title": title, "status": code, "detail": detail or title}


class Problem(Response):
    """An error as a problem."""

    def __init__(
        self,
        code: int,
        detail: str = "",
        *,
        errors: Mapping[str, list[str]] | None = None,
        headers: Mapping[str, str] | None = None,
        more: Mapping[str, Any] | None = None,
    ) -> None:
        body = {**told(code, detail), **(more or {})}
        if errors:
            body["errors"] = errors
        super().__init__(body, status=code, headers=dict(headers or {}), content_type=PROBLEM_JSON)


class ProblemSerializer(serializers.Serializer):
    """What went wrong (RFC 9457)."""

    type = serializers.CharField()
    title = serializers.CharField()
    status = serializers.IntegerField()
    detail = serializers.CharField()
    errors = serializers.DictField(
        child=serializers.ListField(child=serializers.CharField()),
        required=False,
        help_text="What is wrong with each field, by its path: `blocks.0.name`.",
    )


class DifferenceSerializer(serializers.Serializer):
    path = serializers.CharField(help_text="As in `errors`: `blocks.0.name`.")
    yours = serializers.JSONField(allow_null=True)
    theirs = serializers.JSONField(allow_null=True)


class StaleProblemSerializer(ProblemSerializer):
    """It was changed after you read it: both sides, where the refusal is for that reason."""

    yours = serializers.JSONField(required=False)
    theirs = serializers.JSONField(required=False)
    differences = DifferenceSerializer(many=True, required=False, help_text="The first 200.")
    changed_by = serializers.CharField(required=False, allow_null=True)
    changed_at = serializers.DateTimeField(required=False, allow_null=True)


STALE: Final = {(409, PROBLEM_JSON): StaleProblemSerializer}


# What an action that reads a body may say of it, for a DELETE: the generator leaves its body out.
OF_A_BODY: Final = {(code, PROBLEM_JSON): ProblemSerializer for code in (400, 413, 415)}


def sentences(detail: Any, prefix: str = "") -> dict[str, list[str]]:
    """DRF's nested errors as {path: [sentence]}: "blocks.0.name" names the place in a document."""
    found: dict[str, list[str]] = {}
    if isinstance(detail, Mapping):
        for field, inner in detail.items():
            name = "" if field == "non_field_errors" else str(field)
            found.update(sentences(inner, ".".join(filter(None, [prefix, name]))))
    elif isinstance(detail, list) and any(isinstance(inner, Mapping | list) for inner in detail):
        for place, inner in enumerate(detail):
            found.update(sentences(inner, ".".join(filter(None, [prefix, str(place)]))))
    elif detail:
        texts = detail if isinstance(detail, list) else [detail]
        found[prefix or "body"] = [str(text) for text in texts]
    return found


def problem(exc: Exception, context: Mapping[str, Any]) -> Response | None:
    """DRF's exception handler. An exception it does not know rises."""
    if isinstance(exc, Refused):
        set_rollback()
        return _refusal(exc, context)
    if isinstance(exc, Http404):
        exc = exceptions.NotFound()
    if isinstance(exc, PermissionDenied):
        exc = exceptions.PermissionDenied()
    if isinstance(exc, RequestDataTooBig):
        exc = TooLarge()
    if isinstance(exc, ModelValidationError):
        exc = exceptions.ValidationError(serializers.as_serializer_error(exc))
    if not isinstance(exc, exceptions.APIException):
        return None
    set_rollback()
    headers = {}
    if (challenge := getattr(exc, "auth_header", None)) is not None:
        headers["WWW-Authenticate"] = challenge
    if (wait := getattr(exc, "wait", None)) is not None:
        headers["Retry-After"] = str(max(1, wait))
    if isinstance(exc, exceptions.ValidationError):
        errors = sentences(exc.detail)
        return Problem(
            exc.status_code, " ".join(chain.from_iterable(errors.values())), errors=errors
        )
    return Problem(exc.status_code, str(exc.detail), headers=headers)


def _refusal(refused: Refused, context: Mapping[str, Any]) -> Problem:
    if not isinstance(refused, Stale):
        return Problem(status.HTTP_409_CONFLICT, str(refused))
    asked_by_header = "If-Match" in context["request"].headers
    code = status.HTTP_412_PRECONDITION_FAILED if asked_by_header else status.HTTP_409_CONFLICT
    return Problem(code, str(refused), more=refused.told())


class Strict(serializers.Serializer):
    """Refuses what it would not write, so that a misspelt name is an error and not a loss.

    `once` names the fields that are settled when a row is made and never change, `sometimes` those
    that an answer may leave out.
    """

    once: ClassVar[Collection[str]] = ()
    sometimes: ClassVar[Collection[str]] = ()

    def to_internal_value(self, data: Any) -> Any:
        errors: dict[str, Any] = self._not_written(data) if isinstance(data, Mapping) else {}
        try:
            value = super().to_internal_value(data)
        except serializers.ValidationError as error:
            raise serializers.ValidationError({**error.detail, **errors}) from error
        if errors:
            raise serializers.ValidationError(errors)
        return value

    def _not_written(self, data: Mapping[Any, Any]) -> dict[str, list[str]]:
        changing = self.partial or self.instance is not None
        errors = {}
        for name in data:
            field = self.fields.get(name)
            if field is None:
                errors[str(name)] = ["There is no such field."]
            elif field.read_only:
                errors[name] = ["This can be read but not written."]
            elif changing and name in self.once:
                errors[name] = ["This cannot be changed later."]
        return errors


class Number(serializers.DecimalField):
    """A decimal that clients write and read as a JSON number."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(coerce_to_string=False, **kwargs)

    def validate_empty_values(self, data: Any) -> tuple[bool, Any]:
        """An empty text is no number, and not the same as none."""
        return super(serializers.DecimalField, self).validate_empty_values(data)

    def to_representation(self, value: Any) -> float | None:
        return None if value is None else float(value)


class Id(serializers.UUIDField):
    """A UUID as text: a number is no id, nor is `true`."""

    def to_internal_value(self, data: Any) -> UUID:
        if not isinstance(data, str):
            self.fail("invalid", value=data)
        found: UUID = super().to_internal_value(data)
        return found


class ModelSerializer(serializers.ModelSerializer):
    """DRF's, with decimals as JSON numbers."""

    serializer_field_mapping = {
        **serializers.ModelSerializer.serializer_field_mapping,
        models.DecimalField: Number,
    }


class PastMoment(serializers.DateTimeField):
    """When something happened. A day ahead is forgiven: the clocks of phones go wrong."""

    EARLIEST = datetime(1970, 1, 2, tzinfo=UTC)

    def to_internal_value(self, value: Any) -> datetime:
        moment: datetime = super().to_internal_value(value)
        if not self.EARLIEST <= moment <= timezone.now() + timedelta(days=1):
            raise serializers.ValidationError("This lies before 1970 or in the future.")
        return moment


class CanEdit(permissions.BasePermission):
    """Reading is settled by the queryset; writing asks the row."""

    def has_object_permission(self, request: Request, view: APIView, obj: Any) -> bool:
        return request.method in permissions.SAFE_METHODS or obj.can_be_edited_by(request.user)
