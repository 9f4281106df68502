"""The lines of the official bases, read from cards with a fixed number of queries."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from datetime import date

from accounts.models import Membership
from participants.connections import PairColumns, lent
from participants.documents.bases import (
    Base,
    BaseRow,
    MenteeLine,
    MentorLine,
    mentee_rows,
    mentor_rows,
)
from participants.models import Guardian, MenteeProfile, MentorProfile, Person, PersonQuerySet
from participants.queries.card import ages_text, capacity_text
from participants.queries.gate import ages
from participants.states import LEARNERS

PARTS = {"mentee-base": "mentee", "mentor-base": "mentor"}
Lent = Callable[[Sequence[int]], dict[int, list[PairColumns]]]


def base_people(membership: Membership, kind: str) -> PersonQuerySet:
    """Everybody of a base, of this year and of earlier ones."""
    part = PARTS[kind]
    people = Person.objects.visible_to(membership).filter(erased_at=None)
    return people.filter(**{f"{part}__isnull": False}).select_related("organization", part)


def rows_of_base(
    kind: str, people: Sequence[Person], *, today: date, first: int = 1
) -> list[BaseRow]:
    """The lines of these people, in their order; the number of queries does not depend on them."""
    numbers = [person.pk for person in people]
    cases = lent().cases
    published = cases(numbers) if cases else {}
    if kind == "mentee-base":
        mentees = _mentee_lines(people, published, today)
        return list(mentee_rows(mentees, pairs_of_mentees(numbers), first=first))
    mentors = _mentor_lines(people, published)
    return list(mentor_rows(mentors, pairs_of_mentors(numbers), first=first))


def base_of(membership: Membership, kind: str, *, today: date) -> Base:
    """The whole base of an organization."""
    people = list(base_people(membership, kind).order_by("sort_name", "pk"))
    rows = rows_of_base(kind, people, today=today)
    return Base(kind, membership.organization.short_name, today, tuple(rows))


def _mentee_lines(
    people: Sequence[Person], published: dict[int, str], today: date
) -> list[MenteeLine]:
    families = _guardian_contacts(people)
    asked = _directions(MenteeProfile, people)
    return [
        MenteeLine(
            person=person.pk,
            name=person.name.full,
            contacts=_contacts_of_mentee(person, families, today),
            birth_year=person.birth_year,
            request=person.mentee.request or asked.get(person.pk, ""),
            entered_on=person.mentee.entered_on,
            left_on=person.mentee.left_on,
            case=published.get(person.pk, ""),
        )
        for person in people
    ]


def _mentor_lines(people: Sequence[Person], published: dict[int, str]) -> list[MentorLine]:
    good_at = _directions(MentorProfile, people)
    return [
        MentorLine(
            person=person.pk,
            name=person.name.full,
            contacts=contact_text(person),
            place=person.place_in_full,
            competences=person.mentor.competences or good_at.get(person.pk, ""),
            achievements=person.mentor.achievements,
            interests=person.mentor.interests,
            ages=ages_text(person.mentor),
            time=person.mentor.available_time or capacity_text(person.mentor.capacity),
            entered_on=person.mentor.entered_on,
            left_on=person.mentor.left_on,
            case=published.get(person.pk, ""),
        )
        for person in people
    ]


def pairs_of_mentees(people: Sequence[int]) -> dict[int, list[PairColumns]]:
    """What the room of pairs says about mentees; nothing where it says nothing."""
    return _ask(lent().pairs_of_mentees, people)


def pairs_of_mentors(people: Sequence[int]) -> dict[int, list[PairColumns]]:
    """What the room of pairs says about mentors; nothing where it says nothing."""
    return _ask(lent().pairs_of_mentors, people)


def contact_text(person: Person) -> str:
    """Phone and e-mail on one line."""
    return ", ".join(part for part in (person.phone, person.email) if part)


def _ask(source: Lent | None, people: Sequence[int]) -> dict[int, list[PairColumns]]:
    return source(people) if source else {}


def _contacts_of_mentee(person: Person, families: dict[int, str], today: date) -> str:
    """Of a child the contacts of the representatives, of a grown-up the own ones."""
    age = person.age(today)
    is_child = person.kind in LEARNERS and (age is None or age < ages().adult_from)
    return families.get(person.pk, "") if is_child else contact_text(person)


def _guardian_contacts(people: Sequence[Person]) -> dict[int, str]:
    found: dict[int, list[str]] = defaultdict(list)
    links = Guardian.objects.filter(child__in=people).select_related("guardian")
    for link in links.order_by("pk"):
        contacts = contact_text(link.guardian)
        found[link.child_id].append(f"{link.guardian.name.full} {contacts}".strip())
    return {child: "; ".join(lines) for child, lines in found.items()}


def _directions(
    model: type[MenteeProfile | MentorProfile], people: Sequence[Person]
) -> dict[int, str]:
    """What was chosen from the directory, for those who said nothing in their own words."""
    found: dict[int, list[str]] = defaultdict(list)
    chosen = model._base_manager.filter(person__in=people, directions__isnull=False)
    chosen = chosen.order_by("directions__position", "directions__pk")
    for person, name in chosen.values_list("person", "directions__name"):
        found[person].append(name)
    return {person: ", ".join(names) for person, names in found.items()}
