"""What people type on the report pages."""

import re

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Submit
from django import forms
from django.utils.translation import gettext_lazy as _

from kernel.calendar import Quarter


class ReturnReport(forms.Form):
    """The municipality says what to correct."""

    comment = forms.CharField(
        label=_("What to correct"), widget=forms.Textarea(attrs={"rows": 4}), max_length=2000
    )

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.helper = FormHelper()
        self.helper.add_input(Submit("send", _("Return for correction")))


def parse_quarter(text: str) -> Quarter | None:
    """Read «2026-3»; None for anything else."""
    found = re.fullmatch(r"(\d{4})-([1-4])", text)
    return Quarter(int(found[1]), int(found[2])) if found else None
