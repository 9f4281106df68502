"""What all shapes of the installation have in common."""

from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from celery.schedules import crontab
from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _
from redis.backoff import NoBackoff
from redis.retry import Retry

from mentoring.settings import environment as env

BASE_DIR = Path(__file__).resolve().parents[2]
VAR_DIR = Path(env.text("VAR_DIR", str(BASE_DIR / "var")))
SITE_URL = env.text("SITE_URL", "http://localhost:8000").rstrip("/")
DEBUG = False
DEMO = False

OWN_APPS = [
    "kernel",
    "accounts",
    "notices",
    "roadmap",
    "participants",
    "surveys",
    "pairs",
    "reports",
    "showcase",
]
INSTALLED_APPS = [
    "mentoring",
    *reversed(OWN_APPS),
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "crispy_forms",
    "django_filters",
    "django_htmx",
    "template_partials",
    "import_export",
    "csp",
]
MIDDLEWARE = [
    "kernel.middleware.refuse_null_bytes",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "accounts.middleware.speak_the_persons_language",
    "accounts.middleware.SignInFirst",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "accounts.middleware.act_through_membership",
    "accounts.middleware.sessions_end",
    "accounts.middleware.AskFirst",
    "kernel.middleware.pages_of_people_are_not_stored",
    "kernel.middleware.journal_views_of_people",
    "kernel.middleware.safe_methods_do_not_write",
    "kernel.middleware.RefusalsAreAnswered",
]
ROOT_URLCONF = "mentoring.urls"
WSGI_APPLICATION = "mentoring.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "mentoring.navigation.context",
            ],
            "builtins": [
                "django.templatetags.i18n",
                "django.templatetags.static",
                "template_partials.templatetags.partials",
                "kernel.templatetags.components",
                "kernel.templatetags.charts",
                "kernel.templatetags.lists",
                "kernel.templatetags.access",
                "kernel.templatetags.russian",
            ],
        },
    }
]


def database(url: str) -> dict[str, object]:
    """Read `sqlite:///path` or `postgres://user:password@host:port/name` into Django's settings."""
    parts = urlsplit(url)
    if parts.scheme == "sqlite":
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": unquote(parts.path[1:]) or ":memory:",
            "CONN_MAX_AGE": None,
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
                "init_command": (
                    "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA cache_size=-20000;"
                    " PRAGMA temp_store=MEMORY;"
                ),
            },
        }
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path[1:]),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or "",
        "PORT": parts.port or "",
        "CONN_MAX_AGE": 300,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {
            "connect_timeout": 5,
            # A migration of a large table needs longer than a page may: the deployment says so.
            "options": f"-c statement_timeout={env.number('STATEMENT_TIMEOUT_MS', 15000)}"
            " -c lock_timeout=3000 -c idle_in_transaction_session_timeout=30000",
        },
    }


DATABASES = {"default": database(env.text("DATABASE_URL", f"sqlite:///{VAR_DIR / 'mentoring.db'}"))}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

REDIS_URL = env.text("REDIS_URL", "")
CACHES: dict[str, dict[str, Any]] = {
    "default": (
        {
            "BACKEND": "kernel.caches.ForgivingRedisCache",
            "LOCATION": REDIS_URL,
            "OPTIONS": {
                "socket_timeout": 0.5,
                "socket_connect_timeout": 0.5,
                "retry": Retry(NoBackoff(), 0),
            },
        }
        if REDIS_URL
        else {
            "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
            "LOCATION": VAR_DIR / "cache",
        }
    )
}

# The database is the truth, the broker only wakes (docs/decisions/0002).
CELERY_BROKER_URL = REDIS_URL or "safefs://localhost"
CELERY_BROKER_TRANSPORT_OPTIONS: dict[str, Any] = (
    {
        "visibility_timeout": 3600,
        "socket_timeout": 2,
        "socket_connect_timeout": 2,
        "max_retries": 1,
        "interval_max": 0.2,
    }
    if REDIS_URL
    else {"spool": str(VAR_DIR / "spool"), "polling_interval": 0.2}
)
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_TASK_SERIALIZER = "json"
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_TASK_PUBLISH_RETRY = False
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_TIMEZONE = "UTC"
CELERY_BEAT_SCHEDULE_FILENAME = str(VAR_DIR / "beat-schedule")
CELERY_BEAT_SCHEDULE = {
    "run what waits": {"task": "kernel.sweep_jobs", "schedule": 20.0},
    "send what is owed": {"task": "notices.sweep_notices", "schedule": 30.0},
    "send letters about sign-in": {"task": "accounts.sweep_letters", "schedule": 30.0},
    "close what is proved": {"task": "roadmap.close_proved", "schedule": crontab(minute="*/15")},
    "close what is over": {"task": "surveys.close_over", "schedule": crontab(minute="*/5")},
    "forget old letters": {
        "task": "notices.forget_letters",
        "schedule": crontab(hour="3", minute="40"),
    },
    "remind of campaigns": {"task": "surveys.owe_reminders", "schedule": crontab(minute="*/15")},
    "owe deadline reminders": {"task": "roadmap.owe_reminders", "schedule": crontab(minute="*/5")},
    "forget files of people": {
        "task": "participants.forget_files",
        "schedule": crontab(hour="1", minute="20"),
    },
}

AUTH_USER_MODEL = "accounts.User"
LOGIN_URL = "/sign-in/"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "/sign-in/"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 10},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
# How long one may be away, and be signed in at all, before the password is asked for again. Those
# at home (mentors, parents, partners) have their own device; pupils sit at computers of the school.
SESSION_IDLE_MINUTES = env.number("SESSION_IDLE_MINUTES", 30)
SESSION_IDLE_MINUTES_AT_HOME = env.number("SESSION_IDLE_MINUTES_AT_HOME", 120)
SESSION_LIFETIME_HOURS = env.number("SESSION_LIFETIME_HOURS", 12)
SESSION_COOKIE_AGE = SESSION_LIFETIME_HOURS * 3600
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "mentoring.views.csrf_failure"
X_FRAME_OPTIONS = "SAMEORIGIN"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "frame-src": [SELF],
        "object-src": [NONE],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [SELF],
        "manifest-src": [SELF],
    }
}

LANGUAGE_CODE = "ru"
LANGUAGES = [("ru", _("Russian")), ("en", _("English"))]
LOCALE_PATHS = [BASE_DIR / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Europe/Moscow"

STATIC_URL = "/static/"
STATIC_ROOT = BASE_DIR / "staticfiles"
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES: dict[str, dict[str, Any]] = {
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": VAR_DIR / "media", "base_url": None},
    },
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
FILE_UPLOAD_PERMISSIONS = 0o600
DATA_UPLOAD_MAX_MEMORY_SIZE = 3 * 1024 * 1024
UPLOAD_LIMIT_BYTES = 20 * 1024 * 1024

FORM_RENDERER = "kernel.widgets.Renderer"
CRISPY_ALLOWED_TEMPLATE_PACKS = "mentoring"
CRISPY_TEMPLATE_PACK = "mentoring"
FILTERS_EMPTY_CHOICE_LABEL = _("any")

EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = env.text("EMAIL_FROM", "mentoring@localhost")
EMAIL_HOST = env.text("EMAIL_HOST", "")
EMAIL_PORT = env.number("EMAIL_PORT", 587)
EMAIL_HOST_USER = env.text("EMAIL_USER", "")
EMAIL_HOST_PASSWORD = env.text("EMAIL_PASSWORD", "")
EMAIL_USE_TLS = env.flag("EMAIL_TLS", default=True)
EMAIL_FILE_PATH = VAR_DIR / "mail"
KEEP_LETTERS_DAYS = env.number("KEEP_LETTERS_DAYS", 90)
EMAIL_BACKEND = (
    "django.core.mail.backends.smtp.EmailBackend"
    if EMAIL_HOST
    else "django.core.mail.backends.filebased.EmailBackend"
)

# Accounts: allauth carries sign-in, reset, second factor and the list of sessions
# (docs/decisions/0003); no sign-up by oneself and no foreign sign-in.
ACCOUNT_LOGIN_METHODS = {"username", "email"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "email", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_ADAPTER = "accounts.adapters.AccountAdapter"
ACCOUNT_FORMS = {
    "login": "accounts.forms.entry.SignInForm",
    "reset_password": "accounts.forms.entry.ForgottenPasswordForm",
}
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_PASSWORD_RESET_TOKEN_GENERATOR = "django.contrib.auth.tokens.PasswordResetTokenGenerator"  # noqa: S105 -- a class, not a password
PASSWORD_RESET_TIMEOUT = 3 * 3600
# How many of our own proxies stand before us: the address of a client is not what it claims.
ALLAUTH_TRUSTED_PROXY_COUNT = env.number("TRUSTED_PROXIES", 0)
ACCOUNT_RATE_LIMITS = {
    "login": "300/m/ip",
    "login_failed": "30/15m/ip,5/15m/key",
    "reset_password": "20/m/ip,3/h/key",
}
ACCOUNT_REAUTHENTICATION_TIMEOUT = 15 * 60
MFA_ADAPTER = "accounts.adapters.SecondFactorAdapter"
MFA_FORMS = {
    "authenticate": "accounts.forms.entry.CodeForm",
    "reauthenticate": "accounts.forms.entry.CodeAgainForm",
    "activate_totp": "accounts.forms.entry.SetUpCodeForm",
}
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_TOLERANCE = 1
MFA_TOTP_ISSUER = "Наставничество"
USERSESSIONS_TRACK_ACTIVITY = False

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": env.text("LOG_LEVEL", "INFO")},
    # The printer of papers tells each page it lays out; the log is not the place for that.
    "loggers": {"weasyprint.progress": {"level": "WARNING"}},
}

# Who signs a consent: under the first age a representative, from the second the person alone.
CONSENT_SIGNS_FROM = env.number("CONSENT_SIGNS_FROM", 14)
CONSENT_ADULT_FROM = env.number("CONSENT_ADULT_FROM", 18)
# How many days before a term or a birthday ends a consent the curator is told.
CONSENT_WARN_DAYS = env.number("CONSENT_WARN_DAYS", 30)
# After a withdrawal: working days to stop the use and to answer, calendar days to destroy.
WITHDRAWAL_STOP_DAYS = env.number("WITHDRAWAL_STOP_DAYS", 3)
WITHDRAWAL_ANSWER_DAYS = env.number("WITHDRAWAL_ANSWER_DAYS", 10)
WITHDRAWAL_DESTROY_DAYS = env.number("WITHDRAWAL_DESTROY_DAYS", 30)
# For how many days a loaded file of people can be taken back, and after how many it is deleted.
IMPORT_UNDO_DAYS = env.number("IMPORT_UNDO_DAYS", 7)
IMPORT_KEEP_DAYS = env.number("IMPORT_KEEP_DAYS", 30)
