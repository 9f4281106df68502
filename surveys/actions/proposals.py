"""What answers propose for a card: side by side, carried over when a person accepts."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast

from django.db import models, transaction
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from accounts.models import Membership
from kernel.refusals import Refusal
from participants.actions.profiles import update_mentee, update_mentor
from participants.models import Direction, MenteeProfile, MentorProfile, Person
from surveys.actions.answering import mark_accepted
from surveys.choices import DIRECTIONS, YES, value_of
from surveys.models import Answer, AnswerSheet
from surveys.states import QuestionKind

Profile = MenteeProfile | MentorProfile


@dataclass(frozen=True)
class Proposal:
    """One field of the card: what stands there now and what was answered."""

    target: str
    label: "str | Promise"
    now: str
    answered: str
    value: Any

    @property
    def is_new(self) -> bool:
        """Tell whether accepting would change the card."""
        return self.now != self.answered


def proposals_of(
    person: Person, answers: Sequence[Answer], directions: Sequence[Direction]
) -> list[Proposal]:
    """Lay the answers beside the card, for the parts that the person has."""
    found = []
    for answer in answers:
        profile = _profile(person, answer.question.target)
        if profile is not None:
            found.append(_proposal(profile, answer, directions))
    return found


def _profile(person: Person, target: str) -> Profile | None:
    part = target.partition(".")[0]
    if part == "mentee":
        return MenteeProfile.objects.filter(person=person).first()
    if part == "mentor":
        return MentorProfile.objects.filter(person=person).first()
    return None


def _proposal(profile: Profile, answer: Answer, directions: Sequence[Direction]) -> Proposal:
    target = answer.question.target
    name = target.partition(".")[2]
    field = profile._meta.get_field(name)
    label = getattr(field, "verbose_name", name)
    if target in DIRECTIONS:
        wanted = [one for one in directions if one.code in answer.chosen]
        stands = ", ".join(sorted(str(one) for one in profile.directions.all()))
        return Proposal(target, label, stands, ", ".join(sorted(map(str, wanted))), wanted)
    value = _typed(answer, field)
    return Proposal(target, label, _said(getattr(profile, name)), _said(value), value)


def _typed(answer: Answer, field: Any) -> Any:
    value = value_of(answer)
    if isinstance(field, models.BooleanField):
        return value == YES
    if answer.question.kind == QuestionKind.NUMBER:
        return int(value)
    return str(value)[: getattr(field, "max_length", None) or None]


def _said(value: Any) -> str:
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    return "" if value is None else str(value)


@transaction.atomic
def accept_answers(
    sheet: AnswerSheet, targets: Sequence[str], *, by: Membership, now: datetime
) -> None:
    """Fill the chosen fields of the card from the answers. Raises Refusal when none is theirs."""
    person = sheet.invitation.person
    offered = Direction.objects.offered_to(person.organization)
    directions = cast("list[Direction]", list(offered))
    answers = sheet.answers.select_related("question").order_by("question__position")
    chosen = [
        one for one in proposals_of(person, list(answers), directions) if one.target in targets
    ]
    if not chosen:
        raise Refusal(_("Nothing was chosen that these answers could fill."))
    for part in ("mentee", "mentor"):
        changes = {
            one.target.partition(".")[2]: one.value
            for one in chosen
            if one.target.partition(".")[0] == part
        }
        profile = _profile(person, f"{part}.")
        if changes and isinstance(profile, MenteeProfile):
            update_mentee(profile, by=by, **changes)
        elif changes and isinstance(profile, MentorProfile):
            update_mentor(profile, by=by, **changes)
    mark_accepted(sheet, by=by, now=now)
