"""Forms of the importer: the file, what its columns hold, what to do with doubtful rows."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from participants.columns import letter
from participants.file_fields import FIELDS, PROFILE_FIELDS
from participants.forms.people import helper
from participants.models import PeopleImport
from participants.states import ImportProfile

MEGABYTE = 1024 * 1024
ACCEPT = ".xlsx,.xls,.ods,.csv"


class PeopleFile(forms.Form):
    """A file and what is in it."""

    profile = forms.ChoiceField(
        label=_("What is in the file"), choices=ImportProfile.choices, widget=forms.RadioSelect
    )
    file = forms.FileField(
        label=_("File"),
        help_text=_("Excel (.xlsx, .xls), OpenDocument (.ods) or .csv, up to 20 MB."),
        widget=forms.FileInput(attrs={"accept": ACCEPT}),
    )

    helper = helper("profile", "file")

    def clean_file(self) -> Any:
        """A file that is too large is refused before it is read."""
        file = self.cleaned_data["file"]
        if file.size > settings.UPLOAD_LIMIT_BYTES:
            limit = settings.UPLOAD_LIMIT_BYTES // MEGABYTE
            raise forms.ValidationError(
                gettext("The file is larger than %(limit)d MB.") % {"limit": limit}
            )
        return file


class Columns(forms.Form):
    """What each column of the file holds."""

    def __init__(self, *args: Any, brought: PeopleImport, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [
            ("", _("leave out")),
            *((name, FIELDS[name].label) for name in PROFILE_FIELDS[brought.profile]),
        ]
        for place, heading in enumerate(brought.headings):
            if heading:
                self.fields[f"column-{place}"] = forms.ChoiceField(
                    label=f"{letter(place)}. {heading}"[:120],
                    choices=choices,
                    required=False,
                    initial=brought.columns.get(str(place), ""),
                )
        self.helper = helper(*self.fields)

    @property
    def columns(self) -> dict[int, str]:
        """What was said, by the place of the column."""
        return {
            int(name.partition("-")[2]): said for name, said in self.cleaned_data.items() if said
        }


def decisions_in(typed: Mapping[str, Any]) -> dict[str, str]:
    """What was decided about doubtful rows, by row number."""
    prefix = "decision-"
    return {
        name.removeprefix(prefix): str(value)
        for name, value in typed.items()
        if name.startswith(prefix) and value
    }
