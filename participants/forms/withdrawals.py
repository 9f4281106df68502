"""The form of a step after a withdrawal."""

from django import forms
from django.utils.translation import gettext_lazy as _

from kernel.russian.fields import LineField
from participants.forms.people import helper


class FinishStep(forms.Form):
    """What was done, in a few words; it stays with the withdrawal."""

    note = LineField(
        label=_("What was done"),
        max_length=300,
        help_text=_(
            "For example: the photo is removed from the site, the parent is told by phone."
        ),
    )

    helper = helper("note")
