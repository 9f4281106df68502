"""The English of a questionnaire: every text beside its Russian, and how many are missing."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from surveys.models import Question, Questionnaire, Section

OF_QUESTIONNAIRE = ("title", "intro", "thanks")
OF_SECTION = ("title", "intro")
OF_QUESTION = ("text", "help_text", "label_low", "label_high")
LISTS = ("choices", "rows")


@dataclass(frozen=True)
class Text:
    """One text with its translation. `key` names it in the form of the translator."""

    key: str
    record: Questionnaire | Section | Question
    field: str
    code: str
    russian: str
    english: str


def texts_of(questionnaire: Questionnaire) -> list[Text]:
    """Every text that is not empty, in the order of the page."""
    found = list(_of_fields(questionnaire, "about", OF_QUESTIONNAIRE))
    questions = list(questionnaire.questions.order_by("position"))
    sections: Sequence[Section | None] = [None, *questionnaire.sections.order_by("position")]
    for section in sections:
        if section is not None:
            found += _of_fields(section, f"section-{section.pk}", OF_SECTION)
        number = section.pk if section else None
        for question in (one for one in questions if one.section_id == number):
            found += _of_question(question)
    return found


def _of_question(question: Question) -> Iterator[Text]:
    key = f"question-{question.pk}"
    yield from _of_fields(question, key, OF_QUESTION)
    for name in LISTS:
        for one in getattr(question, name):
            place = f"{key}-{name}-{one['code']}"
            yield Text(place, question, name, one["code"], one["text"], one.get("en", ""))


def _of_fields(record: Any, key: str, names: Sequence[str]) -> Iterator[Text]:
    for name in names:
        russian = getattr(record, name)
        if russian:
            yield Text(f"{key}-{name}", record, name, "", russian, record.english.get(name, ""))


def missing_count(texts: Sequence[Text]) -> int:
    """How many texts a reader of English would see in Russian."""
    return sum(not text.english for text in texts)
