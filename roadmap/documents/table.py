"""The table of the running year as a workbook: a column is a heading and what stands under it."""

from collections.abc import Callable, Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from kernel.spreadsheets.writing import Sheet, write
from roadmap.models import Activity

COLUMNS: dict[Any, Callable[[Any], Any]] = {
    pgettext_lazy("column", "No."): lambda row: row.activity.number,
    gettext_lazy("Stage"): lambda row: str(row.activity.stage),
    gettext_lazy("Activity"): lambda row: row.activity.title,
    gettext_lazy("Deadline as written"): lambda row: row.activity.deadline_text,
    pgettext_lazy("day", "From"): lambda row: row.activity.starts_on,
    pgettext_lazy("day", "Until"): lambda row: row.activity.due_on,
    pgettext_lazy("column", "Responsible"): lambda row: row.responsible,
    pgettext_lazy("activity", "Helping"): lambda row: row.helping,
    gettext_lazy("Expected result"): lambda row: row.activity.result,
    gettext_lazy("State"): lambda row: str(row.word),
    gettext_lazy("Done on"): lambda row: row.activity.done_on,
    gettext_lazy("Shown by the facts of the system"): lambda row: (
        row.progress.words if row.progress else ""
    ),
    gettext_lazy("Note"): lambda row: _note(row.activity) if row.is_inside else "",
}


def as_xlsx(rows: Sequence[Any], *, title: str) -> bytes:
    """Write the rows as they are shown; text stays text."""
    lines = [[value(row) for value in COLUMNS.values()] for row in rows]
    headings = [str(heading) for heading in COLUMNS]
    return write([Sheet(str(_("Roadmap")), headings, lines, notes=[title])])


def _note(activity: Activity) -> str:
    return activity.note
