"""The form that a questionnaire becomes."""

from collections.abc import Mapping, Sequence
from typing import Any

from crispy_forms.helper import FormHelper
from django import forms
from django.db.models.fields.files import FieldFile
from django.utils.translation import gettext as _

from surveys.branches import Codes, is_asked
from surveys.forms.layout import Page
from surveys.kinds import Offers, is_empty, kind_of
from surveys.models import Answer, Question

NO_OFFERS = Offers()
_UNKNOWN = object()


class AnswerForm(forms.Form):
    """A questionnaire, or some sections of it, to be filled in.

    `cleaned_data` holds one value a question, by its code, as the actions of answering take it.
    A question that a branch leaves out comes as None once the answers are handed in; a draft keeps
    what was typed there. `earlier` are the answers of sections that stand on other pages, as codes
    by code of question.
    """

    def __init__(
        self,
        *args: Any,
        questions: Sequence[Question],
        offers: Offers = NO_OFFERS,
        earlier: Codes | None = None,
        is_draft: bool = False,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.questions = questions
        self.earlier = dict(earlier or {})
        self.is_draft = is_draft
        self.names: dict[str, dict[str, str]] = {}
        for question in questions:
            self._add(question, offers)
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.layout = Page(questions, self.names, self.earlier).layout()

    def _add(self, question: Question, offers: Offers) -> None:
        is_required = question.is_required and not self.is_draft
        fields = kind_of(question).fields(question, offers)
        self.names[question.code] = {end: name_of(question.code, end) for end in fields}
        for end, field in fields.items():
            field.required = is_required and field.required
            name = name_of(question.code, end)
            sent = self.initial.get(name)
            if isinstance(sent, FieldFile):
                field.help_text = _("Your file has been sent. A new one replaces it.")
            self.fields[name] = field

    def clean(self) -> dict[str, Any]:
        """Make one answer a question, leave out what was not asked."""
        parts = super().clean() or {}
        known = dict(self.earlier)
        given: dict[str, Any] = {}
        for question in self.questions:
            asked = is_asked(question, known)
            value = self._gathered(question, parts)
            if not asked:
                self._forgive(question)
                value = value if self.is_draft else None
            if value is not _UNKNOWN:
                given[question.code] = value
            if asked and not is_empty(value) and value is not _UNKNOWN:
                known[question.code] = kind_of(question).codes(question, value)
        return given

    def _gathered(self, question: Question, parts: Mapping[str, Any]) -> Any:
        """One answer of the parts of a question; a file that was sent before stays as it is."""
        names = self.names[question.code]
        if any(name in self.errors for name in names.values()):
            return _UNKNOWN
        said = {end: parts[name] for end, name in names.items()}
        if isinstance(said.get(""), FieldFile):
            return _UNKNOWN
        try:
            value = kind_of(question).gathered(question, said)
            self._require(question, value)
        except forms.ValidationError as refusal:
            self.add_error(next(iter(names.values())), refusal)
            return _UNKNOWN
        return value

    def _require(self, question: Question, value: Any) -> None:
        """A required question that is asked by several fields needs an answer in one of them."""
        if question.is_required and not self.is_draft and is_empty(value):
            raise forms.ValidationError(_("This question needs an answer."))

    def _forgive(self, question: Question) -> None:
        """Nobody has to correct what nobody was asked."""
        for name in self.names[question.code].values():
            self.errors.pop(name, None)


def name_of(code: str, end: str) -> str:
    """The name of a field: the code of the question, and which part of it."""
    return f"{code}.{end}" if end else code


def initial_of(answers: Sequence[Answer]) -> dict[str, Any]:
    """What was answered before, as the form wants it."""
    return {
        name_of(answer.question.code, end): value
        for answer in answers
        for end, value in kind_of(answer.question).parts(answer).items()
    }
