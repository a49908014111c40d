from django.urls import URLPattern, URLResolver, path

from training.views import assignments, planned_sessions
from training.views.calendar import calendar

app_name = "training"
urlpatterns: list[URLPattern | URLResolver] = [
    path("programs/<uuid:pk>/assign/", assignments.assign, name="assign"),
    path("assignments/<uuid:pk>/end/", assignments.end_assignment, name="end-assignment"),
    path("calendar/", calendar, name="calendar"),
    path("planned/<uuid:pk>/", planned_sessions.planned_session, name="planned-session"),
    path("planned/<uuid:pk>/move/", planned_sessions.move, name="move"),
    path("planned/<uuid:pk>/skip/", planned_sessions.skip, name="skip"),
]
