"""Pages of a list: from one row to the next, so that none comes twice or is left out while others
are added."""

from collections.abc import Sequence
from typing import Any, ClassVar, Final, NamedTuple

from django.core import signing
from django.db.models import Model, Q, QuerySet
from django_filters.rest_framework import DjangoFilterBackend
from rest_framework import exceptions, filters, pagination
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.utils.urls import remove_query_param, replace_query_param
from rest_framework.views import APIView

LIMIT: Final = 50
MOST: Final = 200


class Cursor(NamedTuple):
    """Where a page begins: past the row with these values, or before it."""

    values: list[Any]
    backwards: bool


class CursorPagination(pagination.BasePagination):
    """`{"next", "previous", "results"}`; `?limit=` rows, 50 unless told and at most 200.

    A view names its `ordering`, which ends with something unique and whose columns are never null,
    the `ordering_fields` a client may choose instead, and in `parameters` what it reads of the
    query beside its filters. Anything else is refused: a misspelt filter would answer with
    everything.
    """

    ordering: ClassVar[str | Sequence[str]] = "-pk"

    def paginate_queryset(  # type: ignore[override]  # every list of ours is a queryset
        self, queryset: QuerySet[Any], request: Request, view: APIView | None = None
    ) -> list[Any]:
        refuse_unknown(request, view, queryset)
        limit, self.url = limit_of(request), request.build_absolute_uri()
        self.order = self.get_ordering(request, queryset, view)
        self.signer = signing.Signer(salt=f"{request.path} {' '.join(self.order)}")
        cursor = self._asked(request)
        rows = list(_from(queryset, self.order, cursor)[: limit + 1])
        more, rows = len(rows) > limit, rows[:limit]
        if cursor is not None and cursor.backwards:
            rows.reverse()
        self._note_links(rows, more, cursor)
        return rows

    def get_ordering(
        self, request: Request, queryset: Any, view: APIView | None
    ) -> tuple[str, ...]:
        """The view's order, or the one the client asks for among the view's `ordering_fields`."""
        default = getattr(view, "ordering", None) or self.ordering
        asked = request.query_params.get("ordering")
        if not asked:
            return (default,) if isinstance(default, str) else tuple(default)
        allowed = getattr(view, "ordering_fields", ())
        if asked.removeprefix("-") not in allowed:
            names = ", ".join(sorted(allowed)) or "none"
            raise exceptions.ValidationError({"ordering": [f"Choose one of: {names}."]})
        return (asked, "-pk" if asked.startswith("-") else "pk")

    def get_paginated_response(self, data: Any) -> Response:
        return Response({"next": self.next, "previous": self.previous, "results": data})

    # --- How -------------------------------------------------------------------------------------

    def _asked(self, request: Request) -> Cursor | None:
        text = request.query_params.get("cursor")
        if text is None:
            return None
        try:
            return Cursor(*self.signer.unsign_object(text))
        except signing.BadSignature as error:
            raise exceptions.ValidationError(
                {"cursor": ["This is no page of this list. Begin with its first."]}
            ) from error

    def _note_links(self, rows: list[Any], more: bool, cursor: Cursor | None) -> None:
        backwards = cursor is not None and cursor.backwards
        self.next = self.previous = None
        if not rows and cursor is not None:  # all deleted since: begin again
            first = remove_query_param(self.url, "cursor")
            self.next, self.previous = (first, None) if backwards else (None, first)
            return
        if more or backwards:
            self.next = self._link(Cursor(_values(rows[-1], self.order), backwards=False))
        if (cursor is not None and not backwards) or (backwards and more):
            self.previous = self._link(Cursor(_values(rows[0], self.order), backwards=True))

    def _link(self, cursor: Cursor) -> str:
        return str(replace_query_param(self.url, "cursor", self.signer.sign_object(list(cursor))))

    # --- As the OpenAPI document says it ---------------------------------------------------------

    def get_paginated_response_schema(self, schema: dict[str, Any]) -> dict[str, Any]:
        link = {"type": "string", "format": "uri", "nullable": True}
        return {
            "type": "object",
            "required": ["next", "previous", "results"],
            "properties": {"next": link, "previous": link, "results": schema},
        }

    def get_schema_operation_parameters(self, view: APIView) -> list[dict[str, Any]]:
        about = {
            "cursor": ("Which page; take it from next or previous.", {"type": "string"}),
            "limit": (
                f"How many rows; more than {MOST} are given as {MOST}.",
                {"type": "integer", "minimum": 1, "default": LIMIT},
            ),
        }
        if fields := getattr(view, "ordering_fields", ()):
            orders = [sign + name for name in fields for sign in ("", "-")]
            about["ordering"] = (
                "Upwards, or downwards with -.",
                {"type": "string", "enum": orders},
            )
        return [
            {"name": name, "in": "query", "required": False, "description": says, "schema": schema}
            for name, (says, schema) in about.items()
        ]


def limit_of(request: Request) -> int:
    """How many rows a page has. Raises ValidationError."""
    asked = request.query_params.get("limit", str(LIMIT))
    if not (asked.isascii() and asked.isdigit() and asked.strip("0")):
        raise exceptions.ValidationError({"limit": [f"Choose a number from 1 to {MOST}."]})
    return MOST if len(asked) > 9 else min(int(asked), MOST)


def refuse_unknown(
    request: Request, view: APIView | None, queryset: QuerySet[Any] | None = None
) -> None:
    """Raises ValidationError. Without a queryset, it is a closed list of one page."""
    known = set(getattr(view, "parameters", ()))
    if queryset is not None:
        known |= {"cursor", "limit", "ordering"}
    if queryset is not None and getattr(view, "action", "list") == "list":
        known |= _filters_of(view, queryset)
    if unknown := [name for name in request.query_params if name not in known]:
        said = ["There is no such parameter."]
        raise exceptions.ValidationError(dict.fromkeys(unknown, said))


def _filters_of(view: Any, queryset: QuerySet[Any]) -> set[str]:
    backends = getattr(view, "filter_backends", ())
    names = {filters.SearchFilter.search_param} if filters.SearchFilter in backends else set()
    if DjangoFilterBackend in backends:
        filterset = DjangoFilterBackend().get_filterset_class(view, queryset)
        names |= set(filterset.base_filters) if filterset else set()
    return names


def _from(queryset: QuerySet[Any], order: Sequence[str], cursor: Cursor | None) -> QuerySet[Any]:
    if cursor is None:
        return queryset.order_by(*order)
    if cursor.backwards:
        order = [name.removeprefix("-") if name.startswith("-") else f"-{name}" for name in order]
    return queryset.filter(past(order, cursor.values)).order_by(*order)


def past(order: Sequence[str], values: Sequence[Any]) -> Q:
    """What comes after a row with these values: `a >= x and (a > x or b > y)`. The first half
    lets the database begin at the right place of an index."""
    name, rest = order[0].removeprefix("-"), order[1:]
    than = "lt" if order[0].startswith("-") else "gt"
    beyond = Q(**{f"{name}__{than}": values[0]})
    if rest:
        beyond = Q(**{f"{name}__{than}e": values[0]}) & (beyond | past(rest, values[1:]))
    return beyond


def _values(row: Model, order: Sequence[str]) -> list[Any]:
    found = [getattr(row, name.removeprefix("-")) for name in order]
    return [value if isinstance(value, int | str) else str(value) for value in found]
