"""One computer: SQLite, an embedded broker, mail into files. Nothing to configure."""

import secrets

from mentoring.settings import environment as env
from mentoring.settings.base import *  # noqa: F403 -- settings are stacked, Django's own idiom
from mentoring.settings.base import MIDDLEWARE, VAR_DIR

DEBUG = env.flag("DEBUG", default=False)
DEMO = env.flag("DEMO", default=True)
ALLOWED_HOSTS = env.words("ALLOWED_HOSTS", "*")

# In the other shapes the proxy compresses pages; static files are compressed beforehand.
_after_static = MIDDLEWARE.index("whitenoise.middleware.WhiteNoiseMiddleware") + 1
MIDDLEWARE = [
    *MIDDLEWARE[:_after_static],
    "django.middleware.gzip.GZipMiddleware",
    *MIDDLEWARE[_after_static:],
]


def kept_secret() -> str:
    """Return the secret of this installation, made at the first start and kept in a file."""
    VAR_DIR.mkdir(parents=True, exist_ok=True)
    file = VAR_DIR / "secret-key"
    try:
        with file.open("x") as new:
            file.chmod(0o600)
            new.write(secrets.token_urlsafe(50))
    except FileExistsError:
        pass
    return file.read_text()


SECRET_KEY = kept_secret()
SILENCED_SYSTEM_CHECKS = ["security.W004", "security.W008", "security.W012", "security.W016"]
