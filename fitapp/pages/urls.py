from django.urls import URLPattern, URLResolver, path

from fitapp.pages.views import device, health, home, outbox, today, trainees

app_name = "pages"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", home.home, name="home"),
    path("today/", today.today, name="today"),
    path("trainees/", trainees.trainees, name="trainees"),
    path("trainees/<int:pk>/", trainees.trainee, name="trainee"),
    path("outbox/", outbox.outbox, name="outbox"),
    path("outbox/<str:key>/", outbox.mail, name="mail"),
    path("sw.js", device.worker, name="worker"),
    path("manifest.webmanifest", device.manifest, name="manifest"),
    path("offline/", device.offline, name="offline"),
    path("kept/", device.kept, name="kept"),
    path("health/live", health.live, name="live"),
    path("health/ready", health.ready, name="ready"),
]
