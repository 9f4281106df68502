"""The name of a saved filter; what the chosen rows of a list get."""

from django import forms
from django.utils.translation import gettext_lazy as _

from kernel.russian.fields import LineField
from participants.forms.people import helper


class FilterName(forms.Form):
    """What a filter is called, and who may use it."""

    name = LineField(label=_("Name of the filter"), max_length=60)
    is_shared = forms.BooleanField(
        label=_("for the whole school"),
        required=False,
        help_text=_("Colleagues who see this list will find the filter above it."),
    )

    helper = helper("name", "is_shared")
