"""Reading tables that people send: .xlsx, .xls, .ods and .csv into plain rows."""

import json
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path
from typing import Any, TypeAlias

from django.utils.translation import gettext as _

from kernel.spreadsheets.calamine import open_workbook
from kernel.spreadsheets.commas import read_csv
from kernel.spreadsheets.inspection import Limits, damaged, inspect_archive, kind_of, locked
from kernel.spreadsheets.refused import SpreadsheetRefused

MAX_BYTES = 20 * 1024 * 1024
MAX_ROWS = 5_000
MAX_COLUMNS = 60
_SECONDS = 30
_OLD = Path(__file__).with_name("calamine.py")

Value: TypeAlias = str | int | float | bool | date | datetime | time | None


@dataclass(frozen=True)
class SheetRows:
    """One sheet: row 0 of `rows` is row 1 of the file. Empty cells are None, text is trimmed."""

    title: str
    rows: list[list[Value]]
    is_hidden: bool = False
    merged: tuple[str, ...] = ()


def read(
    content: bytes,
    name: str,
    *,
    max_rows: int = MAX_ROWS,
    max_columns: int = MAX_COLUMNS,
    max_bytes: int = MAX_BYTES,
) -> list[SheetRows]:
    """Read every sheet of the file, or raise `SpreadsheetRefused` with a sentence."""
    limits = Limits(max_bytes, max_rows, max_columns)
    kind = kind_of(content, name, limits)
    if kind == ".csv":
        sheets = [SheetRows(Path(name).stem, _tidy(read_csv(content)))]
    elif kind == ".xlsx":
        inspect_archive(content, limits)
        sheets = _sheets(_told(open_workbook(content, limits.max_rows, limits.max_columns)))
    else:
        sheets = _sheets(_told(_in_a_room_of_its_own(content, kind, limits)))
    for sheet in sheets:
        limits.check(len(sheet.rows), max(map(len, sheet.rows), default=0))
    if not any(sheet.rows for sheet in sheets):
        raise SpreadsheetRefused(_("The file has no row with content."))
    return sheets


def _in_a_room_of_its_own(content: bytes, kind: str, limits: Limits) -> dict[str, Any]:
    """Read old formats in a process that may take only so much memory and time.

    One far cell of an .xls makes the reader take a gigabyte, and the format cannot be walked
    through beforehand as .xlsx can.
    """
    if kind == ".ods":
        inspect_archive(content, limits)
    try:
        done = subprocess.run(  # noqa: S603 -- fixed arguments
            [sys.executable, str(_OLD), str(limits.max_rows), str(limits.max_columns)],
            input=content,
            capture_output=True,
            timeout=_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired as slow:
        raise damaged() from slow
    if done.returncode:
        limits.check(limits.max_rows + 1, 0)
    told: dict[str, Any] = json.loads(done.stdout)
    return told


def _told(told: dict[str, Any]) -> list[dict[str, Any]]:
    """Turn what the reader could not do into the refusal that fits."""
    problem = told.get("problem")
    if problem == "password":
        raise locked()
    if problem == "large":
        Limits(0, told["max_rows"], told["max_columns"]).check(told["max_rows"] + 1, 0)
    if problem:
        raise damaged()
    sheets: list[dict[str, Any]] = told["sheets"]
    return sheets


def _sheets(told: list[dict[str, Any]]) -> list[SheetRows]:
    return [
        SheetRows(sheet["title"], _tidy(sheet["rows"]), sheet["hidden"], tuple(sheet["merged"]))
        for sheet in told
    ]


def _tidy(rows: list[list[Any]]) -> list[list[Value]]:
    """Trim texts, read whole numbers as such, and drop what is empty at the ends."""
    tidy = [_without_tail([_value(value) for value in row]) for row in rows]
    return _without_tail(tidy)


def _without_tail(values: list[Any]) -> list[Any]:
    while values and not values[-1] and values[-1] in (None, []):
        values.pop()
    return values


def _value(value: Any) -> Value:
    if isinstance(value, str):
        return value.strip() or None
    if isinstance(value, float) and value.is_integer():
        return int(value)
    if isinstance(value, dict):
        return _READERS[value["kind"]](value["text"])
    return value if isinstance(value, int | float | date | time) else None


_READERS: Mapping[str, Callable[[str], date | time]] = {
    "date": date.fromisoformat,
    "datetime": datetime.fromisoformat,
    "time": time.fromisoformat,
}
