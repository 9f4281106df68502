"""Editing the text of a roadmap, and its way to approval."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from roadmap import proofs
from roadmap.models import Activity, Programme, Stage
from roadmap.mornings import DEFAULT_DAYS
from roadmap.states import StageCode

DIGEST_WEEKDAYS = (
    ("", pgettext_lazy("digest", "not sent")),
    (0, _("on Mondays")),
    (1, _("on Tuesdays")),
    (2, _("on Wednesdays")),
    (3, _("on Thursdays")),
    (4, _("on Fridays")),
)
ESCALATE_DAYS = (
    ("", _("never")),
    (3, _("after 3 days")),
    (7, _("after a week")),
    (14, _("after two weeks")),
)
REMIND_DAYS = ((14, _("14 days")), (7, _("7 days")), (3, _("3 days")), (1, _("1 day")))


class RenameRoadmap(forms.Form):
    """The title of the plan."""

    title = forms.CharField(label=_("Title"), max_length=400)


class ChooseReminders(forms.Form):
    """When people are reminded; on the day itself and the day after they are in any case."""

    days = forms.TypedMultipleChoiceField(
        label=_("Remind before the deadline"),
        choices=REMIND_DAYS,
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one day.")},
    )

    digest_weekday = forms.TypedChoiceField(
        label=_("The week at a glance"),
        help_text=_("What is due in the week and what is still overdue, in the same message."),
        choices=DIGEST_WEEKDAYS,
        coerce=int,
        empty_value=None,
        required=False,
    )
    escalate_days = forms.TypedChoiceField(
        label=_("Tell the director of what is overdue"),
        choices=ESCALATE_DAYS,
        coerce=int,
        empty_value=None,
        required=False,
    )

    @classmethod
    def of(cls, programme: Programme) -> "ChooseReminders":
        """Show what is chosen now."""
        return cls(
            initial={
                "days": programme.remind_days or list(DEFAULT_DAYS),
                "digest_weekday": programme.digest_weekday,
                "escalate_days": programme.escalate_days,
            }
        )


class EditStage(forms.Form):
    """The words of a stage."""

    number = forms.CharField(label=_("Number"), max_length=12, required=False)
    title = forms.CharField(label=_("Title"), max_length=400)
    goal = forms.CharField(
        label=pgettext_lazy("stage", "Goal"),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    result = forms.CharField(
        label=_("Expected result"),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    code = forms.ChoiceField(
        label=_("Stage of the target model"),
        help_text=_("The page of the stage offers the tools of this stage."),
        choices=[("", _("another one")), *StageCode.choices],
        required=False,
    )

    @classmethod
    def of(cls, stage: Stage) -> "EditStage":
        """Show what stands there now."""
        return cls(initial={name: getattr(stage, name) for name in cls.base_fields})


class EditActivity(forms.Form):
    """The words of an activity; its days follow from its deadline."""

    number = forms.CharField(label=_("Number"), max_length=12, required=False)
    title = forms.CharField(
        label=_("What is to be done"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
    )
    deadline_text = forms.CharField(
        label=_("Deadline"),
        help_text=_("As in the document: “until 15 October”, “15.09–10.10, yearly”, “November”."),
        max_length=400,
        required=False,
    )
    responsible_text = forms.CharField(
        label=_("Responsible, as in the document"), max_length=600, required=False
    )
    result = forms.CharField(
        label=_("Expected result"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    proof_code = forms.ChoiceField(
        label=_("Shown by the facts of the system"),
        help_text=_("The activity will show how far it is, for example 37 of 52."),
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["proof_code"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", _("by nothing, a person marks it")), *proofs.choices()]

    @classmethod
    def of(cls, activity: Activity) -> "EditActivity":
        """Show what stands there now."""
        return cls(initial={name: getattr(activity, name) for name in cls.base_fields})
