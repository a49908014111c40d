"""How each action of the API is described: beside what it answers, how it refuses."""

from typing import Any, Final

from drf_spectacular import openapi
from drf_spectacular.extensions import OpenApiSerializerExtension
from drf_spectacular.plumbing import ResolvedComponent
from rest_framework.permissions import SAFE_METHODS

from accounts.access import Anyone, IsSignedIn
from fitapp.lib.api import PROBLEM_JSON, TITLES, CanEdit, ProblemSerializer

SAYS_MORE: Final = {
    401: {"WWW-Authenticate": {"schema": {"type": "string"}}},
    429: {"Retry-After": {"description": "Seconds to wait.", "schema": {"type": "string"}}},
}


class StrictScheme(OpenApiSerializerExtension):
    """A body may hold nothing else; an answer may leave out what is there `sometimes`."""

    target_class = "fitapp.lib.api.Strict"
    match_subclasses = True

    def map_serializer(self, auto_schema: openapi.AutoSchema, direction: str) -> dict[str, Any]:
        schema: dict[str, Any] = auto_schema._map_serializer(
            self.target, direction, bypass_extensions=True
        )
        if direction == "request":
            schema["additionalProperties"] = False
        if sometimes := set(self.target.sometimes):
            schema["required"] = [name for name in schema["required"] if name not in sometimes]
        return schema


class AutoSchema(openapi.AutoSchema):
    """drf-spectacular's, which also says how each action refuses."""

    def get_auth(self) -> list[dict[str, Any]]:
        auth: list[dict[str, Any]] = super().get_auth()
        return [*auth, {}] if self._asks(Anyone) else auth

    def get_operation(self, *args: Any, **kwargs: Any) -> dict[str, Any] | None:
        operation: dict[str, Any] | None = super().get_operation(*args, **kwargs)
        if operation is not None:
            told = operation["responses"]
            for code in self._refusals(operation):
                told.setdefault(str(code), self._problem(code).ref)
            operation["responses"] = dict(sorted(told.items()))
        return operation

    def _refusals(self, operation: dict[str, Any]) -> set[int]:
        parameters = operation.get("parameters", [])
        places = {one["in"] for one in parameters}
        names = {one["name"] for one in parameters}
        codes = {401, 406, 429}
        if "path" in places or "trainee" in names:
            codes.add(404)
        if "query" in places:
            codes.add(400)
        if "requestBody" in operation:
            codes |= {400, 413, 415}
        if self.method not in SAFE_METHODS:
            codes |= {403, 409}
        if not self._only_asks(Anyone, IsSignedIn, CanEdit):
            codes.add(403)
        return codes

    def _asks(self, permission: type) -> bool:
        return permission in map(type, self.view.get_permissions())

    def _only_asks(self, *permissions: type) -> bool:
        return set(map(type, self.view.get_permissions())) <= set(permissions)

    def _problem(self, code: int) -> ResolvedComponent:
        told = self.resolve_serializer(ProblemSerializer, "response").ref
        response = {
            "description": TITLES[code],
            "content": {PROBLEM_JSON: {"schema": told}},
            **({"headers": SAYS_MORE[code]} if code in SAYS_MORE else {}),
        }
        component = ResolvedComponent(
            name=f"Problem{code}",
            type=ResolvedComponent.RESPONSE,
            schema=response,
            object=f"Problem{code}",
        )
        self.registry.register_on_missing(component)
        return component
