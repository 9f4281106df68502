"""What can be chosen in a question, and an answer as a form wants it."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from participants.models import Direction
from surveys.languages import said, said_choice
from surveys.models import Answer, Question
from surveys.states import QuestionKind

YES, NO, OTHER = "yes", "no", "other"
DIRECTIONS = ("mentee.directions", "mentor.directions")


def choices_of(question: Question, directions: list[Direction]) -> list[tuple[str, Any]]:
    """The choices of a question: its own, the directory's, yes and no, or the steps of a scale."""
    if question.kind == QuestionKind.YES_NO:
        return [(YES, _("Yes")), (NO, _("No"))]
    if question.kind == QuestionKind.SCALE:
        return [(str(mark), _scale_label(question, mark)) for mark in scale_of(question)]
    other = [(OTHER, pgettext_lazy("choice", "other"))] if question.has_other else []
    if question.target in DIRECTIONS and not question.choices:
        return [*((direction.code, direction.name) for direction in directions), *other]
    return [*((choice["code"], said_choice(choice)) for choice in question.choices), *other]


def scale_of(question: Question) -> range:
    """The marks of a scale, both ends included."""
    return range(question.scale_from, question.scale_to + 1)


def _scale_label(question: Question, mark: int) -> str:
    ends = {question.scale_from: "label_low", question.scale_to: "label_high"}
    words = said(question, ends[mark]) if mark in ends else ""
    return f"{mark} — {words}" if words else str(mark)


def value_of(answer: Answer) -> Any:
    """The answer to a question that is asked by one field, as the form wants it."""
    kind = answer.question.kind
    if kind == QuestionKind.SEVERAL:
        return answer.chosen
    if kind in (QuestionKind.ONE, QuestionKind.YES_NO):
        return answer.chosen[0] if answer.chosen else ""
    if kind in (QuestionKind.SCALE, QuestionKind.NUMBER):
        return "" if answer.number is None else str(answer.number)
    return answer.text
