"""The OpenAPI document, and the pages that show it."""

from csp.constants import UNSAFE_INLINE
from csp.decorators import csp_update
from django.conf import settings
from django.views.decorators.cache import cache_page
from drf_spectacular.extensions import OpenApiAuthenticationExtension
from drf_spectacular.views import SpectacularAPIView, SpectacularSwaggerSplitView

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


class Schema(SpectacularAPIView):
    authentication_classes = []
    permission_classes = [Anyone]


class Docs(SpectacularSwaggerSplitView):
    authentication_classes = []
    permission_classes = [Anyone]


# Writing the document takes about a second, and it changes with the code alone.
schema = cache_page(3600)(Schema.as_view())
# Swagger UI has one inline <style>; its scripts come from our own files.
docs = csp_update({"style-src": [UNSAFE_INLINE]})(Docs.as_view(url_name="schema"))
