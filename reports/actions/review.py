"""The way of a report: submitted by the director, accepted or returned by the municipality."""

from datetime import datetime

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import Membership, User
from accounts.states import Role
from kernel.calendar import today_in
from kernel.refusals import Refusal
from notices.actions import owe
from reports.models import Report
from reports.states import REPORT_LIFE
from roadmap.actions.closing import look_again


class NotBuilt(Refusal):
    """There is nothing to send yet."""


@transaction.atomic
def submit_report(report: Report, *, by: Membership, now: datetime) -> Report:
    """Send the report to the municipality. From now on it is frozen."""
    if report.built_at is None:
        raise NotBuilt(_("The report has not been built yet. Build it first."))
    sent = REPORT_LIFE.move(report, "submit", by=by, submitted_at=now, submitted_by_id=by.user_id)
    parent = sent.organization.parent
    if parent is not None:
        _tell(
            sent,
            _people(parent.pk, Role.MUNICIPALITY, now),
            _("A report has come: %(school)s, %(period)s")
            % {"school": sent.organization, "period": sent.period.label},
            kind="report-submitted",
            now=now,
        )
    look_again(sent.organization_id)
    return sent


@transaction.atomic
def accept_report(report: Report, *, by: Membership, now: datetime) -> Report:
    """Take the report into the municipality's and the region's sums."""
    taken = REPORT_LIFE.move(report, "accept", by=by, accepted_at=now, accepted_by_id=by.user_id)
    _tell(
        taken,
        _school_people(taken, now),
        _("The report for %(period)s is accepted") % {"period": taken.period.label},
        kind="report-accepted",
        now=now,
    )
    look_again(taken.organization_id)
    if by.organization_id != taken.organization_id:
        look_again(by.organization_id)
    return taken


@transaction.atomic
def return_report(report: Report, *, by: Membership, comment: str, now: datetime) -> Report:
    """Send the report back with a comment; the correction will be a new version."""
    back = REPORT_LIFE.move(report, "return", by=by, comment=comment)
    _tell(
        back,
        _school_people(back, now),
        _("The report for %(period)s is returned") % {"period": back.period.label},
        kind="report-returned",
        text=comment,
        now=now,
    )
    return back


def _people(organization_id: int, role: Role, now: datetime) -> list[User]:
    roles = Membership.objects.in_role(role).filter(organization_id=organization_id)
    found = roles.select_related("user", "organization").order_by("pk")
    return [one.user for one in found if one.is_current(today_in(one.organization.time_zone, now))]


def _school_people(report: Report, now: datetime) -> list[User]:
    curators = _people(report.organization_id, Role.CURATOR, now)
    return [*curators, *_people(report.organization_id, Role.DIRECTOR, now)]


def _tell(
    report: Report, people: list[User], subject: str, *, kind: str, now: datetime, text: str = ""
) -> None:
    owe(
        kind=kind,
        to=people,
        organization=report.organization_id,
        subject=subject,
        text=text,
        url=reverse("report", args=[report.pk]),
        key=str(report.pk),
        now=now,
    )
