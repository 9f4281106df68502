"""What this room shows in the folder for an inspection: the quarterly reports that were sent."""

from functools import partial

from django.utils.translation import gettext as _

from kernel.documents.pdf import as_pdf
from reports.documents import school_report
from reports.models import Report
from reports.states import ReportState
from roadmap.exhibits import Exhibit
from roadmap.models import Programme

SENT = (ReportState.SUBMITTED, ReportState.ACCEPTED)


def sent_reports(programme: Programme) -> list[Exhibit]:
    """The reports of the quarters of the school year; they hold figures and name nobody."""
    year = programme.school_year
    found = Report.objects.filter(
        organization=programme.organization_id, state__in=SENT, replaced_by=None
    ).select_related("organization")
    reports = [
        report
        for report in found.order_by("year", "quarter")
        if year.starts_on <= report.period.ends_on and report.period.starts_on <= year.ends_on
    ]
    return [_exhibit(report) for report in reports]


def _exhibit(report: Report) -> Exhibit:
    draw = partial(_draw, report)
    title = _("Report for %(period)s") % {"period": report.period.label}
    return Exhibit(title, ".pdf", draw, draw)


def _draw(report: Report) -> bytes:
    return as_pdf(school_report.as_paper(school_report.school_report(report)))
