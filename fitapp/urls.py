from django.contrib import admin
from django.urls import include, path

from fitapp.pages.views.contact import security_txt
from fitapp.schema import docs, schema

api = [
    path("", include("accounts.api.urls")),
    path("", include("training.api.urls")),
    path("", include("metrics.integrations.api_urls")),
    path("", include("social.notifications.api_urls")),
]

urlpatterns = [
    path("", include("fitapp.pages.urls")),
    path("", include("accounts.urls")),
    path("", include("training.urls")),
    path("", include("metrics.integrations.urls")),
    path("accounts/", include("accounts.sign_in_urls")),
    path("admin/", admin.site.urls),
    path("api/v1/", include((api, "api"))),
    path(".well-known/security.txt", security_txt, name="security-txt"),
    path("api/schema/", schema, name="schema"),
    path("api/docs/", docs, name="docs"),
]

handler400 = "fitapp.pages.views.errors.bad_request"
handler403 = "fitapp.pages.views.errors.forbidden"
handler404 = "fitapp.pages.views.errors.not_found"
handler429 = "fitapp.lib.turnstile.too_many"  # asked for by allauth
