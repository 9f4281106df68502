"""Tests: everything at once and in memory; the database is what DATABASE_URL says."""

import tempfile
from pathlib import Path

from mentoring.settings import environment as env
from mentoring.settings.base import *  # noqa: F403 -- settings are stacked, Django's own idiom
from mentoring.settings.base import STORAGES, database

SECRET_KEY = "test"  # noqa: S105 -- of no use outside the tests
ALLOWED_HOSTS = ["*"]
DEMO = True
VAR_DIR = Path(tempfile.mkdtemp(prefix="mentoring-test-"))
DATABASES = {"default": database(env.text("DATABASE_URL", "sqlite:///"))}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
CELERY_TASK_ALWAYS_EAGER = True
CELERY_TASK_EAGER_PROPAGATES = True
STORAGES = {
    "default": {**STORAGES["default"], "OPTIONS": {"location": VAR_DIR / "media"}},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
# Static files are read where they lie; nothing has to be collected for the tests.
WHITENOISE_AUTOREFRESH = True
WHITENOISE_USE_FINDERS = True
