"""Coming in and going out. The pages of allauth, each with its access said and errors as 422."""

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Any

from allauth.account import views as account
from allauth.mfa.base import views as second_factor
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes import views as spare_codes
from allauth.mfa.totp import views as totp
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib.auth import logout
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts import kept_forms
from accounts.actions.sign_in import note_second_factor, note_sign_in, note_sign_out
from accounts.demo import PASSWORD, demo_people
from accounts.doors import CHOSEN, let_in, personal
from accounts.models import Membership
from accounts.queries import memberships_of
from accounts.step_up import fresh_sign_in
from kernel.access import public
from kernel.pages import page

View = Callable[..., HttpResponse]

TOTP = [Authenticator.Type.TOTP]
LIMITS = {"too_many_login_attempts", "rate_limited"}


def honest(view: View) -> View:
    """Say with the status what the page says: 422 for errors of the form, 429 for a lock-out."""

    @wraps(view)
    def answered(request: HttpRequest, **kwargs: Any) -> HttpResponse:
        response = view(request, **kwargs)
        form = (getattr(response, "context_data", None) or {}).get("form")
        if request.method == "POST" and response.status_code == HTTPStatus.OK and form is not None:
            codes = {error.code for errors in form.errors.as_data().values() for error in errors}
            if codes:
                limited = codes & LIMITS
                response.status_code = 429 if limited else 422
        return response

    return answered


def second_factor_noted(view: View) -> View:
    """Keep in the journal that the person has set the second factor up, or switched it off."""

    @wraps(view)
    def answered(request: HttpRequest, **kwargs: Any) -> HttpResponse:
        had_one = is_mfa_enabled(request.user, TOTP)
        response = view(request, **kwargs)
        has_one = is_mfa_enabled(request.user, TOTP)
        if had_one != has_one:
            verb = "set_up_second_factor" if has_one else "switch_off_second_factor"
            note_second_factor(request.user, by=request.membership, verb=verb)  # type: ignore[arg-type, attr-defined]
        return response

    return answered


class SignInPage(account.LoginView):
    """Sign in by e-mail or login name; in the demo also by a button for each role."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the people of the demo, and why one stands at the door again."""
        return {
            **super().get_context_data(**kwargs),
            "demo_people": demo_people(),
            "left": kept_forms.why_left(self.request),
            "is_kept": kept_forms.KEPT in self.request.session,
        }


sign_in = public("the door itself")(honest(SignInPage.as_view()))
second_factor_code = public("the second step of signing in")(honest(second_factor.authenticate))
forgot_password = public("for those who cannot sign in")(honest(account.password_reset))
forgot_password_sent = public("for those who cannot sign in")(account.password_reset_done)
new_password = public("for those who come by the letter")(honest(account.password_reset_from_key))
new_password_set = public("for those who come by the letter")(account.password_reset_from_key_done)
change_password = personal("one's own password")(honest(account.password_change))
confirm_by_password = personal("one's own password")(
    honest(account.ReauthenticateView.as_view(extra_context={"demo_password": PASSWORD}))
)
confirm_by_code = personal("one's own second factor")(honest(second_factor.reauthenticate))
second_factor_page = personal("one's own second factor")(second_factor.index)
set_up_second_factor = personal("one's own second factor")(
    second_factor_noted(honest(totp.activate_totp))
)
switch_off_second_factor = personal("one's own second factor")(
    second_factor_noted(honest(totp.deactivate_totp))
)
new_spare_codes = personal("one's own second factor")(honest(spare_codes.generate_recovery_codes))


@require_POST
@public("leaving needs no role")
def sign_out(request: HttpRequest) -> HttpResponse:
    """Leave; the next «Back» shows nothing."""
    if request.user.is_authenticated:
        note_sign_out(request.user, by=request.membership)  # type: ignore[attr-defined]
    logout(request)
    return redirect("account_login")


@require_POST
@public("the buttons of the demo; elsewhere there is no such page")
def demo_sign_in(request: HttpRequest) -> HttpResponse:
    """Come in as one of the people of the demo."""
    offered = {str(person.membership): person for person in demo_people()}
    chosen = offered.get(request.POST.get("membership", ""))
    if not settings.DEMO or chosen is None:
        raise Http404
    membership = Membership.objects.select_related("user").get(pk=chosen.membership)
    let_in(request, membership.user, method="demo", membership=membership)
    note_sign_in(membership.user, by=membership, channel="demo")
    return redirect(kept_forms.next_place(request))


@require_http_methods(["GET", "POST"])
@personal("what one had typed when the session was over")
def kept_form(request: HttpRequest) -> HttpResponse:
    """Offer to send again what waits; the browser carries it on to where it was meant for."""
    kept = kept_forms.waiting(request)
    if kept is None:
        return redirect("home")
    if request.method != "POST":
        return page(request, "accounts/kept_form.html", {"kept": kept})
    kept_forms.forget(request)
    return HttpResponse(status=307, headers={"Location": kept.path})


@require_POST
@personal("one's own roles")
def switch_membership(request: HttpRequest) -> HttpResponse:
    """Go on through another of one's roles that are in force."""
    current = {str(role.pk): role for role in memberships_of(request.user)}  # type: ignore[arg-type]
    chosen = current.get(request.POST.get("membership", ""))
    if chosen is None:
        raise Http404
    request.session[CHOSEN] = chosen.pk
    return redirect("home")


@require_GET
@personal("one's own second factor")
@fresh_sign_in
def show_spare_codes(request: HttpRequest) -> HttpResponse:
    """Show the spare codes that are left; looking at them changes nothing."""
    kept = get_object_or_404(
        Authenticator, user_id=request.user.pk, type=Authenticator.Type.RECOVERY_CODES
    )
    codes = kept.wrap().get_unused_codes()
    return page(request, "mfa/recovery_codes/index.html", {"unused_codes": codes})


@require_GET
@personal("for those who have no role in force")
def no_role(request: HttpRequest) -> HttpResponse:
    """Say that no role is in force, and what to do."""
    if request.membership is not None:  # type: ignore[attr-defined]
        return redirect("home")
    return page(request, "accounts/no_role.html")
