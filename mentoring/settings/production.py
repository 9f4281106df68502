"""One or several servers: PostgreSQL, Redis, TLS. Secrets come from the environment."""

from mentoring.settings import environment as env
from mentoring.settings.base import *  # noqa: F403 -- settings are stacked, Django's own idiom

SECRET_KEY = env.text("SECRET_KEY")
SECRET_KEY_FALLBACKS = env.words("SECRET_KEY_FALLBACKS")
ALLOWED_HOSTS = env.words("ALLOWED_HOSTS")
# `.example.org` in ALLOWED_HOSTS means the domain and everything below it.
CSRF_TRUSTED_ORIGINS = [f"https://{'*' if host[0] == '.' else ''}{host}" for host in ALLOWED_HOSTS]
# How many proxies of our own stand in front: the address of a visitor is read behind them.
ALLAUTH_TRUSTED_PROXY_COUNT = env.number("TRUSTED_PROXY_COUNT", 1)
SITE_URL = env.text("SITE_URL").rstrip("/")
env.text("DATABASE_URL")
env.text("REDIS_URL")
DEMO = env.flag("DEMO", default=False)

SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_SSL_REDIRECT = True
SECURE_REDIRECT_EXEMPT = [r"^health/$"]
SECURE_HSTS_SECONDS = 365 * 24 * 3600
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
# Previews of papers are shown inside our own pages.
SILENCED_SYSTEM_CHECKS = ["security.W019"]
