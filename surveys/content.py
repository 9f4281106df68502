"""A questionnaire as a plain value: what is copied, compared, shipped, exported and imported."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from django.db import models

from surveys.models import Question, Questionnaire, Section

Said = Mapping[str, Any]

FACTS = ("title", "intro", "thanks", "side", "purpose", "source", "english")
OF_SECTION = ("title", "intro", "show_if", "english")
OF_QUESTION = (
    "code", "text", "help_text", "kind", "choices", "rows", "has_other", "least", "most",
    "scale_from", "scale_to", "label_low", "label_high", "is_required", "show_if", "construct",
    "is_reversed", "prefill", "target", "english",
)  # fmt: skip


@dataclass(frozen=True)
class Part:
    """A section with its questions; without a heading where `section` is empty."""

    section: Said = field(default_factory=dict)
    questions: Sequence[Said] = ()


@dataclass(frozen=True)
class Content:
    """What a questionnaire says. Fields that are not named have their usual values."""

    facts: Said
    parts: Sequence[Part]

    @property
    def questions(self) -> Iterator[Said]:
        """The questions of all parts, in order."""
        for part in self.parts:
            yield from part.questions


def content_of(questionnaire: Questionnaire) -> Content:
    """Read a questionnaire; sections without a question are kept."""
    questions = questionnaire.questions.order_by("position")
    by_section = {
        number: [said_of(one, OF_QUESTION) for one in found]
        for number, found in groupby(questions, key=lambda question: question.section_id)
    }
    parts = [
        Part(said_of(section, OF_SECTION), by_section.get(section.pk, []))
        for section in questionnaire.sections.order_by("position")
    ]
    head = [Part(questions=by_section[None])] if None in by_section else []
    return Content(said_of(questionnaire, FACTS), [*head, *parts])


def said_of(record: models.Model, names: Sequence[str]) -> dict[str, Any]:
    """The fields of a record that differ from their usual values."""
    usual = {name: getattr(type(record)(), name) for name in names}
    return {name: getattr(record, name) for name in names if getattr(record, name) != usual[name]}


def from_json(said: Said) -> Content:
    """Read what a file of surveys/data says."""
    parts = [
        Part({key: value for key, value in part.items() if key != "questions"}, part["questions"])
        for part in said["parts"]
    ]
    return Content({name: said[name] for name in FACTS if name in said}, parts)


def as_section(questionnaire: Questionnaire, position: int, said: Said) -> Section:
    """A section of the questionnaire, not saved yet."""
    return Section(questionnaire=questionnaire, position=position, **said)


def as_question(
    questionnaire: Questionnaire, section: Section | None, position: int, said: Said
) -> Question:
    """A question of the questionnaire, not saved yet."""
    return Question(questionnaire=questionnaire, section=section, position=position, **said)
