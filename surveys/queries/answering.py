"""What waits for an answer, and what was answered."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast

from django.db.models import QuerySet

from accounts.models import User
from participants.models import Direction
from roadmap.models import Programme
from surveys.choices import choices_of, value_of
from surveys.models import Answer, AnswerSheet, Campaign, Invitation, Question
from surveys.states import QuestionKind


def to_answer(user: User, now: datetime) -> QuerySet[Invitation]:
    """The questionnaires that wait for a person who signs in."""
    return (
        Invitation.objects.filter(
            person__user=user,
            answered_at=None,
            refused_at=None,
            campaign__in=Campaign.objects.taking_answers(now),
        )
        .select_related("campaign", "person")
        .order_by("campaign__closes_at", "pk")
    )


def answered_by(user: User) -> QuerySet[Invitation]:
    """The questionnaires that a person has answered, the newest first."""
    return (
        Invitation.objects.filter(person__user=user, answered_at__isnull=False)
        .select_related("campaign", "person")
        .order_by("-answered_at")
    )


def directions_for(programme: Programme) -> list[Direction]:
    """The directory of directions that an organization chooses from."""
    offered = Direction.objects.offered_to(programme.organization)
    return cast("list[Direction]", list(offered))


def questions_of(campaign: Campaign) -> list[Question]:
    """The questions in their order."""
    return list(campaign.questionnaire.questions.order_by("position"))


def answers_of(sheet: AnswerSheet | None) -> list[Answer]:
    """The answers of a sheet, with their questions, in order."""
    if sheet is None:
        return []
    return list(sheet.answers.select_related("question").order_by("question__position"))


@dataclass(frozen=True)
class Shown:
    """An answer in words, beside its question."""

    question: Question
    words: str


def in_words(answers: list[Answer], directions: list[Direction]) -> list[Shown]:
    """Say the answers as a person reads them."""
    return [Shown(answer.question, _words(answer, directions)) for answer in answers]


def _words(answer: Answer, directions: list[Direction]) -> str:
    value: Any = value_of(answer)
    labels = dict(choices_of(answer.question, directions))
    if isinstance(value, list):
        return ", ".join(str(labels.get(code, code)) for code in value)
    if answer.question.kind in (QuestionKind.ONE, QuestionKind.YES_NO):
        return str(labels.get(value, value))
    return str(value)
