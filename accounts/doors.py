"""Doors that ask for a sign-in but for no role, and the one way of letting somebody in."""

from collections.abc import Callable
from typing import Any

from allauth.account.internal.flows.login import record_authentication
from allauth.usersessions.models import UserSession
from django.contrib.auth import login
from django.http import HttpRequest  # noqa: TID251 -- a guard of views

from accounts.models import Membership, User

View = Callable[..., Any]

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
CHOSEN = "membership"


def personal(why: str) -> Callable[[View], View]:
    """Open a view to anybody signed in, also without a role in force, and say why."""

    def open_(view: View) -> View:
        view.access = f"personal: {why}"  # type: ignore[attr-defined]
        return view

    return open_


def let_in(
    request: HttpRequest, user: User, *, method: str, membership: Membership | None = None
) -> None:
    """Sign somebody in who has proved to be this person otherwise than by a password.

    The session is listed among the person's own, and acts through `membership` when there is one.
    """
    login(request, user, backend=BACKEND)
    record_authentication(request, user, method=method)
    UserSession.objects.create_from_request(request)
    if membership is not None:
        request.session[CHOSEN] = membership.pk
