"""What a curator types about campaigns."""

from datetime import datetime
from typing import TYPE_CHECKING, Any

from crispy_forms.helper import FormHelper
from django import forms
from django.utils.translation import gettext_lazy as _

from roadmap.models import Activity
from surveys.models import FEWEST, Questionnaire
from surveys.states import Privacy

if TYPE_CHECKING:
    from django.db.models import QuerySet


PRIVACY: list[tuple[str, Any]] = [
    (Privacy.NAMED, _("curator, director and psychologist, with names")),
    (Privacy.CONFIDENTIAL, _("curator and psychologist only; results from five answers")),
    (Privacy.ANONYMOUS, _("nobody: anonymously; results once the campaign is closed")),
]


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
        choices=PRIVACY,
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


class ChangeCampaign(forms.Form):
    """A curator mends a campaign: its words, its end, and who sees the answers."""

    title = forms.CharField(label=_("Title for those who answer"), max_length=200)
    privacy = forms.ChoiceField(
        label=_("Who sees the answers"), choices=PRIVACY, widget=forms.RadioSelect
    )
    fewest = forms.IntegerField(
        label=_("Results are shown from so many answers on"),
        min_value=FEWEST,
        max_value=100,
        help_text=_("For confidential and anonymous answers. It can only be raised."),
    )
    may_change = forms.BooleanField(
        label=_("Answers may be changed until closing"),
        required=False,
        help_text=_("By those who sign in. A personal link never shows answers that were sent."),
    )
    closes_on = forms.DateField(
        label=_("Answers are taken until"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
        help_text=_("The whole day counts. Leave empty to close by hand."),
    )

    def __init__(self, *args: Any, is_fixed: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        privacy = self.fields["privacy"]
        privacy.disabled = is_fixed
        if is_fixed:
            privacy.help_text = _("Somebody has begun to answer: this can no longer be changed.")
        self.helper = FormHelper()
        self.helper.form_tag = False
