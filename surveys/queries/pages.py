"""The pages of a sheet: a section a page, without those that a branch leaves out."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from django.utils.functional import Promise

from surveys.branches import Codes, holds, is_asked
from surveys.kinds import codes_of
from surveys.languages import said
from surveys.models import Answer, Question


@dataclass(frozen=True)
class SheetPage:
    """The questions that are asked together, and what the pages before have answered."""

    number: int
    count: int
    title: "str | Promise"
    questions: Sequence[Question]
    earlier: Codes

    @property
    def is_first(self) -> bool:
        """Tell whether there is nothing to go back to."""
        return self.number == 1

    @property
    def is_last(self) -> bool:
        """Tell whether the answers are sent from here."""
        return self.number == self.count


def pages_of(questions: Sequence[Question], answers: Iterable[Answer]) -> list[SheetPage]:
    """Lay the questions out, as far as the answers so far decide what is asked."""
    given = {answer.question_id: answer for answer in answers}
    known: dict[str, list[str]] = {}
    found: list[tuple[list[Question], Codes]] = []
    for _number, group in groupby(questions, key=lambda question: question.section_id):
        together = list(group)
        section = together[0].section
        if section is None or holds(section.show_if, known):
            found.append((together, dict(known)))
        for question in together:
            answer = given.get(question.pk)
            if answer is not None and is_asked(question, known):
                known[question.code] = codes_of(answer)
    return [
        SheetPage(number, len(found), _title(together[0]), together, earlier)
        for number, (together, earlier) in enumerate(found, start=1)
    ]


def page_numbered(pages: Sequence[SheetPage], asked: str) -> SheetPage:
    """The page that an address asks for; the first one where there is none such."""
    return next((page for page in pages if str(page.number) == asked), pages[0])


def page_asking(pages: Sequence[SheetPage], codes: Iterable[str]) -> SheetPage:
    """The first page that asks one of the questions."""
    wanted = set(codes)
    return next(
        (page for page in pages if any(one.code in wanted for one in page.questions)), pages[-1]
    )


def _title(question: Question) -> "str | Promise":
    return said(question.section, "title") if question.section is not None else ""
