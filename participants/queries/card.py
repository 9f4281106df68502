"""The card of a person as one page: what is shown depends on who looks."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import Membership
from accounts.states import Role
from kernel.access import may
from kernel.models import JournalEntry
from kernel.pieces import Fact, Moment
from kernel.russian import date_words
from participants import history
from participants.consents import Verdict
from participants.models import Consent, Guardian, MenteeProfile, MentorProfile, Person
from participants.queries.gate import Missing, papers_to_get, verdicts_of
from participants.queries.lists import TONES
from participants.queries.moving import places_of
from participants.queries.namesakes import doubles_of
from participants.states import ConsentStatus, Purpose

SHOWN, LOOKED_THROUGH = 30, 300
ROLES = {role.value: str(role.label) for role in Role}


@dataclass(frozen=True)
class PurposeCard:
    """One purpose on the card: its status, what is missing, what was answered."""

    purpose: Purpose
    verdict: Verdict
    missing: tuple[Missing, ...]
    answers: tuple[Consent, ...]

    @property
    def tone(self) -> str:
        """How the status feels."""
        return TONES[self.verdict.status]

    @property
    def is_quiet(self) -> bool:
        """Nobody has asked yet, and the programme runs without it."""
        unasked = self.verdict.status in (ConsentStatus.NOT_ASKED, ConsentStatus.NO_CONTACT)
        return unasked and not self.answers and self.purpose != Purpose.TAKING_PART


@dataclass(frozen=True)
class GuardianLine:
    """A representative as the card shows them."""

    link: Guardian
    contacts: str


@dataclass(frozen=True)
class PersonPage:
    """All that the page of a person shows to one role."""

    person: Person
    facts: tuple[Fact, ...]
    guardians: tuple[GuardianLine, ...]
    children: tuple[Person, ...]
    mentee: MenteeProfile | None
    mentee_facts: tuple[Fact, ...]
    mentor: MentorProfile | None
    mentor_facts: tuple[Fact, ...]
    purposes: tuple[PurposeCard, ...]
    moments: tuple[Moment, ...]
    views: tuple[Moment, ...]
    doubles: tuple[Person, ...] = ()
    places: tuple[Moment, ...] = ()

    @property
    def seen(self) -> list[int]:
        """The people whose data stand on the page."""
        return [
            self.person.pk,
            *(line.link.guardian_id for line in self.guardians),
            *(double.pk for double in self.doubles),
        ]


def person_page(person: Person, membership: Membership, *, today: date) -> PersonPage:
    """Collect the card for one role; what a role may not see is not read at all."""
    guardians, children = _links_of(person)
    sees_contacts = may(membership, "people.contacts", person)
    mentee, mentor = getattr(person, "mentee", None), getattr(person, "mentor", None)
    return PersonPage(
        person=person,
        facts=facts_of(person, today),
        guardians=tuple(
            GuardianLine(link, _contacts(link.guardian) if sees_contacts else "")
            for link in guardians
        ),
        children=children,
        mentee=mentee,
        mentee_facts=_known(mentee_facts(mentee)) if mentee else (),
        mentor=mentor,
        mentor_facts=_known(mentor_facts(mentor)) if mentor else (),
        purposes=purposes_of(person, guardians, today=today),
        moments=_moments(person) if may(membership, "people.history", person) else (),
        views=views_of(person, membership) if may(membership, "people.who_saw", person) else (),
        places=places_of(person),
        doubles=tuple(doubles_of(person, membership))
        if may(membership, "people.merge", person)
        else (),
    )


def facts_of(person: Person, today: date) -> tuple[Fact, ...]:
    """Name by name what the card says."""
    return (
        Fact(_("Who"), person.get_kind_display()),
        Fact(_("Class or group"), person.class_name)
        if person.class_name
        else Fact(_("Post"), person.post),
        *([Fact(_("Place of work or study"), person.workplace)] if person.workplace else []),
        Fact(_("Born"), _born(person, today)),
        *(
            [Fact(_("Years of service"), person.experience_years)]
            if person.experience_years is not None
            else []
        ),
        Fact(
            _("Phone"), person.phone, f"tel:{person.phone.replace(' ', '')}" if person.phone else ""
        ),
        Fact(_("E-mail"), person.email, f"mailto:{person.email}" if person.email else ""),
        Fact(_("Signs in as"), person.user.username if person.user else _("cannot sign in yet")),
    )


def mentee_facts(profile: MenteeProfile) -> tuple[Fact, ...]:
    """What a mentee asks for and wishes."""
    return (
        Fact(_("Request in own words"), profile.request),
        Fact(_("What help is wanted"), _listed(profile.directions.order_by("position"))),
        Fact(_("Interests"), profile.interests),
        Fact(_("Strengths"), profile.strengths),
        Fact(_("Difficulties"), profile.difficulties),
        Fact(_("Wished form"), profile.wished_form or ""),
        Fact(_("Wishes about the mentor"), profile.wished_mentor),
        Fact(_("Suitable time"), profile.available_time),
        Fact(_("In the programme since"), date_words(profile.entered_on)),
        *_left(profile),
    )


def mentor_facts(profile: MentorProfile) -> tuple[Fact, ...]:
    """What a mentor gives, and how much of it."""
    return (
        Fact(_("Competences"), profile.competences),
        Fact(_("Can help with"), _listed(profile.directions.order_by("position"))),
        Fact(_("Achievements"), profile.achievements),
        Fact(_("Interests"), profile.interests),
        Fact(_("Wished forms"), _listed(profile.forms.order_by("position"))),
        Fact(_("Wished age of mentees"), ages_text(profile)),
        Fact(_("How many mentees at once"), capacity_text(profile.capacity)),
        Fact(_("Time for mentoring"), profile.available_time),
        Fact(_("Experience as a mentor"), profile.experience),
        Fact(_("Trained"), date_words(profile.trained_on) if profile.trained_on else _("not yet")),
        Fact(_("In the programme since"), date_words(profile.entered_on)),
        *_left(profile),
    )


def capacity_text(capacity: int) -> str:
    """How many mentees a mentor takes; nothing is an answer too."""
    if not capacity:
        return _("takes no new mentees")
    return ngettext("%(count)d mentee", "%(count)d mentees", capacity) % {"count": capacity}


def ages_text(profile: MentorProfile) -> str:
    """The wished ages in words."""
    if profile.age_from and profile.age_to:
        return _("from %(least)d to %(most)d") % {"least": profile.age_from, "most": profile.age_to}
    if profile.age_from:
        return _("from %(least)d") % {"least": profile.age_from}
    return _("up to %(most)d") % {"most": profile.age_to} if profile.age_to else _("any age")


def purposes_of(
    person: Person, guardians: Sequence[Guardian], *, today: date
) -> tuple[PurposeCard, ...]:
    """Each purpose with its status, the papers that are missing and the answers there are."""
    found = (
        Consent.objects.filter(person=person).select_related("signer", "text").defer("text__body")
    )
    answers = sorted(found, key=lambda answer: answer.pk, reverse=True)
    verdicts = verdicts_of(person, answers, has_guardian=bool(guardians), today=today)
    for answer in answers:
        answer.person = person
    return tuple(
        PurposeCard(
            purpose,
            verdict,
            tuple(papers_to_get(person, purpose, verdict, guardians)),
            tuple(answer for answer in answers if answer.purpose == purpose),
        )
        for purpose, verdict in verdicts.items()
    )


def guardians_of(person: Person) -> list[Guardian]:
    """Who represents the person."""
    links = Guardian.objects.filter(child=person).select_related("guardian")
    return sorted(links, key=lambda link: (link.guardian.sort_name, link.pk))


def is_parent(person: Person) -> bool:
    """Tell whether the person represents a child."""
    return Guardian.objects.filter(guardian=person).exists()


def views_of(person: Person, reader: Membership) -> tuple[Moment, ...]:
    """Who looked at the data on which day, latest first; several looks of a day are one line.

    The looks of the one who reads this are left out: they are known.
    """
    of_the_person = Q(people__contains=f",{person.pk},")
    for number in _former_numbers(person):
        of_the_person |= Q(people__contains=f",{number},")
    seen = JournalEntry.objects.filter(
        of_the_person, tenant_id=person.organization_id, verb="view"
    ).exclude(by_id=reader.user_id)
    latest = seen.select_related("by").order_by("-written_at")[:LOOKED_THROUGH]
    looks: dict[tuple[date, str, str], int] = {}
    for entry in latest:
        who = str(entry.by) if entry.by else _("by a personal link")
        key = (localtime(entry.written_at).date(), who, ROLES.get(entry.role, ""))
        looks[key] = looks.get(key, 0) + 1
    return tuple(
        Moment(day, who, _role_and_count(role, count), icon="eye")
        for (day, who, role), count in list(looks.items())[:SHOWN]
    )


def _role_and_count(role: str, count: int) -> str:
    looks = ngettext("%(count)d look", "%(count)d looks", count) % {"count": count}
    return f"{role}, {looks}" if role else looks


def _links_of(person: Person) -> tuple[list[Guardian], tuple[Person, ...]]:
    """Who represents the person, and whom the person represents."""
    links = Guardian.objects.filter(Q(child=person) | Q(guardian=person))
    found = list(links.select_related("guardian", "child"))
    up = [link for link in found if link.child_id == person.pk]
    down = [link.child for link in found if link.guardian_id == person.pk]
    kept = [child for child in down if child.archived_at is None and child.erased_at is None]
    return (
        sorted(up, key=lambda link: (link.guardian.sort_name, link.pk)),
        tuple(sorted(kept, key=lambda child: child.sort_name)),
    )


def _moments(person: Person) -> tuple[Moment, ...]:
    numbers = [person.pk, *_former_numbers(person)]
    told = JournalEntry.objects.filter(
        subject__in=[f"participants.person:{number}" for number in numbers]
    )
    latest = told.select_related("by").order_by("-written_at")[:SHOWN]
    return tuple(
        Moment(
            entry.written_at,
            history.words_for(entry.verb),
            _purpose_note(entry) + (str(entry.by) if entry.by else _("by a personal link")),
            history.ICONS.get(entry.verb, "circle-dot"),
        )
        for entry in latest
    )


def _former_numbers(person: Person) -> list[int]:
    """The cards that have become this one."""
    return list(person.merges.values_list("former", flat=True))


def _purpose_note(entry: JournalEntry) -> str:
    purpose = entry.details.get("purpose")
    return f"{Purpose(purpose).label} · " if purpose in Purpose.values else ""


def _born(person: Person, today: date) -> str:
    age = person.age(today)
    if person.born_on is not None and age is not None:
        years = ngettext("%(count)d year", "%(count)d years", age) % {"count": age}
        return f"{date_words(person.born_on)} ({years})"
    return _("in %(year)d") % {"year": person.birth_year} if person.birth_year else ""


def _known(facts: Sequence[Fact]) -> tuple[Fact, ...]:
    """Leave out what is not filled in; the first fact is what the part is about, and stays."""
    return (facts[0], *(fact for fact in facts[1:] if fact.shown != "—"))


def _contacts(person: Person) -> str:
    return ", ".join(part for part in (person.phone, person.email) if part)


def _listed(entries: Iterable[object]) -> str:
    return ", ".join(str(entry) for entry in entries)


def _left(profile: MenteeProfile | MentorProfile) -> list[Fact]:
    if profile.left_on is None:
        return []
    said = f"{date_words(profile.left_on)}. {profile.left_reason}".strip()
    return [Fact(_("Left the programme"), said)]
