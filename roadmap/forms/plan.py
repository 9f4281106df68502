"""Editing the text of a roadmap, and its way to approval."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from roadmap import proofs
from roadmap.models import Activity, Programme, Stage
from roadmap.states import StageCode

REMIND_DAYS = ((14, _("14 days")), (7, _("7 days")), (3, _("3 days")), (1, _("1 day")))


class RenameRoadmap(forms.Form):
    """The title of the plan."""

    title = forms.CharField(label=_("Title"), max_length=400)


class ChooseReminders(forms.Form):
    """How long before a deadline people are reminded."""

    days = forms.TypedMultipleChoiceField(
        label=_("Remind before the deadline"),
        choices=REMIND_DAYS,
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one day.")},
    )

    @classmethod
    def of(cls, programme: Programme) -> "ChooseReminders":
        """Show what is chosen now."""
        return cls(initial={"days": programme.remind_days or [1]})


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
