"""Who is here and for how long, through which role they act, in which language."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib.auth import logout
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone, translation
from django_htmx.http import HttpResponseClientRedirect

from accounts import kept_forms, patience
from accounts.actions.sign_in import note_session_over
from accounts.queries import acting_membership, needs_second_factor

GetResponse = Callable[[HttpRequest], HttpResponse]

SECOND_FACTOR_READY = "second_factor_ready"
LANGUAGES = frozenset(code for code, _name in settings.LANGUAGES)


class SignInFirst(LoginRequiredMiddleware):
    """Lead to the door whoever is not signed in. What they had typed waits for their return."""

    def handle_no_permission(  # type: ignore[override]  # not every answer is a redirect
        self, request: HttpRequest, view_func: Callable[..., Any]
    ) -> HttpResponse:
        """Answer each kind of request so that its sender understands."""
        if "X-Autosave" in request.headers:
            return HttpResponse(status=401)
        if request.htmx:  # type: ignore[attr-defined]
            place = request.htmx.current_url_abs_path or reverse("home")  # type: ignore[attr-defined]
            return HttpResponseClientRedirect(redirect_to_login(place).url)
        if request.method != "POST":
            return redirect_to_login(request.get_full_path())
        is_kept = kept_forms.keep(request)
        return redirect_to_login(reverse("kept-form") if is_kept else came_from(request))


def came_from(request: HttpRequest) -> str:
    """The page that a form stood on, as the browser says it; a path of our own and no more."""
    path = urlsplit(request.headers.get("Referer", "")).path
    return path if path.startswith("/") else reverse("home")


def sessions_end(get_response: GetResponse) -> GetResponse:
    """End a session that was left alone or has lasted too long; the next page is the door."""

    def middleware(request: HttpRequest) -> HttpResponse:
        user = request.user
        if user.is_authenticated:
            why = patience.why_over(request, request.memberships)  # type: ignore[attr-defined]
            if why:
                note_session_over(
                    user,
                    by=request.membership,  # type: ignore[attr-defined]
                    session_key=request.session.session_key or "",
                    why=why,
                )
                logout(request)
                request.membership, request.memberships = None, []  # type: ignore[attr-defined]
                kept_forms.remember_who_left(request, user.pk, why)
        response = get_response(request)
        if request.user.is_authenticated:
            patience.note_seen(request, response)
        return response

    return middleware


def act_through_membership(get_response: GetResponse) -> GetResponse:
    """Set `request.membership`: the role chosen in the switcher, else the first that is in force.

    It is read anew on every request, so a role that was taken away is gone on the next one.
    Times are shown in the time zone of the organization of that role.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        membership = acting_membership(request)
        request.membership = membership  # type: ignore[attr-defined]
        zone = membership.organization.time_zone if membership else settings.TIME_ZONE
        with timezone.override(zone):
            return get_response(request)

    return middleware


def speak_the_persons_language(get_response: GetResponse) -> GetResponse:
    """Answer in Russian, or in the language that the person has chosen in the profile."""

    def middleware(request: HttpRequest) -> HttpResponse:
        chosen = getattr(request.user, "language", "")
        language = chosen if chosen in LANGUAGES else settings.LANGUAGE_CODE
        with translation.override(language):
            request.LANGUAGE_CODE = language
            response = get_response(request)
        response.headers.setdefault("Content-Language", language)
        return response

    return middleware


class AskFirst:
    """Ask before a page of a role: is there a role at all, and the second factor it demands.

    Pages that belong to the person (profile, sign-out, setting the factor up) stay open.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass through."""
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], _args: Any, _kwargs: Any
    ) -> HttpResponse | None:
        """Lead away whoever cannot be let in yet."""
        access = str(getattr(view, "access", ""))
        if access.startswith(("public", "personal")) or not request.user.is_authenticated:
            return None
        membership = request.membership  # type: ignore[attr-defined]
        if membership is None:
            return redirect("no-role")
        if needs_second_factor(membership) and not _is_set_up(request):
            return redirect("mfa_activate_totp")
        return None


def _is_set_up(request: HttpRequest) -> bool:
    """Ask the database once a session."""
    if request.session.get(SECOND_FACTOR_READY) == request.user.pk:
        return True
    ready = is_mfa_enabled(request.user, [Authenticator.Type.TOTP])
    if ready:
        request.session[SECOND_FACTOR_READY] = request.user.pk
    return bool(ready)
