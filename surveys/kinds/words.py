"""Questions that are answered in words, by a day or with a file."""

from datetime import date
from typing import Any

from django import forms
from django.core.files.base import ContentFile
from django.utils.translation import gettext_lazy as _

from kernel.refusals import Refusal
from kernel.russian import date_words
from kernel.uploads import SCANS, take
from surveys.kinds.base import Columns, Kind, Offers, Parts, heads
from surveys.models import Answer, Question

LONGEST_LINE, LONGEST = 400, 4000
MOST_MEGABYTES = 5
FILES = frozenset({*SCANS, "docx", "odt"})
FILES_IN_WORDS = _("PDF, JPEG, PNG, DOCX or ODT, up to 5 MB")


class Short(Kind):
    """A line."""

    def fields(self, question: Question, offers: Offers) -> dict[str, forms.Field]:
        return {"": forms.CharField(max_length=LONGEST_LINE, **heads(question))}

    def columns(self, question: Question, value: Any) -> Columns:
        return {"text": str(value)}

    def parts(self, answer: Answer) -> Parts:
        return {"": answer.text}

    def codes(self, question: Question, value: Any) -> list[str]:
        return [str(value)] if value else []


class Long(Short):
    """Several lines."""

    def fields(self, question: Question, offers: Offers) -> dict[str, forms.Field]:
        area = forms.Textarea(attrs={"rows": 3})
        return {"": forms.CharField(max_length=LONGEST, widget=area, **heads(question))}


class Day(Short):
    """A day."""

    def fields(self, question: Question, offers: Offers) -> dict[str, forms.Field]:
        calendar = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
        return {"": forms.DateField(widget=calendar, **heads(question))}

    def columns(self, question: Question, value: Any) -> Columns:
        return {"text": value.isoformat() if isinstance(value, date) else str(value)}

    def words(self, answer: Answer, offers: Offers) -> str:
        return str(date_words(date.fromisoformat(answer.text)))


class Sending(forms.FileField):
    """A file field that knows a file by what it holds, and says what it takes."""

    def clean(self, data: Any, initial: Any = None) -> Any:
        """Read the file that was sent; without one, keep what was sent before."""
        sent = super().clean(data, initial)
        if not data or sent is initial:
            return sent
        try:
            return take(
                sent, kinds=FILES, most_megabytes=MOST_MEGABYTES, allowed_words=FILES_IN_WORDS
            )
        except Refusal as refusal:
            raise forms.ValidationError(str(refusal)) from refusal


class File(Kind):
    """A file: a certificate, a work, a photograph of a paper."""

    def fields(self, question: Question, offers: Offers) -> dict[str, forms.Field]:
        chooser = forms.FileInput(attrs={"accept": ",".join(f".{kind}" for kind in sorted(FILES))})
        help_text = heads(question)["help_text"] or FILES_IN_WORDS
        return {
            "": Sending(
                widget=chooser, max_length=200, **heads(question) | {"help_text": help_text}
            )
        }

    def columns(self, question: Question, value: Any) -> Columns:
        kept = ContentFile(value.content, name=f"{value.sha256[:16]}{_ending(value.name)}")
        return {"text": value.name, "file": kept}

    def parts(self, answer: Answer) -> Parts:
        return {"": answer.file or None}

    def codes(self, question: Question, value: Any) -> list[str]:
        return [value.name] if value else []


def _ending(name: str) -> str:
    return f".{name.rpartition('.')[2].lower()}"
