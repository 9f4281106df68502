"""What pupils type at a poster."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from surveys.links import PIN_DIGITS


class PosterPin(forms.Form):
    """The PIN that the teacher has told."""

    pin = forms.CharField(
        label=_("PIN from the teacher"),
        max_length=20,
        help_text=_("Six digits."),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )

    def clean_pin(self) -> str:
        """Digits, however they were spaced."""
        pin = "".join(str(self.cleaned_data["pin"]).split())
        if not (pin.isascii() and pin.isdigit() and len(pin) == PIN_DIGITS):
            raise forms.ValidationError(_("The PIN is six digits."))
        return pin


class ChooseOneself(forms.Form):
    """Who in the class answers now."""

    person = forms.TypedChoiceField(label=_("Who are you?"), coerce=int, widget=forms.RadioSelect)

    def __init__(self, *args: Any, names: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"].choices = names  # type: ignore[attr-defined]
