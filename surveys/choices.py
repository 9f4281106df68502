"""What can be chosen in a question, and an answer as a form wants it."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from participants.models import Direction
from surveys.models import Answer, Question
from surveys.states import QuestionKind

YES, NO = "yes", "no"
DIRECTIONS = ("mentee.directions", "mentor.directions")


def choices_of(question: Question, directions: list[Direction]) -> list[tuple[str, Any]]:
    """The choices of a question: its own, the directory's, yes and no, or the steps of a scale."""
    if question.kind == QuestionKind.YES_NO:
        return [(YES, _("Yes")), (NO, _("No"))]
    if question.kind == QuestionKind.SCALE:
        return [(str(mark), _scale_label(question, mark)) for mark in scale_of(question)]
    if question.target in DIRECTIONS and not question.choices:
        return [(direction.code, direction.name) for direction in directions]
    return [(choice["code"], choice["text"]) for choice in question.choices]


def scale_of(question: Question) -> range:
    """The marks of a scale, both ends included."""
    return range(question.scale_from, question.scale_to + 1)


def _scale_label(question: Question, mark: int) -> str:
    ends = {question.scale_from: question.label_low, question.scale_to: question.label_high}
    words = ends.get(mark, "")
    return f"{mark} — {words}" if words else str(mark)


def value_of(answer: Answer) -> Any:
    """The answer as the form wants it."""
    kind = answer.question.kind
    if kind == QuestionKind.SEVERAL:
        return answer.chosen
    if kind in (QuestionKind.ONE, QuestionKind.YES_NO):
        return answer.chosen[0] if answer.chosen else ""
    if kind in (QuestionKind.SCALE, QuestionKind.NUMBER):
        return "" if answer.number is None else str(answer.number)
    return answer.text
