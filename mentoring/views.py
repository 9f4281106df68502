"""The home page of every role, and the pages of errors."""

import sys
from typing import Any

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from accounts import kept_forms
from accounts.models import Membership
from kernel import journal
from kernel.access import requires
from kernel.pages import page
from mentoring.home import home_of


@require_GET
@requires("mentoring.home")
def home_page(request: HttpRequest) -> HttpResponse:
    """Answer the one question of the role's home page."""
    membership: Membership = request.membership  # type: ignore[attr-defined]
    home = home_of(membership, timezone.now())
    journal.saw(request, home.people_shown)
    return page(request, home.template, {"home": home})


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Say that the request cannot be understood."""
    return render(request, "400.html", status=400)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Say that one may see it but not do it, with the reason where there is one."""
    return render(request, "403.html", {"reason": str(exception or "")}, status=403)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Say that the form has grown old; what was typed on a page of our own can be sent again.

    A browser names the page that a form stands on, and no foreign page can speak in our name.
    """
    own = f"{request.scheme}://{request.get_host()}"
    is_ours = request.user.is_authenticated and request.headers.get("Origin") == own
    kept = kept_forms.typed(request) if is_ours and request.method == "POST" else None
    return render(request, "403_csrf.html", {"kept": kept}, status=403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Say that there is no such page; the same words for what one may not see."""
    return render(request, "404.html", status=404)


def server_error(request: HttpRequest, **_: Any) -> HttpResponse:
    """Say that something broke on our side, or that the database is away. Needs no database."""
    if isinstance(sys.exc_info()[1], (OperationalError, InterfaceError)):
        answer = render(request, "503.html", status=503)
        answer.headers["Retry-After"] = "30"
        return answer
    return render(request, "500.html", status=500)
