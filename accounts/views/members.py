"""The people of an organization and their roles."""

from typing import Any

import django_filters
from django import forms
from django.contrib import messages
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.actions import memberships, users
from accounts.forms.members import DescribeRoleForm, EndRoleForm, GrantForm, HandOverForm
from accounts.models import Membership
from accounts.queries import open_invitations, people_of, shown_name, today_of
from accounts.states import LEVELS_ABOVE, Role
from accounts.step_up import fresh_sign_in
from kernel.access import requires
from kernel.listing import Column, Listing
from kernel.pages import page
from kernel.pieces import Tab
from kernel.refusals import Refusal


class PeopleFilter(django_filters.FilterSet):
    """Filters above the list of people."""

    role = django_filters.ChoiceFilter(label=gettext_lazy("Role"), choices=Role.choices)
    class_name = django_filters.CharFilter(
        label=gettext_lazy("Class"), lookup_expr="iexact", max_length=20
    )

    class Meta:
        model = Membership
        fields = ["role", "class_name"]


@require_GET
@requires("accounts.members")
def members(request: HttpRequest) -> HttpResponse:
    """The people whose role is in force, and the invitations that wait."""
    by = request.membership  # type: ignore[attr-defined]
    today = today_of(by.organization, timezone.now())
    people = people_of(by).filter(Q(until_on=None) | Q(until_on__gte=today), ended_at=None)
    return _list(request, people, former=False)


@require_GET
@requires("accounts.members")
def former_members(request: HttpRequest) -> HttpResponse:
    """The people whose role has ended."""
    by = request.membership  # type: ignore[attr-defined]
    today = today_of(by.organization, timezone.now())
    return _list(
        request,
        people_of(by).filter(Q(until_on__lt=today) | Q(ended_at__isnull=False)),
        former=True,
    )


def _list(request: HttpRequest, people: QuerySet[Membership], *, former: bool) -> HttpResponse:
    by = request.membership  # type: ignore[attr-defined]
    is_above = by.role in LEVELS_ABOVE
    columns = [
        Column("name", gettext_lazy("Person"), sort="user__sort_name"),
        Column("role", gettext_lazy("Role"), sort=("role", "user__sort_name")),
        *([Column("place", gettext_lazy("Organization"), sort="organization__search")]
          if is_above else []),
        Column("since", gettext_lazy("Period"), sort="since_on"),
        Column("entry", gettext_lazy("Sign-in")),
    ]  # fmt: skip
    listing = Listing(
        request,
        people,
        columns=columns,
        filters=PeopleFilter,
        search="user__search",
        default_sort="name",
    )
    rows = [(row, shown_name(row, to=by)) for row in listing.rows]
    now = timezone.now()
    context = {
        "listing": listing,
        "rows": rows,
        "is_above": is_above,
        "former": former,
        "tabs": [
            Tab(_("Acting"), reverse("members"), is_current=not former),
            Tab(_("Former"), reverse("former-members"), is_current=former),
        ],
        "invitations": []
        if former
        else [(one, one.is_open(now)) for one in open_invitations(by, now)],
    }
    return page(request, "accounts/members.html", context)


@require_http_methods(["GET", "POST"])
@requires("accounts.member", Membership)
def member(request: HttpRequest, membership: Membership) -> HttpResponse:
    """One role of one person: its dates and paper, and what can be done with it."""
    by = request.membership  # type: ignore[attr-defined]
    return page(request, "accounts/member.html", _member_context(membership, by))


def _member_context(membership: Membership, by: Membership, **more: Any) -> dict[str, Any]:
    return {
        "member": people_of(by).get(pk=membership.pk),
        "name": shown_name(membership, to=by),
        "is_self": membership.user_id == by.user_id,
        **more,
    }


@require_http_methods(["GET", "POST"])
@requires("accounts.end_role", Membership)
def describe_role(request: HttpRequest, membership: Membership) -> HttpResponse:
    """Correct the post, the class or the paper of a role."""
    by = request.membership  # type: ignore[attr-defined]
    known = {name: getattr(membership, name) for name in DescribeRoleForm.base_fields}
    form = DescribeRoleForm(request.POST if request.method == "POST" else None, initial=known)
    if not form.is_valid():
        return _deed(request, form, membership, _("Change the details"), _("Save"))
    memberships.describe_role(membership, by=by, **form.cleaned_data)
    messages.success(request, _("Saved."))
    return redirect("member", pk=membership.pk)


@require_http_methods(["GET", "POST"])
@requires("accounts.grant_role", Membership)
@fresh_sign_in
def grant_role(request: HttpRequest, membership: Membership) -> HttpResponse:
    """Give one more role to somebody who has an account."""
    by = request.membership  # type: ignore[attr-defined]
    now = timezone.now()
    form = GrantForm(
        request.POST if request.method == "POST" else None,
        by=by,
        initial={"since_on": today_of(membership.organization, now)},
    )
    title, verb = _("Give one more role"), _("Give the role")
    if not form.is_valid():
        return _deed(request, form, membership, title, verb)
    try:
        given = memberships.grant_role(membership.user, by=by, **form.cleaned_data)
    except Refusal as refusal:
        form.add_error(None, str(refusal))
        return _deed(request, form, membership, title, verb)
    messages.success(request, _("The role is given."))
    return redirect("member", pk=given.pk)


@require_http_methods(["GET", "POST"])
@requires("accounts.end_role", Membership)
@fresh_sign_in
def end_role(request: HttpRequest, membership: Membership) -> HttpResponse:
    """Take a role away; on the person's next click it is gone."""
    by = request.membership  # type: ignore[attr-defined]
    now = timezone.now()
    form = EndRoleForm(
        request.POST if request.method == "POST" else None, since_on=membership.since_on
    )
    title, verb = _("Take the role away"), _("Take the role away")
    if not form.is_valid():
        return _deed(request, form, membership, title, verb, kind="danger")
    try:
        memberships.end_role(
            membership,
            by=by,
            now=now,
            today=today_of(membership.organization, now),
            **form.cleaned_data,
        )
    except Refusal as refusal:
        form.add_error(None, str(refusal))
        return _deed(request, form, membership, title, verb, kind="danger")
    messages.success(request, _("The role is taken away."))
    return redirect("members")


@require_http_methods(["GET", "POST"])
@requires("accounts.hand_over", Membership)
@fresh_sign_in
def hand_over(request: HttpRequest, membership: Membership) -> HttpResponse:
    """Pass a role to a colleague: one has it, the other no longer."""
    by = request.membership  # type: ignore[attr-defined]
    now = timezone.now()
    form = HandOverForm(
        request.POST if request.method == "POST" else None, membership=membership, by=by
    )
    title, verb = _("Hand the role over"), _("Hand over")
    if not form.is_valid():
        return _deed(request, form, membership, title, verb)
    try:
        memberships.hand_over(
            membership,
            by=by,
            now=now,
            today=today_of(membership.organization, now),
            **form.cleaned_data,
        )
    except Refusal as refusal:
        form.add_error(None, str(refusal))
        return _deed(request, form, membership, title, verb)
    messages.success(request, _("The role is handed over."))
    return redirect("members")


def _deed(
    request: HttpRequest,
    form: forms.Form,
    membership: Membership,
    title: str,
    verb: str,
    *,
    kind: str = "primary",
) -> HttpResponse:
    context = {
        "form": form,
        "member": membership,
        "name": shown_name(membership, to=request.membership),  # type: ignore[attr-defined]
        "title": title,
        "verb": verb,
        "kind": kind,
    }
    return page(request, "accounts/member_deed.html", context, status=422 if form.is_bound else 200)


@require_POST
@requires("accounts.block", Membership)
@fresh_sign_in
def block(request: HttpRequest, membership: Membership) -> HttpResponse:
    """Close an account; its sessions end at once."""
    users.block_user(membership, by=request.membership)  # type: ignore[attr-defined]
    messages.success(request, _("The account is closed, its sessions are ended."))
    return redirect("member", pk=membership.pk)


@require_POST
@requires("accounts.block", Membership)
@fresh_sign_in
def unblock(request: HttpRequest, membership: Membership) -> HttpResponse:
    """Open a closed account again."""
    users.unblock_user(membership, by=request.membership)  # type: ignore[attr-defined]
    messages.success(request, _("The account is open again."))
    return redirect("member", pk=membership.pk)


@require_POST
@requires("accounts.end_sessions_of", Membership)
@fresh_sign_in
def end_sessions_of(request: HttpRequest, membership: Membership) -> HttpResponse:
    """End all sessions of a person, for a lost phone."""
    count = users.end_sessions(membership.user, by=request.membership)  # type: ignore[attr-defined]
    messages.success(request, _("Sessions ended: %(count)d.") % {"count": count})
    return redirect("member", pk=membership.pk)


@require_POST
@requires("accounts.reset_second_factor", Membership)
@fresh_sign_in
def reset_second_factor(request: HttpRequest, membership: Membership) -> HttpResponse:
    """Take away a lost second factor."""
    users.reset_second_factor(
        membership,
        by=request.membership,  # type: ignore[attr-defined]
        now=timezone.now(),
    )
    messages.success(request, _("The second factor is switched off; the owner is told."))
    return redirect("member", pk=membership.pk)
