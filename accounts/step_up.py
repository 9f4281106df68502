"""Dangerous deeds ask for the password again when it was typed more than 15 minutes ago."""

import time
from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.account.internal.flows.login import get_authentication_records
from allauth.account.internal.flows.reauthentication import suspend_request
from django.conf import settings
from django.http import HttpRequest, HttpResponse  # noqa: TID251 -- a guard of views
from django.urls import reverse

from accounts.demo import PASSWORD
from kernel.pages import page

View = Callable[..., HttpResponse]


def signed_in_recently(request: HttpRequest) -> bool:
    """Tell whether a password or a code was typed within the last quarter of an hour."""
    user = request.user
    if not user.is_authenticated:
        return False
    moments = [record["at"] for record in get_authentication_records(request, user)]
    fresh: bool = bool(moments) and (
        time.time() - max(moments) < settings.ACCOUNT_REAUTHENTICATION_TIMEOUT
    )
    return fresh


def fresh_sign_in(view: View) -> View:
    """Ask for the password first; what was typed is kept and done after it.

    Stands under `requires`, so that only those who may do the deed are asked.
    """

    @wraps(view)
    def asked(request: HttpRequest, **kwargs: Any) -> HttpResponse:
        if signed_in_recently(request):
            return view(request, **kwargs)
        resume = suspend_request(request, reverse("account_reauthenticate"))
        if request.method != "POST":
            return HttpResponse(status=302, headers={"Location": resume["Location"]})
        return page(
            request,
            "accounts/password_first.html",
            {"resume_url": resume["Location"], "demo_password": PASSWORD},
            status=403,
        )

    return asked
