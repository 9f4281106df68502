"""Everything the printed roadmap says: frozen, so that it can be printed again years later."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from accounts.models import Membership, Organization, User
from accounts.states import LEVELS_ABOVE, STAFF
from kernel.calendar import today_in
from roadmap.models import Activity, Roadmap
from roadmap.wording import Row, kept, row_key, wording_of

KIND = "roadmap"
EMPLOYEES = frozenset({*STAFF, *LEVELS_ABOVE})


@dataclass(frozen=True)
class Signed:
    """Who approved or agreed: the words of the block at the top of the sheet."""

    post: str
    name: str
    organization: str
    on: date | None = None


@dataclass(frozen=True)
class PlannedActivity:
    """One row of the table."""

    number: str
    title: str
    deadline: str
    responsible: str
    result: str
    heading: str = ""


@dataclass(frozen=True)
class PlannedStage:
    """One part of the table with its rows."""

    number: str
    title: str
    goal: str
    result: str
    activities: tuple[PlannedActivity, ...]


@dataclass(frozen=True)
class RoadmapFacts:
    """The whole plan as it was when it was printed.

    `edition` numbers the text that an amendment made (the first text has none), and
    `agreed_edition` the one that the body above agreed to, where it is an earlier one.
    """

    title: str
    organization: str
    school_year: str
    place: str
    approved: Signed
    agreed: Signed | None
    stages: tuple[PlannedStage, ...]
    edition: int = 0
    agreed_edition: int = 0


def facts_of_roadmap(
    roadmap: Roadmap,
    wording: Mapping[str, Any] | None = None,
    *,
    edition: int = 0,
    agreed_edition: int = 0,
) -> RoadmapFacts:
    """Collect the facts; another wording, where one is given, is signed by nobody yet."""
    programme = roadmap.programme
    school = programme.organization
    said = kept(wording) if wording is not None else wording_of(roadmap)
    named = _in_charge(roadmap)
    return RoadmapFacts(
        title=said["title"],
        organization=school.full_name,
        school_year=programme.school_year.label,
        place=school.place,
        approved=_approved(roadmap) if wording is None else _to_be_signed(school),
        agreed=_agreed(roadmap) if wording is None else None,
        stages=tuple(_stage(stage, named) for stage in said["stages"]),
        edition=edition,
        agreed_edition=agreed_edition,
    )


def responsible_words(activity: Activity, *, names_all: bool = False) -> str:
    """Name the people and bodies in charge; where none is chosen, the words as written.

    Only employees are named on paper and to those above: of mentors they learn the role alone.
    """
    people = _names(activity.responsible.all(), names_all=names_all)
    return _listed(people, activity.bodies) or activity.responsible_text


def helping_words(activity: Activity, *, names_all: bool = False) -> str:
    """Name the people and bodies that help."""
    people = _names(activity.helpers.all(), names_all=names_all)
    return _listed(people, activity.helping_bodies)


def _names(people: Iterable[Membership], *, names_all: bool) -> set[str]:
    return {
        person.user.name.short
        if names_all or person.role in EMPLOYEES
        else str(person.get_role_display())
        for person in people
    }


def _listed(people: set[str], bodies: str) -> str:
    return ", ".join([*sorted(people), *([bodies] if bodies else [])])


def _in_charge(roadmap: Roadmap) -> dict[str, str]:
    """Who answers for what, by the keys of a wording: the people where some are chosen."""
    activities = Activity.objects.filter(stage__roadmap=roadmap)
    return {
        row_key(activity): words
        for activity in activities.prefetch_related("responsible__user")
        if (words := responsible_words(activity)) != activity.responsible_text
    }


def _stage(stage: Row, named: Mapping[str, str]) -> PlannedStage:
    return PlannedStage(
        number=stage["number"],
        title=stage["title"],
        goal=stage["goal"],
        result=stage["result"],
        activities=tuple(
            PlannedActivity(
                number=row["number"],
                title=row["title"],
                deadline=row["deadline"],
                responsible=named.get(row["key"]) or row["responsible"],
                result=row["result"],
                heading=row.get("heading", ""),
            )
            for row in stage["activities"]
        ),
    )


def _approved(roadmap: Roadmap) -> Signed:
    """The one who approved; until then the head."""
    school = roadmap.programme.organization
    if roadmap.approved_by and roadmap.approved_at:
        return _signed(school, roadmap.approved_by, roadmap.approved_at)
    return _to_be_signed(school)


def _to_be_signed(school: Organization) -> Signed:
    """The head, with the date left to the pen."""
    return Signed(
        post=_capital(school.head_post),
        name=school.head_name.initials_first,
        organization=school.short_name,
    )


def _agreed(roadmap: Roadmap) -> Signed | None:
    above = roadmap.programme.organization.parent
    if above is None or roadmap.agreed_by is None or roadmap.agreed_at is None:
        return None
    return _signed(above, roadmap.agreed_by, roadmap.agreed_at)


def _signed(organization: Organization, user: User, at: datetime) -> Signed:
    """Name the signer with the post that their role in the organization says."""
    posts = organization.memberships.filter(user=user).exclude(post="").order_by("pk")
    post = posts.values_list("post", flat=True).first() or organization.head_post
    return Signed(
        post=_capital(post),
        name=user.name.initials_first,
        organization=organization.short_name,
        on=today_in(organization.time_zone, at),
    )


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
