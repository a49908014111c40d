"""How often each door may be used: the limits, and the doors that stand under each.

A limit is one rate or several: "10/15m account, 60/h account" is ten times in fifteen minutes and
sixty in an hour, counted for each account that a form names. Counted are also each `address`
(IPv6 by its /64), each signed-in `user`, each API `token`, and each `account at address`.

Windows are fixed, so twice a rate can pass around the edge of a window. That is why a door that
could be guessed at has a second, longer rate: it bounds what any number of edges let through. The
account at an address comes before the account everywhere, so that a stranger who guesses from one
place shuts out the one at that place and not the owner.
"""

from typing import Final

from environ import Env

EVERYTHING: Final = "everything"  # every request, whatever it asks for

LIMITS: Final = {
    EVERYTHING: "3000/m address, 600/m user, 600/m token",
    "sign-in": "30/5m address, 200/h address, 10/15m account at address, 60/h account",
    "sign-up": "20/10m address, 200/d address, 10/h account",
    "reset": "20/15m address, 5/h account",
    "code": "30/15m address, 20/h account",
    "second-factor": "30/15m address, 5/5m account, 20/h account, 100/d account",
    "password": "10/15m user, 60/d user",
    "email": "20/h user",
    "token": "30/15m address, 10/15m account at address, 30/h account, 30/h user",
    "invite": "30/h user, 100/d user",
    "search": "120/m user",
    "import": "30/h user",
    "picture": "30/h user",
    "push": "60/h user",
    "rest": "60/m user",
    "exercise": "120/h user",
    "export": "10/h user",
    "history": "60/h user",
    "application": "5/d user",
    "block": "60/h user",
}

# Doors that must not be guessed at stay shut while nothing can be counted; all others stay open.
SHUT_WITHOUT_COUNTING: Final = frozenset(
    {"sign-in", "sign-up", "reset", "code", "second-factor", "password", "email", "token"}
)

# (limit, methods, names of URLs). "GET ?search" is a GET that asks for `search`.
DOORS: Final = (
    ("sign-in", "POST", ("account_login", "admin:login", "mfa_login_webauthn")),
    ("sign-in", "POST", ("google_login", "apple_login")),
    ("sign-in", "GET POST", ("google_callback", "apple_callback", "apple_finish_callback")),
    ("sign-up", "POST", ("account_signup", "socialaccount_signup")),
    ("reset", "POST", ("account_reset_password",)),
    ("code", "POST", ("account_email_verification_sent", "account_reset_password_from_key")),
    ("second-factor", "POST", ("mfa_authenticate",)),
    ("password", "POST", ("account_reauthenticate", "mfa_reauthenticate")),
    ("password", "POST", ("mfa_reauthenticate_webauthn", "mfa_activate_totp")),
    ("password", "POST", ("account_change_password", "account_set_password", "accounts:delete")),
    ("password", "DELETE", ("api:me",)),
    ("email", "POST", ("account_email",)),
    ("token", "POST", ("accounts:make-token", "api:token-list")),
    ("invite", "POST", ("accounts:coaching", "accounts:resend", "api:coaching-list")),
    ("search", "GET ?search", ("api:trainer-list", "api:trainee-list", "api:user-list")),
    ("search", "GET ?q", ("pages:trainees",)),
    ("import", "POST", ("integrations:imports", "api:import-list")),
    ("application", "POST", ("accounts:become-a-trainer", "api:trainer-application-list")),
    ("block", "POST", ("accounts:block", "api:block-list")),
    ("picture", "POST PUT", ("accounts:change-picture", "api:my-picture")),
    ("push", "POST", ("api:push-subscription-list",)),
    ("rest", "PUT", ("api:session-rest",)),  # each asks the worker to come back at its end
    ("picture", "PUT", ("api:exercise-picture",)),
    ("exercise", "POST", ("training:exercise-new", "training:exercise-edit", "api:exercise-list")),
    ("export", "GET", ("mfa_download_recovery_codes",)),
    ("history", "GET", ("training:export", "api:session-export")),
)


def limits(env: Env) -> dict[str, str]:
    """The limits as the environment would have them: LIMIT_SIGN_IN="5/m address", "" for none."""
    return {
        name: env(f"LIMIT_{name.upper().replace('-', '_')}", default=written)
        for name, written in LIMITS.items()
    }
