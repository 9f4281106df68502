"""The form of a wording: plain text with placeholders of a closed list."""

from crispy_forms.helper import FormHelper
from django import forms
from django.utils.translation import gettext_lazy as _

from kernel.documents.templates import check_wording
from kernel.russian.fields import LineField, TextField
from participants.documents.consent_form import PLACEHOLDERS
from participants.forms.people import helper


class ConsentWording(forms.Form):
    """The text of a consent and where it comes from."""

    body = TextField(
        label=_("Text"),
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 24}),
        help_text=_("Paragraphs are set off by an empty line. Placeholders are written in braces."),
    )
    source = LineField(
        label=_("Source"),
        max_length=300,
        help_text=_("By which law or act, and who has checked the text."),
    )

    helper: FormHelper = helper("body", "source")

    def clean_body(self) -> str:
        """A placeholder that nothing fills would stay on the paper."""
        body: str = self.cleaned_data["body"]
        check_wording(body, PLACEHOLDERS)
        return body
