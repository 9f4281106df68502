"""What a certificate of training says, and the code by which anybody may check it."""

import secrets
from dataclasses import dataclass
from datetime import date

from participants.models import Enrolment
from participants.states import CourseKind

KIND = "training_certificate"
# Neither letters nor figures that look like each other on paper.
_ALPHABET = "АВЕКМНРСТХ2345679"
_LENGTH = 12
_GROUP = 4
_ALIKE = str.maketrans("ABEKMHPCTX", "АВЕКМНРСТХ")


@dataclass(frozen=True)
class CertificateFacts:
    """Everything that stands on the certificate of one mentor."""

    organization: str
    place: str
    head_post: str
    head_name: str
    name: str
    is_female: bool
    course: str
    is_further: bool
    hours: int
    began_on: date
    ended_on: date
    on: date
    code: str
    number: str = ""


def new_code() -> str:
    """A code for checking: Russian capitals and figures, in groups of four."""
    letters = "".join(secrets.choice(_ALPHABET) for _place in range(_LENGTH))
    return "-".join(letters[at : at + _GROUP] for at in range(0, _LENGTH, _GROUP))


def read_code(typed: str) -> str:
    """Read a code as people type it: small letters, without hyphens, with Latin look-alikes."""
    plain = typed.upper().translate(_ALIKE)
    letters = "".join(letter for letter in plain if letter in _ALPHABET)
    return "-".join(letters[at : at + _GROUP] for at in range(0, len(letters), _GROUP))


def certificate_facts(enrolment: Enrolment, *, code: str, on: date) -> CertificateFacts:
    """Collect the facts of a certificate; the group comes with its lessons."""
    group, person = enrolment.group, enrolment.person
    days = [lesson.held_on for lesson in group.lessons.all()]
    organization = group.organization
    return CertificateFacts(
        organization=organization.full_name,
        place=organization.place,
        head_post=organization.head_post,
        head_name=organization.head_name.initials_first,
        name=person.name.full,
        is_female=person.gender == "female",
        course=group.course.name,
        is_further=group.course.kind == CourseKind.FURTHER,
        hours=group.course.hours,
        began_on=min(days),
        ended_on=max(days),
        on=on,
        code=code,
    )
