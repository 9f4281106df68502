"""Questions that are answered by a number."""

from typing import Any

from django import forms

from surveys.choices import choices_of
from surveys.kinds.base import Columns, Kind, Offers, Parts, heads
from surveys.models import Answer, Question

LOWEST, HIGHEST = 0, 1_000_000


class Number(Kind):
    """A whole number within limits."""

    def fields(self, question: Question, offers: Offers) -> dict[str, forms.Field]:
        lowest = LOWEST if question.least is None else question.least
        highest = HIGHEST if question.most is None else question.most
        return {"": forms.IntegerField(min_value=lowest, max_value=highest, **heads(question))}

    def columns(self, question: Question, value: Any) -> Columns:
        return {"number": int(value)}

    def parts(self, answer: Answer) -> Parts:
        return {"": "" if answer.number is None else str(answer.number)}

    def words(self, answer: Answer, offers: Offers) -> str:
        return "" if answer.number is None else str(answer.number)


class Scale(Number):
    """A mark between two ends that say what they mean."""

    def fields(self, question: Question, offers: Offers) -> dict[str, forms.Field]:
        marks = forms.RadioSelect(attrs={"data-scale": True})
        choices = choices_of(question, [])
        return {"": forms.ChoiceField(choices=choices, widget=marks, **heads(question))}

    def labels(self, question: Question, offers: Offers) -> dict[str, str]:
        return {code: str(words) for code, words in choices_of(question, [])}

    def score(self, question: Question, columns: Columns) -> int | None:
        mark: int = columns["number"]
        return question.scale_from + question.scale_to - mark if question.is_reversed else mark
