"""Pages of reports."""

from datetime import datetime

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.models import Membership
from kernel import journal
from kernel.access import may, requires
from kernel.calendar import Quarter, today_in
from kernel.documents.docx import as_docx
from kernel.documents.pdf import as_pdf
from kernel.pages import download, page, show_pdf
from kernel.pieces import Tab
from reports import consolidating
from reports.actions import building, review
from reports.burden import Month, burden_of
from reports.documents import school_report as paper
from reports.forms import ReturnReport, parse_quarter
from reports.models import Report
from reports.queries import (
    behind,
    offered_quarters,
    quarter_to_report,
    report_page,
    reports_of,
    school_lines,
)

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@require_GET
@requires("reports.burden")
def burden(request: HttpRequest) -> HttpResponse:
    """Show what the programme asked of each role in a month, and what the system did instead."""
    membership: Membership = request.membership  # type: ignore[attr-defined]
    today = today_in(membership.organization.time_zone, timezone.now())
    month = Month.asked(request.GET.get("month", ""), today=today)
    tabs = [
        Tab(_month_words(offered), f"?month={offered.code}", is_current=offered == month)
        for offered in Month.offered(today)
    ]
    context = {"burden": burden_of(membership, month), "months": tabs}
    return page(request, "reports/burden.html", context)


@require_GET
@requires("reports.list")
def report_list(request: HttpRequest) -> HttpResponse:
    """Show a school its reports; those above, the schools that have and have not sent theirs."""
    membership: Membership = request.membership  # type: ignore[attr-defined]
    now = timezone.now()
    if may(membership, "reports.consolidate"):
        return _schools(request, membership, now)
    context = {
        "reports": reports_of(membership),
        "quarters": offered_quarters(membership.organization, now),
        "due": quarter_to_report(membership.organization, now),
    }
    return page(request, "reports/list.html", context)


def _schools(request: HttpRequest, membership: Membership, now: datetime) -> HttpResponse:
    asked = parse_quarter(request.GET.get("quarter", ""))
    quarter = asked or quarter_to_report(membership.organization, now)
    today = today_in(membership.organization.time_zone, now)
    lines = school_lines(membership, quarter, today)
    context = {
        "lines": lines,
        "quarter": quarter,
        "quarters": offered_quarters(membership.organization, now),
        "come_count": sum(line.report is not None for line in lines),
        "late_count": sum(line.is_late for line in lines),
    }
    return page(request, "reports/schools.html", context)


@require_POST
@requires("reports.build")
def build_report(request: HttpRequest) -> HttpResponse:
    """Ask for the report of a quarter; the page of the job shows how far it is."""
    quarter = _quarter(request)
    membership: Membership = request.membership  # type: ignore[attr-defined]
    _report, job = building.want_report(
        organization=membership.organization, quarter=quarter, by=membership, now=timezone.now()
    )
    return redirect("job", pk=job.pk)


@require_GET
@requires("reports.view", Report)
def report_detail(request: HttpRequest, report: Report) -> HttpResponse:
    """Show one report from its stored facts."""
    return page(
        request,
        "reports/report.html",
        {"page": report_page(report, request.membership)},  # type: ignore[attr-defined]
    )


@require_GET
@requires("reports.open_figure", Report)
def report_figure(request: HttpRequest, report: Report, code: str) -> HttpResponse:
    """Open a figure to the list behind it."""
    figure = get_object_or_404(report.figures, code=code)
    opened = behind(report, figure, request.membership)  # type: ignore[attr-defined]
    journal.saw(request, opened.people_shown)
    return page(request, "reports/figure.html", {"report": report, "opened": opened})


@require_POST
@requires("reports.submit", Report)
def submit_report(request: HttpRequest, report: Report) -> HttpResponse:
    """The director sends the report to the municipality."""
    review.submit_report(report, by=request.membership, now=timezone.now())  # type: ignore[attr-defined]
    messages.success(request, _("The report is sent to the municipality and frozen."))
    return redirect("report", pk=report.pk)


@require_POST
@requires("reports.accept", Report)
def accept_report(request: HttpRequest, report: Report) -> HttpResponse:
    """The municipality accepts the report."""
    review.accept_report(report, by=request.membership, now=timezone.now())  # type: ignore[attr-defined]
    messages.success(request, _("The report is accepted."))
    return redirect("report", pk=report.pk)


@require_http_methods(["GET", "POST"])
@requires("reports.return", Report)
def return_report(request: HttpRequest, report: Report) -> HttpResponse:
    """The municipality returns the report with a comment."""
    form = ReturnReport(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        status = 422 if form.is_bound else 200
        return page(request, "reports/return.html", {"report": report, "form": form}, status=status)
    review.return_report(
        report,
        by=request.membership,  # type: ignore[attr-defined]
        now=timezone.now(),
        **form.cleaned_data,
    )
    messages.success(request, _("The report is returned for correction."))
    return redirect("report", pk=report.pk)


@require_GET
@requires("reports.download", Report)
def report_file(request: HttpRequest, report: Report, form: str) -> HttpResponse:
    """Hand out the report as a paper or a workbook, from the stored facts."""
    if report.built_at is None:
        raise Http404
    said = paper.school_report(report)
    name = f"{said.short_name}, {said.period}"
    if form == "xlsx":
        return download(paper.as_xlsx(said), filename=f"{name}.xlsx", content_type=XLSX)
    if form == "docx":
        return download(as_docx(paper.as_paper(said)), filename=f"{name}.docx", content_type=DOCX)
    return show_pdf(as_pdf(paper.as_paper(said)), filename=f"{name}.pdf")


@require_POST
@requires("reports.consolidate")
def consolidate(request: HttpRequest) -> HttpResponse:
    """Ask for the consolidated file of everything below."""
    form = request.POST.get("form", "")
    if form not in consolidating.FORMATS:
        raise Http404
    job = consolidating.want_consolidated(
        quarter=_quarter(request),
        form=form,
        by=request.membership,  # type: ignore[attr-defined]
        now=timezone.now(),
    )
    return redirect("job", pk=job.pk)


def _quarter(request: HttpRequest) -> Quarter:
    quarter = parse_quarter(request.POST.get("quarter", ""))
    if quarter is None:
        raise Http404
    return quarter


def _month_words(month: Month) -> str:
    return date_format(month.starts_on, "F Y")
