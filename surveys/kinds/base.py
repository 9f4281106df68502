"""What every kind of question can do."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django import forms

from participants.models import Direction, Person
from surveys.languages import said
from surveys.models import Answer, Question

Parts = Mapping[str, Any]
Columns = Mapping[str, Any]


@dataclass(frozen=True)
class Offers:
    """What a campaign gives to choose from: directions of the directory, people of its list."""

    directions: Sequence[Direction] = ()
    people: Sequence[Person] = ()


@dataclass(frozen=True)
class Chosen:
    """What was chosen, with own words beside it."""

    codes: list[str] = field(default_factory=list)
    words: str = ""


class Kind:
    """A kind of question that is asked by one field; the others override more."""

    # Asked by several fields under one heading.
    is_grouped = False

    def fields(self, question: Question, offers: Offers) -> dict[str, forms.Field]:
        """The form fields that ask it, by the end of their names; the main one has none."""
        raise NotImplementedError

    def gathered(self, question: Question, parts: Parts) -> Any:
        """Make one answer of what the fields say. Raises ValidationError with a sentence."""
        return parts[""]

    def columns(self, question: Question, value: Any) -> Columns:
        """How the answer is kept; columns that are not named stay empty."""
        raise NotImplementedError

    def parts(self, answer: Answer) -> Parts:
        """What was answered, as the fields want it."""
        raise NotImplementedError

    def words(self, answer: Answer, offers: Offers) -> str:
        """What was answered, as a person reads it."""
        return str(answer.text)

    def labels(self, question: Question, offers: Offers) -> dict[str, str]:
        """Every code that an answer can hold, in order, with its words; none for free answers."""
        return {}

    def codes(self, question: Question, value: Any) -> list[str]:
        """What was answered, as the branches of the questionnaire want it."""
        columns = self.columns(question, value)
        if columns.get("number") is not None:
            return [str(columns["number"])]
        return [str(code) for code in columns.get("chosen", [])]

    def score(self, question: Question, columns: Columns) -> int | None:
        """What the answer counts for, reverse items turned round; None where it does not count."""
        return None


def heads(question: Question, **facts: Any) -> dict[str, Any]:
    """The words around a field."""
    return {
        "label": said(question, "text"),
        "help_text": said(question, "help_text"),
        **facts,
    }
