"""The people of the list and class that a file is of, whom the file does not name."""

from datetime import datetime

from accounts.models import Membership
from kernel.russian import search_key
from participants.actions.import_undo import obstacles
from participants.models import PeopleImport, Person, PersonQuerySet
from participants.people_rules import clean_class
from participants.states import LEARNERS, ImportProfile, ImportState, PersonKind, RowClass


def missing_people(brought: PeopleImport, membership: Membership) -> list[Person]:
    """Those of the same list whom no row names, not even a doubtful or a wrong one.

    A list of pupils is compared within the classes that it holds.
    """
    if not brought.rows:
        return []
    named = {row["person"] for row in brought.rows}
    named |= {one["pk"] for row in brought.rows for one in row["candidates"]}
    called = {search_key(row["name"]) for row in brought.rows}
    same_list = _same_list(brought, membership).order_by("class_name", "sort_name")
    return [
        person
        for person in same_list
        if person.pk not in named
        and search_key(person.name.full) not in called
        and search_key(f"{person.last_name} {person.first_name}") not in called
    ]


def undo_obstacles(brought: PeopleImport, now: datetime) -> list[str]:
    """What keeps the file from being taken back."""
    return obstacles(brought, now=now)


def _same_list(brought: PeopleImport, membership: Membership) -> PersonQuerySet:
    people = Person.objects.visible_to(membership).kept()
    if brought.profile == ImportProfile.MENTEE_BASE:
        return people.filter(mentee__left_on=None, mentee__isnull=False)
    if brought.profile == ImportProfile.MENTOR_BASE:
        return people.filter(mentor__left_on=None, mentor__isnull=False)
    if brought.profile == ImportProfile.STAFF:
        return people.filter(kind=PersonKind.EMPLOYEE)
    classes = {clean_class(row["place"]) for row in brought.rows if row["class"] != RowClass.WRONG}
    return people.filter(kind__in=LEARNERS, class_name__in=classes - {""})


def can_be_undone(brought: PeopleImport, now: datetime) -> bool:
    """Tell whether the week in which the loading can be taken back is still running."""
    until = brought.undo_until_at
    return brought.state == ImportState.APPLIED and until is not None and now <= until
