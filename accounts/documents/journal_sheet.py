"""The journal as a sheet: exactly the lines of the page."""

from collections.abc import Iterable

from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from accounts.journal import Line
from kernel.spreadsheets import Sheet, write


def journal_xlsx(lines: Iterable[Line], *, notes: tuple[str, ...]) -> bytes:
    """Write the lines, latest first."""
    columns = [_("When"), _("Who did it"), _("Role"), _("What was done"), _("Why"), _("With what"),
               _("Whose data")]  # fmt: skip
    rows = (
        [
            localtime(line.entry.written_at),
            line.who,
            str(line.role),
            str(line.what),
            line.note,
            line.record,
            ", ".join(line.people),
        ]
        for line in lines
    )
    return write([Sheet(_("Journal"), columns, rows, notes=notes)])
