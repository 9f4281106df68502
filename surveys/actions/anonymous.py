"""The box of anonymous answers: sheets fall in closed, and come out loose when the campaign ends.

That somebody has answered is written at their invitation, by the day; what they answered lies in
the box, without a key of the invitation and without a moment. The box is opened once, by the
closing of its campaign, when at least `Campaign.fewest` sheets are in it. Nothing of it is shown
before, so no answer can be found by looking at results twice.
"""

import secrets
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from kernel.refusals import Refusal
from participants.models import Person
from surveys.models import (
    AnonymousAnswer,
    AnonymousSheet,
    Campaign,
    Invitation,
    Question,
    Questionnaire,
)
from surveys.sealing import seal, unseal
from surveys.small_groups import Group, shown_as
from surveys.states import Prefill, QuestionKind

Stored = Mapping[str, dict[str, Any]]
AT_ONCE = 1000
KEPT = ("text", "number", "chosen", "score")
MENTEE, MENTOR = "mentee", "mentor"


class AnsweredAlready(Refusal):
    """An anonymous sheet cannot be found again, so it cannot be changed."""


@dataclass(frozen=True)
class Loose:
    """One answer, taken off its sheet."""

    question_id: int
    group: Group
    stored: dict[str, Any]


class AsksWho(Refusal):
    """A questionnaire that asks for a name or a file cannot be answered anonymously."""


def require_nameless(questionnaire: Questionnaire) -> None:
    """Refuse an anonymous campaign whose questions would tell who answers."""
    telling = Q(kind=QuestionKind.FILE) | Q(prefill__in=(Prefill.NAME, Prefill.PARTNER))
    question = questionnaire.questions.filter(telling).order_by("position").first()
    if question is not None:
        raise AsksWho(
            _("It cannot be answered anonymously: “%(question)s” would tell who answers.")
            % {"question": question}
        )


@transaction.atomic
def drop_in_box(invitation: Invitation, answers: Stored, *, today: date) -> None:
    """Let the sheet fall into the box and mark that the person has answered. Only once."""
    waiting = Invitation.objects.filter(pk=invitation.pk, answered_on=None)
    if not waiting.update(answered_on=today, refused_at=None):
        raise AnsweredAlready(
            _("You have answered already. Anonymous answers cannot be changed: nobody knows yours.")
        )
    said = {"group": group_of(invitation.person), "answers": answers}
    AnonymousSheet.objects.create(campaign_id=invitation.campaign_id, sealed=seal(said))


def group_of(person: Person) -> Group:
    """Whose answers results may tell apart: those of a role, and of a class."""
    if hasattr(person, "mentee"):
        return Group(MENTEE, person.class_name)
    return Group(MENTOR if hasattr(person, "mentor") else "", person.class_name)


@transaction.atomic
def open_box(campaign: Campaign, *, today: date) -> bool:
    """Take the answers out of the box; tell whether there were enough sheets to open it."""
    sheets = [unseal(sealed) for sealed in campaign.box.values_list("sealed", flat=True)]
    if len(sheets) < campaign.fewest:
        return False
    rows = list(_rows(campaign, sheets))
    secrets.SystemRandom().shuffle(rows)
    AnonymousAnswer.objects.bulk_create(rows, batch_size=AT_ONCE)
    campaign.box.all().delete()
    campaign.box_opened_on, campaign.box_count = today, len(sheets)
    campaign.save(update_fields=["box_opened_on", "box_count"])
    return True


def _rows(campaign: Campaign, sheets: Iterable[dict[str, Any]]) -> Iterable[AnonymousAnswer]:
    numbers = dict(
        Question.objects.filter(questionnaire=campaign.questionnaire_id).values_list("code", "pk")
    )
    by_question: dict[int, list[Loose]] = {}
    for sheet in sheets:
        group = Group(*sheet["group"])
        for code, stored in sheet["answers"].items():
            number = numbers[code]
            by_question.setdefault(number, []).append(Loose(number, group, stored))
    for answers in by_question.values():
        places = shown_as(Counter(one.group for one in answers), campaign.fewest)
        for one in answers:
            yield AnonymousAnswer(
                campaign=campaign,
                question_id=one.question_id,
                **places[one.group]._asdict(),
                **{name: one.stored[name] for name in KEPT},
            )
