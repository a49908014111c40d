from django.contrib import admin
from django.urls import include, path

from fitapp.schema import docs, schema

api = [
    path("", include("accounts.api.urls")),
    path("", include("training.api.urls")),
    path("", include("metrics.integrations.api_urls")),
]

urlpatterns = [
    path("", include("fitapp.pages.urls")),
    path("", include("accounts.urls")),
    path("", include("training.urls")),
    path("", include("metrics.integrations.urls")),
    path("accounts/", include("accounts.sign_in_urls")),
    path("admin/", admin.site.urls),
    path("api/v1/", include((api, "api"))),
    path("api/schema/", schema, name="schema"),
    path("api/docs/", docs, name="docs"),
]

handler403 = "fitapp.pages.views.errors.forbidden"
handler404 = "fitapp.pages.views.errors.not_found"
