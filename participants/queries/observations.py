"""Information from third parties as pages show it: who was asked, what was said, what is closed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.conf import settings
from django.urls import reverse

from accounts.models import Membership, User
from accounts.states import STAFF
from kernel.russian import PersonName
from participants import tokens
from participants.actions.observations import link_token
from participants.consents import Verdict
from participants.models import Guardian, MentorExtract, Observation, Person
from participants.queries.gate import Missing, missing_papers, verdicts
from participants.states import Purpose


@dataclass(frozen=True)
class Asked:
    """One question as the first circle sees it: never the note for the psychologist."""

    observation: Observation
    link: str
    has_note: bool


@dataclass(frozen=True)
class ObservationsPage:
    """Everything that was asked about one mentee."""

    person: Person
    asked: tuple[Asked, ...]
    missing: tuple[Missing, ...]
    extract: MentorExtract | None


def observations_page(person: Person, *, now: datetime, today: date) -> ObservationsPage:
    """Collect the page; the closed notes are not read from the database."""
    asked = Observation.objects.filter(person=person).defer("closed_note").order_by("-asked_at")
    noted = set(
        Observation.objects.filter(person=person)
        .exclude(closed_note="")
        .values_list("pk", flat=True)
    )
    return ObservationsPage(
        person=person,
        asked=tuple(
            Asked(
                one,
                link_of(one) if one.is_open(now) and one.asked_user_id is None else "",
                one.pk in noted,
            )
            for one in asked
        ),
        missing=tuple(missing_papers(person, Purpose.THIRD_PARTY, today)),
        extract=extract_of(person),
    )


def consent_to_ask(person: Person, today: date) -> Verdict:
    """What the gate says of information from third parties about this person."""
    return verdicts([person], Purpose.THIRD_PARTY, today)[person.pk]


def extract_of(person: Person) -> MentorExtract | None:
    """What the mentor may know of it."""
    return MentorExtract.objects.filter(person=person).first()


def asked_by_token(token: str) -> Observation | None:
    """The question behind a personal link."""
    found = Observation.objects.filter(token_digest=tokens.digest(token), asked_user=None)
    return found.select_related("person__organization").first()


def link_of(asked: Observation) -> str:
    """The personal link of a question, always of our own site."""
    return settings.SITE_URL + reverse("observation-link", args=[link_token(asked.nonce)])


def staff_to_ask(membership: Membership) -> list[tuple[User, str]]:
    """The staff of the school who can sign in, with their names and posts."""
    roles = membership.organization.memberships.filter(until_on=None).in_role(*STAFF)
    people = roles.select_related("user").order_by("user__sort_name", "pk")
    return list({one.user: f"{one.user.name.full}, {one}" for one in people}.items())


def parents_to_ask(person: Person) -> Sequence[PersonName]:
    """The representatives on the card, by name."""
    links = Guardian.objects.filter(child=person, confirmed_at__isnull=False)
    return [link.guardian.name for link in links.select_related("guardian").order_by("pk")]


def waiting_for(membership: Membership, now: datetime) -> list[Observation]:
    """About whom the person is asked and has not answered yet."""
    waiting = Observation.objects.waiting().filter(
        asked_user_id=membership.user_id,
        person__organization_id=membership.organization_id,
        expires_at__gt=now,
    )
    return list(waiting.select_related("person").order_by("asked_at", "pk"))
