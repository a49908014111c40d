"""The policy: every door of FitApp, by the name of its URL and by method, and what it answers.

Read by the middleware that guards the doors, by the tests that knock on each as everybody, and by
`manage.py document_access`, which writes docs/access.md. The words are explained in
fitapp/doors.py: `signed_in(200, 403, 404)` answers 200 to the owner, 403 to the trainers who coach
her now, and 404 to everybody else who is signed in. A second way in has a name of its own after
the method, as in "GET of hers".
"""

from typing import Final

from fitapp.doors import Door, Socket, admin, public, signed_in, trainer, trainer_or_admin

PAGES: Final = {
    "pages:home": {"GET": public(302, anonymous=200, cache="shared")},
    "pages:today": {"GET": signed_in(200, queries=12)},
    "pages:trainees": {"GET": trainer(200, queries=14)},
    "pages:trainee": {"GET": trainer(200, 200, 404, queries=30, shares={"told": "body"})},
    "pages:outbox": {"GET": public(404)},
    "pages:mail": {"GET": public(404)},
    "pages:worker": {"GET": public(200)},
    "pages:manifest": {"GET": public(200)},
    "pages:offline": {"GET": public(200, cache="shared")},
    "pages:kept": {"GET": signed_in(200)},
    "pages:live": {"GET": public(200, cache="shared")},
    "pages:ready": {"GET": public(503, cache="shared")},
    "security-txt": {"GET": public(404, cache="shared")},
}

ACCOUNTS: Final = {
    "accounts:settings": {"GET": signed_in(200)},
    "accounts:change-profile": {"POST": signed_in(302)},
    "accounts:change-units": {"POST": signed_in(302)},
    "accounts:change-training": {"POST": signed_in(302)},
    "accounts:change-picture": {"POST": signed_in(302)},
    "accounts:remove-picture": {"POST": signed_in(302)},
    "accounts:make-token": {"POST": signed_in(302)},  # to prove who it is, then 200
    "accounts:revoke-token": {"POST": signed_in(302, 404)},
    "accounts:change-privacy": {"POST": signed_in(302, minor=400)},
    "accounts:block": {"POST": signed_in(302, trainer=404)},
    "accounts:unblock": {"POST": signed_in(302, 404)},
    "accounts:access-log": {"GET": signed_in(200)},
    "accounts:become-a-trainer": {
        "GET": signed_in(200),
        "POST": signed_in(400, trainee=302, admin=302),
    },
    "accounts:withdraw-application": {"POST": signed_in(302, 404)},
    "accounts:sessions": {"GET": signed_in(200)},
    "accounts:end-session": {"POST": signed_in(302, 404)},
    "accounts:end-other-sessions": {"POST": signed_in(302)},
    "accounts:prove": {"GET": signed_in(200)},
    "accounts:delete": {"GET": signed_in(302), "POST": signed_in(302)},
    "accounts:picture": {
        "GET": signed_in(200, 200, 404, paused=200, admin=200, cache="revalidated")
    },
    "accounts:coaching": {"GET": trainer(200), "POST": trainer(302)},
    "accounts:resend": {"POST": trainer(404, invited=302)},
    "accounts:accept": {"POST": signed_in(302, 404, invited=403)},
    "accounts:decline": {"POST": signed_in(302, 404, invited=403)},
    "accounts:share": {"POST": signed_in(302, 404, lead=403)},
    "accounts:pause": {"POST": signed_in(302, 404, lead=302)},
    "accounts:resume": {"POST": signed_in(302, 404, paused=403)},
    "accounts:end": {"POST": signed_in(302, 404, lead=302)},
    "accounts:invitation": {"GET": public(200)},
    "accounts:accept-invitation": {"POST": signed_in(302, invited=409)},
    "accounts:decline-invitation": {"POST": public(302)},
}

TRAINING: Final = {
    "training:programs": {"GET": public(200, cache="shared")},
    "training:program-new": {"GET": signed_in(200), "POST": signed_in(302)},
    "training:program-exercises": {"GET": signed_in(200)},
    "training:program": {"GET": public(200, 200, 404)},
    "training:program-edit": {"GET": signed_in(200, 403, 404)},
    "training:program-forms": {
        "GET": signed_in(200, 403, 404, queries=30),
        "POST": signed_in(302, 403, 404),
    },
    "training:program-copy": {"POST": signed_in(302, 302, 404)},
    "training:program-archive": {"POST": signed_in(302, 403, 404)},
    "training:assign": {"GET": signed_in(200, 200, 404), "POST": signed_in(302, 302, 404)},
    "training:program-update": {
        "GET": signed_in(200, 200, 404),
        "POST": signed_in(302, 302, 404),
    },
    "training:assignment": {
        "GET": signed_in(200, 200, 404),
        "POST": signed_in(302, 302, 404),
    },
    "training:update-assignment": {
        "GET": signed_in(200, 200, 404),
        "POST": signed_in(302, 302, 404),
    },
    "training:end-assignment": {"POST": signed_in(302, 302, 404)},
    "training:calendar": {"GET": signed_in(200), "GET of hers": signed_in(200, 200, 404)},
    "training:planned-session": {"GET": signed_in(200, 200, 404)},
    "training:prepared-log": {"GET": signed_in(200, 404, queries=40)},
    "training:move": {"POST": signed_in(302, 302, 404)},
    "training:skip": {"POST": signed_in(302, 302, 404)},
    "training:customise": {
        "GET": signed_in(200, 200, 404),
        "POST": signed_in(302, 302, 404),
    },
    "training:start-planned": {"POST": signed_in(302, 302, 404)},
    "training:sessions": {"GET": signed_in(200), "GET of hers": signed_in(200, 200, 404)},
    "training:start": {"POST": signed_in(302), "POST for her": signed_in(302, 302, 404)},
    "training:add-past": {
        "GET": signed_in(200),
        "GET of hers": signed_in(200, 200, 404),
        "POST": signed_in(302),
        "POST for her": signed_in(302, 302, 404),
    },
    "training:free-log": {"GET": signed_in(200)},
    "training:session": {"GET": signed_in(200, 200, 404)},
    "training:export": {"GET": signed_in(200), "GET of hers": signed_in(200, 200, 404)},
    "training:session-fit": {"GET": signed_in(200, 200, 404)},
    "training:session-log": {"GET": signed_in(200, 403, 404, queries=13)},
    "training:session-edit": {
        "GET": signed_in(200, 403, 404),
        "POST": signed_in(302, 403, 404),
    },
    "training:finish": {"GET": signed_in(200, 403, 404), "POST": signed_in(302, 403, 404)},
    "training:session-delete": {"POST": signed_in(302, 403, 404)},
    "training:session-comment": {"POST": signed_in(302, 302, 404)},
    "training:session-repeat": {"POST": signed_in(302, 302, 404)},
    "training:session-plan": {"POST": signed_in(302, 302, 404)},
    "training:session-save": {"POST": signed_in(302, 302, 404)},
    "training:session-pick": {"GET": signed_in(200, 403, 404)},
    "training:session-add": {"POST": signed_in(302, 403, 404)},
    "training:comment-delete": {"POST": signed_in(302, 403, 404)},
    "training:item-swap": {"GET": signed_in(200, 403, 404), "POST": signed_in(302, 403, 404)},
    "training:item-skip": {"POST": signed_in(302, 403, 404)},
    "training:item-unskip": {"POST": signed_in(302, 403, 404)},
    "training:item-remove": {"POST": signed_in(302, 403, 404)},
    "training:item-move": {"POST": signed_in(302, 403, 404)},
    "training:item-note": {"POST": signed_in(302, 403, 404)},
    "training:set-add": {"POST": signed_in(302, 403, 404)},
    "training:warm-up": {"POST": signed_in(302, 403, 404)},
    "training:set-log": {"POST": signed_in(302, 403, 404)},
    "training:set-undo": {"POST": signed_in(302, 403, 404)},
    "training:set-change": {"POST": signed_in(302, 403, 404)},
    "training:set-delete": {"POST": signed_in(302, 403, 404)},
    "training:gyms": {"GET": signed_in(200), "POST": signed_in(302)},
    "training:gym": {"GET": signed_in(200, 403, 404), "POST": signed_in(302, 403, 404)},
    "training:exercises": {"GET": public(200, cache="shared")},
    "training:exercise-new": {"GET": signed_in(200), "POST": signed_in(302)},
    "training:exercise": {"GET": public(200, 200, 404)},
    "training:exercise-edit": {
        "GET": signed_in(200, 403, 404),
        "POST": signed_in(302, 403, 404),
    },
    "training:exercise-retire": {"POST": signed_in(302, 403, 404)},
    "training:exercise-restore": {"POST": signed_in(302, 403, 404)},
    "training:exercise-mark": {"POST": signed_in(302, 302, 404)},
    "training:exercise-video": {"POST": trainer(302, 302, 404)},
    "training:exercise-picture": {"GET": public(200, 200, 404, cache="revalidated")},
    "training:progress": {"GET": signed_in(200), "GET of hers": signed_in(200, 200, 404)},
    "training:year": {"GET": signed_in(200), "GET of hers": signed_in(200, 200, 404)},
    "training:compare": {"GET": signed_in(200), "GET of hers": signed_in(200, 200, 404)},
    "training:chart-exercise": {"GET": signed_in(200), "GET of hers": signed_in(200, 200, 404)},
    "training:chart-muscle": {"GET": signed_in(200), "GET of hers": signed_in(200, 200, 404)},
    "training:chart-volume": {"GET": signed_in(200), "GET of hers": signed_in(200, 200, 404)},
}

IMPORTS: Final = {
    "integrations:imports": {"GET": signed_in(200), "POST": signed_in(302)},
    "integrations:import": {"GET": signed_in(200, 404)},
    "integrations:apply": {"POST": signed_in(302, 404)},
    "integrations:undo": {"POST": signed_in(302, 404)},
    "integrations:progress": {"GET": signed_in(200, 404)},
}

SIGN_IN: Final = {
    "account_login": {"GET": public(302, anonymous=200), "POST": public(302)},
    "account_logout": {"GET": public(200, anonymous=302), "POST": public(302)},
    "account_inactive": {"GET": public(200)},
    "account_signup": {"GET": public(302, anonymous=200), "POST": public(302)},
    "account_reauthenticate": {"GET": signed_in(200), "POST": signed_in(200)},
    "account_email": {"GET": signed_in(200), "POST": signed_in(302)},
    "account_email_verification_sent": {"GET": public(302), "POST": public(302)},
    "account_change_password": {"GET": signed_in(200), "POST": signed_in(200)},
    "account_set_password": {"GET": signed_in(302), "POST": signed_in(302)},
    "account_reset_password": {"GET": public(200), "POST": public(302)},
    "account_reset_password_from_key_done": {"GET": public(200)},
    "account_reset_password_from_key": {"GET": public(200), "POST": public(200)},
    "account_reset_password_done": {"GET": public(200)},
}

# Who knocks has not proved again who it is, and is sent to do so (302) before a row is looked for.
FACTORS: Final = {
    "mfa_authenticate": {"GET": public(302), "POST": public(302)},
    "mfa_index": {"GET": signed_in(200)},
    "mfa_reauthenticate": {"GET": signed_in(200, 302), "POST": signed_in(200, 302)},
    "mfa_reauthenticate_webauthn": {"GET": signed_in(200, 302), "POST": signed_in(302)},
    "mfa_activate_totp": {"GET": signed_in(302), "POST": signed_in(302)},
    "mfa_deactivate_totp": {"GET": signed_in(302, 404), "POST": signed_in(302, 404)},
    "mfa_view_recovery_codes": {"GET": signed_in(302, 404)},
    "mfa_download_recovery_codes": {"GET": signed_in(302, 404)},
    "mfa_generate_recovery_codes": {"GET": signed_in(302), "POST": signed_in(302)},
    "mfa_list_webauthn": {"GET": signed_in(200)},
    "mfa_add_webauthn": {"GET": signed_in(302), "POST": signed_in(302)},
    "mfa_edit_webauthn": {"GET": signed_in(302), "POST": signed_in(302)},
    "mfa_remove_webauthn": {"GET": signed_in(302), "POST": signed_in(302)},
    "mfa_login_webauthn": {"GET": public(302), "POST": public(302)},
}

ELSEWHERE: Final = {  # Google and Apple are 404 where their keys are not set
    "socialaccount_connections": {"GET": signed_in(200), "POST": signed_in(200)},
    "socialaccount_signup": {"GET": public(302), "POST": public(302)},
    "socialaccount_login_cancelled": {"GET": public(200)},
    "socialaccount_login_error": {"GET": public(401)},
    "google_login": {"GET": public(404), "POST": public(404)},
    "google_callback": {"GET": public(404)},
    "apple_login": {"GET": public(404), "POST": public(404)},
    "apple_callback": {"POST": public(404)},
    "apple_finish_callback": {"GET": public(404)},
}

PERSON: Final = "id handle name picture"
ME: Final = (
    f"{PERSON} email roles load_unit length_unit distance_unit time_zone birth_date sex height_m "
    "experience equipment limitations diet is_private joined_at"
)
ABOUT_ME: Final = (
    "handle name load_unit length_unit distance_unit time_zone birth_date sex height_m experience "
    "equipment limitations diet is_private"
)
BEARER: Final = "id name scope created_at expires_at last_used_at"
COACHING: Final = (
    "id trainer trainee email status is_lead scopes invited_at expires_at started_at ended_at"
)
TRAINEE: Final = f"{PERSON} load_unit time_zone experience equipment limitations"
LOOK: Final = "id viewer viewer_name scope what at"
APPLICATION: Final = "id user about applied_at decided_at approved reason"
USER: Final = f"{PERSON} email roles is_active joined_at"

PEOPLE_API: Final = {
    "api:me": {
        "GET": signed_in(200, reads=ME),
        "PATCH": signed_in(200, reads=ME, writes=ABOUT_ME),
        "DELETE": signed_in(400, writes="password"),
    },
    "api:my-picture": {
        "PUT": signed_in(200, reads=ME, writes="file"),
        "DELETE": signed_in(204),
    },
    "api:token-list": {
        "GET": signed_in(200, reads=BEARER),
        "POST": public(
            403,
            anonymous=400,
            reads=f"{BEARER} token",
            writes="email password code name scope expires_at",
        ),
        "POST with a password": public(
            201, reads=f"{BEARER} token", writes="email password code name scope expires_at"
        ),
    },
    "api:token-detail": {"DELETE": signed_in(204, 404)},
    "api:access-log-list": {"GET": signed_in(200, reads=LOOK)},
    "api:block-list": {
        "GET": signed_in(200, reads="id user at"),
        "POST": signed_in(201, trainer=400, reads="id user at", writes="user"),
    },
    "api:block-detail": {"DELETE": signed_in(204, 404)},
    "api:trainer-application-list": {
        "GET": signed_in(200, reads=APPLICATION),
        "POST": signed_in(409, trainee=201, admin=201, reads=APPLICATION, writes="about"),
    },
    "api:trainer-application-detail": {
        "GET": signed_in(200, 404, admin=200, reads=APPLICATION),
        "DELETE": signed_in(204, 404, admin=403),
    },
    "api:trainer-application-approve": {"POST": admin(200, reads=APPLICATION)},
    "api:trainer-application-decline": {"POST": admin(200, reads=APPLICATION, writes="reason")},
    "api:coaching-list": {
        "GET": signed_in(200, reads=COACHING),
        "POST": trainer(201, reads=COACHING, writes="email"),
    },
    "api:coaching-detail": {
        "GET": signed_in(200, 404, lead=200, reads=COACHING),
        "PATCH": signed_in(200, 404, lead=403, reads=COACHING, writes="scopes"),
    },
    "api:coaching-accept": {
        "POST": signed_in(200, 404, invited=403, reads=COACHING, writes="scopes")
    },
    "api:coaching-decline": {"POST": signed_in(204, 404, invited=403)},
    "api:coaching-end": {"POST": signed_in(204, 404, lead=204)},
    "api:coaching-pause": {"POST": signed_in(200, 404, lead=200, reads=COACHING)},
    "api:coaching-resume": {
        "POST": signed_in(200, 404, paused=403, reads=COACHING, writes="scopes")
    },
    "api:trainer-list": {
        "GET": signed_in(200, reads=PERSON),
        "POST": admin(201, reads=PERSON, writes="user"),
    },
    "api:trainer-detail": {
        "GET": signed_in(200, reads=PERSON),
        "PATCH": admin(200, reads=PERSON, writes="handle name"),
        "DELETE": admin(204),
    },
    "api:trainee-list": {
        "GET": trainer_or_admin(200, reads=TRAINEE),
        "POST": admin(201, reads=f"{PERSON} email", writes="email name"),
    },
    "api:trainee-detail": {
        "GET": trainer_or_admin(
            200,
            200,
            404,
            admin=200,
            reads=f"{TRAINEE} body nutrition",
            shares={"body": "body", "nutrition": "nutrition"},
        ),
        "PATCH": admin(200, reads=TRAINEE, writes="handle name"),
        "DELETE": admin(204),
    },
    "api:trainee-summary": {
        "GET": trainer(200, 200, 404, reads="trainee adherence last_session next_planned flags")
    },
    "api:user-list": {"GET": admin(200, reads=USER)},
    "api:user-detail": {
        "GET": admin(200, reads=USER),
        "PATCH": admin(200, reads=USER, writes="roles is_active"),
    },
}

ABOUT_EXERCISE: Final = (
    "name aliases pattern mechanics level tracking unilateral muscles equipment steps cues "
    "mistakes stresses video_url"
)
EXERCISE: Final = (
    f"{ABOUT_EXERCISE} id owner is_private family pictogram picture is_staple retired_at"
)
MARK: Final = "exercise exercise_name kind reason marked_at"
ABOUT_GYM: Final = "name bars plates dumbbells kettlebells machines is_in_use"
GYM: Final = f"{ABOUT_GYM} id owner created_at"
DOCUMENT: Final = "id version updated_at name summary goal level is_public blocks"
PROGRAM: Final = (
    "id name summary goal level is_public owner owner_name version copied_from created_at "
    "updated_at"
)
ASSIGNMENT: Final = (
    "id program version program_name trainee assigned_by mode open_end starts_on weekdays "
    "created_at paused_on ended_at"
)
NEW_ASSIGNMENT: Final = "id program trainee mode open_end starts_on weekdays"
PLANNED: Final = (
    "id assignment trainee program_name block_name cycle name date status session document "
    "revision moved_at customised_at skipped_at missed_at"
)
RECORD: Final = (
    "id exercise exercise_name kind load_mode load_kg value session set achieved_at superseded_at"
)
ABOUT_SESSION: Final = "name started_at finished_at rpe note"
SESSION: Final = f"{ABOUT_SESSION} id trainee planned logged_by day set_count volume_kg"
ABOUT_SET: Final = (
    "kind side load_mode load_kg entered_load entered_unit reps duration_s distance_m rpe "
    "completed_at"
)
SET: Final = (
    f"{ABOUT_SET} id session item exercise position target_reps_min target_reps_max "
    "target_load_kg target_rpe target_duration_s target_distance_m"
)
ITEM: Final = (
    "id position exercise name tracking group group_kind cue video_url reason tempo rest_s note "
    "planned_exercise skipped_at sets"
)
COMMENT: Final = "id author author_name text created_at"
OUTING: Final = "session name day started_at finished_at sets"
REST: Final = "seconds after next"
CHANGES: Final = "version newest changes"
NAMED: Final = "id name"
STATISTICS: Final = "sessions sets volume_kg duration_s days exercises muscles"

TRAINING_API: Final = {
    "api:sync": {
        "POST": signed_in(
            200, reads="sessions items sets deleted", writes="sessions items sets deleted"
        )
    },
    "api:statistics": {
        "GET": signed_in(200, reads=STATISTICS),
        "GET of hers": signed_in(200, 200, 404, reads=STATISTICS),
    },
    "api:exercise-list": {
        "GET": public(200, reads=EXERCISE),
        "POST": signed_in(201, reads=EXERCISE, writes=f"{ABOUT_EXERCISE} is_private"),
        "POST for everybody": signed_in(
            403, admin=201, reads=EXERCISE, writes=f"{ABOUT_EXERCISE} is_private"
        ),
    },
    "api:exercise-detail": {
        "GET": public(200, 200, 404, reads=EXERCISE),
        "PATCH": signed_in(200, 403, 404, reads=EXERCISE, writes=ABOUT_EXERCISE),
        "DELETE": signed_in(204, 403, 404),
    },
    "api:exercise-history": {
        "GET": signed_in(200, reads=OUTING),
        "GET of hers": signed_in(200, 200, 404, reads=OUTING),
    },
    "api:exercise-mark": {
        "PUT": signed_in(200, 200, 404, reads=MARK, writes="kind reason"),
        "DELETE": signed_in(204, 204, 404),
    },
    "api:exercise-video": {
        "PUT": trainer(200, 200, 404, reads="url trainer", writes="url"),
        "DELETE": trainer(204, 204, 404),
    },
    "api:exercise-picture": {
        "PUT": signed_in(204, 403, 404, writes="file"),
        "DELETE": signed_in(204, 403, 404),
    },
    "api:mark-list": {
        "GET": signed_in(200, reads=MARK),
        "GET of hers": signed_in(200, 200, 404, reads=MARK),
    },
    "api:exercise-substitutes": {"GET": public(200, reads=f"{EXERCISE} reason why_not")},
    "api:exercise-trend": {
        "GET": signed_in(200, reads="of unit points"),
        "GET of hers": signed_in(200, 200, 404, reads="of unit points"),
    },
    "api:muscle-list": {"GET": public(200, reads=NAMED)},
    "api:equipment-list": {"GET": public(200, reads=NAMED)},
    "api:gym-list": {
        "GET": signed_in(200, reads=GYM),
        "GET of hers": signed_in(200, 200, 404, reads=GYM),
        "POST": signed_in(201, reads=GYM, writes=f"{ABOUT_GYM} id"),
    },
    "api:gym-detail": {
        "GET": signed_in(200, 200, 404, reads=GYM),
        "PATCH": signed_in(200, 403, 404, reads=GYM, writes=ABOUT_GYM),
        "DELETE": signed_in(204, 403, 404),
    },
    "api:program-list": {
        "GET": public(200, reads=PROGRAM),
        "POST": signed_in(201, reads=DOCUMENT, writes=DOCUMENT),
    },
    "api:program-detail": {
        "GET": public(200, 200, 404, reads=DOCUMENT),
        "PUT": signed_in(200, 403, 404, reads=DOCUMENT, writes=DOCUMENT),
        "DELETE": signed_in(204, 403, 404),
    },
    "api:program-copy": {"POST": signed_in(201, 201, 404, reads=DOCUMENT)},
    "api:program-version": {"GET": public(200, 200, 404, reads=DOCUMENT)},
    "api:program-versions": {"GET": public(200, 200, 404, reads="number created_at created_by")},
    "api:record-list": {
        "GET": signed_in(200, reads=RECORD),
        "GET of hers": signed_in(200, 200, 404, reads=RECORD),
    },
    "api:assignment-list": {
        "GET": signed_in(200, reads=ASSIGNMENT),
        "GET of hers": signed_in(200, 200, 404, reads=ASSIGNMENT),
        "POST": signed_in(201, reads=ASSIGNMENT, writes=NEW_ASSIGNMENT),
        "POST for her": signed_in(201, 201, 400, reads=ASSIGNMENT, writes=NEW_ASSIGNMENT),
    },
    "api:assignment-detail": {
        "GET": signed_in(200, 200, 404, reads=ASSIGNMENT),
        "PATCH": signed_in(200, 200, 404, reads=ASSIGNMENT, writes="mode open_end"),
    },
    "api:assignment-update": {
        "GET": signed_in(200, 200, 404, reads=CHANGES),
        "POST": signed_in(200, 200, 404, reads=CHANGES, writes="newest"),
    },
    "api:assignment-end": {"POST": signed_in(200, 200, 404, reads=ASSIGNMENT)},
    "api:assignment-pause": {"POST": signed_in(200, 200, 404, reads=ASSIGNMENT)},
    "api:assignment-resume": {
        "POST": signed_in(200, 200, 404, reads=ASSIGNMENT, writes="move"),
    },
    "api:planned-session-list": {
        "GET": signed_in(200, reads=PLANNED),
        "GET of hers": signed_in(200, 200, 404, reads=PLANNED),
    },
    "api:planned-session-detail": {
        "GET": signed_in(200, 200, 404, reads=PLANNED),
        "PATCH": signed_in(
            200, 200, 404, reads=PLANNED, writes="date others document revision skipped"
        ),
    },
    "api:planned-session-start": {"POST": signed_in(201, 201, 404, reads="session")},
    "api:session-list": {
        "GET": signed_in(200, reads=SESSION),
        "GET of hers": signed_in(200, 200, 404, reads=SESSION),
        "POST": signed_in(201, reads=SESSION, writes=f"{ABOUT_SESSION} id trainee planned"),
        "POST for her": signed_in(
            201, 201, 400, reads=SESSION, writes=f"{ABOUT_SESSION} id trainee planned"
        ),
    },
    "api:session-detail": {
        "GET": signed_in(200, 200, 404, reads=f"{SESSION} items"),
        "PATCH": signed_in(200, 403, 404, reads=SESSION, writes=ABOUT_SESSION),
        "DELETE": signed_in(204, 403, 404),
    },
    "api:session-finish": {"POST": signed_in(200, 403, 404, reads=SESSION, writes="at rpe note")},
    "api:session-rest": {
        "GET": signed_in(200, 200, 404, reads=REST),
        "PUT": signed_in(200, 403, 404, reads=REST, writes=REST),
        "DELETE": signed_in(204, 403, 404),
    },
    "api:session-export": {"GET": signed_in(200), "GET of hers": signed_in(200, 200, 404)},
    "api:session-fit": {"GET": signed_in(200, 200, 404)},
    "api:session-repeat": {"POST": signed_in(201, 201, 404, reads=SESSION)},
    "api:session-plan": {"POST": signed_in(201, 201, 404, reads=PLANNED, writes="date")},
    "api:session-program": {"POST": signed_in(201, 201, 404, reads=DOCUMENT)},
    "api:session-set-list": {
        "GET": signed_in(200, 200, 404, reads=SET),
        "POST": signed_in(201, 403, 404, reads=SET, writes=f"{ABOUT_SET} id item exercise"),
    },
    "api:session-set-detail": {
        "PATCH": signed_in(200, 403, 404, reads=SET, writes=ABOUT_SET),
        "DELETE": signed_in(204, 403, 404),
    },
    "api:session-item-list": {
        "GET": signed_in(200, 200, 404, reads=ITEM),
        "POST": signed_in(201, 403, 404, reads=ITEM, writes="id exercise"),
    },
    "api:session-item-detail": {
        "PATCH": signed_in(200, 403, 404, reads=ITEM, writes="note position"),
        "DELETE": signed_in(204, 403, 404),
    },
    "api:session-item-skip": {"POST": signed_in(200, 403, 404, reads=ITEM)},
    "api:session-item-swap": {"POST": signed_in(200, 403, 404, reads=ITEM, writes="exercise")},
    "api:session-item-unskip": {"POST": signed_in(200, 403, 404, reads=ITEM)},
    "api:session-comment-list": {
        "GET": signed_in(200, 200, 404, reads=COMMENT),
        "POST": signed_in(201, 201, 404, reads=COMMENT, writes="text"),
    },
    "api:session-comment-detail": {"DELETE": signed_in(204, 403, 404)},
}

IMPORT: Final = (
    "id kind filename state load_unit distance_unit time_zone recognised progress new_sessions "
    "new_sets error created_at applied_at undone_at"
)
PREVIEW: Final = f"{IMPORT} names row_errors"

IMPORTS_API: Final = {
    "api:import-list": {
        "GET": signed_in(200, reads=IMPORT),
        "POST": signed_in(201, reads=PREVIEW, writes="file"),
    },
    "api:import-detail": {"GET": signed_in(200, 404, reads=PREVIEW)},
    "api:import-apply": {"POST": signed_in(202, 404, reads=PREVIEW)},
    "api:import-mapping": {
        "PATCH": signed_in(
            200, 404, reads=PREVIEW, writes="mapping load_unit distance_unit time_zone"
        )
    },
    "api:import-undo": {"POST": signed_in(202, 404, reads=PREVIEW)},
}

PUSH: Final = "id service user_agent created_at failed_at failure"

NOTIFICATIONS_API: Final = {
    "api:push-subscription-list": {
        "GET": signed_in(200, reads=PUSH),
        "POST": signed_in(201, reads=PUSH, writes="endpoint keys"),
    },
    "api:push-subscription-detail": {"DELETE": signed_in(204, 404)},
    "api:push-subscription-key": {"GET": signed_in(200, reads="key")},
}

DOCUMENTS: Final = {
    "schema": {"GET": public(200, cache="shared")},
    "docs": {"GET": public(200, cache="shared")},
}


def admin_pages(noun: str, rights: str = "") -> dict[str, dict[str, Door]]:
    """The pages of one noun in the admin; `rights` name what is offered beside looking."""

    def may(right: str, status: int) -> Door:
        return admin(status if right in rights else 403, queries=100)

    look = admin(200, queries=100)
    return {
        f"admin:{noun}_changelist": {"GET": look, "POST": look},
        f"admin:{noun}_history": {"GET": look},
        f"admin:{noun}_add": {"GET": may("add", 200), "POST": may("add", 200)},
        f"admin:{noun}_change": {"GET": look, "POST": may("change", 200)},
        f"admin:{noun}_delete": {"GET": may("delete", 200), "POST": may("delete", 302)},
    }


ADMIN: Final = {
    "admin:index": {"GET": admin(200)},
    "admin:django.views.generic.base.RedirectView": {"GET": admin(302)},  # .../5/ to .../5/change/
    "admin:django.contrib.admin.sites.catch_all_view": {"GET": admin(404)},
    "admin:login": {"GET": admin(302), "POST": admin(302)},
    "admin:logout": {"POST": admin(200)},
    "admin:password_change": {"GET": admin(302), "POST": admin(302)},
    "admin:password_change_done": {"GET": admin(200)},
    "admin:autocomplete": {"GET": admin(200)},
    "admin:jsi18n": {"GET": admin(200, cache="shared")},
    "admin:view_on_site": {"GET": admin(404)},
    "admin:app_list": {"GET": admin(200)},
    "admin:auth_user_password_change": {"GET": admin(200), "POST": admin(200)},
    **admin_pages("auth_group"),
    **admin_pages("account_emailaddress", "add change delete"),
    **admin_pages("accounts_user", "add change delete"),
    **admin_pages("accounts_profile", "change"),
    **admin_pages("accounts_coaching", "delete"),
    **admin_pages("accounts_token", "delete"),
    **admin_pages("accounts_trainerapplication", "delete"),
    "admin:accounts_trainerapplication_change": {"GET": admin(200), "POST": admin(302)},
    **admin_pages("accounts_block"),
    **admin_pages("accounts_look"),
    **admin_pages("accounts_profilegrant"),
    **admin_pages("accounts_profilegroupgrant"),
    **admin_pages("mfa_authenticator", "delete"),
    **admin_pages("socialaccount_socialaccount", "delete"),
    **admin_pages("usersessions_usersession", "delete"),
    **admin_pages("training_exercise", "add change"),
    **admin_pages("training_exercisemark"),
    **admin_pages("training_videolink", "delete"),
    **admin_pages("training_popularity"),
    **admin_pages("training_assignment", "add change delete"),
    **admin_pages("training_plannedsession", "add change delete"),
    **admin_pages("training_program", "change delete"),
    **admin_pages("training_programversion", "change"),
    **admin_pages("training_block"),
    **admin_pages("training_workout"),
    **admin_pages("training_group"),
    **admin_pages("training_item"),
    **admin_pages("training_gym"),
    **admin_pages("training_setprescription"),
    **admin_pages("training_progressionrule"),
    **admin_pages("training_record"),
    **admin_pages("training_traineeweek"),
    **admin_pages("training_traineeweekmuscle"),
    **admin_pages("training_session"),
    **admin_pages("training_sessionitem"),
    **admin_pages("training_set"),
    **admin_pages("training_tombstone"),
    **admin_pages("training_comment", "add change delete"),
    **admin_pages("training_resttimer"),
    **admin_pages("integrations_import", "change"),
    **admin_pages("integrations_importedsession", "add change delete"),
    **admin_pages("integrations_exercisealias", "add change delete"),
    **admin_pages("notifications_pushsubscription", "delete"),
}

SOCKETS: Final = {
    "inbox": Socket(
        who="signed in",
        says=("ping",),
        hears={
            "access.changed": ("owner", "lead", "reader"),
            "ready": None,
            "ask.again": None,
            "pong": None,
        },
    ),
    "nowhere": Socket(who="nobody"),
}

POLICY: Final[dict[str, dict[str, Door]]] = {
    **PAGES,
    **ACCOUNTS,
    **TRAINING,
    **IMPORTS,
    **SIGN_IN,
    **FACTORS,
    **ELSEWHERE,
    **PEOPLE_API,
    **TRAINING_API,
    **IMPORTS_API,
    **NOTIFICATIONS_API,
    **DOCUMENTS,
    **ADMIN,
}
