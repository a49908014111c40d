"""The OpenAPI document, and the pages that show it."""

from functools import cache
from typing import Any

from django.conf import settings
from django.http import HttpResponse
from drf_spectacular.extensions import OpenApiAuthenticationExtension
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.renderers import (
    OpenApiJsonRenderer,
    OpenApiJsonRenderer2,
    OpenApiYamlRenderer,
    OpenApiYamlRenderer2,
)
from drf_spectacular.utils import extend_schema
from drf_spectacular.views import SpectacularSwaggerSplitView
from rest_framework.renderers import BaseRenderer
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.access import Anyone


class BearerScheme(OpenApiAuthenticationExtension):
    target_class = "accounts.authentication.BearerAuthentication"
    name = "bearer"

    def get_security_definition(self, auto_schema: object) -> dict[str, str]:
        return {"type": "http", "scheme": "bearer", "description": "A token made in Settings."}


class CookieScheme(OpenApiAuthenticationExtension):
    target_class = "accounts.authentication.CookieAuthentication"
    name = "session"

    def get_security_definition(self, auto_schema: object) -> dict[str, str]:
        return {
            "type": "apiKey",
            "in": "cookie",
            "name": settings.SESSION_COOKIE_NAME,
            "description": "The session of the browser; writing needs the header X-CSRFToken.",
        }


@cache
def written(renderer: type[BaseRenderer]) -> bytes:
    """The document. Writing it takes about a second, and it changes with the code alone, so each
    process writes it once, whatever a request adds to the address."""
    document = SchemaGenerator().get_schema(request=None, public=True)
    return renderer().render(document, renderer_context={})


class Schema(APIView):
    """As YAML, or as JSON for who asks for that."""

    authentication_classes = []
    permission_classes = [Anyone]
    renderer_classes = [
        OpenApiYamlRenderer,
        OpenApiYamlRenderer2,
        OpenApiJsonRenderer,
        OpenApiJsonRenderer2,
    ]

    @extend_schema(exclude=True)
    def get(self, request: Request) -> HttpResponse:
        chosen = request.accepted_renderer
        kept = {"Cache-Control": "public, max-age=3600"}
        return HttpResponse(written(type(chosen)), content_type=chosen.media_type, headers=kept)


class Docs(SpectacularSwaggerSplitView):
    authentication_classes = []
    permission_classes = [Anyone]

    @extend_schema(exclude=True)
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        response = super().get(request, *args, **kwargs)
        response.headers["Cross-Origin-Opener-Policy"] = "same-origin"  # no OAuth, no pop-up
        return response


schema = Schema.as_view()
docs = Docs.as_view(url_name="schema")
