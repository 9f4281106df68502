"""What a curator types about campaigns."""

from datetime import datetime, time
from typing import TYPE_CHECKING, Any

from crispy_forms.helper import FormHelper
from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import User
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


class Reminding(forms.Form):
    """How a campaign reminds, and who learns of answers."""

    remind_every = forms.IntegerField(
        label=_("Remind every so many days"),
        required=False,
        min_value=0,
        max_value=60,
        initial=3,
        help_text=_("In the morning hour of the school. 0: by hand only."),
    )
    remind_most = forms.IntegerField(
        label=_("How many times at most"), required=False, min_value=0, max_value=10, initial=2
    )
    told = forms.ModelMultipleChoiceField(
        label=_("Who is told about answers"),
        queryset=User.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def offer(self, staff: "QuerySet[User]") -> None:
        """Set who may be told."""
        self.fields["told"].queryset = staff  # type: ignore[attr-defined]

    @property
    def reminders(self) -> tuple[int, int]:
        """Days between reminders, and how many."""
        said = self.cleaned_data
        return said["remind_every"] or 0, said["remind_most"] or 0


class PlanCampaign(Reminding):
    """A curator plans a campaign: what is asked, of whom, from when to when."""

    questionnaire = forms.ModelChoiceField(
        label=_("Questionnaire"),
        queryset=Questionnaire.objects.none(),
        empty_label=_("choose a questionnaire"),
    )
    title = forms.CharField(label=_("Title for those who answer"), max_length=200)
    audience = forms.MultipleChoiceField(
        label=_("Who is asked"), widget=forms.CheckboxSelectMultiple
    )
    is_fixed_list = forms.BooleanField(
        label=_("Nobody is added later"),
        required=False,
        help_text=_("Otherwise those who join the base are asked when reminders go out."),
    )
    privacy = forms.ChoiceField(
        label=_("Who sees the answers"),
        choices=PRIVACY,
        widget=forms.RadioSelect,
        initial=Privacy.NAMED,
    )
    opens_on = forms.DateField(
        label=_("Answers are taken from"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
        help_text=_("Leave empty to begin at once."),
    )
    opens_at = forms.TimeField(
        label=_("From what time"), required=False, widget=forms.TimeInput(attrs={"type": "time"})
    )
    closes_on = forms.DateField(
        label=_("Answers are taken until"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
        help_text=_("Without a time the whole day counts. Leave empty to close by hand."),
    )
    closes_at = forms.TimeField(
        label=_("Until what time"), required=False, widget=forms.TimeInput(attrs={"type": "time"})
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
        staff: "QuerySet[User]",
        today: datetime,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.today = today.date()
        self.fields["questionnaire"].queryset = questionnaires  # type: ignore[attr-defined]
        self.fields["activity"].queryset = activities  # type: ignore[attr-defined]
        self.fields["audience"].choices = audiences  # type: ignore[attr-defined]
        self.offer(staff)
        self.order_fields([*[*self.base_fields][3:], "remind_every", "remind_most", "told"])
        self.helper = FormHelper()
        self.helper.form_tag = False

    def clean_closes_on(self) -> Any:
        """The end lies ahead."""
        closes_on = self.cleaned_data["closes_on"]
        if closes_on is not None and closes_on < self.today:
            raise forms.ValidationError(_("This day has passed. Choose today or a later day."))
        return closes_on

    def clean(self) -> dict[str, Any]:
        """The end comes after the beginning."""
        said = super().clean() or {}
        opens_on, closes_on = said.get("opens_on"), said.get("closes_on")
        if opens_on and closes_on:
            opens = opens_on, said.get("opens_at") or time.min
            closes = closes_on, said.get("closes_at") or time.max
            if closes <= opens:
                self.add_error("closes_on", _("The end lies before the beginning."))
        return said


class ChangeCampaign(Reminding):
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
        help_text=_("Without a time the whole day counts. Leave empty to close by hand."),
    )
    closes_at = forms.TimeField(
        label=_("Until what time"), required=False, widget=forms.TimeInput(attrs={"type": "time"})
    )

    def __init__(self, *args: Any, is_fixed: bool, staff: "QuerySet[User]", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer(staff)
        self.order_fields([*[*self.base_fields][3:], "remind_every", "remind_most", "told"])
        privacy = self.fields["privacy"]
        privacy.disabled = is_fixed
        if is_fixed:
            privacy.help_text = _("Somebody has begun to answer: this can no longer be changed.")
        self.helper = FormHelper()
        self.helper.form_tag = False
