"""What the page of an import shows: its rows by class, its job, the file itself."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from kernel.models import Job
from kernel.pieces import Tab, Tone
from kernel.spreadsheets import Value, read
from participants.actions.imports import MAX_ROWS
from participants.models import PeopleImport, Person
from participants.states import RowClass

TONES = {
    RowClass.NEW: Tone.GOOD,
    RowClass.CHANGED: Tone.CALM,
    RowClass.SAME: Tone.IDLE,
    RowClass.DOUBTFUL: Tone.WARN,
    RowClass.WRONG: Tone.BAD,
    RowClass.MISSING: Tone.WARN,
}
SHOWN = 200


@dataclass(frozen=True)
class Line:
    """A row of the preview."""

    said: Mapping[str, Any]
    decision: str

    @property
    def row_class(self) -> RowClass:
        """What the row would do."""
        return RowClass(self.said["class"])

    @property
    def tone(self) -> str:
        """How that feels."""
        return TONES[self.row_class]


@dataclass(frozen=True)
class Preview:
    """The rows of one class, or all; the doubtful ones always, because they wait for a person."""

    tabs: tuple[Tab, ...]
    lines: tuple[Line, ...]
    doubtful: tuple[Line, ...]
    counts: Mapping[str, int]
    hidden_count: int
    missing: tuple[Person, ...] = ()

    @property
    def people(self) -> list[int]:
        """The people whose cards the rows meet, and those whom no row names."""
        met = [line.said["person"] for line in self.lines if line.said["person"]]
        return [*met, *(person.pk for person in self.missing)]

    @property
    def loads(self) -> int:
        """How many rows would be written at least."""
        return self.counts[RowClass.NEW] + self.counts[RowClass.CHANGED]

    @property
    def can_load(self) -> bool:
        """Tell whether anything would be written."""
        return bool(self.loads or self.doubtful)


def preview_of(
    brought: PeopleImport, chosen: str, decisions: Mapping[str, str], missing: Sequence[Person]
) -> Preview:
    """Collect the rows of the preview that are asked for."""
    counts = Counter(row["class"] for row in brought.rows)
    counts[RowClass.MISSING] = len(missing)
    wanted = chosen if chosen in RowClass.values and chosen != RowClass.DOUBTFUL else ""
    plain = [
        row
        for row in brought.rows
        if row["class"] != RowClass.DOUBTFUL and wanted in ("", row["class"])
    ]
    doubtful = [row for row in brought.rows if row["class"] == RowClass.DOUBTFUL]
    return Preview(
        tabs=tuple(
            Tab(row_class.label, f"?rows={row_class}", wanted == row_class, counts[row_class])
            for row_class in RowClass
            if counts[row_class] and row_class != RowClass.DOUBTFUL
        ),
        lines=tuple(_line(row, decisions) for row in plain[:SHOWN]),
        doubtful=tuple(_line(row, decisions) for row in doubtful),
        counts={row_class: counts[row_class] for row_class in RowClass},
        hidden_count=max(0, len(plain) - SHOWN),
        missing=tuple(missing) if wanted == RowClass.MISSING else (),
    )


def job_of(brought: PeopleImport) -> Job | None:
    """The work on the file that is under way or has failed."""
    return Job.objects.filter(pk=brought.job_id).first() if brought.job_id else None


def file_rows(brought: PeopleImport) -> Sequence[Sequence[Value]]:
    """The rows of the file as they came."""
    with brought.file.open("rb") as kept:
        sheets = read(kept.read(), brought.file_name, max_rows=MAX_ROWS)
    return next(sheet.rows for sheet in sheets if sheet.title == brought.sheet)


def _line(row: Mapping[str, Any], decisions: Mapping[str, str]) -> Line:
    return Line(row, decisions.get(str(row["number"]), ""))
