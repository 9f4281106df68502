"""One's own account: name, e-mail, sessions."""

from typing import TYPE_CHECKING, cast

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.actions import users
from accounts.doors import personal
from accounts.forms.profile import EmailForm, ProfileForm
from accounts.letters import read_email_change
from accounts.patience import idle_minutes
from accounts.queries import sessions_of
from accounts.step_up import fresh_sign_in
from kernel.access import public
from kernel.pages import page
from kernel.refusals import Refusal

if TYPE_CHECKING:
    from accounts.models import User


@require_http_methods(["GET", "POST"])
@personal("one's own account")
def my_profile(request: HttpRequest) -> HttpResponse:
    """One's own name, phone, language; ways to password, second factor and sessions."""
    user = _person(request)
    form = ProfileForm.describing(user, request.POST if request.method == "POST" else None)
    if not form.is_valid():
        status = 422 if form.is_bound else 200
        return page(request, "accounts/my_profile.html", {"form": form}, status=status)
    users.change_profile(user, by=request.membership, name=form.name, **form.facts)  # type: ignore[attr-defined]
    messages.success(request, _("Saved."))
    return redirect("my-profile")


@require_http_methods(["GET", "POST"])
@personal("one's own account")
@fresh_sign_in
def change_email(request: HttpRequest) -> HttpResponse:
    """Name a new e-mail; it changes when the new address confirms itself."""
    form = EmailForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            users.want_email(
                _person(request),
                form.cleaned_data["email"].lower(),
                by=request.membership,  # type: ignore[attr-defined]
                now=timezone.now(),
            )
        except Refusal as refusal:
            form.add_error("email", str(refusal))
        else:
            messages.success(request, _("A letter with a link has gone to the new address."))
            return redirect("my-profile")
    status = 422 if form.is_bound else 200
    return page(request, "accounts/change_email.html", {"form": form}, status=status)


@require_http_methods(["GET", "POST"])
@public("the letter may be opened on another device; a signed link is the key")
def confirm_email(request: HttpRequest, said: str) -> HttpResponse:
    """A new address confirms itself. Scanners of mail only look: a button changes it."""
    found = read_email_change(said)
    if found is None:
        return page(request, "accounts/link_dead.html", status=410)
    user, address = found
    if request.method != "POST":
        return page(request, "accounts/confirm_email.html", {"address": address})
    users.change_email(user, address, by=None, now=timezone.now())
    messages.success(request, _("The e-mail is changed."))
    return redirect("my-profile")


@require_GET
@personal("one's own sessions")
def my_sessions(request: HttpRequest) -> HttpResponse:
    """Where one is signed in."""
    context = {
        "sessions": sessions_of(_person(request)),
        "current": request.session.session_key,
        "idle_minutes": idle_minutes(request.memberships),  # type: ignore[attr-defined]
        "lifetime_hours": settings.SESSION_LIFETIME_HOURS,
    }
    return page(request, "accounts/my_sessions.html", context)


@require_POST
@personal("one's own sessions")
def end_session(request: HttpRequest, pk: int) -> HttpResponse:
    """End one session."""
    session = get_object_or_404(UserSession, pk=pk, user=_person(request))
    is_this_one = session.session_key == request.session.session_key
    users.end_session(session, by=request.membership)  # type: ignore[attr-defined]
    if is_this_one:
        logout(request)
        return redirect("account_login")
    messages.success(request, _("The session is ended."))
    return redirect("my-sessions")


@require_POST
@personal("one's own sessions")
def sign_out_everywhere(request: HttpRequest) -> HttpResponse:
    """End all one's sessions, this one included."""
    users.end_sessions(_person(request), by=request.membership)  # type: ignore[attr-defined]
    logout(request)
    return redirect("account_login")


def _person(request: HttpRequest) -> "User":
    return cast("User", request.user)
