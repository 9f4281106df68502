"""The importer of people: bring a file, see what it would do, decide, load."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.step_up import fresh_sign_in
from kernel.access import requires
from kernel.journal import saw
from kernel.pages import download, page
from kernel.pieces import Step
from kernel.refusals import Refusal
from participants.actions import import_keeping as keep
from participants.actions import imports as acts
from participants.actions.import_undo import want_undo
from participants.columns import ignored, troubles
from participants.documents.import_sheets import sample, wrong_rows
from participants.forms.imports import Columns, PeopleFile, decisions_in
from participants.models import PeopleImport
from participants.queries.imports import file_rows, job_of, preview_of
from participants.queries.missing_people import can_be_undone, missing_people, undo_obstacles
from participants.states import ImportProfile, ImportState, RowClass
from participants.views.day import now, today_of
from participants.views.lists import XLSX

SHOWN = 20


@require_http_methods(["GET", "POST"])
@requires("people.bring")
def import_people(request: HttpRequest) -> HttpResponse:
    """Bring a file of people."""
    membership = request.membership  # type: ignore[attr-defined]
    form = PeopleFile(
        request.POST if request.method == "POST" else None,
        request.FILES if request.method == "POST" else None,
        initial={"profile": request.GET.get("profile", ImportProfile.PUPILS)},
    )
    if form.is_valid():
        try:
            brought = acts.bring_file(
                membership.organization,
                profile=form.cleaned_data["profile"],
                name=form.cleaned_data["file"].name,
                content=form.cleaned_data["file"].read(),
                by=membership,
                now=now(),
                today=today_of(request),
            )
        except Refusal as refusal:
            form.add_error("file", str(refusal))
        else:
            return redirect("import", pk=brought.pk)
    earlier = PeopleImport.objects.visible_to(membership).defer("rows").order_by("-pk")[:SHOWN]
    context = {"form": form, "earlier": earlier, "profiles": ImportProfile, "steps": _steps(0)}
    status = 422 if form.is_bound else 200
    return page(request, "participants/import_people.html", context, status=status)


@require_GET
@requires("people.bring")
def import_sample(request: HttpRequest, profile: str) -> HttpResponse:
    """Hand out a sample to fill in."""
    if profile not in ImportProfile.values:
        raise Http404
    name = _("sample-%(profile)s.xlsx") % {"profile": profile}
    return download(sample(profile), filename=name, content_type=XLSX)


@require_GET
@requires("people.import", PeopleImport)
def import_page(request: HttpRequest, peopleimport: PeopleImport) -> HttpResponse:
    """Show what the file would do, row by row."""
    return _preview(request, peopleimport)


@require_http_methods(["GET", "POST"])
@requires("people.import", PeopleImport)
def import_columns(request: HttpRequest, peopleimport: PeopleImport) -> HttpResponse:
    """Say what the columns hold."""
    form = Columns(request.POST if request.method == "POST" else None, brought=peopleimport)
    if form.is_valid():
        if peopleimport.state == ImportState.APPLIED:
            return redirect("import", pk=peopleimport.pk)
        acts.name_columns(
            peopleimport,
            columns=form.columns,
            by=request.membership,  # type: ignore[attr-defined]
            now=now(),
            today=today_of(request),
        )
        return redirect("import", pk=peopleimport.pk)
    context = {"form": form, "brought": peopleimport, "steps": _steps(1)}
    status = 422 if form.is_bound else 200
    return page(request, "participants/import_columns.html", context, status=status)


@require_POST
@requires("people.import", PeopleImport)
@fresh_sign_in
def load_import(request: HttpRequest, peopleimport: PeopleImport) -> HttpResponse:
    """Load the file: a worker does it, the page of the job shows how far it is."""
    try:
        wanted = acts.want_load(
            peopleimport,
            decisions=decisions_in(request.POST),
            by=request.membership,  # type: ignore[attr-defined]
            now=now(),
            today=today_of(request),
            is_right="is_right" in request.POST,
        )
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return _preview(request, peopleimport, typed=decisions_in(request.POST), status=422)
    return redirect("import", pk=wanted.pk)


@require_GET
@requires("people.import", PeopleImport)
def import_wrong_rows(request: HttpRequest, peopleimport: PeopleImport) -> HttpResponse:
    """Give the wrong rows back, each with what to correct."""
    if peopleimport.forgotten_at is not None:
        raise Http404
    content = wrong_rows(peopleimport.headings, file_rows(peopleimport), peopleimport.rows)
    name = _("correct-%(number)d.xlsx") % {"number": peopleimport.pk}
    return download(content, filename=name, content_type=XLSX)


@require_http_methods(["GET", "POST"])
@requires("people.undo_import", PeopleImport)
@fresh_sign_in
def undo_import(request: HttpRequest, peopleimport: PeopleImport) -> HttpResponse:
    """Say what taking the file back would do, or why it cannot be, and do it."""
    refusal, status = "", 200
    if request.method == "POST":
        try:
            want_undo(peopleimport, by=request.membership, now=now())  # type: ignore[attr-defined]
        except Refusal as refused:
            refusal, status = str(refused), 422
        else:
            return redirect("import", pk=peopleimport.pk)
    context = {
        "brought": peopleimport,
        "obstacles": [refusal] if refusal else undo_obstacles(peopleimport, now()),
        "made": len(peopleimport.trace.get("made", ())),
        "changed": len(peopleimport.trace.get("before", ())),
    }
    return page(request, "participants/undo_import.html", context, status=status)


@require_POST
@requires("people.missing", PeopleImport)
def archive_missing(request: HttpRequest, peopleimport: PeopleImport) -> HttpResponse:
    """Put away the chosen ones of those whom the file does not name."""
    membership = request.membership  # type: ignore[attr-defined]
    chosen = set(request.POST.getlist("person"))
    missing = [one for one in missing_people(peopleimport, membership) if str(one.pk) in chosen]
    if not missing:
        messages.error(request, _("Tick those who have left."))
    else:
        count = keep.archive_missing(peopleimport, people=missing, by=membership, now=now())
        messages.success(
            request,
            ngettext(
                "%(count)d card is in the archive.", "%(count)d cards are in the archive.", count
            )
            % {"count": count},
        )
    return redirect(f"{reverse('import', args=[peopleimport.pk])}?rows={RowClass.MISSING}")


def _preview(
    request: HttpRequest,
    brought: PeopleImport,
    *,
    typed: dict[str, str] | None = None,
    status: int = 200,
) -> HttpResponse:
    columns = {int(place): field for place, field in brought.columns.items() if field}
    membership = request.membership  # type: ignore[attr-defined]
    missing = missing_people(brought, membership)
    shown = preview_of(brought, request.GET.get("rows", ""), typed or brought.decisions, missing)
    saw(request, shown.people)
    done = brought.state == ImportState.APPLIED
    context: dict[str, Any] = {
        "brought": brought,
        "preview": shown,
        "job": job_of(brought),
        "troubles": troubles(columns, brought.headings, brought.profile),
        "ignored": ignored(columns, brought.headings),
        "is_loaded": done,
        "is_over": brought.state == ImportState.UNDONE or brought.forgotten_at is not None,
        "can_be_undone": can_be_undone(brought, now()),
        "steps": _steps(3 if done else 2 if brought.state == ImportState.CHECKED else 1),
    }
    return page(request, "participants/import.html", context, status=status)


def _steps(at: int) -> list[Step]:
    labels = (_("File"), _("Columns"), _("Check"), _("Done"))
    return [
        Step(label, "done" if place < at else "current" if place == at else "ahead")
        for place, label in enumerate(labels)
    ]
