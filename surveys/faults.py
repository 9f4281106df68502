"""What keeps a questionnaire from being published."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from kernel.pieces import Obstacle
from surveys.branches import looks_at
from surveys.models import Question, Questionnaire
from surveys.states import QuestionKind

CHOOSING = (QuestionKind.ONE, QuestionKind.SEVERAL, QuestionKind.MATRIX, QuestionKind.RANKING)


def faults_of(questionnaire: Questionnaire) -> list[Obstacle]:
    """Every fault, with the page that removes it."""
    questions = list(questionnaire.questions.select_related("section").order_by("position"))
    if not questions:
        return [Obstacle(_("There is no question yet. Add the first one."))]
    return [*_of_choices(questions), *_of_branches(questions)]


def _of_choices(questions: list[Question]) -> Iterator[Obstacle]:
    for question in questions:
        own = question.choices or question.target.endswith(".directions")
        if question.kind in CHOOSING and not own:
            yield _about(question, _("“%(question)s” has nothing to choose from."))
        if question.kind == QuestionKind.MATRIX and not question.rows:
            yield _about(question, _("“%(question)s” has no rows."))


def _of_branches(questions: list[Question]) -> Iterator[Obstacle]:
    """A question can only be asked on what was answered above it."""
    above: set[str] = set()
    for question in questions:
        needed = set(looks_at(question.show_if))
        if question.section is not None:
            needed |= looks_at(question.section.show_if)
        if needed - above:
            yield _about(question, _("“%(question)s” depends on an answer that comes after it."))
        above.add(question.code)


def _about(question: Question, words: str) -> Obstacle:
    return Obstacle(
        words % {"question": question},
        reverse("change-question", args=[question.pk]),
        pgettext("question", "Change"),
    )
