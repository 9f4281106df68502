"""What pages ask about people and roles."""

from dataclasses import dataclass
from datetime import date, datetime

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.http import HttpRequest
from django.utils import timezone

from accounts.doors import CHOSEN
from accounts.models import Card, Invitation, Membership, Organization, User
from accounts.states import APPOINTS, TAKING_PART, Role
from kernel.calendar import TIME_ZONES, today_in


def memberships_of(user: User) -> list[Membership]:
    """List the roles of a person that are in force today, each in its own time zone."""
    now = timezone.now()
    # Sorted here: every page asks this, and to sort so wide a row Django compares all its columns.
    found = user.memberships.select_related("organization__parent__parent").order_by()
    roles = sorted(found, key=lambda role: role.pk)
    return [role for role in roles if role.is_current(today_of(role.organization, now))]


def today_of(organization: Organization, now: datetime) -> date:
    """The day of the calendar where the organization is."""
    return today_in(organization.time_zone, now)


def acting_membership(request: HttpRequest) -> Membership | None:
    """Find the role the person acts through; None for a stranger or somebody without a role."""
    if not request.user.is_authenticated:
        return None
    user: User = request.user
    current = memberships_of(user)
    request.memberships = current  # type: ignore[attr-defined]
    chosen = request.session.get(CHOSEN)
    acting = next((role for role in current if role.pk == chosen), current[0] if current else None)
    if acting is not None:
        acting.user = user
    return acting


def needs_second_factor(membership: Membership) -> bool:
    """Tell whether the organization, or one above it, demands a second factor of the role."""
    place: Organization | None = membership.organization
    while place is not None:
        if membership.role in place.second_factor_roles:
            return True
        place = place.parent
    return False


def people_of(membership: Membership) -> QuerySet[Membership]:
    """The roles that a list of people shows, with what its columns need."""
    second_factor = Authenticator.objects.filter(
        user_id=OuterRef("user_id"), type=Authenticator.Type.TOTP
    )
    return (
        Membership.objects.visible_to(membership)
        .select_related("user", "organization__parent__parent")
        .annotate(has_second_factor=Exists(second_factor))
    )


def shown_name(membership: Membership, *, to: Membership) -> str:
    """The name as the reader may see it: the technical administrator sees children masked."""
    if to.role == Role.ADMIN and membership.role in TAKING_PART:
        return membership.user.name.short
    return membership.user.name.full


def open_invitations(membership: Membership, now: datetime) -> list[Invitation]:
    """The invitations that wait for their people, latest first; none for who may invite nobody."""
    if membership.role not in APPOINTS:
        return []
    waiting = Invitation.objects.visible_to(membership).filter(
        role__in=APPOINTS[Role(membership.role)], accepted_at=None, withdrawn_at=None
    )
    return list(waiting.select_related("organization__parent__parent").order_by("-invited_at")[:50])


def organizations_of(membership: Membership) -> QuerySet[Organization]:
    """The organizations that a list shows, with how many schools and staff each has."""
    staff = Q(
        memberships__role__in=[Role.DIRECTOR, Role.CURATOR],
        memberships__until_on=None,
        memberships__ended_at=None,
    )
    return (
        Organization.objects.visible_to(membership)
        .select_related("parent")
        .annotate(staff_count=Count("memberships", filter=staff, distinct=True))
    )


# What a browser says of itself, the more particular first.
BROWSERS = (
    ("YaBrowser", "Яндекс Браузер"),
    ("Edg", "Edge"),
    ("OPR", "Opera"),
    ("Firefox", "Firefox"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)
SYSTEMS = (
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "Windows"),
    ("Mac OS", "macOS"),
    ("Linux", "Linux"),
)


@dataclass(frozen=True)
class OrganizationPage:
    """Everything the page of an organization shows."""

    organization: Organization
    leaders: list[Membership]
    children: list[Organization]

    @property
    def time_zone(self) -> str:
        """The time zone by the town that people know."""
        return str(dict(TIME_ZONES).get(self.organization.time_zone, self.organization.time_zone))

    @property
    def second_factor(self) -> str:
        """The roles that must sign in with a second factor, as a line of words."""
        roles = self.organization.second_factor_roles
        return ", ".join(str(role.label) for role in Role if role in roles)


def organization_page(organization: Organization, today: date) -> OrganizationPage:
    """Collect an organization with its director, curators and what is below it."""
    leaders = (
        organization.memberships.in_role(
            Role.REGION, Role.MUNICIPALITY, Role.DIRECTOR, Role.CURATOR
        )
        .current(today)
        .select_related("user")
        .order_by("pk")
    )
    children = organization.children.filter(closed_on=None).order_by("search")
    return OrganizationPage(organization, list(leaders), list(children))


@dataclass(frozen=True)
class SessionLine:
    """One place where a person is signed in."""

    session: UserSession

    @property
    def device(self) -> str:
        """The browser and the system by their everyday names: «Firefox, Windows»."""
        said = self.session.user_agent
        names = (
            next((name for sign, name in known if sign in said), "")
            for known in (BROWSERS, SYSTEMS)
        )
        return ", ".join(name for name in names if name) or said[:40]


def sessions_of(user: User) -> list[SessionLine]:
    """The sessions of a person that still live, latest first."""
    sessions = UserSession.objects.filter(user=user).order_by("-created_at")
    return [SessionLine(session) for session in sessions if session.exists()]


def pupils_of(membership: Membership, today: date) -> QuerySet[Membership]:
    """The pupils who may get a class card: of the school, for a class teacher of the own class."""
    pupils = (
        Membership.objects.filter(
            organization_id=membership.organization_id, role=Role.MENTEE, user__is_active=True
        )
        .current(today)
        .select_related("user")
    )
    if membership.role == Role.CLASS_TEACHER:
        pupils = pupils.filter(class_name=membership.class_name).exclude(class_name="")
    valid = Card.objects.filter(user_id=OuterRef("user_id")).valid()
    return pupils.annotate(has_card=Exists(valid), card_pk=valid.values("pk")[:1])


def classes_of(pupils: QuerySet[Membership]) -> list[str]:
    """The classes there are, in order."""
    names = pupils.exclude(class_name="").values_list("class_name", flat=True)
    return sorted(set(names), key=lambda name: (len(name), name))
