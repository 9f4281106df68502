"""Many activities edited as one table: each cell is read by itself, nothing typed is lost.

A cell that the person has not touched stays as it is by now, whoever has changed it; one that both
have changed is shown to the person and not taken.
"""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from dataclasses import field as made
from datetime import date
from functools import cached_property

from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from kernel.russian import date_words, parse_day
from roadmap.actions.bulk import Change, InCharge
from roadmap.forms.people_words import MOST_LETTERS, Known
from roadmap.models import Activity
from roadmap.states import ActivityState

NOTE_LENGTH = 2000
LIMITS = {"people": MOST_LETTERS, "helpers": MOST_LETTERS, "note": NOTE_LENGTH}
LABELS: dict[str, Promise] = {
    "people": pgettext_lazy("activity", "In charge"),
    "helpers": pgettext_lazy("activity", "Helping"),
    "from": pgettext_lazy("day", "From"),
    "until": pgettext_lazy("day", "Until"),
    "state": gettext_lazy("State"),
    "note": gettext_lazy("Note or reason"),
}
FIELDS = tuple(LABELS)


@dataclass
class TableCell:
    """One cell: what stands there now, what was typed, and what is wrong with it."""

    name: str
    field: str
    now: str
    typed: str
    was: str
    is_locked: bool = False
    error: str = ""

    @property
    def label(self) -> Promise:
        """The name of its column."""
        return LABELS[self.field]

    @property
    def kind(self) -> str:
        """What the browser lets one type: a day is sent as the browser or a person writes it."""
        is_day = self.field in {"from", "until"}
        return "date" if is_day and (not self.typed or _is_iso(self.typed)) else "text"

    @property
    def is_choice(self) -> bool:
        """Tell whether it is chosen from a list."""
        return self.field == "state"

    @property
    def names_people(self) -> bool:
        """Tell whether people are named in it."""
        return self.field in {"people", "helpers"}

    @property
    def is_changed(self) -> bool:
        """Tell whether the person has touched it."""
        return not self.is_locked and fingerprint(self.typed) != self.was

    @property
    def is_crossed(self) -> bool:
        """Tell whether somebody else has changed it meanwhile, and otherwise."""
        return self.is_changed and fingerprint(self.now) != self.was and self.typed != self.now


@dataclass
class TableRow:
    """One activity with its cells."""

    activity: Activity
    cells: dict[str, TableCell] = made(default_factory=dict)
    is_marked: bool = False

    @property
    def is_changed(self) -> bool:
        """Tell whether anything in it was touched."""
        return any(cell.is_changed for cell in self.cells.values())

    @property
    def pairs(self) -> list[tuple[TableCell, TableCell]]:
        """The cells as the page stacks them: two and two."""
        cells = list(self.cells.values())
        return list(zip(cells[::2], cells[1::2], strict=True))

    @property
    def errors(self) -> list[TableCell]:
        """The cells that cannot be taken."""
        return [cell for cell in self.cells.values() if cell.error]


class EditTable:
    """The table as it was sent, or as it stands."""

    def __init__(
        self,
        activities: Sequence[Activity],
        known: Known,
        *,
        locks: Mapping[int, frozenset[str]],
        sent: Mapping[str, str] | None = None,
    ) -> None:
        self.known, self.locks, self.sent = known, locks, sent
        self.rows = [self._row(activity) for activity in activities]

    @cached_property
    def changes(self) -> list[Change]:
        """Read what was changed; what cannot be taken is marked in its cell."""
        return [
            change
            for row in self.rows
            if row.is_changed and (change := self._change(row)) is not None
        ]

    @property
    def errors(self) -> list[tuple[TableRow, TableCell]]:
        """Every cell that cannot be taken, in order."""
        return [(row, cell) for row in self.rows for cell in row.errors]

    @property
    def marked_count(self) -> int:
        """How many rows are marked."""
        return sum(row.is_marked for row in self.rows)

    def fill(self) -> int:
        """Write the values of the bar into the marked rows: shown, not kept."""
        sent = self.sent or {}
        values = {
            name: value for name in FIELDS if (value := _clean(sent.get(f"fill-{name}", ""), name))
        }
        for row in self.rows:
            for name, value in values.items() if row.is_marked else ():
                if not row.cells[name].is_locked:
                    row.cells[name].typed = value
        return self.marked_count if values else 0

    def refuse(self, errors: Mapping[int, tuple[str, str]]) -> None:
        """Show what the action refused beside the cells."""
        for row in self.rows:
            name, text = errors.get(row.activity.pk, ("", ""))
            if name:
                row.cells[name].error = text

    def _row(self, activity: Activity) -> TableRow:
        row = TableRow(activity, is_marked=f"mark-{activity.pk}" in (self.sent or {}))
        for name, now in cells_of(activity, self.known).items():
            key = f"{name}-{activity.pk}"
            is_sent = self.sent is not None and key in self.sent
            typed = _clean((self.sent or {})[key], name) if is_sent else now
            was = (self.sent or {}).get(f"was-{key}", fingerprint(now))
            is_locked = name in self.locks.get(activity.pk, frozenset())
            row.cells[name] = TableCell(key, name, now, typed, was, is_locked)
        return row

    def _change(self, row: TableRow) -> Change | None:
        for cell in row.cells.values():
            if cell.is_crossed:
                cell.error = _("Meanwhile it was changed to “%(now)s”. Look again.") % {
                    "now": cell.now or "—"
                }
        said = row.cells
        in_charge = self._people(said["people"])
        helping = self._people(said["helpers"])
        days = _days(said["from"], said["until"])
        state = _state(said["state"], said["note"])
        if row.errors:
            return None
        return Change(
            row.activity,
            in_charge=in_charge,
            helping=helping,
            days=days,
            state=state,
            note=said["note"].typed,
        )

    def _people(self, cell: TableCell) -> InCharge | None:
        if not cell.is_changed:
            return None
        try:
            return self.known.read(cell.typed)
        except ValidationError as trouble:
            cell.error = cell.error or str(trouble.message)
            return None


def cells_of(activity: Activity, known: Known) -> dict[str, str]:
    """What the cells of an activity say now."""
    return {
        "people": known.write(activity.responsible.all(), activity.bodies),
        "helpers": known.write(activity.helpers.all(), activity.helping_bodies),
        "from": activity.starts_on.isoformat() if activity.starts_on else "",
        "until": activity.due_on.isoformat() if activity.due_on else "",
        "state": activity.state,
        "note": activity.note,
    }


def _is_iso(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def fingerprint(text: str) -> str:
    """Tell a text from another one, in a hidden field."""
    return hashlib.sha256(text.strip().encode()).hexdigest()[:12]


def _clean(text: str, name: str) -> str:
    return text.replace("\x00", "").replace("\r\n", "\n").strip()[: LIMITS.get(name, 40)]


def _day(cell: TableCell) -> date | None:
    """Read a day as the browser sends it, or as a person writes it."""
    if not cell.typed:
        return None
    try:
        return date.fromisoformat(cell.typed)
    except ValueError:
        pass
    try:
        return parse_day(cell.typed)
    except ValueError as trouble:
        cell.error = cell.error or str(trouble)
        return None


def _days(starts: TableCell, until: TableCell) -> tuple[date | None, date] | None:
    if not (starts.is_changed or until.is_changed):
        return None
    starts_on, due_on = _day(starts), _day(until)
    if due_on is None:
        until.error = until.error or str(_("Enter the last day."))
        return None
    if starts_on is not None and due_on < starts_on:
        until.error = _("The last day comes before the first one, %(day)s.") % {
            "day": date_words(starts_on)
        }
        return None
    return starts_on, due_on


def _state(state: TableCell, note: TableCell) -> str | None:
    if not state.is_changed:
        if note.is_changed:
            note.error = note.error or str(_("A note is kept together with a change of the state."))
        return None
    if state.typed not in ActivityState.values:
        state.error = str(_("Choose a state from the list."))
        return None
    if state.typed == ActivityState.NOT_NEEDED and not note.typed:
        note.error = str(_("Write why it is not needed this year."))
    return state.typed
