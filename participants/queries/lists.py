"""The lists of people: what they show, and how they are narrowed."""

from dataclasses import dataclass
from datetime import date

from django.core.cache import cache
from django.db.models import F, Value
from django.db.models.functions import Length
from django.utils.functional import Promise

from accounts.models import Membership
from accounts.states import Role
from kernel.pieces import Tone
from participants.models import MentoringForm, Person, PersonQuerySet, SavedFilter, latest_decision
from participants.queries.gate import consent_statuses, with_consent_facts
from participants.states import ConsentStatus, Purpose

TONES = {
    ConsentStatus.GIVEN: Tone.GOOD,
    ConsentStatus.ASKED: Tone.CALM,
    ConsentStatus.NOT_ASKED: Tone.WARN,
    ConsentStatus.PARTLY: Tone.WARN,
    ConsentStatus.RENEW: Tone.WARN,
    ConsentStatus.EXPIRED: Tone.BAD,
    ConsentStatus.NO_CONTACT: Tone.BAD,
    ConsentStatus.REFUSED: Tone.BAD,
    ConsentStatus.WITHDRAWN: Tone.BAD,
    ConsentStatus.CONTRADICTORY: Tone.BAD,
}


MISSING = "missing"
SELECTS = frozenset({Role.CURATOR, Role.DIRECTOR, Role.PSYCHOLOGIST})
KEPT_SECONDS = 60


@dataclass(frozen=True)
class Row:
    """A line of a list: the person, and what follows from the records."""

    person: Person
    shown_name: str
    status: ConsentStatus

    @property
    def status_label(self) -> str | Promise:
        """The status of the consent as a word."""
        return self.status.label

    @property
    def tone(self) -> str:
        """How the status feels."""
        return TONES[self.status]

    # The list of everybody brings the days of both parts along (`everybody_of`).

    @property
    def is_mentee(self) -> bool:
        """Tell whether the person takes part as a mentee now."""
        return self._takes_part("mentee")

    @property
    def is_mentor(self) -> bool:
        """Tell whether the person takes part as a mentor now."""
        return self._takes_part("mentor")

    @property
    def has_taken_part(self) -> bool:
        """Tell whether the person has had any part."""
        known = vars(self.person)
        return bool(known["mentee_entered_on"] or known["mentor_entered_on"])

    def _takes_part(self, part: str) -> bool:
        known = vars(self.person)
        return bool(known[f"{part}_entered_on"] and not known[f"{part}_left_on"])


def people_of(membership: Membership, *, purpose: str, today: date) -> PersonQuerySet:
    """The people a role may list, with what their rows need."""
    visible = Person.objects.visible_to(membership)
    return with_consent_facts(visible, purpose, today).annotate(class_length=Length("class_name"))


def mentees_of(membership: Membership, *, today: date) -> PersonQuerySet:
    """All who are or were mentees and whom a role may list; the filter shows who is one now."""
    people = people_of(membership, purpose=Purpose.TAKING_PART, today=today).filter(erased_at=None)
    return people.filter(mentee__isnull=False).select_related("mentee")


def mentors_of(membership: Membership, *, today: date) -> PersonQuerySet:
    """All who are or were mentors and whom a role may list; the filter shows who is one now."""
    people = people_of(membership, purpose=Purpose.TAKING_PART, today=today).filter(erased_at=None)
    # Who is not asked about mentors learns nothing of what an interview has decided.
    said = latest_decision() if membership.role in SELECTS else Value("")
    return people.filter(mentor__isnull=False).select_related("mentor").annotate(interview=said)


def everybody_of(membership: Membership, *, today: date) -> PersonQuerySet:
    """All people of the organization, with the parts they have."""
    people = people_of(membership, purpose=Purpose.TAKING_PART, today=today)
    return people.filter(erased_at=None).annotate(
        mentee_left_on=F("mentee__left_on"),
        mentee_entered_on=F("mentee__entered_on"),
        mentor_left_on=F("mentor__left_on"),
        mentor_entered_on=F("mentor__entered_on"),
    )


def rows_of(
    people: list[Person], membership: Membership, *, purpose: str, today: date
) -> list[Row]:
    """Give each person of a page the status of the consent: one query for all."""
    statuses = consent_statuses(people, purpose, today)
    masked = membership.role == Role.PSYCHOLOGIST
    return [
        Row(person, person.name.short if masked else person.name.full, statuses[person.pk])
        for person in people
    ]


def with_status(
    people: PersonQuerySet, status: str, *, purpose: str, today: date
) -> PersonQuerySet:
    """Keep those whose derived status is this one, or all without a valid consent.

    The records of all are looked through.
    """
    light = people.select_related(None).only("kind", "born_on", "birth_year")
    found = list(light.order_by())
    statuses = consent_statuses(found, purpose, today)
    if status == MISSING:
        return people.filter(
            pk__in=[pk for pk, said in statuses.items() if said != ConsentStatus.GIVEN]
        )
    return people.filter(pk__in=[pk for pk, said in statuses.items() if said == status])


def classes_of(membership: Membership) -> list[str]:
    """The classes and groups a role may see, in the order of the school; a minute old at most."""
    place = f"classes-{membership.organization_id}-{membership.role}-{membership.pk}"
    return cache.get_or_set(place, lambda: _classes(membership), KEPT_SECONDS) or []


def _classes(membership: Membership) -> list[str]:
    visible = Person.objects.visible_to(membership).kept().exclude(class_name="")
    names = set(visible.order_by().values_list("class_name", flat=True).distinct())
    return sorted(names, key=lambda name: (len(name), name))


def forms_of(membership: Membership) -> list[tuple[str, str]]:
    """The forms of mentoring as choices of a filter; a minute old at most."""
    place = f"mentoring-forms-{membership.organization_id}"
    return cache.get_or_set(place, lambda: _forms(membership), KEPT_SECONDS) or []


def _forms(membership: Membership) -> list[tuple[str, str]]:
    offered = MentoringForm.objects.offered_to(membership.organization)
    return [(str(pk), name) for pk, name in offered.values_list("pk", "name")]


@dataclass(frozen=True)
class Kept:
    """A saved filter above its list."""

    filter: SavedFilter
    is_current: bool
    is_own: bool


def filters_of(membership: Membership, of_list: str, said: str) -> list[Kept]:
    """The filters that somebody has saved for this list; `said` is how it is narrowed now."""
    saved = SavedFilter.objects.visible_to(membership).filter(of_list=of_list)
    return [
        Kept(one, one.query == said, one.owner_id == membership.user_id)
        for one in saved.order_by("name", "pk")
    ]
