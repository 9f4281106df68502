"""Who may do what with reports. This file is the whole answer."""

from typing import Any

from accounts.models import Membership
from accounts.states import EDUCATIONAL, Role
from kernel.access import Rule, both, declare, role_is
from reports.models import Report
from reports.states import REPORT_LIFE

SEES = (Role.CURATOR, Role.DIRECTOR, Role.MUNICIPALITY, Role.REGION)


def own(membership: Membership, report: Report) -> bool:
    """It is the report of one's own organization."""
    return report.organization_id == membership.organization_id


def above(membership: Membership, report: Report) -> bool:
    """The municipality that the organization belongs to receives its report."""
    return report.organization.parent_id == membership.organization_id


def in_a_school(membership: Membership, _subject: Any) -> bool:
    """Reports are built by organizations that run programmes."""
    return membership.organization.kind in EDUCATIONAL


def allows(move: str) -> Any:
    """The life of the report lets it happen now."""
    return lambda _membership, report: REPORT_LIFE.allows(report, move)


def is_built(_membership: Membership, report: Report) -> bool:
    """There is something to show."""
    return report.built_at is not None


declare(
    {
        "reports.list": Rule(role_is(*SEES)),
        "reports.burden": Rule(role_is(*SEES)),
        "reports.build": Rule(both(role_is(Role.CURATOR, Role.DIRECTOR), in_a_school)),
        "reports.view": Rule(role_is(*SEES)),
        "reports.download": Rule(role_is(*SEES), when=is_built),
        "reports.open_figure": Rule(both(role_is(Role.CURATOR, Role.DIRECTOR), own)),
        "reports.submit": Rule(
            both(role_is(Role.DIRECTOR), own),
            when=both(allows("submit"), is_built),
        ),
        "reports.accept": Rule(both(role_is(Role.MUNICIPALITY), above), when=allows("accept")),
        "reports.return": Rule(both(role_is(Role.MUNICIPALITY), above), when=allows("return")),
        "reports.consolidate": Rule(role_is(Role.MUNICIPALITY, Role.REGION)),
    }
)
