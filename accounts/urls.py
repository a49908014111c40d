from django.urls import path

from accounts.views import (
    access_log,
    applications,
    blocks,
    coachings,
    invitations,
    pictures,
    sessions,
    settings,
)

app_name = "accounts"
urlpatterns = [
    path("settings/", settings.settings, name="settings"),
    path("settings/profile/", settings.change, {"part": "profile"}, name="change-profile"),
    path("settings/units/", settings.change, {"part": "units"}, name="change-units"),
    path("settings/training/", settings.change, {"part": "training"}, name="change-training"),
    path("settings/picture/", settings.picture, name="change-picture"),
    path("settings/picture/remove/", settings.no_picture, name="remove-picture"),
    path("settings/tokens/", settings.make_token, name="make-token"),
    path("settings/tokens/<int:pk>/revoke/", settings.revoke_token, name="revoke-token"),
    path("settings/privacy/", settings.change, {"part": "privacy"}, name="change-privacy"),
    path("settings/blocks/", blocks.block, name="block"),
    path("settings/blocks/<int:pk>/remove/", blocks.unblock, name="unblock"),
    path("settings/access-log/", access_log.access_log, name="access-log"),
    path("settings/sessions/", sessions.sessions, name="sessions"),
    path("settings/sessions/<int:pk>/end/", sessions.end, name="end-session"),
    path("settings/sessions/end-others/", sessions.end_others, name="end-other-sessions"),
    path("settings/prove/", sessions.prove, name="prove"),
    path("settings/delete/", settings.delete, name="delete"),
    path("people/<str:handle>/picture/", pictures.picture, name="picture"),
    path("become-a-trainer/", applications.become_a_trainer, name="become-a-trainer"),
    path("become-a-trainer/withdraw/", applications.withdraw, name="withdraw-application"),
    path("coaching/", coachings.index, name="coaching"),
    path("coaching/<int:pk>/resend/", coachings.resend, name="resend"),
    path("coaching/<int:pk>/accept/", coachings.accept, name="accept"),
    path("coaching/<int:pk>/decline/", coachings.decline, name="decline"),
    path("coaching/<int:pk>/scopes/", coachings.share, name="share"),
    path("coaching/<int:pk>/pause/", coachings.pause, name="pause"),
    path("coaching/<int:pk>/resume/", coachings.resume, name="resume"),
    path("coaching/<int:pk>/end/", coachings.end, name="end"),
    path("coaching/invitations/<str:token>/", invitations.invitation, name="invitation"),
    path("coaching/invitations/<str:token>/accept/", invitations.accept, name="accept-invitation"),
    path(
        "coaching/invitations/<str:token>/decline/", invitations.decline, name="decline-invitation"
    ),
]
