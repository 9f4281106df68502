"""Who must sign a consent, and what the answers say together. Pure: nothing here reads or writes.

Under 14 a representative signs, from 14 to 17 the child and a representative, from 18 the person;
the ages are settings. Where the age is not known for certain, everybody signs who may have to.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from participants.states import LEARNERS, ConsentState, ConsentStatus

_ADULT, _ANY_AGE = 99, (0, 99)


@dataclass(frozen=True)
class Ages:
    """From which age a child signs too, and from which the person signs alone."""

    signs_from: int = 14
    adult_from: int = 18


@dataclass(frozen=True)
class Subject:
    """The person a consent is about, as far as the rule needs to know."""

    pk: int
    kind: str
    born_on: date | None = None
    birth_year: int | None = None
    has_guardian: bool = False
    is_asked: bool = False


@dataclass(frozen=True)
class Answer:
    """One answer of one signer, as the records have it."""

    signer: int
    state: str
    answered_on: date
    expires_on: date | None = None
    number: int = 0


@dataclass(frozen=True)
class Verdict:
    """What the answers say: the status, and whose signatures are missing."""

    status: ConsentStatus
    needs_self: bool = False
    needs_guardian: bool = False

    @property
    def is_given(self) -> bool:
        """Tell whether the gate is open."""
        return self.status == ConsentStatus.GIVEN


@dataclass
class _Side:
    """The signatures of one side: the person, or all representatives together."""

    answers: list[Answer] = field(default_factory=list)

    def status(self, today: date) -> ConsentStatus:
        """What this side says; two representatives who disagree contradict each other."""
        said = {_say(answer, today) for answer in self.answers}
        against = said & {ConsentStatus.REFUSED, ConsentStatus.WITHDRAWN}
        if ConsentStatus.GIVEN in said:
            return ConsentStatus.CONTRADICTORY if against else ConsentStatus.GIVEN
        for loudest in (ConsentStatus.REFUSED, ConsentStatus.WITHDRAWN, ConsentStatus.EXPIRED):
            if loudest in said:
                return loudest
        return ConsentStatus.NOT_ASKED


def age_span(subject: Subject, today: date) -> tuple[int, int]:
    """The least and the greatest age that the card allows on the day."""
    if subject.born_on is not None:
        birthday = (subject.born_on.month, subject.born_on.day)
        age = today.year - subject.born_on.year - ((today.month, today.day) < birthday)
        return age, age
    if subject.birth_year is not None:
        return today.year - subject.birth_year - 1, today.year - subject.birth_year
    return _ANY_AGE if subject.kind in LEARNERS else (_ADULT, _ADULT)


def signers_on(subject: Subject, day: date, ages: Ages) -> tuple[bool, bool]:
    """Tell whether the person and whether a representative must sign on the day."""
    least, greatest = age_span(subject, day)
    return greatest >= ages.signs_from, least < ages.adult_from


def judge(subject: Subject, answers: Iterable[Answer], *, today: date, ages: Ages) -> Verdict:
    """Derive the status of one person and one purpose from all answers to it."""
    latest = _latest(answers)
    needs_self, needs_guardian = signers_on(subject, today, ages)
    own = _Side([answer for answer in latest if answer.signer == subject.pk])
    theirs = _Side([answer for answer in latest if answer.signer != subject.pk])
    self_says = own.status(today) if needs_self else ConsentStatus.GIVEN
    guardian_says = theirs.status(today) if needs_guardian else ConsentStatus.GIVEN
    missing_self = self_says != ConsentStatus.GIVEN
    missing_guardian = guardian_says != ConsentStatus.GIVEN
    status = _together({self_says, guardian_says})
    if status == ConsentStatus.NOT_ASKED:
        status = _why_nothing(subject, missing_guardian=missing_guardian)
        valid = [a for a in latest if _say(a, today) == ConsentStatus.GIVEN]
        if valid:
            outgrown = all(_was_enough(subject, answer, ages) for answer in valid)
            status = ConsentStatus.RENEW if outgrown else ConsentStatus.PARTLY
    return Verdict(status, missing_self, missing_guardian)


def _latest(answers: Iterable[Answer]) -> Sequence[Answer]:
    """Keep the last word of each signer."""
    last: dict[int, Answer] = {}
    for answer in sorted(answers, key=lambda said: said.number):
        last[answer.signer] = answer
    return list(last.values())


def _say(answer: Answer, today: date) -> ConsentStatus:
    if answer.state == ConsentState.REFUSED:
        return ConsentStatus.REFUSED
    if answer.state == ConsentState.WITHDRAWN:
        return ConsentStatus.WITHDRAWN
    is_over = answer.expires_on is not None and answer.expires_on < today
    if is_over or answer.state == ConsentState.REPLACED:
        return ConsentStatus.EXPIRED
    return ConsentStatus.GIVEN


_LOUDEST_FIRST = (
    ConsentStatus.REFUSED,
    ConsentStatus.CONTRADICTORY,
    ConsentStatus.WITHDRAWN,
    ConsentStatus.EXPIRED,
    ConsentStatus.NOT_ASKED,
)


def _together(sides: set[ConsentStatus]) -> ConsentStatus:
    """Two sides speak as the louder one; silence of either leaves it open."""
    return next((word for word in _LOUDEST_FIRST if word in sides), ConsentStatus.GIVEN)


def _why_nothing(subject: Subject, *, missing_guardian: bool) -> ConsentStatus:
    if missing_guardian and not subject.has_guardian:
        return ConsentStatus.NO_CONTACT
    return ConsentStatus.ASKED if subject.is_asked else ConsentStatus.NOT_ASKED


def _was_enough(subject: Subject, answer: Answer, ages: Ages) -> bool:
    """Tell whether this signature alone was enough on its day: since then a birthday has come."""
    needed_self, needed_guardian = signers_on(subject, answer.answered_on, ages)
    if answer.signer == subject.pk:
        return needed_self and not needed_guardian
    return needed_guardian and not needed_self
