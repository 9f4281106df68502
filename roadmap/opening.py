"""Read models of opening a programme: the choice of years and the preview of a draft."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from accounts.models import Membership
from kernel.calendar import EARLIEST_YEAR, LATEST_YEAR, SchoolYear
from kernel.pieces import Tab
from roadmap.dates import Reading, read_deadline
from roadmap.models import Draft, Roadmap

# From this month on a school thinks of the next year.
JUNE, SEPTEMBER = 6, 9


@dataclass(frozen=True)
class OpeningPage:
    """Everything the page that opens a programme shows."""

    year: int
    tabs: list[Tab]
    existing: Roadmap | None
    drafts: list[Draft]

    @property
    def label(self) -> str:
        """2026/2027."""
        return SchoolYear(self.year).label

    @property
    def is_free(self) -> bool:
        """Tell whether a roadmap can be opened or replaced."""
        return self.existing is None or self.existing.is_editable


@dataclass(frozen=True)
class DraftRow:
    """One activity of the preview: what was read and how its deadline is understood."""

    key: str
    said: dict[str, Any]
    reading: Reading


@dataclass(frozen=True)
class DraftStage:
    """One stage of the preview."""

    key: str
    said: dict[str, Any]
    rows: list[DraftRow]


@dataclass(frozen=True)
class DraftPage:
    """The preview as a whole."""

    stages: list[DraftStage]
    existing: Roadmap | None
    problems: list[dict[str, str]]

    @property
    def rows(self) -> list[DraftRow]:
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


def asked_year(said: str, *, today: date) -> int:
    """The school year that was asked for; else the present one, from June on the next."""
    if said.isascii() and said.isdigit() and EARLIEST_YEAR <= int(said[:6]) <= LATEST_YEAR:
        return int(said)
    return SchoolYear.of(today).start + (JUNE <= today.month < SEPTEMBER)


def opening_page(membership: Membership, *, year: int, today: date) -> OpeningPage:
    """Collect the page: three years to choose from, what there is already, what is unfinished."""
    present = SchoolYear.of(today).start
    offered = sorted({present - 1, present, present + 1, year})
    return OpeningPage(
        year=year,
        tabs=[
            Tab(SchoolYear(each).label, f"?year={each}", is_current=each == year)
            for each in offered
        ],
        existing=_existing(membership.organization_id, year),
        drafts=list(Draft.objects.visible_to(membership).order_by("-made_at", "-pk")[:10]),
    )


def draft_page(draft: Draft) -> DraftPage:
    """Collect the preview: every cell beside its dates in the chosen school year."""
    return DraftPage(
        stages=[
            DraftStage(
                key=f"s{place}",
                said=stage,
                rows=[
                    DraftRow(
                        key=f"s{place}-a{number}",
                        said=activity,
                        reading=read_deadline(activity["deadline"], year=draft.year),
                    )
                    for number, activity in enumerate(stage["activities"])
                ],
            )
            for place, stage in enumerate(draft.stages)
        ],
        existing=_existing(draft.organization_id, draft.year),
        problems=draft.content.get("problems", []),
    )


def _existing(organization_id: int, year: int) -> Roadmap | None:
    return Roadmap.objects.filter(
        programme__organization_id=organization_id, programme__year=year
    ).first()
