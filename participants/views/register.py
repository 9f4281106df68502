"""The register of consents: who has given what, which paper is missing; and the same as a file."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from kernel.access import may, requires
from kernel.journal import saw
from kernel.listing import Column, Listing
from kernel.pages import download, page
from participants.actions.exports import note_export
from participants.documents.consents_list import register_xlsx
from participants.forms.filters import ConsentsFilter, set_for
from participants.forms.people import Reason
from participants.models import Person
from participants.queries import consents as read
from participants.queries.lists import rows_of
from participants.queries.register import register_lines
from participants.states import Purpose
from participants.views.day import today_of
from participants.views.lists import XLSX


@require_GET
@requires("consents.list")
def consents(request: HttpRequest) -> HttpResponse:
    """Who has given what, and which paper is missing."""
    membership, today = request.membership, today_of(request)  # type: ignore[attr-defined]
    purpose = _purpose(request)
    listing = _listing(request, purpose)
    rows = rows_of(listing.rows, membership, purpose=purpose, today=today)
    saw(request, [row.person.pk for row in rows])
    context = {"listing": listing, "rows": rows, "purpose": purpose}
    return page(request, "participants/consents.html", context, partial="rows")


@require_http_methods(["GET", "POST"])
@requires("people.export")
def export_consents(request: HttpRequest) -> HttpResponse:
    """Hand out exactly what the register shows, once it was said why."""
    membership, today = request.membership, today_of(request)  # type: ignore[attr-defined]
    form = Reason(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        context = {
            "form": form,
            "title": gettext_lazy("Consents"),
            "back": reverse("consents"),
        }
        status = 422 if form.is_bound else 200
        return page(request, "participants/export.html", context, status=status)
    purpose = _purpose(request)
    people = list(_listing(request, purpose).matching)
    pks = [person.pk for person in people]
    note_export("consents", people=pks, reason=form.cleaned_data["reason"], by=membership)
    saw(request, pks)
    content = register_xlsx(
        register_lines(people, purpose, today),
        organization=membership.organization.short_name,
        purpose=str(purpose.label),
        today=today,
    )
    return download(content, filename=f"consents-{today:%Y-%m-%d}.xlsx", content_type=XLSX)


def _purpose(request: HttpRequest) -> Purpose:
    asked = request.GET.get("purpose", "")
    return Purpose(asked) if asked in Purpose.values else Purpose.TAKING_PART


def _listing(request: HttpRequest, purpose: Purpose) -> Listing[Person]:
    membership, today = request.membership, today_of(request)  # type: ignore[attr-defined]
    return Listing(
        request,
        read.register_of(membership, purpose=purpose, today=today),
        columns=(
            Column("name", gettext_lazy("Last name, first name, patronymic"), sort="sort_name"),
            Column(
                "class",
                gettext_lazy("Class or post"),
                sort=("class_length", "class_name", "sort_name"),
            ),
            Column("status", gettext_lazy("Status")),
            Column("deeds", gettext_lazy("What can be done"), kind="actions"),
        ),
        filters=set_for(ConsentsFilter, today=today, shown_purpose=purpose),
        search="search",
        default_sort="name",
        export=reverse("export-consents") if may(membership, "people.export") else "",
    )
