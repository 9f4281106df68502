"""The home page of every role, and the pages of errors."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

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
    """Say that the form has grown old and is to be sent again."""
    return render(request, "403_csrf.html", status=403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Say that there is no such page; the same words for what one may not see."""
    return render(request, "404.html", status=404)


def server_error(request: HttpRequest, **_: Any) -> HttpResponse:
    """Say that something broke on our side; needs no database."""
    return render(request, "500.html", status=500)
