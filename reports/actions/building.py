"""Build a school's report from facts: as long work, in one moment, frozen when submitted."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import Membership, Organization
from kernel import journal
from kernel.calendar import Quarter, SchoolYear, today_in
from kernel.documents.issue import fingerprint
from kernel.jobs import Run, job, want
from kernel.models import Job
from kernel.refusals import Refusal
from kernel.snapshot import one_moment
from reports.figures import collect, count
from reports.forms_of_report import quarterly
from reports.models import Report, ReportFigure
from reports.states import ReportState
from roadmap.models import Activity, Evidence, Programme

STEPS = 3


class NothingToReport(Refusal):
    """There is no programme that the quarter could be reported on."""


class AlreadySubmitted(Refusal):
    """The report of the quarter has left the school; only a correction can follow."""


@transaction.atomic
def want_report(
    *, organization: Organization, quarter: Quarter, by: Membership, now: datetime
) -> tuple[Report, Job]:
    """Ask for the report of a quarter to be built, or built anew while it is a draft.

    Raises AlreadySubmitted when the latest version is on its way or accepted, NothingToReport
    when the organization had no programme, or the quarter has not begun.
    """
    if quarter.starts_on > today_in(organization.time_zone, now):
        raise NothingToReport(_("This quarter has not begun yet."))
    if not programmes_of(organization, quarter).exists():
        raise NothingToReport(
            _("There is no programme of this school year. Open the programme first.")
        )
    report = _draft_of(organization, quarter, by)
    wanted = want(
        "reports.quarterly",
        by=by,
        key=f"report-{report.pk}",
        now=now,
        title=_("Report for %(period)s") % {"period": quarter.label},
        report=report.pk,
    )
    Report.objects.filter(pk=report.pk).update(job=wanted)
    return report, wanted


def programmes_of(organization: Organization, quarter: Quarter) -> Any:
    """The programmes whose school year the quarter touches."""
    years = {SchoolYear.of(quarter.starts_on).start, SchoolYear.of(quarter.ends_on).start}
    return Programme.objects.filter(organization=organization, year__in=years)


def _draft_of(organization: Organization, quarter: Quarter, by: Membership) -> Report:
    latest = (
        Report.objects.select_for_update()
        .filter(
            organization=organization,
            year=quarter.year,
            quarter=quarter.number,
            replaced_by=None,
        )
        .first()
    )
    if latest is not None and latest.state == ReportState.DRAFT:
        return latest
    if latest is not None and latest.state != ReportState.RETURNED:
        raise AlreadySubmitted(
            _("The report for %(period)s has been submitted and is frozen.")
            % {"period": quarter.label}
        )
    made = Report.objects.create(
        organization=organization,
        year=quarter.year,
        quarter=quarter.number,
        version=latest.version + 1 if latest else 1,
        made_by_id=by.user_id,
    )
    if latest is not None:
        Report.objects.filter(pk=latest.pk).update(replaced_by=made)
    journal.record("begin_report", made, by=by, version=made.version)
    return made


@job("reports.quarterly", title=gettext_lazy("Quarterly report"))
def build_report(run: Run) -> dict[str, Any]:
    """Collect the facts in one moment, then store them. Run again, it builds the same anew."""
    report = Report.objects.select_related("organization").get(pk=run.params["report"])
    run.step(0, STEPS, _("Reading the facts"))
    now = run.now()
    said, behind = read_facts(report, now=now)
    run.step(1, STEPS, _("Storing the figures"))
    store(report, said, behind, now=now)
    run.step(STEPS, STEPS, _("Done"))
    return {"url": reverse("report", args=[report.pk])}


def read_facts(report: Report, *, now: datetime) -> tuple[dict[str, Any], dict[str, list[int]]]:
    """Read what the report says and the records behind each figure, in one moment."""
    today = today_in(report.organization.time_zone, now)
    programmes = programmes_of(report.organization, report.period)
    with one_moment():
        facts = collect(programmes, quarter=report.period, today=today)
        behind = count(facts)
        shown = _evidence_counts(facts.activities)
    said = {
        "as_of": facts.as_of.isoformat(),
        "form": quarterly().title,
        "figures": {code: len(rows) for code, rows in behind.items()},
        "activities": [_line(activity, shown, facts.as_of) for activity in facts.activities],
    }
    return said, behind


def _evidence_counts(activities: tuple[Activity, ...]) -> dict[int, int]:
    counts: dict[int, int] = {}
    owners = Evidence.objects.filter(activity__in=activities).values_list("activity_id", flat=True)
    for owner in owners:
        counts[owner] = counts.get(owner, 0) + 1
    return counts


def _line(activity: Activity, shown: dict[int, int], as_of: Any) -> dict[str, Any]:
    return {
        "stage": str(activity.stage),
        "number": activity.number,
        "title": activity.title,
        "deadline": activity.deadline_text,
        "due_on": activity.due_on.isoformat() if activity.due_on else "",
        "state": "overdue" if activity.is_overdue(as_of) else activity.state,
        "done_on": activity.done_on.isoformat() if activity.done_on else "",
        "note": activity.note,
        "evidence_count": shown.get(activity.pk, 0),
    }


@transaction.atomic
def store(
    report: Report, said: dict[str, Any], behind: dict[str, list[int]], *, now: datetime
) -> None:
    """Put the facts into the draft. A report that has left the school is never touched."""
    fresh = Report.objects.select_for_update().get(pk=report.pk)
    if fresh.state != ReportState.DRAFT:
        raise AlreadySubmitted(_("The report was submitted meanwhile; it stays as it was."))
    ReportFigure.objects.filter(report=fresh).delete()
    ReportFigure.objects.bulk_create(
        ReportFigure(report=fresh, code=code, position=position, value=len(rows), behind=rows)
        for position, (code, rows) in enumerate(behind.items())
    )
    Report.objects.filter(pk=fresh.pk).update(facts=said, sha256=fingerprint(said), built_at=now)
    journal.record("build_report", fresh, by=None, sha256=fingerprint(said))
