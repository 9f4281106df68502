"""The form that a questionnaire becomes, and what a curator types about campaigns."""

from datetime import datetime
from typing import TYPE_CHECKING, Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Fieldset, Layout
from django import forms
from django.utils.translation import gettext_lazy as _

from participants.models import Direction
from roadmap.models import Activity
from surveys.choices import choices_of, value_of
from surveys.models import Answer, Question, Questionnaire
from surveys.states import Privacy, QuestionKind

if TYPE_CHECKING:
    from django.db.models import QuerySet

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


class PlanCampaign(forms.Form):
    """A curator plans a campaign: what is asked, of whom, from when to when."""

    questionnaire = forms.ModelChoiceField(
        label=_("Questionnaire"),
        queryset=Questionnaire.objects.none(),
        empty_label=_("choose a questionnaire"),
    )
    title = forms.CharField(label=_("Title for those who answer"), max_length=200)
    audience = forms.ChoiceField(label=_("Who is asked"), widget=forms.RadioSelect)
    privacy = forms.ChoiceField(
        label=_("Who sees the answers"),
        choices=[
            (Privacy.NAMED, _("curator, director and psychologist, with names")),
            (Privacy.CONFIDENTIAL, _("curator and psychologist only; results from five answers")),
        ],
        widget=forms.RadioSelect,
        initial=Privacy.NAMED,
    )
    closes_on = forms.DateField(
        label=_("Answers are taken until"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
        help_text=_("The whole day counts. Leave empty to close by hand."),
    )
    activity = forms.ModelChoiceField(
        label=_("Activity of the roadmap"),
        queryset=Activity.objects.none(),
        required=False,
        empty_label=_("none"),
    )

    def __init__(
        self,
        *args: Any,
        questionnaires: "QuerySet[Questionnaire]",
        activities: "QuerySet[Activity]",
        audiences: list[tuple[str, Any]],
        today: datetime,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.today = today.date()
        self.fields["questionnaire"].queryset = questionnaires  # type: ignore[attr-defined]
        self.fields["activity"].queryset = activities  # type: ignore[attr-defined]
        self.fields["audience"].choices = audiences  # type: ignore[attr-defined]
        self.helper = FormHelper()
        self.helper.form_tag = False

    def clean_closes_on(self) -> Any:
        """The end lies ahead."""
        closes_on = self.cleaned_data["closes_on"]
        if closes_on is not None and closes_on < self.today:
            raise forms.ValidationError(_("This day has passed. Choose today or a later day."))
        return closes_on
