"""The form of a measurement: the parameters that the role measures, each on its scale."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from participants.forms.people import helper
from participants.influence import Parameter


class Measure(forms.Form):
    """What a role measures; a value that is not known yet stays empty."""

    def __init__(self, *args: Any, parameters: Sequence[Parameter], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for parameter in parameters:
            self.fields[parameter.code] = forms.DecimalField(
                label=str(parameter.label),
                required=False,
                min_value=parameter.low,
                max_value=parameter.high,
                max_digits=4,
                decimal_places=2,
                localize=True,
                widget=forms.TextInput(attrs={"inputmode": "decimal"}),
                help_text=_("Scale: %(scale)s") % {"scale": parameter.scale},
            )
        self.helper = helper(*self.fields)

    @property
    def values(self) -> Mapping[str, Decimal | None]:
        """What was measured, by the codes of the parameters."""
        return dict(self.cleaned_data)
