"""Open the programme of a school year: a file, a text or a template, a preview, a roadmap."""

from datetime import date
from typing import Any, TypeAlias

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.models import Membership
from kernel.access import requires
from kernel.calendar import today_in
from kernel.pages import page
from kernel.refusals import Refusal
from roadmap.actions import drafts, findings, programmes
from roadmap.checking import check_of_draft
from roadmap.dates import read_deadline
from roadmap.forms.opening import ChooseTemplate, CorrectDraft, PasteRoadmap, UploadRoadmap
from roadmap.models import Draft, TemplateVersion
from roadmap.opening import asked_year, draft_page, opening_page
from roadmap.people import who_may_answer
from roadmap.queries.following import latest_versions
from roadmap.states import WayIn
from roadmap.templates_shipped import shipped
from roadmap.wording import with_keys

Ways: TypeAlias = dict[str, forms.Form]


@require_http_methods(["GET", "POST"])
@requires("roadmap.open")
def open_programme(request: HttpRequest) -> HttpResponse:
    """Choose the school year and where the roadmap comes from."""
    membership: Membership = request.membership  # type: ignore[attr-defined]
    now = timezone.now()
    today = today_in(membership.organization.time_zone, now)
    year = asked_year(request.POST.get("year") or request.GET.get("year", ""), today=today)
    ways = _ways(request, membership)
    status = 200
    if request.method == "POST":
        way = WayIn(_way_in(request))
        form = ways[way]
        if form.is_valid():
            try:
                draft = _read(way, form.cleaned_data, year=year, by=membership)
            except Refusal as refusal:
                form.add_error(None, str(refusal))
            else:
                return redirect("roadmap-draft", draft.pk)
        status = 422
    opening = opening_page(membership, year=year, today=today)
    return page(
        request, "roadmap/open_programme.html", {"opening": opening, "ways": ways}, status=status
    )


@require_http_methods(["GET", "POST"])
@requires("roadmap.draft", Draft)
def roadmap_draft(request: HttpRequest, draft: Draft) -> HttpResponse:
    """Look at what was read, correct it, and make the roadmap of it."""
    if request.method == "GET":
        return _preview(request, draft)
    by: Membership = request.membership  # type: ignore[attr-defined]
    people = who_may_answer(by.organization, _today(by)).values_list("pk", flat=True)
    corrected = CorrectDraft(with_keys(draft.content), request.POST, people=people)
    if corrected.errors:
        draft.content = corrected.content
        return _preview(request, draft, errors=corrected.errors)
    draft = drafts.correct_draft(draft, content=corrected.content, by=by)
    if "create" in request.POST:
        return _create(request, draft, by=by)
    if "mend" in request.POST:
        return _mend(request, draft, by=by)
    if corrected.at:
        return redirect(f"{request.path}#row-{corrected.at}")
    if "move" in request.POST:
        moved = drafts.move_dates(draft, by=by)
        messages.info(request, _("Dates carried over to this school year: %d.") % moved)
    else:
        messages.success(request, _("The corrections are kept."))
    return redirect("roadmap-draft", draft.pk)


@require_POST
@requires("roadmap.draft", Draft)
def drop_draft(request: HttpRequest, draft: Draft) -> HttpResponse:
    """Throw away what was read."""
    drafts.drop_draft(draft, by=request.membership)  # type: ignore[attr-defined]
    messages.success(request, _("The unfinished roadmap is thrown away."))
    return redirect("open-programme")


@require_GET
@requires("roadmap.open")
def deadline_reading(request: HttpRequest) -> HttpResponse:
    """Say at once how a deadline that is being typed is understood; nothing is kept."""
    membership: Membership = request.membership  # type: ignore[attr-defined]
    today = today_in(membership.organization.time_zone, timezone.now())
    year = asked_year(request.GET.get("year", ""), today=today)
    typed = next((str(value) for name, value in request.GET.items() if "deadline" in name), "")
    return page(
        request,
        "roadmap/reading.html",
        {"reading": read_deadline(typed[:400], year=year), "id": request.GET.get("id", "reading")},
    )


def _ways(request: HttpRequest, membership: Membership) -> Ways:
    """The three forms; only the one that was sent is bound."""
    way = _way_in(request) if request.method == "POST" else ""
    kind = membership.organization.kind
    versions = latest_versions(membership, kind=kind)
    return {
        WayIn.FILE: UploadRoadmap(request.POST, request.FILES)
        if way == WayIn.FILE
        else UploadRoadmap(),
        WayIn.TEXT: PasteRoadmap(request.POST) if way == WayIn.TEXT else PasteRoadmap(),
        WayIn.TEMPLATE: ChooseTemplate(
            request.POST if way == WayIn.TEMPLATE else None, kind=kind, versions=versions
        ),
    }


def _way_in(request: HttpRequest) -> str:
    said = request.POST.get("way_in", "")
    return said if said in WayIn.values else WayIn.FILE


def _read(way: WayIn, given: dict[str, Any], *, year: int, by: Membership) -> Draft:
    now = timezone.now()
    if way == WayIn.FILE:
        file = given["file"]
        return drafts.read_file(year=year, name=file.name, content=file.read(), by=by, now=now)
    if way == WayIn.TEXT:
        return drafts.read_text(year=year, text=given["text"], by=by, now=now)
    chosen = given["template"]
    if chosen in shipped():
        return drafts.take_template(shipped()[chosen], year=year, by=by, now=now)
    version = TemplateVersion.objects.visible_to(by).get(pk=chosen.removeprefix("v"))
    return drafts.take_version(version, year=year, by=by, now=now)


def _mend(request: HttpRequest, draft: Draft, *, by: Membership) -> HttpResponse:
    """Make the change that the check suggests, in the preview."""
    day = _day_of(request.POST.get("approval-day", ""))
    if findings.mend_draft(draft, mark=request.POST["mend"], by=by, day=day):
        messages.success(request, _("It is corrected in the preview."))
    else:
        messages.error(request, _("Nothing is corrected: name the day, or correct it by hand."))
    return redirect("roadmap-draft", draft.pk)


def _day_of(typed: str) -> date | None:
    try:
        return parse_date(typed)
    except ValueError:  # 31 September
        return None


def _create(request: HttpRequest, draft: Draft, *, by: Membership) -> HttpResponse:
    now = timezone.now()
    try:
        roadmap = programmes.open_programme(
            draft,
            by=by,
            now=now,
            today=today_in(by.organization.time_zone, now),
            replace="replace" in request.POST,
        )
    except Refusal as refusal:
        return _preview(request, draft, errors=[str(refusal)])
    messages.success(request, _("The roadmap is made. Check it and send it for approval."))
    return redirect("roadmap-plan", roadmap.pk)


def _today(subject: Membership | Draft) -> date:
    return today_in(subject.organization.time_zone, timezone.now())


def _preview(
    request: HttpRequest, draft: Draft, *, errors: list[str] | None = None
) -> HttpResponse:
    if not draft.is_read:
        return page(request, "roadmap/draft_reading.html", {"draft": draft})
    return page(
        request,
        "roadmap/draft.html",
        {
            "draft": draft,
            "page": draft_page(draft, today=_today(draft)),
            "check": check_of_draft(draft),
            "errors": errors or [],
        },
        status=422 if errors else 200,
    )
