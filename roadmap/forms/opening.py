"""Opening a programme: a file, a text or a template; and the corrections of the preview."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kernel.uploads import MEGABYTE
from roadmap.forms.wording import EditedWording
from roadmap.models import TemplateVersion
from roadmap.responsibles import names_of
from roadmap.splitting import join, split
from roadmap.states import DayShift, Layout
from roadmap.templates_shipped import fitting

MOST_MEGABYTES = 20
MOST_LETTERS = 400_000
READABLE = (".docx", ".doc", ".xlsx", ".odt", ".pdf", ".html", ".htm", ".txt")


class UploadRoadmap(forms.Form):
    """A roadmap as the school has it."""

    file = forms.FileField(
        label=gettext_lazy("File with the roadmap"),
        help_text=gettext_lazy("Word (.docx), Excel, ODT, PDF with text or HTML, up to 20 MB."),
        widget=forms.FileInput(attrs={"accept": ",".join(READABLE)}),
        error_messages={"empty": gettext_lazy("The file is empty. Choose another one.")},
    )

    def clean_file(self) -> Any:
        """Refuse what is too big or of another kind before anything reads it."""
        file = self.cleaned_data["file"]
        if (file.size or 0) > MOST_MEGABYTES * MEGABYTE:
            raise ValidationError(
                _("The file is larger than %(limit)d MB. Send the roadmap without its appendices.")
                % {"limit": MOST_MEGABYTES}
            )
        if not (file.name or "").lower().endswith(READABLE):
            raise ValidationError(
                _("Files like “%(name)s” are not read. Send .docx, .xlsx, .odt, .pdf or .html.")
                % {"name": file.name}
            )
        return file


class PasteRoadmap(forms.Form):
    """A table copied from a document."""

    text = forms.CharField(
        label=gettext_lazy("Text of the table"),
        help_text=gettext_lazy(
            "Select the table in Word together with its headings, copy it, paste it here."
        ),
        max_length=MOST_LETTERS,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 8}),
    )


class ChooseTemplate(forms.Form):
    """A template of the bodies above, or a shipped one that fits the kind of organization."""

    template = forms.ChoiceField(label=gettext_lazy("Template"), widget=forms.RadioSelect)

    def __init__(
        self, *args: Any, kind: str, versions: Iterable[TemplateVersion] = (), **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        offered = [
            *((f"v{each.pk}", _named(each)) for each in versions),
            *((template.code, template.title) for template in fitting(kind)),
        ]
        field = self.fields["template"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = offered
        if offered:
            field.initial = offered[0][0]


class CorrectDraft(EditedWording):
    """The preview as it was sent: the rows, who is meant by which name, where days off go."""

    def __init__(
        self, wording: Mapping[str, Any], sent: Mapping[str, str], *, people: Iterable[int]
    ) -> None:
        self.known_people = frozenset(people)
        super().__init__(wording, sent, locked=frozenset())
        self.content["people"] = self._people(wording)
        self.content["shift"] = self._chosen(
            "shift", wording.get("shift", DayShift.KEEP), DayShift.values
        )
        self.content["layout"] = self._chosen(
            "layout", wording.get("layout", Layout.A), Layout.values
        )

    def _people(self, wording: Mapping[str, Any]) -> dict[str, int]:
        """Names are numbered in the form as they stand in the plan that was shown."""
        chosen: dict[str, int] = dict(wording.get("people", {}))
        for place, name in enumerate(names_of(wording)):
            said = self.sent.get(f"person-{place}")
            if said is not None:
                pk = int(said) if said.isascii() and said.isdigit() else 0
                chosen[name] = pk if pk in self.known_people else 0
        return chosen

    def _rebuild(self) -> None:
        """Besides what every plan can: take a row apart, or join what was one cell."""
        super()._rebuild()
        for name, deed in (("split", split), ("join", join)):
            key = self.sent.get(name, "")
            for stage in self.content["stages"]:
                self.at = self.at or (deed(stage["activities"], key) if key else "")


def _named(version: TemplateVersion) -> str:
    return f"{version.template} ({version.template.organization})"
