"""What stands in a person's calendar, and whose calendar an address is."""

from datetime import datetime

from accounts.models import Membership
from kernel.calendar import today_in
from roadmap.discretion import Names
from roadmap.models import Activity, CalendarFeed
from roadmap.people import ANSWERING, answered_by
from roadmap.queries.due import WHOLE_PLAN
from roadmap.queries.rows import with_people
from roadmap.spans import Span, all_spans
from roadmap.tokens import calendar_token, digest


def owner_of(token: str, now: datetime) -> Membership | None:
    """Find whose address it is; nobody once it was renewed, or the role has ended."""
    found = CalendarFeed.objects.filter(token_digest=digest(token)).select_related(
        "membership__user", "membership__organization"
    )
    feed = found.first()
    if feed is None:
        return None
    membership = feed.membership
    today = today_in(membership.organization.time_zone, now)
    works = membership.user.is_active and membership.is_current(today)
    return membership if works and membership.role in ANSWERING else None


def spans_for(membership: Membership, now: datetime, *, only_mine: bool) -> list[Span]:
    """The deadlines of a person: of the whole plan for those who run it, else their own."""
    activities = (
        Activity.objects.visible_to(membership)
        .in_force()
        .filter(stage__roadmap__programme__organization_id=membership.organization_id)
    )
    if only_mine or membership.role not in WHOLE_PLAN:
        today = today_in(membership.organization.time_zone, now)
        mine = Activity.objects.filter(answered_by(membership, today))
        activities = activities.filter(pk__in=mine.values("pk"))
    return all_spans(with_people(activities.order_by("pk")))


def names_to_leave_out(organization_id: int) -> Names:
    """The names that no calendar may tell."""
    return Names.of(organization_id)


def address_of(membership: Membership) -> str:
    """The secret part of a person's address; nothing when there is none that can be shown.

    After a change of the installation's secret an address works on, but cannot be shown again.
    """
    feed = CalendarFeed.objects.filter(membership=membership).first()
    token = calendar_token(feed.nonce) if feed else ""
    return token if feed and digest(token) == feed.token_digest else ""
