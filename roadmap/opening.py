"""Read models of opening a programme: the choice of years and the preview of a draft."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext

from accounts.models import Membership
from kernel.calendar import EARLIEST_YEAR, LATEST_YEAR, SchoolYear
from kernel.pieces import Tab
from roadmap.actions.years import earlier_roadmap
from roadmap.models import Draft, Roadmap
from roadmap.people import who_may_answer
from roadmap.queries.editor import Editor, editor_of
from roadmap.responsibles import names_of, suggested
from roadmap.states import DayShift, Layout
from roadmap.wording import approval_words, rows_of, with_keys

# From this month on a school thinks of the next year.
JUNE, SEPTEMBER = 6, 9


@dataclass(frozen=True)
class OpeningPage:
    """Everything the page that opens a programme shows."""

    year: int
    tabs: list[Tab]
    existing: Roadmap | None
    drafts: list[Draft]
    earlier: Roadmap | None

    @property
    def label(self) -> str:
        """2026/2027."""
        return SchoolYear(self.year).label

    @property
    def is_free(self) -> bool:
        """Tell whether a roadmap can be opened or replaced."""
        return self.existing is None or self.existing.is_editable


@dataclass(frozen=True)
class NameRow:
    """A name of the document, how often it stands there, and who is meant."""

    name: str
    count: int
    chosen: int


@dataclass(frozen=True)
class DraftPage:
    """The preview as a whole."""

    editor: Editor
    existing: Roadmap | None
    problems: list[dict[str, str]]
    approval: dict[str, str]
    names: list[NameRow]
    people: list[Membership]
    shift: str
    layout: str

    @property
    def approval_words(self) -> str:
        """Who approved the document and when."""
        return approval_words(self.approval)

    @property
    def shifts(self) -> list[tuple[str, str]]:
        """Where deadlines on days off may go."""
        return [(each.value, str(each.label)) for each in DayShift]

    @property
    def layouts(self) -> list[tuple[str, str]]:
        """How the plan may be printed."""
        return [(each.value, str(each.label)) for each in Layout]

    @property
    def day_off_count(self) -> int:
        """How many deadlines fall on days on which nobody works."""
        return sum(row.reading.is_on_day_off for row in self.editor.rows)


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
        earlier=earlier_roadmap(membership.organization_id, year),
        drafts=list(Draft.objects.visible_to(membership).order_by("-made_at", "-pk")[:10]),
    )


def draft_page(draft: Draft, *, today: date) -> DraftPage:
    """Collect the preview: every cell beside its dates in the chosen school year."""
    content = with_keys(draft.content)
    people = list(who_may_answer(draft.organization, today))
    editor = editor_of(
        content, year=draft.year, shift=content.get("shift", DayShift.KEEP), offers_parts=True
    )
    return DraftPage(
        editor=editor,
        existing=_existing(draft.organization_id, draft.year),
        problems=_problems_beside(content),
        approval=content.get("approval") or {},
        names=_names(content, people),
        people=people,
        shift=content.get("shift", DayShift.KEEP),
        layout=content.get("layout", Layout.A),
    )


def _names(content: dict[str, Any], people: list[Membership]) -> list[NameRow]:
    chosen = content.get("people", {})
    return [
        NameRow(name, count, chosen[name] if name in chosen else suggested(name, people))
        for name, count in names_of(content).items()
    ]


def _problems_beside(content: dict[str, Any]) -> list[dict[str, str]]:
    """The doubts about the document as a whole; those about a row stand beside the row."""
    rows = {name for _stage, row in rows_of(content) for name in (row["number"], row["title"][:60])}
    # The approval of the document has a place of its own on the page.
    rows.add(gettext("Approval"))
    return [each for each in content.get("problems", []) if each["place"] not in rows]


def _existing(organization_id: int, year: int) -> Roadmap | None:
    return Roadmap.objects.filter(
        programme__organization_id=organization_id, programme__year=year
    ).first()
