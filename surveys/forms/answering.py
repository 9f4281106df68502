"""The form that a questionnaire becomes."""

from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Fieldset, Layout
from django import forms

from participants.models import Direction
from surveys.choices import choices_of, value_of
from surveys.models import Answer, Question
from surveys.states import QuestionKind

LONGEST = 4000


class AnswerForm(forms.Form):
    """A questionnaire to be filled in; sections become groups of fields."""

    def __init__(
        self,
        *args: Any,
        questions: list[Question],
        directions: list[Direction],
        is_draft: bool = False,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        for question in questions:
            field = _field(question, directions)
            field.required = question.is_required and not is_draft
            self.fields[question.code] = field
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.layout = Layout(*_sections(questions))


def _sections(questions: list[Question]) -> list[Any]:
    sections: dict[str, list[str]] = {}
    for question in questions:
        sections.setdefault(question.section, []).append(question.code)
    return [
        Fieldset(title, *codes) if title else Layout(*codes) for title, codes in sections.items()
    ]


def _field(question: Question, directions: list[Direction]) -> forms.Field:
    said: dict[str, Any] = {"label": question.text, "help_text": question.help_text}
    kind = QuestionKind(question.kind)
    if kind == QuestionKind.LONG:
        area = forms.Textarea(attrs={"rows": 3})
        return forms.CharField(max_length=LONGEST, widget=area, **said)
    if kind == QuestionKind.NUMBER:
        return forms.IntegerField(min_value=0, max_value=1000, **said)
    if kind == QuestionKind.DATE:
        return forms.DateField(widget=forms.DateInput(attrs={"type": "date"}), **said)
    if kind == QuestionKind.SHORT:
        return forms.CharField(max_length=400, **said)
    return _choice_field(question, kind, directions, said)


def _choice_field(
    question: Question, kind: QuestionKind, directions: list[Direction], said: dict[str, Any]
) -> forms.Field:
    if kind == QuestionKind.SEVERAL:
        return forms.MultipleChoiceField(
            choices=choices_of(question, directions),
            widget=forms.CheckboxSelectMultiple,
            **said,
        )
    scale = {"data-scale": True} if kind == QuestionKind.SCALE else {}
    return forms.ChoiceField(
        choices=choices_of(question, directions), widget=forms.RadioSelect(attrs=scale), **said
    )


def initial_of(answers: list[Answer]) -> dict[str, Any]:
    """What was answered before, as the form wants it."""
    return {answer.question.code: value_of(answer) for answer in answers}
