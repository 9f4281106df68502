"""The read model of a plan that is edited as a whole: every row beside its days."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from roadmap import proofs
from roadmap.dates import Reading, read_deadline
from roadmap.models import Activity, Remark, Roadmap
from roadmap.splitting import are_parts, parts_of
from roadmap.states import ActivityState, DayShift, StageCode
from roadmap.wording import Row, row_key


@dataclass(frozen=True)
class EditorRow:
    """One activity as the form shows it; a locked one may be reworded but not taken out."""

    key: str
    said: Row
    reading: Reading
    is_locked: bool = False
    remarks: tuple[Remark, ...] = ()
    parts: tuple[str, ...] = ()
    is_part: bool = False

    @property
    def place(self) -> str:
        """Where it stands in the document."""
        return str(self.said.get("place", ""))

    @property
    def sources(self) -> dict[str, str | None]:
        """What the document says in a cell, where it says otherwise; else nothing."""
        read = self.said.get("read")
        return {
            name: read[name] if read and read[name] != self.said[name] else None
            for name in ("title", "deadline", "responsible")
        }

    @property
    def doubts(self) -> list[str | Promise]:
        """What a person should look at in this row; its deadline speaks for itself."""
        found: list[str | Promise] = []
        if self.said.get("read") is not None and self.said["is_wanted"]:
            if not self.said["responsible"]:
                found.append(_("Nobody is responsible."))
            if self.reading.is_on_day_off and not self.reading.is_moved:
                found.append(_("The deadline falls on a day off."))
        if "not_needed" in self.said:
            found.append(
                _("In the year before it was not needed: %(why)s")
                % {"why": self.said["not_needed"]}
            )
        if self.said.get("is_once"):
            found.append(_("It was to be done once: leave it if it is needed again."))
        return found


@dataclass(frozen=True)
class EditorStage:
    """One stage as the form shows it."""

    key: str
    said: Row
    rows: list[EditorRow]


@dataclass(frozen=True)
class Editor:
    """The whole form."""

    title: str
    year: int
    stages: list[EditorStage]
    has_headings: bool
    proofs: list[tuple[str, str | Promise]] = field(default_factory=list)
    codes: list[tuple[str, str | Promise]] = field(default_factory=lambda: list(StageCode.choices))

    @property
    def rows(self) -> list[EditorRow]:
        """Every row that is to be taken."""
        return [row for stage in self.stages for row in stage.rows if row.said["is_wanted"]]

    @property
    def understood_count(self) -> int:
        """How many deadlines have become days of the year."""
        return sum(row.reading.is_understood and row.reading.is_dated for row in self.rows)

    @property
    def doubtful_count(self) -> int:
        """How many deadlines a person should look at."""
        return len(self.rows) - self.understood_count

    @property
    def other_year_count(self) -> int:
        """How many name days of another school year."""
        return sum(row.reading.is_of_another_year for row in self.rows)


def editor_of(
    wording: Mapping[str, Any],
    *,
    year: int,
    shift: str = DayShift.KEEP,
    locked: frozenset[str] = frozenset(),
    remarks: Mapping[str, tuple[Remark, ...]] | None = None,
    offers_parts: bool = False,
) -> Editor:
    """Collect the form: every cell beside its days in the school year."""
    stages = wording.get("stages", [])
    said = remarks or {}
    return Editor(
        title=wording["title"],
        year=year,
        has_headings=any(row.get("heading") for stage in stages for row in stage["activities"]),
        proofs=proofs.choices(),
        stages=[
            EditorStage(
                stage["key"],
                stage,
                [
                    EditorRow(
                        row["key"],
                        row,
                        read_deadline(row["deadline"], year=year, shift=shift),
                        row["key"] in locked,
                        said.get(row["key"], ()),
                        parts_of(row) if offers_parts else (),
                        offers_parts and are_parts(stage["activities"], row),
                    )
                    for row in stage["activities"]
                ],
            )
            for stage in stages
        ],
    )


def locked_in(roadmap: Roadmap) -> frozenset[str]:
    """The rows that were carried out: done, or with evidence."""
    activities = Activity.objects.filter(stage__roadmap=roadmap)
    done = activities.filter(state=ActivityState.DONE).values_list("pk", flat=True)
    with_evidence = activities.filter(evidence__isnull=False).values_list("pk", flat=True)
    return frozenset(map(row_key, [*done, *with_evidence]))
