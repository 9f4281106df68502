"""What the pages of consents show: who may sign, the register, one's children."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models.functions import Length
from django.utils.translation import gettext as _

from accounts.models import Membership
from kernel.calendar import SchoolYear
from kernel.pieces import Moment
from participants import tokens
from participants.documents.consent_form import ConsentForm, consent_form
from participants.models import ConsentRequest, Guardian, Person, PersonQuerySet
from participants.queries.card import PurposeCard, guardians_of, purposes_of, views_of
from participants.queries.gate import signers_of, with_consent_facts
from participants.queries.texts import text_for
from participants.states import LEARNERS


@dataclass(frozen=True)
class Child:
    """A person of the family as the own page shows them."""

    person: Person
    purposes: tuple[PurposeCard, ...]
    views: tuple[Moment, ...]
    is_oneself: bool

    def answerable(self) -> list[str]:
        """The purposes that still want an answer of the one who looks."""
        return [card.purpose for card in self.purposes if not card.verdict.is_given]


def possible_signers(person: Person, today: date) -> list[tuple[Person, str]]:
    """Who could sign for a person today, each with what they are; nobody when a card lacks."""
    needs_self, needs_guardian = signers_of(person, today)
    signers: list[tuple[Person, str]] = []
    if needs_guardian:
        signers += [
            (link.guardian, str(link.get_relation_display())) for link in guardians_of(person)
        ]
    if needs_self:
        signers.append((person, _("the person")))
    return signers


def relation_of(person: Person, signer: Person) -> str:
    """What a signer is to the person; nothing for oneself."""
    link = Guardian.objects.filter(child=person, guardian=signer).first()
    return link.relation if link else ""


def blank_of(
    person: Person, purpose: str, *, signer: Person | None, relation: str, today: date
) -> ConsentForm:
    """The blank of a consent, under the wording that is in force."""
    organization = person.organization
    return consent_form(
        person,
        organization=organization,
        text=text_for(organization, purpose),
        signer=signer,
        relation=relation,
        until=SchoolYear.of(today).ends_on,
    )


def blanks_of(person: Person, purpose: str, *, today: date) -> list[ConsentForm]:
    """A blank for each signature that is needed; one guardian's is enough."""
    needs_self, needs_guardian = signers_of(person, today)
    blanks = []
    if needs_guardian:
        link = next(iter(guardians_of(person)), None)
        signer, relation = (link.guardian, link.relation) if link else (None, "")
        blanks.append(blank_of(person, purpose, signer=signer, relation=relation, today=today))
    if needs_self:
        blanks.append(blank_of(person, purpose, signer=person, relation="", today=today))
    return blanks


def register_of(membership: Membership, *, purpose: str, today: date) -> PersonQuerySet:
    """Those who take part or are going to: whose consents the school keeps an eye on."""
    people = Person.objects.visible_to(membership).kept()
    part = people.filter(mentee__left_on=None, mentee__isnull=False) | people.filter(
        mentor__left_on=None, mentor__isnull=False
    )
    return with_consent_facts(part, purpose, today).annotate(class_length=Length("class_name"))


def family_of(membership: Membership, *, today: date) -> list[Child]:
    """The own card and the children of the one who looks, with what is asked of them."""
    return [
        Child(
            person,
            purposes_of(person, guardians_of(person), today=today) if is_asked(person) else (),
            views_of(person, membership),
            person.user_id == membership.user_id,
        )
        for person in people_of(membership)
    ]


def people_of(membership: Membership) -> list[Person]:
    """The children of the one who looks, and the own card after them."""
    visible = Person.objects.visible_to(membership).kept().select_related("organization")
    return sorted(visible, key=lambda one: (one.user_id == membership.user_id, one.sort_name))


def request_of(token: str) -> ConsentRequest | None:
    """Find the request behind a personal link."""
    found = ConsentRequest.objects.select_related(
        "person__organization__parent", "signer", "text", "consent"
    )
    return found.filter(token_digest=tokens.digest(token)).first()


def open_requests(person: Person, now: datetime) -> Sequence[ConsentRequest]:
    """The personal links about a person that can still be answered."""
    waiting = ConsentRequest.objects.filter(person=person).waiting(now)
    return list(waiting.select_related("signer").order_by("pk"))


def given_name(person: Person) -> str:
    """How a personal link names people: without the surname, of which only a letter stands."""
    return f"{person.name.spoken} {person.last_name[:1]}."


def is_asked(person: Person) -> bool:
    """Tell whether consents are asked about the person: parents themselves take no part."""
    return person.kind in LEARNERS or hasattr(person, "mentee") or hasattr(person, "mentor")
