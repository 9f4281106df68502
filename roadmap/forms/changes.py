"""Changing approved plans: why, remarks and their answers, what an authority agrees to, layouts."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from roadmap.models import AgreementDemand
from roadmap.states import Layout


class WriteRemark(forms.Form):
    """What has to be corrected at one activity."""

    key = forms.CharField(max_length=40, widget=forms.HiddenInput)
    text = forms.CharField(
        label=_("Remark"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": _("Write what has to be corrected.")},
    )


class AnswerRemark(forms.Form):
    """What was done about a remark; a mark without words says that it was seen to."""

    answer = forms.CharField(
        label=pgettext_lazy("remark", "Answer"), max_length=2000, required=False
    )


class ReturnChanges(forms.Form):
    """What has to be corrected; remarks at activities may say it alone."""

    comment = forms.CharField(
        label=_("What has to be corrected"),
        help_text=_("May stay empty when you have written remarks at activities."),
        max_length=4000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class ChooseDemand(forms.Form):
    """Which roadmaps an authority wants to agree to."""

    asks_for_agreement = forms.BooleanField(
        label=_("We agree to the roadmaps of organizations below"),
        help_text=_("Until then a roadmap that its director has approved is in force already."),
        required=False,
    )
    asks_after_amendments = forms.BooleanField(
        label=_("We agree anew when an agreed roadmap is changed"),
        help_text=_("Changes are in force only once you have agreed to them."),
        required=False,
    )

    @classmethod
    def of(cls, demand: AgreementDemand | None) -> "ChooseDemand":
        """Show what is chosen now."""
        now: dict[str, Any] = {name: getattr(demand, name) for name in cls.base_fields}
        return cls(initial=now)


class ChooseLayout(forms.Form):
    """How the table is printed from now on."""

    layout = forms.ChoiceField(label=_("Layout"), choices=Layout)
