"""How long somebody stays signed in: left alone for a while, or signed in too long, it is over."""

import time
from collections.abc import Iterable

from allauth.account.internal.flows.login import get_authentication_records
from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse  # noqa: TID251 -- a guard of views

from accounts.models import Membership
from accounts.states import AT_HOME

COOKIE = "seen"
EVERY_SECONDS = 60


def idle_minutes(roles: Iterable[Membership]) -> int:
    """How long one may be away: the strictest of all one's roles decides."""
    held = {membership.role for membership in roles}
    at_home = bool(held) and held <= AT_HOME
    return settings.SESSION_IDLE_MINUTES_AT_HOME if at_home else settings.SESSION_IDLE_MINUTES


def why_over(request: HttpRequest, roles: Iterable[Membership]) -> str:
    """Tell why the session is over: `idle`, `old`, or nothing while it lasts."""
    now = time.time()
    proved = proved_at(request, now)
    if now - proved > settings.SESSION_LIFETIME_HOURS * 3600:
        return "old"
    if now - max(proved, seen_at(request)) > idle_minutes(roles) * 60:
        return "idle"
    return ""


def proved_at(request: HttpRequest, now: float) -> float:
    """When a password, a code or a card last proved who it is. Every way in writes it down."""
    records = get_authentication_records(request, request.user)
    return max((record["at"] for record in records), default=now)


def seen_at(request: HttpRequest) -> float:
    """When this browser last asked for something; a cookie of another session says nothing."""
    session = request.session.session_key
    known: tuple[str | None, float] | None = request.__dict__.get("was_seen")
    if known is None or known[0] != session:
        known = request.__dict__["was_seen"] = (session, _read(request))
    return known[1]


def _read(request: HttpRequest) -> float:
    try:
        said: float = signing.loads(request.COOKIES.get(COOKIE, ""), salt=_salt(request))
    except signing.BadSignature:
        return 0
    return said


def note_seen(request: HttpRequest, response: HttpResponse) -> None:
    """Keep the moment in a signed cookie, once a minute: no page writes to the database for it."""
    now = time.time()
    if now - seen_at(request) < EVERY_SECONDS:
        return
    response.set_cookie(
        COOKIE,
        signing.dumps(int(now), salt=_salt(request)),
        httponly=True,
        samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
    )


def _salt(request: HttpRequest) -> str:
    return f"accounts.{COOKIE}:{request.session.session_key}"
