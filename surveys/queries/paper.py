"""A questionnaire as a sheet of paper: what stands there to be filled in by hand."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from surveys.branches import in_words
from surveys.choices import choices_of
from surveys.kinds import Offers
from surveys.languages import said, said_choice
from surveys.models import Question, Questionnaire
from surveys.queries.answering import asked_in
from surveys.states import QuestionKind

LINES = {QuestionKind.SHORT: 1, QuestionKind.DATE: 1, QuestionKind.NUMBER: 1, QuestionKind.LONG: 4}
NO_OFFERS = Offers()


@dataclass(frozen=True)
class PaperQuestion:
    """A question on paper, numbered through the whole sheet."""

    number: int
    question: Question
    text: str
    help_text: str
    condition: str
    choices: Sequence[tuple[str, str]]
    rows: Sequence[tuple[str, str]]
    lines: range


@dataclass(frozen=True)
class PaperPart:
    """A section on paper."""

    title: str
    intro: str
    condition: str
    questions: Sequence[PaperQuestion]


def paper_of(questionnaire: Questionnaire, offers: Offers = NO_OFFERS) -> list[PaperPart]:
    """The whole sheet; what a campaign offers to choose from comes in as `offers`."""
    questions = asked_in(questionnaire)
    numbers = {question.pk: number for number, question in enumerate(questions, start=1)}
    parts = []
    for _number, found in groupby(questions, key=lambda question: question.section_id):
        asked = list(found)
        section = asked[0].section
        parts.append(
            PaperPart(
                said(section, "title") if section else "",
                said(section, "intro") if section else "",
                in_words(section.show_if, questions) if section else "",
                [_on_paper(numbers[one.pk], one, questions, offers) for one in asked],
            )
        )
    return parts


def _on_paper(
    number: int, question: Question, questions: Sequence[Question], offers: Offers
) -> PaperQuestion:
    choices = [(code, str(words)) for code, words in choices_of(question, list(offers.directions))]
    if question.kind == QuestionKind.SCALE:
        choices = [(code, code) for code, _words in choices]
    return PaperQuestion(
        number,
        question,
        said(question, "text"),
        said(question, "help_text"),
        in_words(question.show_if, questions),
        choices,
        [(row["code"], said_choice(row)) for row in question.rows],
        range(_lines(question)),
    )


def _lines(question: Question) -> int:
    if question.kind == QuestionKind.PEOPLE:
        return question.most or 1
    return LINES.get(QuestionKind(question.kind), 0)
