"""The OpenAPI document, and the pages that show it."""

from csp.constants import UNSAFE_INLINE
from csp.decorators import csp_update
from django.views.decorators.cache import cache_page
from drf_spectacular.views import SpectacularAPIView, SpectacularSwaggerSplitView

from accounts.access import Anyone


class Schema(SpectacularAPIView):
    permission_classes = [Anyone]


class Docs(SpectacularSwaggerSplitView):
    permission_classes = [Anyone]


# Writing the document takes about a second, and it changes with the code alone.
schema = cache_page(3600)(Schema.as_view())
# Swagger UI has one inline <style>; its scripts come from our own files.
docs = csp_update({"style-src": [UNSAFE_INLINE]})(Docs.as_view(url_name="schema"))
