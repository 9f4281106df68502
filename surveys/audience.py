"""Whom a campaign asks: filters of the base, looked up again when reminders go out."""

from collections.abc import Iterable
from itertools import takewhile
from typing import TYPE_CHECKING

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from participants.models import Person
from participants.states import PersonKind
from roadmap.models import Programme

if TYPE_CHECKING:
    from django.utils.functional import Promise

CLASS = "class:"
FILTERS = {
    "mentees": Q(mentee__isnull=False, mentee__left_on=None),
    "mentors": Q(mentor__isnull=False, mentor__left_on=None),
    "employees": Q(kind=PersonKind.EMPLOYEE),
}


def audience_choices(programme: Programme) -> list[tuple[str, "str | Promise"]]:
    """Who may be asked: both bases, the staff, and each class of the organization."""
    named = _kept(programme).exclude(class_name="").order_by()
    classes = sorted(set(named.values_list("class_name", flat=True)), key=by_grade)
    return [
        ("mentees", _("all mentees")),
        ("mentors", _("all mentors")),
        ("employees", _("all employees")),
        *((f"{CLASS}{name}", _("class %(name)s") % {"name": name}) for name in classes),
    ]


def audience(programme: Programme, chosen: Iterable[str]) -> QuerySet[Person]:
    """The people whom any of the filters finds."""
    wanted = Q(pk__in=[])
    for name in chosen:
        wanted |= FILTERS.get(name) or Q(class_name=name.removeprefix(CLASS))
    return _kept(programme).filter(wanted).order_by("pk")


def by_grade(name: str) -> tuple[int, str]:
    """Put 4А before 10Б: classes are ordered by their number, then by their letter."""
    digits = "".join(takewhile(str.isdigit, name))
    return int(digits or 0), name


def _kept(programme: Programme) -> QuerySet[Person]:
    return Person.objects.filter(organization_id=programme.organization_id).kept()
