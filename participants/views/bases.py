"""The official bases: on screen, and as Excel, Word or PDF."""

from functools import partial

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from accounts.step_up import fresh_sign_in
from kernel import jobs
from kernel.access import requires
from kernel.journal import saw
from kernel.listing import Column, Listing
from kernel.pages import address, download, page
from kernel.templatetags.components import link
from participants.actions.exports import note_export
from participants.documents import bases as papers
from participants.documents.bases import BaseRow
from participants.forms.bases import BaseFile
from participants.forms.filters import BaseFilter, set_for
from participants.queries import bases
from participants.views.day import now, today_of

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
NUMBER, NAME = 0, 1


@require_GET
@requires("people.base")
def base(request: HttpRequest, base: str) -> HttpResponse:
    """Show a base as it stands now."""
    part = _part(base)
    membership = request.membership  # type: ignore[attr-defined]
    listing = Listing(
        request,
        bases.base_people(membership, base),
        columns=_columns(base),
        filters=set_for(BaseFilter, part=part, today=today_of(request)),
        search="search",
        default_sort="c1",
    )
    rows = bases.rows_of_base(base, listing.rows, today=today_of(request), first=listing.first)
    saw(request, [row.person for row in rows])
    facts = {"listing": listing, "rows": rows, "base": base, "title": papers.TITLES[base]}
    return page(request, "participants/base.html", facts, partial="rows")


@require_http_methods(["GET", "POST"])
@requires("people.export")
@fresh_sign_in
def export_base(request: HttpRequest, base: str) -> HttpResponse:
    """Hand out an official base, once it was said why; Word and PDF are made by a job."""
    part = _part(base)
    form = BaseFile(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        return page(
            request,
            "participants/export.html",
            {"form": form, "title": papers.TITLES[base], "back": reverse("base", args=[base])},
            status=422 if form.is_bound else 200,
        )
    membership = request.membership  # type: ignore[attr-defined]
    today = today_of(request)
    whose = list(bases.base_people(membership, base).values_list("pk", flat=True))
    note_export(base, people=whose, reason=form.cleaned_data["reason"], by=membership)
    saw(request, whose)
    kind = form.cleaned_data["kind"]
    if kind != "xlsx":
        job = jobs.want(
            "participants.write_base",
            by=membership,
            now=now(),
            key=f"{membership.organization_id}-{membership.user_id}-{base}-{kind}",
            title=_("%(base)s as a file") % {"base": papers.TITLES[base]},
            base=base,
            file=kind,
            membership=membership.pk,
            today=today.isoformat(),
        )
        return redirect("job", pk=job.pk)
    content = papers.as_xlsx(bases.base_of(membership, base, today=today))
    return download(content, filename=f"{part}s-{today:%Y-%m-%d}.xlsx", content_type=XLSX)


def _part(base: str) -> str:
    if base not in bases.PARTS:
        raise Http404
    return bases.PARTS[base]


def _columns(base: str) -> list[Column]:
    return [
        Column(
            f"c{place}",
            title,
            sort="sort_name" if place == NAME else (),
            kind="number" if place == NUMBER else "text",
            cell=partial(_cell, place),
        )
        for place, title in enumerate(papers.COLUMNS[base])
    ]


def _cell(place: int, row: BaseRow) -> object:
    words = papers.shown(row.cells[place])
    return link(words, address("person", row.person)) if place == NAME else words
