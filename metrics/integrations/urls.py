from django.urls import path

from metrics.integrations import views

app_name = "integrations"
urlpatterns = [
    path("imports/", views.imports, name="imports"),
    path("imports/<uuid:pk>/", views.show, name="import"),
    path("imports/<uuid:pk>/apply/", views.apply, name="apply"),
    path("imports/<uuid:pk>/undo/", views.undo, name="undo"),
    path("imports/<uuid:pk>/progress/", views.show_progress, name="progress"),
]
