"""Through which role the person acts in this request, in which language, with which proof."""

from collections.abc import Callable

from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import translation

from accounts.queries import acting_membership, needs_second_factor

GetResponse = Callable[[HttpRequest], HttpResponse]

SECOND_FACTOR_READY = "second_factor_ready"
LANGUAGES = frozenset(code for code, _name in settings.LANGUAGES)


def act_through_membership(get_response: GetResponse) -> GetResponse:
    """Set `request.membership`: the role chosen in the switcher, else the first that is in force.

    It is read anew on every request, so a role that was taken away is gone on the next one.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        request.membership = acting_membership(request)  # type: ignore[attr-defined]
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


def demand_second_factor(get_response: GetResponse) -> GetResponse:
    """Send a person whose role needs a second factor to set it up before anything else."""

    def middleware(request: HttpRequest) -> HttpResponse:
        membership = request.membership  # type: ignore[attr-defined]
        if membership is None or not needs_second_factor(membership) or _is_set_up(request):
            return get_response(request)
        set_up = reverse("mfa_activate_totp")
        open_paths = (
            set_up,
            reverse("account_reauthenticate"),
            reverse("sign-out"),
            reverse("switch-membership"),
            settings.STATIC_URL,
        )
        if request.path.startswith(open_paths):
            return get_response(request)
        return HttpResponseRedirect(set_up)

    return middleware


def _is_set_up(request: HttpRequest) -> bool:
    """Ask the database once a session."""
    if request.session.get(SECOND_FACTOR_READY) == request.user.pk:
        return True
    ready = is_mfa_enabled(request.user, [Authenticator.Type.TOTP])
    if ready:
        request.session[SECOND_FACTOR_READY] = request.user.pk
    return bool(ready)
