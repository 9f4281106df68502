"""Tell people about the way of a roadmap: who learns of what, in one form of words."""

from collections.abc import Iterable
from datetime import datetime

from accounts.models import Membership, Organization, User
from accounts.states import Role
from kernel.calendar import today_in
from notices.actions import owe
from roadmap.models import Roadmap

KEEPERS_AND_HEADS = (Role.CURATOR, Role.DIRECTOR, Role.MUNICIPALITY, Role.REGION)
ABOVE = (Role.MUNICIPALITY, Role.REGION)


def people_in(organization_id: int | None, roles: Iterable[str], *, now: datetime) -> list[User]:
    """List the people who act in some roles of an organization at this moment."""
    if organization_id is None:
        return []
    found = Membership.objects.filter(
        organization_id=organization_id, role__in=list(roles), user__is_active=True
    ).select_related("user", "organization")
    return [
        each.user for each in found if each.is_current(today_in(each.organization.time_zone, now))
    ]


def keepers_and_heads(
    organization_id: int, *, now: datetime, without: Membership | None = None
) -> list[User]:
    """Those who run the programme and those who sign for it."""
    people = people_in(organization_id, KEEPERS_AND_HEADS, now=now)
    return [user for user in people if without is None or user.pk != without.user_id]


def heads_of(sender: Membership) -> tuple[str, ...]:
    """Who approves in the organization of the sender: the director, or the authority's people."""
    return (Role.DIRECTOR,) if sender.role == Role.CURATOR else (sender.role,)


def tell(
    roadmap: Roadmap,
    kind: str,
    people: list[User],
    *,
    subject: str,
    text: str,
    url: str,
    by: Membership,
    now: datetime,
    comment: str = "",
) -> None:
    """Promise a notice about a roadmap; its words may name the year, the person and the plan."""
    programme = roadmap.programme
    school: Organization = programme.organization
    said = {
        "year": programme.school_year.label,
        "name": by.user.name.short,
        "title": roadmap.title,
        "school": school.short_name,
        "comment": comment,
    }
    owe(
        kind=kind,
        to=people,
        organization=programme.organization_id,
        subject=subject % said,
        text=text % said,
        url=url,
        key=f"{roadmap.pk}:{now.isoformat()}",
        now=now,
    )
