"""One file of settings; the environment changes them.

With nothing set, a clone runs on SQLite in `var/`. `DATABASE_URL` and `REDIS_URL` switch to
PostgreSQL and Redis, `SITE_URL` with https switches on everything that belongs to TLS. The
variables are described in docs/deployment.md.
"""

import os
from base64 import b64encode
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import environ
from celery.schedules import crontab
from csp.constants import NONCE, NONE, SELF
from django.core.management.utils import get_random_secret_key

from fitapp import rates, secrets

BASE_DIR = Path(__file__).resolve().parent.parent
env = environ.Env()
env.ENVIRON = secrets.environment()

DEBUG = env.bool("DEBUG", default=False)
DATA_DIR = Path(env("DATA_DIR", default=str(BASE_DIR / "var")))
DATA_DIR.mkdir(parents=True, exist_ok=True)
SITE_URL = env("SITE_URL", default="http://localhost:8000").rstrip("/")
REDIS_URL = env("REDIS_URL", default="")


def _new_sealing_key() -> str:
    return f"first:{b64encode(os.urandom(32)).decode()}"


IS_PRODUCTION = secrets.is_production(site_url=SITE_URL, debug=DEBUG)
SECRET_KEY = secrets.needed(
    "SECRET_KEY",
    kept_at=DATA_DIR / "secret_key",
    make=get_random_secret_key,
    in_production=IS_PRODUCTION,
)
SECRET_KEY_FALLBACKS = secrets.listed("SECRET_KEY_FALLBACKS", in_production=IS_PRODUCTION)
SEALING_KEYS = secrets.needed(
    "SEALING_KEYS",
    kept_at=DATA_DIR / "sealing_keys",
    make=_new_sealing_key,
    in_production=IS_PRODUCTION,
    how=secrets.MAKE_A_SEALING_KEY,
    shortest=len("1:") + 44,  # an id, and 32 bytes in base64
)
_site = urlsplit(SITE_URL)
_nearby = [] if _site.scheme == "https" else ["localhost", "127.0.0.1"]
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=[_site.hostname, *_nearby])
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[SITE_URL])

# --- What is installed ---------------------------------------------------------------------------

INSTALLED_APPS = [
    "fitapp.apps.AdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.humanize",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.apple",
    "allauth.socialaccount.providers.google",
    "allauth.usersessions",
    "channels",
    "csp",
    "django_filters",
    "django_htmx",
    "django_ratelimit",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "guardian",
    "rest_framework",
    "fitapp.pages",
    "accounts",
    "training",
    "metrics",
    "metrics.integrations",
    "social",
]

MIDDLEWARE = [
    "fitapp.lib.headers.HeadersMiddleware",
    "fitapp.lib.plain.PlainApiMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "django_permissions_policy.PermissionsPolicyMiddleware",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "fitapp.lib.characters.NoNulMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "accounts.middleware.SessionsMiddleware",
    "accounts.leaving.LeavingMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "accounts.middleware.PersonalMiddleware",
    "fitapp.lib.refusals.RefusalsMiddleware",
    "fitapp.lib.turnstile.Turnstile",
    "fitapp.lib.errors.RefusedMiddleware",
    "fitapp.guard.GuardMiddleware",
]

ROOT_URLCONF = "fitapp.urls"
WSGI_APPLICATION = "fitapp.wsgi.application"
ASGI_APPLICATION = "fitapp.asgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "builtins": [
                "fitapp.pages.templatetags.design",
                "fitapp.pages.templatetags.figures",
            ],
            "context_processors": [
                "django.template.context_processors.debug",
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "csp.context_processors.nonce",
            ],
        },
    }
]

# --- Where things are kept -----------------------------------------------------------------------

DATABASES = {"default": env.db("DATABASE_URL", default=f"sqlite:///{DATA_DIR / 'db.sqlite3'}")}
EMBEDDED = DATABASES["default"]["ENGINE"].endswith("sqlite3")
if EMBEDDED:
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
    }
    DATABASES["default"]["TEST"] = {"NAME": env("TEST_DATABASE", default=None)}
else:
    DATABASES["default"]["CONN_MAX_AGE"] = env.int("CONN_MAX_AGE", default=60)
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

if REDIS_URL:
    _redis = {
        "BACKEND": "django_redis.cache.RedisCache",
        "LOCATION": REDIS_URL,
        "OPTIONS": {
            "REDIS_CLIENT_CLASS": "fitapp.lib.caches.Redis",
            "SOCKET_CONNECT_TIMEOUT": 1,
            "SOCKET_TIMEOUT": 1,
            "IGNORE_EXCEPTIONS": True,  # one that is away is as good as an empty one
        },
    }
    CACHES = {"default": _redis, "shared": _redis, "progress": _redis}
    CHANNEL_LAYERS = {
        "default": {
            "BACKEND": "channels_redis.pubsub.RedisPubSubChannelLayer",
            "CONFIG": {"hosts": [{"address": REDIS_URL, "socket_connect_timeout": 1}]},
        }
    }
    CELERY_BROKER_URL = REDIS_URL
    CELERY_BROKER_TRANSPORT_OPTIONS: dict[str, Any] = {
        "visibility_timeout": 3600,
        "socket_connect_timeout": 2,
    }
else:
    # One web process keeps its cache and rate limits in memory. "shared" is what web, worker and
    # scheduler read from each other.
    CACHES = {
        "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
        "shared": {
            "BACKEND": "django.core.cache.backends.db.DatabaseCache",
            "LOCATION": "shared_cache",
        },
        # Told while a transaction holds the database, so it lives in files.
        "progress": {
            "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
            "LOCATION": DATA_DIR / "progress",
        },
    }
    CHANNEL_LAYERS = {"default": {"BACKEND": "fitapp.lib.realtime.InProcessLayer"}}
    CELERY_BROKER_URL = "filesystem://localhost/"
    _broker = DATA_DIR / "broker"
    for _folder in ("queue", "control"):
        (_broker / _folder).mkdir(parents=True, exist_ok=True)
    CELERY_BROKER_TRANSPORT_OPTIONS = {
        "data_folder_in": str(_broker / "queue"),
        "data_folder_out": str(_broker / "queue"),
        "control_folder": str(_broker / "control"),
        "polling_interval": 0.1,
    }

CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_HIJACK_ROOT_LOGGER = False  # workers log as everybody does
CELERY_TASK_PUBLISH_RETRY = False  # nobody waits for a broker: see fitapp.lib.jobs
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BEAT_SCHEDULE_FILENAME = str(DATA_DIR / "schedule")
CELERY_TIMEZONE = "UTC"
CELERY_BEAT_SCHEDULE: dict[str, dict[str, Any]] = {
    "beat the heart that /health/ready listens to": {
        "task": "fitapp.pages.tasks.beat",
        "schedule": 20.0,
    },
    "catch up with missed days": {
        "task": "training.tasks.catch_up",
        "schedule": crontab(minute=10),
    },
    "forget what was deleted from the log long ago": {
        "task": "training.tasks.forget_deleted",
        "schedule": crontab(hour=3, minute=50),
    },
    "lay out plans without a last day": {
        "task": "training.tasks.lay_out_ahead",
        "schedule": crontab(hour=2, minute=40),
    },
    "see that trainers see what they may": {
        "task": "accounts.tasks.check_grants",
        "schedule": crontab(hour=3, minute=20),
    },
    "take up imports that were left lying": {
        "task": "metrics.integrations.tasks.sweep",
        "schedule": 60.0,
    },
    "forget sessions that are over": {
        "task": "accounts.tasks.forget_ended_sessions",
        "schedule": crontab(hour=3, minute=20),
    },
    "forget the files of people who are gone": {
        "task": "metrics.integrations.tasks.forget_everybodys_files",
        "schedule": crontab(hour=3, minute=40),
    },
}

# SQLite ignores the extra columns of a covering index; PostgreSQL uses them.
SILENCED_SYSTEM_CHECKS = ["models.W040"] if EMBEDDED else []
if not REDIS_URL:
    SILENCED_SYSTEM_CHECKS += ["django_ratelimit.E003", "django_ratelimit.W001"]

STATIC_URL = "/static/"
STATIC_ROOT = BASE_DIR / "staticfiles"
STATICFILES_DIRS = [BASE_DIR / "static"]
MEDIA_ROOT = Path(env("MEDIA_ROOT", default=str(DATA_DIR / "media")))
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 4000  # a long workout is one form

# --- People --------------------------------------------------------------------------------------

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "accounts.backends.EmailBackend",
    "guardian.backends.ObjectPermissionBackend",
]
ANONYMOUS_USER_NAME = None
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 10},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "accounts.passwords.NotAboutYou"},
    {"NAME": "accounts.passwords.NotBreached"},
]
BREACHED_PASSWORDS_FILE = env("BREACHED_PASSWORDS_FILE", default="")
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "accounts.adapter.AccountAdapter"
ACCOUNT_FORMS = {"signup": "accounts.forms.SignupForm"}
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_RESEND = 3
ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_CHANGE = False  # it is offered to new addresses alone
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_LOGOUT_REDIRECT_URL = "/"
ACCOUNT_REAUTHENTICATION_TIMEOUT = 300
INVITATION_DAYS = 14
TRAINERS_NEED_APPROVAL = env.bool("TRAINERS_NEED_APPROVAL", default=True)

# A session ends after so many days without a visit, and after so many days whatever happens.
SESSION_COOKIE_AGE = int(timedelta(days=env.int("SESSION_IDLE_DAYS", default=14)).total_seconds())
SESSION_LONGEST = timedelta(days=env.int("SESSION_MAX_DAYS", default=90))
SESSION_NOTED_EVERY = timedelta(minutes=5)

MFA_ADAPTER = "accounts.factors.MFAAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_FORMS = {
    "authenticate": "accounts.factors.CodeForm",
    "reauthenticate": "accounts.factors.CodeAgainForm",
}
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "FitApp"
MFA_TOTP_TOLERANCE = 1  # a code typed as it changes still counts
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = _site.scheme == "http"

# Sign-in with others is on where both their keys are set.
SOCIALACCOUNT_ADAPTER = "accounts.social.SocialAccountAdapter"
SOCIALACCOUNT_FORMS = {"signup": "accounts.forms.SocialSignupForm"}
SOCIALACCOUNT_EMAIL_AUTHENTICATION = False  # an equal address joins no accounts
SOCIALACCOUNT_STORE_TOKENS = False
SOCIAL_SIGN_IN_DETOURS: dict[str, str] = {}  # {address: where it is really reached}, for rehearsals
SOCIALACCOUNT_PROVIDERS: dict[str, dict[str, Any]] = {
    "google": {
        "provider_class": "accounts.social.Google",
        "OAUTH_PKCE_ENABLED": True,
        "APPS": [],
    },
    "apple": {"provider_class": "accounts.social.Apple", "APPS": []},
}
_social_sign_in_origins = []
if (_id := env("GOOGLE_CLIENT_ID", default="")) and (
    _secret := env("GOOGLE_CLIENT_SECRET", default="")
):
    SOCIALACCOUNT_PROVIDERS["google"]["APPS"] = [{"client_id": _id, "secret": _secret}]
    _social_sign_in_origins += ["https://accounts.google.com"]
if (_id := env("APPLE_CLIENT_ID", default="")) and (
    _secret := env("APPLE_PRIVATE_KEY", default="").replace("\\n", "\n")
):
    SOCIALACCOUNT_PROVIDERS["apple"]["APPS"] = [
        {
            "client_id": _id,
            "secret": env("APPLE_KEY_ID"),
            "key": env("APPLE_TEAM_ID"),
            "settings": {"certificate_key": _secret},
        }
    ]
    _social_sign_in_origins += ["https://appleid.apple.com"]

DEFAULT_FROM_EMAIL = env("DEFAULT_FROM_EMAIL", default=f"FitApp <hello@{_site.hostname}>")
SERVER_EMAIL = DEFAULT_FROM_EMAIL
if EMAIL_URL := env("EMAIL_URL", default=""):
    vars().update(env.email_url_config(EMAIL_URL))
else:
    EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    EMAIL_FILE_PATH = DATA_DIR / "outbox"

# --- How often -----------------------------------------------------------------------------------

# Who asks is read from X-Forwarded-For only as far as proxies of ours wrote it.
TRUSTED_PROXIES = ALLAUTH_TRUSTED_PROXY_COUNT = env.int("TRUSTED_PROXIES", default=0)
LIMITS = rates.limits(env)
LIMITED_DOORS = rates.DOORS
LIMITED_ACCOUNT = "accounts.limits.account_named"
SHUT_WITHOUT_COUNTING = rates.SHUT_WITHOUT_COUNTING
UNLIMITED_PATHS = ("/health/",)
# allauth's own limits are off where ours stand. It still counts failed passwords and codes of one
# account, whichever door they came by, and waits between two mails with a code.
ACCOUNT_RATE_LIMITS = {
    **dict.fromkeys(["login", "signup", "reset_password", "reset_password_from_key"]),
    **dict.fromkeys(["change_password", "manage_email", "reauthenticate", "request_login_code"]),
    "login_failed": "60/h/key",
}
MFA_RATE_LIMITS = {"webauthn_login": None}

# --- The API -------------------------------------------------------------------------------------

REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [
        "accounts.authentication.BearerAuthentication",
        "accounts.authentication.CookieAuthentication",
    ],
    "DEFAULT_PERMISSION_CLASSES": ["accounts.access.Nobody"],
    "DEFAULT_PARSER_CLASSES": ["fitapp.lib.bodies.JSONParser"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_FILTER_BACKENDS": ["django_filters.rest_framework.DjangoFilterBackend"],
    "DEFAULT_METADATA_CLASS": None,
    "DEFAULT_PAGINATION_CLASS": "fitapp.lib.paging.CursorPagination",
    "DEFAULT_SCHEMA_CLASS": "fitapp.openapi.AutoSchema",
    "DEFAULT_THROTTLE_CLASSES": ["fitapp.lib.throttling.DoorThrottle"],
    "EXCEPTION_HANDLER": "fitapp.lib.api.problem",
    "NUM_PROXIES": TRUSTED_PROXIES,
    "TEST_REQUEST_DEFAULT_FORMAT": "json",
}
SPECTACULAR_SETTINGS = {
    "TITLE": "FitApp",
    "DESCRIPTION": "Coaching, programs, workouts and what they did.",
    "VERSION": "1",
    "SCHEMA_PATH_PREFIX": "/api/v1",
    "SWAGGER_UI_DIST": "SIDECAR",
    "SWAGGER_UI_FAVICON_HREF": "SIDECAR",
    "REDOC_DIST": "SIDECAR",
    "SERVE_INCLUDE_SCHEMA": False,
    "COMPONENT_SPLIT_REQUEST": True,
    "ENUM_NAME_OVERRIDES": {  # where several fields share a name or a set of choices
        "GroupKindEnum": "training.models.programs.Group.Kind",
        "SetKindEnum": "training.models.prescriptions.SetKind",
        "OutcomeEnum": "training.syncing.edits.Outcome",
        "AppEnum": "metrics.integrations.models.App",
        "ScopeEnum": "accounts.models.people.Scope",
        "TokenScopeEnum": "accounts.models.tokens.Token.Scope",
        "LevelEnum": "training.taxonomy.Level",
        "RegionEnum": "accounts.vocabulary.Stress",
        "LoadUnitEnum": "fitapp.lib.units.LoadUnit",
        "DistanceUnitEnum": "fitapp.lib.units.DistanceUnit",
        "FileDistanceUnitEnum": "metrics.integrations.models.FileDistanceUnit",
    },
}

# --- Words and time ------------------------------------------------------------------------------

LANGUAGE_CODE = "en-gb"
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"

# --- Safety --------------------------------------------------------------------------------------

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF, NONCE],
        "style-src": [SELF],
        "font-src": [SELF],
        "img-src": [SELF, "data:"],
        "connect-src": [SELF],
        "worker-src": [SELF],
        "manifest-src": [SELF],
        "base-uri": [NONE],
        "form-action": [SELF, *_social_sign_in_origins],  # a form may end in a redirect there
        "frame-ancestors": [NONE],
        "upgrade-insecure-requests": _site.scheme == "https",
    }
}
PASSWORD_RESET_TIMEOUT = 3600  # seconds that a link to a new password is good for
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_TIMEOUT = 600  # and a code by mail
# What a page may ask of the device: passkeys, copying, a screen that stays on in a workout.
_OURS = """
    clipboard-write fullscreen publickey-credentials-create publickey-credentials-get
    screen-wake-lock web-share
"""
_NOBODYS = """
    accelerometer autoplay bluetooth browsing-topics camera display-capture encrypted-media gamepad
    geolocation gyroscope hid idle-detection local-fonts magnetometer microphone midi
    otp-credentials payment picture-in-picture serial storage-access sync-xhr usb window-management
    xr-spatial-tracking
"""
PERMISSIONS_POLICY = dict.fromkeys(_OURS.split(), "self") | dict.fromkeys(_NOBODYS.split(), "none")
SECURITY_CONTACT = env.list("SECURITY_CONTACT", default=[])
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SESSION_COOKIE_HTTPONLY = True
CSRF_COOKIE_HTTPONLY = True  # scripts read the token from the form they send
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"  # no cookie of its own
SESSION_ENGINE = "accounts.sessions"
SOCKET_CHECK_S = env.int("SOCKET_CHECK_S", default=60)
if _site.scheme == "https":
    SECURE_SSL_REDIRECT = True
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_REDIRECT_EXEMPT = [r"^health/"]
    SECURE_HSTS_SECONDS = 63_072_000
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SECURE_HSTS_PRELOAD = True
    SESSION_COOKIE_SECURE = True
    SESSION_COOKIE_NAME = "__Host-sessionid"
    CSRF_COOKIE_SECURE = True
    CSRF_COOKIE_NAME = "__Host-csrftoken"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "lines": {"()": "fitapp.lib.logs.JsonLines"},
        "words": {"format": "{levelname} {name}: {message}", "style": "{"},
    },
    "handlers": {
        "console": {
            "class": "logging.StreamHandler",
            "formatter": "words" if DEBUG else "lines",
        }
    },
    "root": {"handlers": ["console"], "level": env("LOG_LEVEL", default="INFO")},
    "loggers": {"django.request": {"level": "ERROR"}},
}
