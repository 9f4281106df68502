"""A questionnaire as a workbook: to be read, changed in Excel and taken in again."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from kernel.spreadsheets import Sheet, write
from surveys.book import (
    ABOUT,
    ABOUT_LINES,
    BOOLEANS,
    CHOICE_COLUMNS,
    CHOICES,
    IN_ENGLISH,
    JOINED,
    NAME,
    NO,
    OF_CHOICES,
    QUESTION_COLUMNS,
    QUESTIONS,
    SECTION,
    SECTION_COLUMNS,
    SECTIONS,
    VALUE,
    WHEN,
    WHEN_JOINED,
    WORDS,
    YES,
)
from surveys.content import Content, Said

USUAL = {"scale_from": 1, "scale_to": 10}
WIDE = 40


def as_xlsx(content: Content) -> bytes:
    """Four sheets: the words around, the sections, the questions, the choices."""
    return write(
        [
            Sheet(ABOUT, (NAME, VALUE, IN_ENGLISH), list(_about(content.facts)), (24, 60, 60)),
            Sheet(
                SECTIONS,
                (SECTION, *SECTION_COLUMNS.values(), WHEN_JOINED, WHEN),
                list(_sections(content)),
                (10, WIDE, WIDE, WIDE, WIDE),
            ),
            Sheet(
                QUESTIONS,
                (SECTION, *QUESTION_COLUMNS.values(), WHEN_JOINED, WHEN),
                list(_questions(content)),
                (10, 16, 22, 50, 40),
            ),
            Sheet(CHOICES, CHOICE_COLUMNS, list(_choices(content)), (16, 12, 12, 50, 40, 10)),
        ]
    )


def _about(facts: Said) -> Iterator[Sequence[Any]]:
    english = facts.get("english", {})
    for name, label in ABOUT_LINES.items():
        yield (label, _cell(name, facts), english.get(name, ""))


def _sections(content: Content) -> Iterator[Sequence[Any]]:
    headed = [part.section for part in content.parts if part.section]
    for number, section in enumerate(headed, start=1):
        cells = [_cell(name, section) for name in SECTION_COLUMNS]
        yield (number, *cells, *_condition(section))


def _questions(content: Content) -> Iterator[Sequence[Any]]:
    number = 0
    for part in content.parts:
        number += bool(part.section)
        for question in part.questions:
            cells = [_cell(name, question) for name in QUESTION_COLUMNS]
            yield (number if part.section else "", *cells, *_condition(question))


def _choices(content: Content) -> Iterator[Sequence[Any]]:
    for question in content.questions:
        for name, what in OF_CHOICES.items():
            for one in question.get(name, []):
                score = one.get("score", "")
                yield (question["code"], what, one["code"], one["text"], one.get("en", ""), score)


def _cell(name: str, said: Said) -> Any:
    field, _dot, english = name.partition(".")
    if english:
        return said.get("english", {}).get(field, "")
    value = said.get(field, USUAL.get(field, ""))
    if field in BOOLEANS:
        return YES if value else NO
    return WORDS[field].get(value, value) if field in WORDS else value


def _condition(said: Mapping[str, Any]) -> tuple[str, str]:
    """A condition as `met = yes; where = school, club`."""
    condition = said.get("show_if", {})
    lines = [
        f"{line['question']} = {', '.join(line['answers'])}"
        for line in condition.get("conditions", [])
    ]
    return (JOINED[condition.get("joined", "all")] if lines else "", "; ".join(lines))
