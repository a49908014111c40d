from django.urls import URLPattern, URLResolver, path

from fitapp.pages.views import health

app_name = "pages"
urlpatterns: list[URLPattern | URLResolver] = [
    path("health/live", health.live, name="live"),
    path("health/ready", health.ready, name="ready"),
]
