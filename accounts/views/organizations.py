"""Organizations: the list for those above, the page of each, its requisites."""

import django_filters
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from accounts.actions import organizations as actions
from accounts.forms.organizations import NewOrganizationForm, RequisitesForm
from accounts.models import Organization
from accounts.queries import organization_page, organizations_of, today_of
from accounts.states import OrganizationKind
from kernel.access import requires
from kernel.listing import Column, Listing
from kernel.pages import page
from kernel.refusals import Refusal

COLUMNS = (
    Column("name", gettext_lazy("Organization"), sort="search"),
    Column("kind", gettext_lazy("Kind"), sort=("kind", "search")),
    Column("parent", gettext_lazy("Subordinate to"), sort=("parent__search", "search")),
    Column("place", gettext_lazy("Place"), sort=("place", "search")),
    Column("staff", gettext_lazy("Directors and curators"), sort="staff_count", kind="number"),
)


class OrganizationFilter(django_filters.FilterSet):
    """Filters above the list of organizations."""

    kind = django_filters.ChoiceFilter(label=gettext_lazy("Kind"), choices=OrganizationKind.choices)

    class Meta:
        model = Organization
        fields = ["kind"]


@require_GET
@requires("accounts.organizations")
def organizations(request: HttpRequest) -> HttpResponse:
    """The organizations of one's branch."""
    listing = Listing(
        request,
        organizations_of(request.membership),  # type: ignore[attr-defined]
        columns=COLUMNS,
        filters=OrganizationFilter,
        search="search",
        default_sort="name",
    )
    return page(request, "accounts/organizations.html", {"listing": listing})


@require_GET
@requires("accounts.organization")
def own_organization(request: HttpRequest) -> HttpResponse:
    """The organization one acts for."""
    return _show(request, request.membership.organization)  # type: ignore[attr-defined]


@require_GET
@requires("accounts.organization", Organization)
def one_organization(request: HttpRequest, organization: Organization) -> HttpResponse:
    """An organization of one's branch."""
    return _show(request, organization)


def _show(request: HttpRequest, organization: Organization) -> HttpResponse:
    shown = organization_page(organization, today_of(organization, timezone.now()))
    return page(request, "accounts/organization.html", {"shown": shown})


@require_http_methods(["GET", "POST"])
@requires("accounts.edit_organization", Organization)
def edit_organization(request: HttpRequest, organization: Organization) -> HttpResponse:
    """Correct the requisites and settings."""
    form = RequisitesForm.describing(
        organization, request.POST if request.method == "POST" else None
    )
    if not form.is_valid():
        context = {"form": form, "organization": organization}
        status = 422 if form.is_bound else 200
        return page(request, "accounts/organization_edit.html", context, status=status)
    actions.describe_organization(
        organization,
        by=request.membership,  # type: ignore[attr-defined]
        **form.cleaned_data,
    )
    messages.success(request, _("The requisites are saved. New papers will carry them."))
    return redirect(_address(request, organization))


@require_http_methods(["GET", "POST"])
@requires("accounts.add_organization")
def add_organization(request: HttpRequest) -> HttpResponse:
    """Enter a school or, for the region, a municipality."""
    by = request.membership  # type: ignore[attr-defined]
    form = NewOrganizationForm(request.POST if request.method == "POST" else None, by=by)
    if form.is_valid():
        try:
            made = actions.add_organization(by=by, **form.cleaned_data)
        except Refusal as refusal:
            form.add_error("parent", str(refusal))
        else:
            messages.success(request, _("The organization is entered. Now invite its director."))
            return redirect("organization-below", pk=made.pk)
    status = 422 if form.is_bound else 200
    return page(request, "accounts/organization_add.html", {"form": form}, status=status)


def _address(request: HttpRequest, organization: Organization) -> str:
    if organization.pk == request.membership.organization_id:  # type: ignore[attr-defined]
        return reverse("organization")
    return reverse("organization-below", args=[organization.pk])
