"""Everything the printed roadmap says: frozen, so that it can be printed again years later."""

from dataclasses import dataclass
from datetime import date, datetime

from accounts.models import Organization, User
from accounts.states import LEVELS_ABOVE, STAFF
from kernel.calendar import today_in
from roadmap.models import Activity, Roadmap, Stage

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
    """The whole plan as it was when it was printed."""

    title: str
    organization: str
    school_year: str
    place: str
    approved: Signed
    agreed: Signed | None
    stages: tuple[PlannedStage, ...]


def facts_of_roadmap(roadmap: Roadmap) -> RoadmapFacts:
    """Collect the facts; the only part that reads the database."""
    programme = roadmap.programme
    school = programme.organization
    stages = roadmap.stages.order_by("position").prefetch_related("activities__responsible__user")
    return RoadmapFacts(
        title=roadmap.title,
        organization=school.full_name,
        school_year=programme.school_year.label,
        place=school.place,
        approved=_approved(roadmap),
        agreed=_agreed(roadmap),
        stages=tuple(_stage(stage) for stage in stages),
    )


def responsible_words(activity: Activity, *, names_all: bool = False) -> str:
    """Name the responsible people; where nobody is chosen, the words as written.

    Only employees are named on paper and to those above: of mentors they learn the role alone.
    """
    people = {
        person.user.name.short
        if names_all or person.role in EMPLOYEES
        else str(person.get_role_display())
        for person in activity.responsible.all()
    }
    return ", ".join(sorted(people)) or activity.responsible_text


def _stage(stage: Stage) -> PlannedStage:
    rows = sorted(stage.activities.all(), key=lambda activity: activity.position)
    return PlannedStage(
        number=stage.number,
        title=stage.title,
        goal=stage.goal,
        result=stage.result,
        activities=tuple(
            PlannedActivity(
                number=activity.number,
                title=activity.title,
                deadline=activity.deadline_text,
                responsible=responsible_words(activity),
                result=activity.result,
            )
            for activity in rows
        ),
    )


def _approved(roadmap: Roadmap) -> Signed:
    """The one who approved; until then the head, with the date left to the pen."""
    school = roadmap.programme.organization
    if roadmap.approved_by and roadmap.approved_at:
        return _signed(school, roadmap.approved_by, roadmap.approved_at)
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
