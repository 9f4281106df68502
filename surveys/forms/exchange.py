"""What people send and write when a questionnaire comes from a file or gets its English."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from kernel.uploads import Upload, UploadRefused, take
from surveys.forms.building import Built
from surveys.translation import Text

MOST_MEGABYTES = 5
LONG_TEXT = 80


class ImportQuestionnaire(Built):
    """A workbook with a questionnaire."""

    file = forms.FileField(
        label=gettext_lazy("Workbook with the questionnaire"),
        widget=forms.FileInput(attrs={"accept": ".xlsx"}),
        help_text=gettext_lazy(
            "Excel (.xlsx), up to 5 MB. Download any questionnaire as Excel to see the columns."
        ),
    )

    def clean_file(self) -> Upload:
        """Known by what it holds."""
        try:
            return take(
                self.cleaned_data["file"],
                kinds={"xlsx"},
                most_megabytes=MOST_MEGABYTES,
                allowed_words="XLSX",
            )
        except UploadRefused as refusal:
            raise forms.ValidationError(str(refusal)) from refusal


class Translate(Built):
    """The English of every text; the Russian stands above it as its label."""

    def __init__(self, *args: Any, texts: Sequence[Text], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for text in texts:
            is_long = len(text.russian) > LONG_TEXT
            self.fields[text.key] = forms.CharField(
                label=text.russian,
                initial=text.english,
                required=False,
                max_length=2000,
                widget=forms.Textarea(attrs={"rows": 2, "lang": "en"})
                if is_long
                else forms.TextInput(attrs={"lang": "en"}),
            )
