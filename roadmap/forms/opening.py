"""Opening a programme: a file, a text or a template; and the corrections of the preview."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kernel.uploads import MEGABYTE
from roadmap.models import Draft
from roadmap.templates_shipped import fitting

MOST_MEGABYTES = 20
MOST_LETTERS = 400_000
READABLE = (".docx", ".doc", ".xlsx", ".odt", ".pdf", ".html", ".htm", ".txt")
LIMITS = {"title": 2000, "deadline": 400, "responsible": 600}


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
    """One of the shipped templates that fit the kind of organization."""

    template = forms.ChoiceField(label=gettext_lazy("Template"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, kind: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = fitting(kind)
        field = self.fields["template"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(template.code, template.title) for template in offered]
        if offered:
            field.initial = offered[0].code


class CorrectDraft:
    """The preview as it was sent: every row, whether it is taken, and what it says now.

    A row that was not sent stays as it was read. `errors` names the rows that cannot be taken.
    """

    def __init__(self, draft: Draft, sent: Mapping[str, str]) -> None:
        self.sent = sent
        self.errors: list[str] = []
        title = self._typed("title", draft.content["title"], 400)
        self.content = {
            **draft.content,
            "title": title or draft.content["title"],
            "stages": [self._stage(place, stage) for place, stage in enumerate(draft.stages)],
        }

    def _stage(self, place: int, stage: Mapping[str, Any]) -> dict[str, Any]:
        return {
            **stage,
            "title": self._typed(f"s{place}-title", stage["title"], 400) or stage["title"],
            "activities": [
                self._activity(f"s{place}-a{number}", activity)
                for number, activity in enumerate(stage["activities"])
            ],
        }

    def _activity(self, key: str, said: Mapping[str, Any]) -> dict[str, Any]:
        if f"{key}-title" not in self.sent:
            return dict(said)
        corrected = {
            **said,
            "is_wanted": f"{key}-wanted" in self.sent,
            **{
                name: self._typed(f"{key}-{name}", said[name], limit)
                for name, limit in LIMITS.items()
            },
        }
        if corrected["is_wanted"] and not corrected["title"]:
            self.errors.append(
                _("Row %(number)s: write what is to be done, or take its mark off.")
                % {"number": said["number"] or key}
            )
        return corrected

    def _typed(self, name: str, before: str, limit: int) -> str:
        typed = self.sent.get(name, before)
        return typed.replace("\x00", "").strip()[:limit]
