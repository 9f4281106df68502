"""Which file of an official base is wanted, and why."""

from django import forms
from django.utils.translation import gettext_lazy as _

from participants.forms.people import Reason, helper

KINDS = [("xlsx", _("Excel table")), ("docx", _("Word document")), ("pdf", _("PDF for printing"))]


class BaseFile(Reason):
    """The kind of the file, and why it leaves the system."""

    kind = forms.ChoiceField(
        label=_("File"), choices=KINDS, initial="xlsx", widget=forms.RadioSelect
    )

    helper = helper("kind", "reason")
