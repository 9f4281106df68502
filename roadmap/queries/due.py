"""What waits for a person: activities whose day has passed or comes within a week."""

from dataclasses import dataclass
from datetime import date

from accounts.models import Membership, Organization
from accounts.states import LEVELS_ABOVE, Role
from roadmap.models import Activity, Programme
from roadmap.people import answered_by
from roadmap.queries.rows import SOON, Row, with_people

WHOLE_PLAN = frozenset({Role.CURATOR, Role.DIRECTOR, *LEVELS_ABOVE})


@dataclass(frozen=True)
class Due:
    """What somebody has to do now: overdue, and within a week."""

    overdue: list[Row]
    soon: list[Row]

    @property
    def is_empty(self) -> bool:
        """Tell whether nothing waits."""
        return not self.overdue and not self.soon


def today_for(membership: Membership, today: date) -> Due:
    """What waits for a person: the curator sees the whole plan, others what they answer for."""
    activities = (
        Activity.objects.visible_to(membership)
        .in_force()
        .planned()
        .filter(
            stage__roadmap__programme__organization_id=membership.organization_id,
            due_on__lte=today + SOON,
        )
    )
    if membership.role not in WHOLE_PLAN:
        activities = activities.filter(answered_by(membership, today)).distinct()
    found = with_people(activities.order_by("due_on", "stage__position", "position"))
    rows = [Row(activity, today) for activity in found]
    return Due([row for row in rows if row.is_overdue], [row for row in rows if not row.is_overdue])


def due_in(programme: Programme, membership: Membership, today: date) -> list[Activity]:
    """What is overdue or comes within a week, for a home page: titles and days, one query."""
    activities = (
        Activity.objects.of_programme(programme)
        .in_force()
        .planned()
        .filter(due_on__lte=today + SOON)
    )
    if membership.role not in WHOLE_PLAN:
        activities = activities.filter(answered_by(membership, today)).distinct()
    return list(
        activities.order_by("due_on", "stage__position", "position").only("title", "due_on")
    )


def programme_in(organization: Organization | int, year: int) -> Programme | None:
    """Find the programme of an organization in a school year, with its roadmap."""
    pk = organization if isinstance(organization, int) else organization.pk
    found = Programme.objects.filter(organization_id=pk, year=year)
    return found.select_related("roadmap").first()
