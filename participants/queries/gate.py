"""The gate: without a valid consent for a purpose nobody is available for it.

Pairs, orders, exports and publication ask here; the answer names the missing paper and who can
give it. Statuses of any number of people take the same number of queries.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from django.conf import settings
from django.db.models import Exists, OuterRef
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kernel.refusals import Refusal
from participants.consents import Ages, Answer, Subject, Verdict, judge, signers_on
from participants.models import (
    Consent,
    ConsentRequest,
    ConsentRequestQuerySet,
    Guardian,
    MenteeProfile,
    MentorProfile,
    Person,
    PersonQuerySet,
)
from participants.states import ConsentStatus, Purpose
from roadmap.models import Programme


class ConsentMissing(Refusal):
    """The paper that is needed is not there; the message says which, and who can give it."""


@dataclass(frozen=True)
class Missing:
    """A paper that is missing: for what, from whom, why, and all of it as a sentence."""

    purpose: str
    signer: str
    relation: str
    reason: ConsentStatus
    sentence: str
    signer_id: int | None = None

    def __str__(self) -> str:
        return self.sentence


WHY: Mapping[ConsentStatus, Promise] = {
    ConsentStatus.NOT_ASKED: gettext_lazy("nobody has been asked yet"),
    ConsentStatus.ASKED: gettext_lazy("the answer is awaited"),
    ConsentStatus.PARTLY: gettext_lazy("the other signature is there"),
    ConsentStatus.REFUSED: gettext_lazy("it was refused"),
    ConsentStatus.WITHDRAWN: gettext_lazy("it was withdrawn"),
    ConsentStatus.EXPIRED: gettext_lazy("its term is over"),
    ConsentStatus.CONTRADICTORY: gettext_lazy("the representatives disagree"),
    ConsentStatus.NO_CONTACT: gettext_lazy("no representative is on the card"),
    ConsentStatus.RENEW: gettext_lazy("a birthday has come, another signature is needed"),
}


def ages() -> Ages:
    """The ages of this installation."""
    return Ages(settings.CONSENT_SIGNS_FROM, settings.CONSENT_ADULT_FROM)


def with_consent_facts(people: PersonQuerySet, purpose: str, today: date) -> PersonQuerySet:
    """Add what the status of a whole list needs, so that only one more query is made."""
    return people.annotate(
        has_guardian=Exists(Guardian.objects.filter(child=OuterRef("pk"))),
        is_asked=Exists(_asked(purpose, today).filter(person=OuterRef("pk"))),
    )


def consent_statuses(
    people: Iterable[Person], purpose: str, today: date
) -> dict[int, ConsentStatus]:
    """The status of each person for one purpose, by their numbers. At most three queries."""
    return {pk: said.status for pk, said in verdicts(list(people), purpose, today).items()}


def verdicts(people: Sequence[Person], purpose: str, today: date) -> dict[int, Verdict]:
    """What the records say about each person for one purpose, with the missing signatures."""
    answers = _answers([person.pk for person in people], purpose)
    subjects = _subjects(people, purpose, today)
    return {
        subject.pk: judge(subject, answers[subject.pk], today=today, ages=ages())
        for subject in subjects
    }


def verdicts_of(
    person: Person, consents: Iterable[Consent], *, has_guardian: bool, today: date
) -> dict[Purpose, Verdict]:
    """What all consents of one person say for each purpose. One query."""
    waiting = set(_waiting(today).filter(person=person).values_list("purpose", flat=True))
    said: dict[str, list[Answer]] = defaultdict(list)
    for consent in consents:
        said[consent.purpose].append(_answer(consent))
    return {
        purpose: judge(
            _subject(person, has_guardian=has_guardian, is_asked=purpose in waiting),
            said[purpose],
            today=today,
            ages=ages(),
        )
        for purpose in Purpose
    }


def missing_papers(person: Person, purpose: str, today: date) -> list[Missing]:
    """List the papers that are missing for a purpose; nothing when the gate is open."""
    verdict = verdicts([person], purpose, today)[person.pk]
    if verdict.is_given:
        return []
    guardians = Guardian.objects.filter(child=person).select_related("guardian").order_by("pk")
    return papers_to_get(person, purpose, verdict, list(guardians))


def papers_to_get(
    person: Person, purpose: str, verdict: Verdict, guardians: Sequence[Guardian]
) -> list[Missing]:
    """Say in words which signatures a verdict is short of."""
    missing = []
    if verdict.needs_guardian:
        missing.append(_guardians_paper(person, purpose, verdict, guardians))
    if verdict.needs_self:
        missing.append(_own_paper(person, purpose, verdict))
    return missing


def require_consent(person: Person, purpose: str, today: date) -> None:
    """Let pass, or refuse with the paper that is missing and who can give it."""
    missing = missing_papers(person, purpose, today)
    if missing:
        raise ConsentMissing(
            f"{person.name.full}: " + " ".join(paper.sentence for paper in missing)
        )


def signers_of(person: Person, today: date) -> tuple[bool, bool]:
    """Tell whether the person and whether a representative must sign today."""
    return signers_on(_subject(person, has_guardian=False, is_asked=False), today, ages())


def available_mentees(programme: Programme, today: date) -> list[Person]:
    """The mentees of the programme whose consent to take part is valid."""
    profiles = MenteeProfile.objects.filter(
        left_on=None, person__in=_kept_people(programme)
    ).select_related("person")
    return _consenting(
        [profile.person for profile in profiles.order_by("person__sort_name")], today
    )


def available_mentors(programme: Programme, today: date) -> list[Person]:
    """The mentors of the programme whose consent to take part is valid."""
    profiles = MentorProfile.objects.filter(
        left_on=None, person__in=_kept_people(programme)
    ).select_related("person")
    return _consenting(
        [profile.person for profile in profiles.order_by("person__sort_name")], today
    )


def _kept_people(programme: Programme) -> PersonQuerySet:
    return Person.objects.kept().filter(organization=programme.organization_id)


def _consenting(people: list[Person], today: date) -> list[Person]:
    statuses = consent_statuses(people, Purpose.TAKING_PART, today)
    return [person for person in people if statuses[person.pk] == ConsentStatus.GIVEN]


def _waiting(today: date) -> ConsentRequestQuerySet:
    return ConsentRequest.objects.waiting(datetime.combine(today, time.min, tzinfo=UTC))


def _asked(purpose: str, today: date) -> ConsentRequestQuerySet:
    return _waiting(today).filter(purpose=purpose)


def _answers(people: Sequence[int], purpose: str) -> dict[int, list[Answer]]:
    said: dict[int, list[Answer]] = defaultdict(list)
    columns = ("person_id", "signer_id", "state", "answered_on", "expires_on", "pk")
    found = Consent.objects.filter(person__in=people, purpose=purpose).values_list(*columns)
    for person, *answer in found:
        said[person].append(Answer(*answer))
    return said


def _answer(consent: Consent) -> Answer:
    return Answer(
        consent.signer_id, consent.state, consent.answered_on, consent.expires_on, consent.pk
    )


def _subjects(people: Sequence[Person], purpose: str, today: date) -> list[Subject]:
    if all("has_guardian" in vars(person) for person in people):
        return [
            _subject(
                person, has_guardian=vars(person)["has_guardian"], is_asked=vars(person)["is_asked"]
            )
            for person in people
        ]
    pks = [person.pk for person in people]
    guarded = set(Guardian.objects.filter(child__in=pks).values_list("child", flat=True))
    asked = set(_asked(purpose, today).filter(person__in=pks).values_list("person", flat=True))
    return [
        _subject(person, has_guardian=person.pk in guarded, is_asked=person.pk in asked)
        for person in people
    ]


def _subject(person: Person, *, has_guardian: bool, is_asked: bool) -> Subject:
    return Subject(
        person.pk, person.kind, person.born_on, person.birth_year, has_guardian, is_asked
    )


def _guardians_paper(
    person: Person, purpose: str, verdict: Verdict, guardians: Sequence[Guardian]
) -> Missing:
    reason = verdict.status
    label = Purpose(purpose).label
    if not guardians:
        sentence = _(
            "No consent “%(purpose)s”: a representative gives it, but none is on the card."
            " Add the mother, the father or the guardian."
        ) % {"purpose": label}
        return Missing(purpose, "", "", ConsentStatus.NO_CONTACT, sentence)
    names = _(" or ").join(
        f"{link.get_relation_display()} — {link.guardian.name.full}" for link in guardians
    )
    sentence = _(
        "No consent “%(purpose)s” of the representative (%(why)s). It can be given by: %(who)s."
    ) % {
        "purpose": label,
        "why": WHY[reason],
        "who": names,
    }
    first = guardians[0]
    return Missing(
        purpose, first.guardian.name.full, first.relation, reason, sentence, first.guardian_id
    )


def _own_paper(person: Person, purpose: str, verdict: Verdict) -> Missing:
    sentence = _("No own consent “%(purpose)s” (%(why)s). It is given by: %(who)s.") % {
        "purpose": Purpose(purpose).label,
        "why": WHY[verdict.status],
        "who": person.name.full,
    }
    return Missing(purpose, person.name.full, "", verdict.status, sentence, person.pk)
