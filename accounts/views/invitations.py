"""Invite people and let the invited in."""

import segno
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts import tokens
from accounts.actions import invitations
from accounts.doors import CHOSEN, let_in
from accounts.forms.entry import AcceptForm
from accounts.forms.members import InviteForm
from accounts.letters import invitation_link
from accounts.models import Invitation
from accounts.queries import today_of
from kernel.access import public, requires
from kernel.pages import page
from kernel.refusals import Refusal


@require_http_methods(["GET", "POST"])
@requires("accounts.invite")
def invite(request: HttpRequest) -> HttpResponse:
    """Invite somebody to a role."""
    by = request.membership  # type: ignore[attr-defined]
    form = InviteForm(
        request.POST if request.method == "POST" else None,
        by=by,
        initial={key: request.GET.get(key, "") for key in ("organization", "role")},
    )
    if not form.is_valid():
        return page(
            request, "accounts/invite.html", {"form": form}, status=422 if form.is_bound else 200
        )
    said = form.cleaned_data
    invitation, _token = invitations.invite(
        form.name,
        organization=said["organization"],
        role=said["role"],
        by=by,
        now=timezone.now(),
        **form.facts,
    )
    return redirect("invitation", pk=invitation.pk)


@require_GET
@requires("accounts.invitation", Invitation)
def invitation_page(request: HttpRequest, invitation: Invitation) -> HttpResponse:
    """Show the link to hand over: to copy, as a QR code, with the text of a message."""
    now = timezone.now()
    link = invitation_link(invitation)
    context = {
        "invitation": invitation,
        "is_open": invitation.is_open(now),
        "link": link,
        "qr": segno.make(link, error="m").svg_data_uri(scale=5, border=2),
        "letter": invitation.letters.order_by("-pk").first(),
    }
    return page(request, "accounts/invitation.html", context)


@require_POST
@requires("accounts.withdraw_invitation", Invitation)
def withdraw_invitation(request: HttpRequest, invitation: Invitation) -> HttpResponse:
    """Take the link back."""
    invitations.withdraw_invitation(
        invitation,
        by=request.membership,  # type: ignore[attr-defined]
        now=timezone.now(),
    )
    messages.success(request, _("The invitation is withdrawn: its link opens nothing any more."))
    return redirect("members")


@require_POST
@requires("accounts.withdraw_invitation", Invitation)
def renew_invitation(request: HttpRequest, invitation: Invitation) -> HttpResponse:
    """Make a fresh link in the place of the old one."""
    invitations.renew_invitation(
        invitation,
        by=request.membership,  # type: ignore[attr-defined]
        now=timezone.now(),
    )
    messages.success(request, _("The link is new. The former one opens nothing any more."))
    return redirect("invitation", pk=invitation.pk)


@require_http_methods(["GET", "POST"])
@public("the invited has no account yet; the link itself is the key")
def accept_invitation(request: HttpRequest, token: str) -> HttpResponse:
    """Take up a role by a personal link: with a new account, or with one's own."""
    invitation = get_object_or_404(
        Invitation.objects.select_related("organization", "invited_by"),
        token_digest=tokens.digest(token),
    )
    now = timezone.now()
    if not invitation.is_open(now):
        return page(request, "accounts/invitation_used.html", status=410)
    form = AcceptForm(
        request.POST if request.method == "POST" and not request.user.is_authenticated else None,
        initial={"login": invitation.email},
    )
    context = {"invitation": invitation, "form": form, "token": token}
    if request.method != "POST" or (form.is_bound and not form.is_valid()):
        status = 422 if form.is_bound else 200
        return page(request, "accounts/accept_invitation.html", context, status=status)
    try:
        return _accept(request, invitation, form)
    except Refusal as refusal:
        form.add_error(None, str(refusal)) if form.is_bound else messages.error(
            request, str(refusal)
        )
        return page(request, "accounts/accept_invitation.html", context, status=422)


def _accept(request: HttpRequest, invitation: Invitation, form: AcceptForm) -> HttpResponse:
    now = timezone.now()
    today = today_of(invitation.organization, now)
    if request.user.is_authenticated:
        membership = invitations.accept(
            invitation,
            user=request.user,
            now=now,
            today=today,
        )
    else:
        account = form.account(invitation.last_name)
        membership = invitations.accept_as_new(invitation, **account, now=now, today=today)
        let_in(request, membership.user, method="invitation")
    request.session[CHOSEN] = membership.pk
    messages.success(request, _("Welcome! Your role is in force."))
    return redirect("home")
