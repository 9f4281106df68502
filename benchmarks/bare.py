"""The baseline of the page benchmark: a bare signed-in Django view of 20 kB on the same database.

Session and user are read (two queries), a template loops over a hundred rows, nothing else.
Run by gunicorn as `benchmarks.bare:application` with the product's own DATABASE_URL.
"""

import os
from functools import cache
from typing import Any

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.urls import path
from django.views.decorators.csrf import csrf_exempt

os.environ.setdefault("SECRET_KEY", "benchmark")

from mentoring.settings.base import database

if not settings.configured:
    settings.configure(
        SECRET_KEY=os.environ["SECRET_KEY"],
        ALLOWED_HOSTS=["*"],
        ROOT_URLCONF=__name__,
        DATABASES={"default": database(os.environ["DATABASE_URL"])},
        INSTALLED_APPS=[
            "benchmarks.plain.Accounts",
            "benchmarks.plain.Kernel",
            "django.contrib.auth",
            "django.contrib.contenttypes",
            "django.contrib.sessions",
        ],
        MIDDLEWARE=[
            "django.contrib.sessions.middleware.SessionMiddleware",
            "django.contrib.auth.middleware.AuthenticationMiddleware",
        ],
        AUTH_USER_MODEL="accounts.User",
        AUTHENTICATION_BACKENDS=["django.contrib.auth.backends.ModelBackend"],
        TEMPLATES=[{"BACKEND": "django.template.backends.django.DjangoTemplates"}],
        OWN_APPS=[],
        DEMO=False,
        USE_TZ=True,
    )

TEMPLATE = """<!doctype html><html lang="ru"><title>Голая страница</title><body>
<p>{{ user.username }}</p><table>{% for row in rows %}<tr><td>{{ row.number }}</td>
<td>{{ row.name }}</td><td>{{ row.text }}</td><td><a href="/{{ row.number }}/">open</a></td></tr>
{% endfor %}</table></body></html>"""
ROWS = [
    {"number": number, "name": f"Имя и фамилия {number}", "text": "слово " * 12}
    for number in range(100)
]


@csrf_exempt
def bare(request: HttpRequest) -> HttpResponse:
    """Answer with a page of 20 kB to somebody signed in."""
    if not request.user.is_authenticated:
        return HttpResponse(status=403)
    context = {"user": request.user, "rows": ROWS}
    return HttpResponse(_compiled().render(context, request))


@cache
def _compiled() -> Any:
    """The template as the cached loader would keep it: compiled once a process."""
    return engines["django"].from_string(TEMPLATE)


urlpatterns = [path("", bare)]
application = get_wsgi_application()
