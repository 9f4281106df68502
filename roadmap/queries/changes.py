"""What pages show of changes to a roadmap: the difference, its remarks, the history of versions."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import Membership
from kernel import journal
from kernel.models import JournalEntry
from kernel.pieces import Moment, Step, Tone
from roadmap.checking import Check, FindingRow, check_of, findings_of
from roadmap.difference import Difference, difference
from roadmap.linting import Quote
from roadmap.models import AgreementDemand, Amendment, Remark, Roadmap, RoadmapVersion
from roadmap.states import IN_FORCE, OPEN_AMENDMENTS, AmendmentState, RoadmapState
from roadmap.wording import Row, kept, rows_of, wording_of

AMENDMENT_TONES = {
    AmendmentState.DRAFT: Tone.IDLE,
    AmendmentState.SUBMITTED: Tone.WARN,
    AmendmentState.RETURNED: Tone.BAD,
    AmendmentState.APPROVED: Tone.WARN,
    AmendmentState.APPLIED: Tone.GOOD,
    AmendmentState.DROPPED: Tone.IDLE,
}
HISTORY = 100
# What the journal's verbs mean in the life of a roadmap.
MOVES: dict[str, tuple[str | Promise, str]] = {
    "open_roadmap": (_("The roadmap is made"), "file-plus"),
    "submit": (_("Sent for approval"), "send"),
    "withdraw": (_("Taken back to correct"), "undo-2"),
    "return": (pgettext_lazy("roadmap", "Returned"), "undo-2"),
    "approve": (pgettext_lazy("roadmap", "Approved"), "signature"),
    "agree": (pgettext_lazy("roadmap", "Agreed"), "stamp"),
    "close": (pgettext_lazy("roadmap", "Closed"), "archive"),
}

Remarks = Mapping[str, tuple[Remark, ...]]


@dataclass(frozen=True)
class ReadRow:
    """One activity as those who decide read it, with what was remarked."""

    stage: str
    said: Row
    remarks: tuple[Remark, ...]

    @property
    def key(self) -> str:
        """What a remark is written at."""
        return str(self.said["key"])


@dataclass(frozen=True)
class ChangesCheck:
    """The check of a working copy: what the changes bring, what stood there, what they correct."""

    brought: Check
    standing: Check
    corrected_count: int


@dataclass(frozen=True)
class AmendmentPage:
    """Everything the page of an amendment shows; nothing is checked once it is decided about."""

    amendment: Amendment
    difference: Difference
    rows: list[ReadRow]
    remarks: Remarks
    check: ChangesCheck | None

    @property
    def rows_beside(self) -> list[ReadRow]:
        """The activities that stay as they are; a remark may say that they should not."""
        changed = {change.key for change in self.difference.changes}
        return [row for row in self.rows if row.key not in changed] if self.is_open else []

    @property
    def has_remarks_beside(self) -> bool:
        """Tell whether something was remarked on an activity that stays as it is."""
        return any(row.remarks for row in self.rows_beside)

    @property
    def tone(self) -> Tone:
        """How the state feels."""
        return AMENDMENT_TONES[AmendmentState(self.amendment.state)]

    @property
    def is_open(self) -> bool:
        """Tell whether it is neither in force nor dropped."""
        return self.amendment.state in OPEN_AMENDMENTS


@dataclass(frozen=True)
class HistoryPage:
    """The versions of a roadmap, the latest first, and what happened to it."""

    roadmap: Roadmap
    versions: list[RoadmapVersion]
    moments: list[Moment]


def amendment_page(amendment: Amendment, membership: Membership, *, today: date) -> AmendmentPage:
    """Compare the working copy with the text in force; once in force, with the one before it."""
    remarks = remarks_on(amendment.roadmap, membership, amendment=amendment)
    differs = difference(*_texts(amendment))
    return AmendmentPage(
        amendment=amendment,
        difference=differs,
        rows=rows_to_read(amendment.content, remarks),
        remarks=remarks,
        check=check_of_changes(amendment, differs, today=today)
        if amendment.state in OPEN_AMENDMENTS
        else None,
    )


def check_of_changes(amendment: Amendment, differs: Difference, *, today: date) -> ChangesCheck:
    """Check the working copy beside the text in force, so that the old is told from the new."""
    roadmap = amendment.roadmap
    changed = {change.key for change in differs.changes}
    before = {row.finding.mark: row for row in check_of(roadmap, today=today).rows}

    def address(quote: Quote) -> str:
        """The row of the difference, or of the text below it; nothing for the plan as a whole."""
        if quote.key in changed:
            return f"#row-{quote.key}"
        return f"#read-{quote.key}" if quote.line else ""

    rows = [
        FindingRow(finding, before[finding.mark].left if finding.mark in before else None, address)
        for finding in findings_of(roadmap, amendment.content, today=today)
    ]
    now = {row.finding.mark for row in rows}
    return ChangesCheck(
        brought=Check([row for row in rows if row.finding.mark not in before]),
        standing=Check([row for row in rows if row.finding.mark in before]),
        corrected_count=len(before.keys() - now),
    )


def version_difference(version: RoadmapVersion) -> Difference | None:
    """What the version changed in the one before it."""
    before = version.roadmap.versions.filter(number=version.number - 1).first()
    return difference(before.content, version.content) if before else None


def history_page(roadmap: Roadmap, membership: Membership) -> HistoryPage:
    """Collect every approved text with its paper, and the moves that led to it."""
    versions = RoadmapVersion.objects.visible_to(membership).filter(roadmap=roadmap)
    entries = (
        JournalEntry.objects.filter(subject=journal.name_of(roadmap), verb__in=MOVES)
        .select_related("by")
        .order_by("-written_at", "-pk")[:HISTORY]
    )
    is_inside = membership.organization_id == roadmap.organization_id
    return HistoryPage(
        roadmap=roadmap,
        versions=list(versions.order_by("-number")),
        moments=[_moment(entry, names_all=is_inside) for entry in entries],
    )


def remarks_on(
    roadmap: Roadmap, membership: Membership, *, amendment: Amendment | None = None
) -> dict[str, tuple[Remark, ...]]:
    """The remarks a person may read, by the keys of the rows they are written at."""
    seen = Remark.objects.visible_to(membership).filter(roadmap=roadmap, amendment=amendment)
    return by_key(seen.order_by("written_at", "pk"))


def by_key(remarks: Iterable[Remark]) -> dict[str, tuple[Remark, ...]]:
    """Sort remarks by the rows they are written at."""
    found: dict[str, tuple[Remark, ...]] = defaultdict(tuple)
    for remark in remarks:
        found[remark.key] += (remark,)
    return dict(found)


def rows_to_read(wording: Mapping[str, Any], remarks: Remarks) -> list[ReadRow]:
    """Every activity of a text with what was remarked on it."""
    return [
        ReadRow(stage["title"], row, remarks.get(row["key"], ()))
        for stage, row in rows_of(kept(wording))
    ]


def way_of(roadmap: Roadmap) -> list[Step]:
    """The steps of a roadmap's life as a line: where it stands, what comes."""
    demand = AgreementDemand.objects.of(roadmap.programme.organization.parent_id)
    is_asked = bool(demand and demand.asks_for_agreement) or roadmap.agreed_at is not None
    labels: list[str | Promise] = [
        pgettext_lazy("roadmap", "Draft"),
        pgettext_lazy("roadmap", "On approval"),
        pgettext_lazy("roadmap", "Approved"),
        *([pgettext_lazy("roadmap", "Agreed")] if is_asked else []),
        pgettext_lazy("roadmap", "Closed"),
    ]
    at = _place(roadmap, len(labels), is_asked=is_asked)
    states = ["done" if place < at else "current" if place == at else "ahead" for place in range(9)]
    return [Step(label, states[place]) for place, label in enumerate(labels)]


def _place(roadmap: Roadmap, count: int, *, is_asked: bool) -> int:
    if roadmap.state == RoadmapState.CLOSED:
        return count - 1
    if roadmap.state in IN_FORCE:
        return 3 if is_asked and roadmap.state == RoadmapState.AGREED else 2
    return 1 if roadmap.state == RoadmapState.SUBMITTED else 0


def _texts(amendment: Amendment) -> tuple[Mapping[str, Any], Mapping[str, Any]]:
    version = RoadmapVersion.objects.filter(amendment=amendment).first()
    if version is None:
        return wording_of(amendment.roadmap), kept(amendment.content)
    before = amendment.roadmap.versions.filter(number=version.number - 1).first()
    return (before or version).content, version.content


def _moment(entry: JournalEntry, *, names_all: bool) -> Moment:
    text, icon = MOVES[entry.verb]
    who = entry.by.name.short if entry.by and names_all else ""
    return Moment(entry.written_at, text, note=who, icon=icon)
