"""Forms of scanned papers: a batch of files, the desk where their sheets are marked."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kernel.russian.fields import DayField
from kernel.uploads import SCANS, SIGNATURES
from participants.actions.consents import Scan
from participants.actions.scans import Mark
from participants.models import PaperScan
from participants.states import Category, Purpose

MOST_FILES = 100
MEGABYTE = 1024 * 1024
YES, NO = "yes", "no"


class ScanFiles(forms.Form):
    """Files with signed papers, many at once."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.scans: list[Scan] = []

    def clean(self) -> None:
        """Look into the files, whatever they are called."""
        files = self.files.getlist("files")
        if not files:
            raise forms.ValidationError(_("Choose the files first."))
        if len(files) > MOST_FILES:
            raise forms.ValidationError(
                gettext("No more than %(most)d files at once.") % {"most": MOST_FILES}
            )
        if sum(file.size or 0 for file in files) > settings.UPLOAD_LIMIT_BYTES:
            raise forms.ValidationError(
                gettext("Together the files are larger than %(most)d MB. Send them in parts.")
                % {"most": settings.UPLOAD_LIMIT_BYTES // MEGABYTE}
            )
        self.scans = [Scan(file.name or "", file.read()) for file in files]
        known = tuple(SIGNATURES[kind] for kind in SCANS)
        wrong = [scan.name for scan in self.scans if not scan.content.startswith(known)]
        if wrong:
            raise forms.ValidationError(
                gettext("Neither a PDF nor a JPEG or PNG picture: %(names)s.")
                % {"names": ", ".join(wrong)}
            )


@dataclass(frozen=True)
class DeskRow:
    """A sheet on the desk with its fields."""

    scan: PaperScan
    mark: forms.BoundField
    day: forms.BoundField
    categories: forms.BoundField | None


class DeskMarks(forms.Form):
    """What was read on the sheets of the desk; a sheet without a mark stays there."""

    answered_on = DayField(label=_("Date on the papers"))

    def __init__(self, *args: Any, scans: Sequence[PaperScan], today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.scans, self.today = scans, today
        for scan in scans:
            self.fields[f"mark-{scan.pk}"] = forms.ChoiceField(
                label=_("What the paper says"),
                choices=[(YES, _("agrees")), (NO, _("refuses"))],
                widget=forms.RadioSelect,
                required=False,
            )
            self.fields[f"day-{scan.pk}"] = DayField(label=_("Another date"), required=False)
            if scan.purpose == Purpose.PUBLICATION:
                self.fields[f"ticks-{scan.pk}"] = forms.MultipleChoiceField(
                    label=_("What may be published"),
                    choices=Category.choices,
                    widget=forms.CheckboxSelectMultiple,
                    required=False,
                )

    def rows(self) -> Iterator[DeskRow]:
        """The sheets in their order, each with its fields."""
        for scan in self.scans:
            ticks = f"ticks-{scan.pk}"
            yield DeskRow(
                scan,
                self[f"mark-{scan.pk}"],
                self[f"day-{scan.pk}"],
                self[ticks] if ticks in self.fields else None,
            )

    def clean(self) -> None:
        """Nobody signs tomorrow's paper, and a yes to publication says to what."""
        if not any(self.cleaned_data.get(f"mark-{scan.pk}") for scan in self.scans):
            raise forms.ValidationError(_("Mark at least one sheet."))
        for scan in self.scans:
            said = self.cleaned_data.get(f"mark-{scan.pk}")
            if said and self._day(scan) and self._day(scan) > self.today:
                self.add_error(
                    f"day-{scan.pk}", _("The date on the paper cannot be in the future.")
                )
            if said == YES and f"ticks-{scan.pk}" in self.fields and not self._ticks(scan):
                self.add_error(f"ticks-{scan.pk}", _("Tick what may be published."))

    @property
    def marks(self) -> list[tuple[PaperScan, Mark]]:
        """The marked sheets, for the action."""
        said = self.cleaned_data
        return [
            (scan, Mark(said[f"mark-{scan.pk}"] == YES, self._day(scan), self._ticks(scan)))
            for scan in self.scans
            if said[f"mark-{scan.pk}"]
        ]

    def _day(self, scan: PaperScan) -> Any:
        return self.cleaned_data.get(f"day-{scan.pk}") or self.cleaned_data.get("answered_on")

    def _ticks(self, scan: PaperScan) -> tuple[str, ...]:
        return tuple(self.cleaned_data.get(f"ticks-{scan.pk}", ()))
