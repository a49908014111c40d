from django.urls import URLPattern, URLResolver, path

from accounts.access import signed_in
from training.charts import E1rmChartView, VolumeChartView
from training.views import (
    assignments,
    exercises,
    logger,
    picking,
    planned_sessions,
    program_builder,
    program_forms,
    programs,
    sessions,
)
from training.views.calendar import calendar
from training.views.progress import progress

app_name = "training"
urlpatterns: list[URLPattern | URLResolver] = [
    path("programs/", programs.programs, name="programs"),
    path("programs/new/", programs.new_program, name="program-new"),
    path("programs/exercises/", program_builder.exercise_choices, name="program-exercises"),
    path("programs/<uuid:pk>/", programs.program, name="program"),
    path("programs/<uuid:pk>/edit/", program_builder.edit, name="program-edit"),
    path("programs/<uuid:pk>/edit/forms/", program_forms.edit, name="program-forms"),
    path("programs/<uuid:pk>/copy/", programs.copy, name="program-copy"),
    path("programs/<uuid:pk>/archive/", programs.archive, name="program-archive"),
    path("programs/<uuid:pk>/assign/", assignments.assign, name="assign"),
    path(
        "assignments/<uuid:pk>/update/", assignments.update_assignment, name="update-assignment"
    ),
    path("assignments/<uuid:pk>/end/", assignments.end_assignment, name="end-assignment"),
    path("calendar/", calendar, name="calendar"),
    path("planned/<uuid:pk>/", planned_sessions.planned_session, name="planned-session"),
    path("planned/<uuid:pk>/move/", planned_sessions.move, name="move"),
    path("planned/<uuid:pk>/skip/", planned_sessions.skip, name="skip"),
    path("planned/<uuid:pk>/start/", sessions.start_planned, name="start-planned"),
    path("sessions/", sessions.sessions, name="sessions"),
    path("sessions/start/", sessions.start, name="start"),
    path("sessions/past/", sessions.add_past, name="add-past"),
    path("sessions/<uuid:pk>/", sessions.session, name="session"),
    path("sessions/<uuid:pk>/log/", logger.session_log, name="session-log"),
    path("sessions/<uuid:pk>/edit/", sessions.edit, name="session-edit"),
    path("sessions/<uuid:pk>/finish/", sessions.finish, name="finish"),
    path("sessions/<uuid:pk>/delete/", sessions.delete, name="session-delete"),
    path("sessions/<uuid:pk>/comments/", sessions.add_comment, name="session-comment"),
    path("sessions/<uuid:pk>/pick/", picking.pick_exercise, name="session-pick"),
    path("sessions/<uuid:pk>/exercises/", picking.add_exercise, name="session-add"),
    path("comments/<uuid:pk>/delete/", sessions.remove_comment, name="comment-delete"),
    path("items/<uuid:pk>/swap/", picking.swap_exercise, name="item-swap"),
    path("items/<uuid:pk>/skip/", logger.skip, name="item-skip"),
    path("items/<uuid:pk>/unskip/", logger.unskip, name="item-unskip"),
    path("items/<uuid:pk>/remove/", logger.remove, name="item-remove"),
    path("items/<uuid:pk>/move/", logger.move, name="item-move"),
    path("items/<uuid:pk>/note/", logger.note, name="item-note"),
    path("items/<uuid:pk>/sets/", logger.add_set, name="set-add"),
    path("sets/<uuid:pk>/log/", logger.log_set, name="set-log"),
    path("sets/<uuid:pk>/undo/", logger.undo_set, name="set-undo"),
    path("sets/<uuid:pk>/change/", logger.change_set, name="set-change"),
    path("sets/<uuid:pk>/delete/", logger.delete_set, name="set-delete"),
    path("exercises/", exercises.library, name="exercises"),
    path("exercises/new/", exercises.new, name="exercise-new"),
    path("exercises/<slug:slug>/", exercises.detail, name="exercise"),
    path("exercises/<slug:slug>/edit/", exercises.edit, name="exercise-edit"),
    path("exercises/<slug:slug>/retire/", exercises.retire, name="exercise-retire"),
    path("exercises/<slug:slug>/restore/", exercises.restore, name="exercise-restore"),
    path("progress/", progress, name="progress"),
    path("charts/e1rm/<slug:slug>/", signed_in(E1rmChartView.as_view()), name="chart-e1rm"),
    path("charts/volume/", signed_in(VolumeChartView.as_view()), name="chart-volume"),
]
