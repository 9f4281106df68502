"""Read models of the report pages."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import chain
from typing import TYPE_CHECKING

from django.db.models import Model, QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.models import Membership, Organization
from accounts.states import OrganizationKind, Role
from kernel.approvals import Waiting
from kernel.calendar import Quarter, today_in
from pairs.models import Meeting, Pair
from participants.models import Person
from reports.figures import BEHIND_ACTIVITIES, BEHIND_MEETINGS, BEHIND_PAIRS
from reports.forms_of_report import FigureForm, Group, quarterly
from reports.models import Report, ReportFigure
from reports.states import ReportState
from roadmap.models import Activity

if TYPE_CHECKING:
    from django.utils.functional import Promise

NOT_BEGUN = _("not begun")
NOT_SENT = _("not sent")


@dataclass(frozen=True)
class ShownFigure:
    """A figure as the page shows it, beside the same figure of the quarter before."""

    form: FigureForm
    value: int | None
    before: int | None

    @property
    def change(self) -> int | None:
        """How it changed; nothing to say where one of the two is missing."""
        if self.value is None or self.before is None:
            return None
        return self.value - self.before


@dataclass(frozen=True)
class ReportPage:
    """Everything the page of one report needs."""

    report: Report
    groups: tuple[tuple[Group, tuple[ShownFigure, ...]], ...]
    activities: Sequence[dict[str, object]]
    versions: Sequence[Report]


def report_page(report: Report, membership: Membership) -> ReportPage:
    """Collect a report from what was stored; nothing is counted anew."""
    form = quarterly()
    said: dict[str, int] = report.facts.get("figures", {})
    before = _figures_before(report, membership)
    groups = tuple(
        (
            group,
            tuple(
                ShownFigure(figure, said.get(figure.code), before.get(figure.code))
                for figure in form.of_group(group.code)
            ),
        )
        for group in form.groups
    )
    versions = (
        Report.objects.visible_to(membership)
        .filter(organization=report.organization, year=report.year, quarter=report.quarter)
        .order_by("version")
    )
    return ReportPage(report, groups, report.facts.get("activities", []), list(versions))


def _figures_before(report: Report, membership: Membership) -> dict[str, int]:
    earlier = report.period.later(-1)
    found = (
        Report.objects.visible_to(membership)
        .filter(
            organization=report.organization,
            year=earlier.year,
            quarter=earlier.number,
            replaced_by=None,
        )
        .first()
    )
    return found.facts.get("figures", {}) if found else {}


@dataclass(frozen=True)
class Behind:
    """The records behind one figure, for those who may see people."""

    figure: FigureForm
    value: int
    kind: str
    records: Sequence[Model]

    @property
    def people_shown(self) -> list[int]:
        """Whose names the list shows."""
        if self.kind == "people":
            return [record.pk for record in self.records]
        pairs = [record.pair if isinstance(record, Meeting) else record for record in self.records]
        both = [(pair.mentor_id, pair.mentee_id) for pair in pairs if isinstance(pair, Pair)]
        return sorted(set(chain.from_iterable(both)))


def behind(report: Report, figure: ReportFigure, membership: Membership) -> Behind:
    """Open a figure to its list, as it was when the report was built.

    People who were erased since are counted in the figure and missing from the list.
    """
    unnamed = FigureForm(figure.code, "", figure.code, "")
    form = next((form for form in quarterly().figures if form.code == figure.code), unnamed)
    kind, found = _records(figure, membership)
    return Behind(form, figure.value or 0, kind, list(found))


def _records(figure: ReportFigure, membership: Membership) -> tuple[str, "QuerySet[Model]"]:
    rows = figure.behind
    if figure.code in BEHIND_PAIRS:
        pairs = Pair.objects.visible_to(membership).filter(pk__in=rows).with_people()
        return "pairs", pairs.order_by("pk")
    if figure.code in BEHIND_MEETINGS:
        meetings = Meeting.objects.visible_to(membership).filter(pk__in=rows)
        return "meetings", meetings.select_related("pair__mentor", "pair__mentee").order_by(
            "held_on", "pk"
        )
    if figure.code in BEHIND_ACTIVITIES:
        activities = Activity.objects.visible_to(membership).filter(pk__in=rows)
        return "activities", activities.select_related("stage").order_by("due_on", "pk")
    people = Person.objects.visible_to(membership).filter(pk__in=rows)
    return "people", people.order_by("sort_name", "pk")


@dataclass(frozen=True)
class SchoolLine:
    """One organization in the table of those above: has its report come in time."""

    organization: Organization
    report: Report | None
    is_late: bool

    @property
    def state_label(self) -> "str | Promise":
        """The state in words; a draft of a school is nobody's business above it."""
        return NOT_SENT if self.report is None else self.report.get_state_display()

    @property
    def tone(self) -> str:
        """How the state feels."""
        if self.report is None:
            return "bad" if self.is_late else "idle"
        return {
            ReportState.ACCEPTED: "good",
            ReportState.RETURNED: "warn",
        }.get(ReportState(self.report.state), "calm")


def school_lines(membership: Membership, quarter: Quarter, today: date) -> list[SchoolLine]:
    """List the schools below with the report of the quarter, those that are late first seen."""
    schools = (
        Organization.objects.visible_to(membership)
        .educational()
        .filter(closed_on=None)
        .select_related("parent")
        .order_by("parent_id", "pk")
    )
    reports = {
        report.organization_id: report
        for report in Report.objects.visible_to(membership)
        .filter(year=quarter.year, quarter=quarter.number)
        .sent()
    }
    over = today > quarter.report_due_on
    return [
        SchoolLine(school, reports.get(school.pk), over and school.pk not in reports)
        for school in schools
    ]


def quarter_to_report(organization: Organization, now: datetime) -> Quarter:
    """The quarter that is reported on now: the one that has ended, until its deadline and after."""
    return Quarter.of(today_in(organization.time_zone, now)).later(-1)


def offered_quarters(organization: Organization, now: datetime) -> list[Quarter]:
    """The quarters a page offers: the current one and the four before."""
    current = Quarter.of(today_in(organization.time_zone, now))
    return [current.later(-back) for back in range(5)]


def reports_of(membership: Membership) -> QuerySet[Report]:
    """The reports of one's own school, the newest first."""
    return (
        Report.objects.visible_to(membership)
        .filter(organization_id=membership.organization_id)
        .newest()
        .select_related("job")
        .order_by("-year", "-quarter")
    )


def waiting_reports(membership: Membership) -> list[Waiting]:
    """The reports that wait for the director to be sent, or for the municipality to be read."""
    seen = Report.objects.visible_to(membership).newest().select_related("organization", "made_by")
    if membership.role == Role.DIRECTOR:
        mine = seen.filter(state=ReportState.DRAFT, built_at__isnull=False)
    elif membership.role == Role.MUNICIPALITY:
        mine = seen.filter(
            state=ReportState.SUBMITTED, organization__parent_id=membership.organization_id
        )
    else:
        return []
    return [
        Waiting(
            _("Report"),
            _("%(organization)s: report for %(period)s")
            % {"organization": report.organization, "period": report.period.label},
            reverse("report", args=[report.pk]),
            report.submitted_at or report.built_at,
            report.made_by.name.short if report.made_by else "",
        )
        for report in mine.order_by("built_at", "pk")
    ]


def is_region(membership: Membership) -> bool:
    """Tell whether the level is the region."""
    return membership.organization.kind == OrganizationKind.REGION
