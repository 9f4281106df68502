"""The register of consents as lines of a file: status, what is missing, since and until when."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from participants.models import Consent, Guardian, Person
from participants.queries.gate import papers_to_get, verdicts
from participants.states import ConsentState


@dataclass(frozen=True)
class RegisterLine:
    """One person and one purpose, as the register has it."""

    name: str
    place: str
    status: str
    missing: str
    signers: str
    answered_on: date | None
    expires_on: date | None


def register_lines(people: Sequence[Person], purpose: str, today: date) -> list[RegisterLine]:
    """Give each person a line. The same number of queries for one and for thousands."""
    said = verdicts(people, purpose, today)
    guardians: dict[int, list[Guardian]] = defaultdict(list)
    pks = [person.pk for person in people]
    for link in Guardian.objects.filter(child__in=pks).select_related("guardian").order_by("pk"):
        guardians[link.child_id].append(link)
    given: dict[int, list[Consent]] = defaultdict(list)
    in_force = Consent.objects.filter(
        person__in=pks, purpose=purpose, state=ConsentState.GIVEN
    ).select_related("signer")
    for consent in in_force.order_by("pk"):
        given[consent.person_id].append(consent)
    return [
        _line(
            person,
            str(said[person.pk].status.label),
            ""
            if said[person.pk].is_given
            else " ".join(
                paper.sentence
                for paper in papers_to_get(person, purpose, said[person.pk], guardians[person.pk])
            ),
            given[person.pk],
        )
        for person in people
    ]


def _line(person: Person, status: str, missing: str, given: Sequence[Consent]) -> RegisterLine:
    ends = [consent.expires_on for consent in given if consent.expires_on]
    return RegisterLine(
        name=person.name.full,
        place=person.place_text,
        status=status,
        missing=missing,
        signers=", ".join(consent.signer.name.full for consent in given),
        answered_on=max((consent.answered_on for consent in given), default=None),
        expires_on=min(ends, default=None),
    )
