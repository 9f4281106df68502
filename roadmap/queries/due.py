"""What waits for a person: activities whose day has passed or comes within a week."""

from dataclasses import dataclass
from datetime import date

from accounts.models import Membership, Organization
from accounts.states import LEVELS_ABOVE, Role
from roadmap.models import Activity, Programme
from roadmap.queries.rows import SOON, Row, with_people


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
    if membership.role not in (Role.CURATOR, Role.DIRECTOR, *LEVELS_ABOVE):
        activities = activities.filter(responsible__user=membership.user_id).distinct()
    found = with_people(activities.order_by("due_on", "stage__position", "position"))
    rows = [Row(activity, today) for activity in found]
    return Due([row for row in rows if row.is_overdue], [row for row in rows if not row.is_overdue])


def programme_in(organization: Organization | int, year: int) -> Programme | None:
    """Find the programme of an organization in a school year."""
    pk = organization if isinstance(organization, int) else organization.pk
    return Programme.objects.filter(organization_id=pk, year=year).first()
