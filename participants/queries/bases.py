"""The lines of the official bases, read from cards with a fixed number of queries."""

from collections import defaultdict
from collections.abc import Callable, Sequence

from accounts.models import Organization
from participants.connections import PairColumns, lent
from participants.documents.bases import MenteeLine, MentorLine
from participants.models import Guardian, MenteeProfile, MentorProfile, Person
from participants.queries.card import ages_text
from participants.states import LEARNERS

Lent = Callable[[Sequence[int]], dict[int, list[PairColumns]]]


def mentee_lines(organization: Organization) -> list[MenteeLine]:
    """Every mentee of the organization, this year's and earlier ones."""
    people = Person.objects.filter(organization=organization, erased_at=None)
    profiles = MenteeProfile.objects.filter(person__in=people).select_related("person")
    contacts = _guardian_contacts(organization)
    return [
        MenteeLine(
            person=profile.person_id,
            name=profile.person.name.full,
            contacts=contacts.get(profile.person_id, "")
            if profile.person.kind in LEARNERS
            else contact_text(profile.person),
            birth_year=profile.person.birth_year,
            request=profile.request,
            entered_on=profile.entered_on,
            left_on=profile.left_on,
        )
        for profile in profiles.order_by("person__sort_name", "pk")
    ]


def mentor_lines(organization: Organization) -> list[MentorLine]:
    """Every mentor of the organization, this year's and earlier ones."""
    people = Person.objects.filter(organization=organization, erased_at=None)
    profiles = MentorProfile.objects.filter(person__in=people).select_related("person")
    return [
        MentorLine(
            person=profile.person_id,
            name=profile.person.name.full,
            contacts=contact_text(profile.person),
            place=profile.person.place_text,
            competences=profile.competences,
            achievements=profile.achievements,
            interests=profile.interests,
            ages=ages_text(profile),
            time=profile.available_time,
            entered_on=profile.entered_on,
            left_on=profile.left_on,
        )
        for profile in profiles.order_by("person__sort_name", "pk")
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


def _guardian_contacts(organization: Organization) -> dict[int, str]:
    found: dict[int, list[str]] = defaultdict(list)
    links = Guardian.objects.filter(child__organization=organization).select_related("guardian")
    for link in links.order_by("pk"):
        contacts = contact_text(link.guardian)
        found[link.child_id].append(f"{link.guardian.name.full} {contacts}".strip())
    return {child: "; ".join(lines) for child, lines in found.items()}
