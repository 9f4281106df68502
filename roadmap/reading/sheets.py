"""Reading spreadsheets through the kernel: every sheet is a table, merged cells included."""

import re
from datetime import date, datetime

from django.utils.translation import gettext as _

from kernel.spreadsheets import SheetRows, SpreadsheetRefused, Value, read
from roadmap.reading.refused import RoadmapRefused
from roadmap.reading.source import Block, Cell, Table, tidy

_RANGE = re.compile(r"([A-Z]{1,3})(\d+):([A-Z]{1,3})(\d+)")


def _words(value: Value) -> str:
    if isinstance(value, datetime | date):
        return f"{value:%d.%m.%Y}"
    return "" if value is None else tidy(str(value))


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1


def _table(sheet: SheetRows) -> Table:
    width = max(map(len, sheet.rows), default=0)
    rows = [[Cell(_words(value)) for value in row] for row in sheet.rows]
    for row in rows:
        row.extend([Cell()] * (width - len(row)))
    for merged in sheet.merged:
        _merge(rows, merged)
    return Table(rows, sheet.title)


def _merge(rows: list[list[Cell]], merged: str) -> None:
    """Mark the parts of a merged cell."""
    found = _RANGE.fullmatch(merged)
    if found is None:
        return
    left, right = _column(found[1]), _column(found[3])
    top, bottom = int(found[2]) - 1, int(found[4]) - 1
    for at in range(max(top, 0), min(bottom + 1, len(rows))):
        for column in range(left, min(right + 1, len(rows[at]))):
            if at > top:
                rows[at][column] = Cell(follows=True)
            elif column == left:
                rows[at][column] = Cell(rows[at][column].text, width=right - left + 1)


def read_sheets(content: bytes, name: str) -> list[Block]:
    """Read every visible sheet."""
    try:
        sheets = read(content, name)
    except SpreadsheetRefused as refused:
        raise RoadmapRefused(str(refused)) from refused
    visible = [sheet for sheet in sheets if not sheet.is_hidden and sheet.rows]
    if not visible:
        raise RoadmapRefused(_("All sheets of the file are hidden. Show the sheet with the plan."))
    return [_table(sheet) for sheet in visible]
