"""Add accepted reports up for a municipality or a region, as long work."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import Membership, Organization
from kernel.calendar import Quarter, today_in
from kernel.documents.pdf import as_pdf
from kernel.jobs import Run, job, want
from kernel.models import Job
from kernel.snapshot import one_moment
from reports.documents import consolidated as paper
from reports.models import Report
from reports.states import ReportState

FORMATS = ("xlsx", "pdf")
STATE_WORDS = {
    ReportState.SUBMITTED: "отправлен, не принят",
    ReportState.RETURNED: "возвращён",
    ReportState.ACCEPTED: "принят",
}


def want_consolidated(*, quarter: Quarter, form: str, by: Membership, now: datetime) -> Job:
    """Ask for the consolidated workbook or paper of everything below one's organization."""
    return want(
        "reports.consolidated",
        by=by,
        key=f"consolidated-{by.organization_id}-{by.user_id}-{quarter.year}-{quarter.number}-{form}",
        now=now,
        title=_("Consolidated report for %(period)s") % {"period": quarter.label},
        year=quarter.year,
        quarter=quarter.number,
        form=form,
    )


@job("reports.consolidated", title=gettext_lazy("Consolidated report"))
def build_consolidated(run: Run) -> dict[str, Any]:
    """Read accepted reports in one moment, make the file. Only figures, no people."""
    by = run.by
    if by is None:
        raise ValueError("a consolidated report is somebody's")
    top = Organization.objects.get(pk=by.organization_id)
    quarter = Quarter(run.params["year"], run.params["quarter"])
    run.step(0, 2, _("Reading the accepted reports"))
    said = collect(top, quarter, now=run.now())
    run.step(1, 2, _("Making the file"))
    form = run.params["form"]
    content = paper.as_xlsx(said) if form == "xlsx" else as_pdf(paper.as_paper(said))
    run.keep_file(f"Сводный отчёт, {quarter.label}.{form}", content)
    run.step(2, 2, _("Done"))
    return {"accepted": len(said.accepted), "missing": len(said.missing)}


def collect(top: Organization, quarter: Quarter, *, now: datetime) -> paper.Consolidated:
    """Collect what the consolidated report says from frozen facts."""
    with one_moment():
        schools = list(
            Organization.objects.within(top)
            .educational()
            .filter(closed_on=None)
            .select_related("parent")
            .order_by("parent_id", "pk")
        )
        reports = {
            report.organization_id: report
            for report in Report.objects.filter(
                organization__in=schools, year=quarter.year, quarter=quarter.number
            ).sent()
        }
    return paper.Consolidated(
        organization=top.full_name,
        period=quarter.label,
        as_of=today_in(top.time_zone, now),
        lines=tuple(_line(school, reports.get(school.pk)) for school in schools),
    )


def _line(school: Organization, report: Report | None) -> paper.Line:
    accepted = report is not None and report.state == ReportState.ACCEPTED
    return paper.Line(
        organization=school.short_name,
        municipality=school.parent.short_name if school.parent else "",
        state=STATE_WORDS[ReportState(report.state)] if report else "не отправлен",
        figures=report.facts.get("figures", {}) if report is not None and accepted else None,
    )
