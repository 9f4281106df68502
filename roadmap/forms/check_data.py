"""The forms of what the check knows: a step, an act out of force, a list of words."""

import re
from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from roadmap.check_data import PLACE_WORDS
from roadmap.linting.overlay import PatternRefused, checked_pattern
from roadmap.states import CheckData, StageCode

MOST_LINES = 80
HOW = gettext_lazy(
    "One a line. The beginning of a word finds all its forms: “консультац” finds “консультация”"
    " and “консультации”. Between two words .* stands for anything."
)


class PatternsField(forms.CharField):
    """Words to look for, one a line."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(widget=forms.Textarea(attrs={"rows": 8}), max_length=8000, **kwargs)

    def prepare_value(self, value: Any) -> Any:
        """Show a list as lines."""
        return "\n".join(value) if isinstance(value, (list, tuple)) else value

    def clean(self, value: Any) -> Any:
        """Return the lines as patterns."""
        lines = [line for line in super().clean(value).splitlines() if line.strip()]
        if len(lines) > MOST_LINES:
            raise ValidationError(_("At most %(most)d lines.") % {"most": MOST_LINES})
        try:
            return list(dict.fromkeys(map(checked_pattern, lines)))
        except PatternRefused as refused:
            raise ValidationError(str(refused)) from refused


class StepForm(forms.Form):
    """A step of the method: how it is known, and of whom it is asked."""

    name = forms.CharField(label=gettext_lazy("What the step is called"), max_length=200)
    match = PatternsField(label=gettext_lazy("It is known by"), help_text=HOW)
    unless = PatternsField(label=gettext_lazy("But not where there is"), required=False)
    stage = forms.ChoiceField(
        label=gettext_lazy("The stage in which it stands"),
        choices=[("", gettext_lazy("any stage")), *StageCode.choices],
        required=False,
    )
    obligatory = forms.MultipleChoiceField(
        label=gettext_lazy("No plan may miss it"),
        choices=[(place, words) for place, words in PLACE_WORDS.items()],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    def said(self, before: Mapping[str, Any]) -> dict[str, Any]:
        """The step with what was typed; what the form does not ask about stays."""
        return {**before, **self.cleaned_data}


class NormForm(forms.Form):
    """An act that is out of force, and what stands instead."""

    pattern = forms.CharField(
        label=gettext_lazy("What to look for in a plan"),
        max_length=300,
        help_text=gettext_lazy("As it is printed, for example: от 07.04.2014 № 276"),
    )
    why = forms.CharField(label=gettext_lazy("What is wrong with it"), max_length=300)
    since = forms.DateField(
        label=gettext_lazy("Since when"), widget=forms.DateInput(attrs={"type": "date"})
    )
    now = forms.CharField(label=gettext_lazy("What stands instead"), max_length=300)
    replace = forms.CharField(
        label=gettext_lazy("Words to write instead at one press"),
        max_length=300,
        required=False,
        help_text=gettext_lazy("Empty: a person corrects the text."),
    )
    source = forms.CharField(label=gettext_lazy("Source"), max_length=300)
    is_off = forms.BooleanField(label=gettext_lazy("Do not look for it any more"), required=False)

    def clean_pattern(self) -> str:
        """Plain words, or a pattern."""
        try:
            return checked_pattern(self.cleaned_data["pattern"], of_act=True)
        except PatternRefused as refused:
            raise ValidationError(str(refused)) from refused

    def clean(self) -> dict[str, Any]:
        """What is written instead may speak of parts of the pattern that are there."""
        given: dict[str, Any] = super().clean() or {}
        if given.get("pattern") and given.get("replace"):
            try:
                re.compile(given["pattern"]).sub(given["replace"], "")
            except (re.error, IndexError):
                self.add_error(
                    "replace", _("It speaks of a part that is not in what is looked for.")
                )
        return given

    def said(self, before: Mapping[str, Any]) -> dict[str, Any]:
        """The norm as it was typed; nothing where it is not looked for."""
        given = dict(self.cleaned_data)
        if given.pop("is_off"):
            return {}
        return {**before, **given, "since": given["since"].isoformat()}


class WordsForm(forms.Form):
    """A list of words."""

    words = PatternsField(label=gettext_lazy("Words"), help_text=HOW)

    def said(self, _before: Mapping[str, Any]) -> dict[str, Any]:
        """The list as it was typed."""
        return {"words": self.cleaned_data["words"]}


CheckForm = StepForm | NormForm | WordsForm
FORMS: Mapping[str, type[StepForm] | type[NormForm] | type[WordsForm]] = {
    CheckData.STEP: StepForm,
    CheckData.NORM: NormForm,
    CheckData.WORDS: WordsForm,
}
