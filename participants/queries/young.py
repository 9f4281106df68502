"""Young specialists: who they are by the bounds of the organization, and who has no mentor."""

from dataclasses import dataclass
from datetime import date

from django.db.models import BooleanField, Case, Q, Value, When
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import Membership, Organization
from participants.connections import lent
from participants.models import BaseSettings, Person, PersonQuerySet
from participants.states import PersonKind


@dataclass(frozen=True)
class Young:
    """How many there are, and of how many one cannot tell."""

    count: int
    without_mentor: int
    unknown: int


def bounds_of(organization: Organization) -> BaseSettings:
    """The bounds of the organization, or the usual ones."""
    kept = BaseSettings.objects.filter(organization=organization).first()
    return kept or BaseSettings(organization=organization)


def bounds_text(bounds: BaseSettings) -> str:
    """Who counts as a young specialist, in words."""
    years = bounds.young_until_years
    said = ngettext(
        "Employees with less than %(count)s year of service",
        "Employees with less than %(count)s years of service",
        years,
    ) % {"count": years}
    if not bounds.young_until_age:
        return said
    return said + _(", not older than %(age)s") % {"age": bounds.young_until_age}


def young_of(membership: Membership, bounds: BaseSettings, *, today: date) -> PersonQuerySet:
    """The employees below the bounds; `has_mentor` tells who is a mentee in an open pair."""
    young = _employees(membership).filter(experience_years__lt=bounds.young_until_years)
    if bounds.young_until_age:
        least = today.year - bounds.young_until_age - 1
        young = young.filter(
            Q(born_on__gt=date(least, today.month, min(today.day, 28)))
            | Q(born_on=None, birth_year__gte=least)
            | Q(born_on=None, birth_year=None)
        )
    paired = lent().paired
    has = [When(pk__in=paired("mentee"), then=Value(value=True))] if paired else []
    return young.annotate(
        has_mentor=Case(*has, default=Value(value=False), output_field=BooleanField())
    )


def counted(membership: Membership, young: PersonQuerySet) -> Young:
    """Count them for the head of the page."""
    return Young(
        count=young.count(),
        without_mentor=young.filter(Q(("has_mentor", False))).count(),
        unknown=_employees(membership).filter(experience_years=None).count(),
    )


def _employees(membership: Membership) -> PersonQuerySet:
    return Person.objects.visible_to(membership).kept().filter(kind=PersonKind.EMPLOYEE)
