"""The reader of workbooks. Run as a program it reads standard input within a limit of memory.

It imports nothing of ours, so that the program starts at once.
"""

import json
import resource
import sys
from datetime import date, datetime, time
from io import BytesIO
from typing import Any

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

_MEMORY_BYTES = 768 * 1024 * 1024


def open_workbook(content: bytes, max_rows: int, max_columns: int) -> dict[str, Any]:
    """Read every sheet; what goes wrong is told as a `problem`."""
    try:
        book = CalamineWorkbook.from_filelike(BytesIO(content))
        sheets = [
            _sheet(book.get_sheet_by_name(about.name), about.visible, max_rows, max_columns)
            for about in book.sheets_metadata
            if about.typ == SheetTypeEnum.WorkSheet
        ]
    except PasswordError:
        return {"problem": "password"}
    except (CalamineError, ValueError, OverflowError):
        return {"problem": "damaged"}
    if any(sheet is None for sheet in sheets):
        return {"problem": "large", "max_rows": max_rows, "max_columns": max_columns}
    return {"sheets": sheets} if sheets else {"problem": "damaged"}


def _sheet(
    sheet: CalamineSheet, visible: SheetVisibleEnum, max_rows: int, max_columns: int
) -> dict[str, Any] | None:
    if sheet.total_height > max_rows or sheet.total_width > max_columns:
        return None
    return {
        "title": sheet.name,
        "rows": [list(row) for row in sheet.iter_rows()],
        "hidden": visible != SheetVisibleEnum.Visible,
        "merged": [_range(*corners) for corners in sheet.merged_cell_ranges or ()],
    }


def _range(first: tuple[int, int], last: tuple[int, int]) -> str:
    return ":".join(f"{_letters(column)}{row + 1}" for row, column in (first, last))


def _letters(column: int) -> str:
    letters = ""
    column += 1
    while column:
        column, place = divmod(column - 1, 26)
        letters = chr(ord("A") + place) + letters
    return letters


def _as_json(value: Any) -> Any:
    for kind in (datetime, date, time):
        if isinstance(value, kind):
            return {"kind": kind.__name__, "text": value.isoformat()}
    return None


def main() -> None:
    """Read a workbook from standard input and write what was read as JSON."""
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY_BYTES, _MEMORY_BYTES))
    max_rows, max_columns = (int(argument) for argument in sys.argv[1:])
    told = open_workbook(sys.stdin.buffer.read(), max_rows, max_columns)
    sys.stdout.write(json.dumps(told, default=_as_json))


if __name__ == "__main__":
    main()
