"""Writing .xlsx: one sheet a table, with a head that stays in sight and a filter."""

import math
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO
from typing import Any

from django.utils import timezone
from openpyxl import Workbook
from openpyxl.cell import Cell, WriteOnlyCell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter

CELL_LENGTH = 32_767
TITLE_LENGTH = 31
CUT = " … [текст обрезан]"
NOTHING = "нет данных"
_DEFAULT_WIDTH, _WIDEST = 12, 60
_FIRST_EXCEL_YEAR = 1900
_LARGEST_EXACT = 10**15

_ILLEGAL = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")
_IN_TITLE = re.compile(r"[\[\]:*?/\\]")
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
_HEAD_FONT = Font(bold=True)
_HEAD_FILL = PatternFill("solid", fgColor="E3EEEE")
_HEAD_LAYOUT = Alignment(wrap_text=True, vertical="center")
_TEXT_LAYOUT = Alignment(wrap_text=True, vertical="top")
_THIN = Side(style="thin", color="B8C4C4")
_GRID = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)


@dataclass(frozen=True)
class Sheet:
    """A table with a name. `notes` are lines above the head: what it is, for which days.

    Rows may be a generator; widths are in characters and guessed from the heads when absent.
    """

    title: str
    columns: Sequence[str]
    rows: Iterable[Sequence[Any]]
    widths: Sequence[int] = ()
    notes: Sequence[str] = ()


def write(sheets: Iterable[Sheet]) -> bytes:
    """Make a workbook. No text becomes a formula; what Excel cannot hold is left out."""
    book = Workbook(write_only=True)
    taken: set[str] = set()
    for sheet in sheets:
        _write_sheet(book, sheet, _title(sheet.title, taken))
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def _write_sheet(book: Workbook, sheet: Sheet, title: str) -> None:
    page = book.create_sheet(title)
    head = len(sheet.notes) + 1
    page.freeze_panes = f"A{head + 1}"
    for place, width in enumerate(_widths(sheet), start=1):
        page.column_dimensions[get_column_letter(place)].width = width
    for note in sheet.notes:
        page.append([_cell(page, note, layout=None)])
    page.append([_head_cell(page, column) for column in sheet.columns])
    count = 0
    for count, row in enumerate(_rows(sheet), start=1):  # noqa: B007 -- counted on purpose
        page.append([_cell(page, value) for value in row])
    last = get_column_letter(max(1, len(sheet.columns)))
    page.auto_filter.ref = f"A{head}:{last}{head + count}"


def _rows(sheet: Sheet) -> Iterator[Sequence[Any]]:
    """The rows, or one line that says that there are none."""
    empty = True
    for row in sheet.rows:
        empty = False
        yield row
    if empty:
        yield [NOTHING]


def _widths(sheet: Sheet) -> list[int]:
    guessed = [min(_WIDEST, max(_DEFAULT_WIDTH, len(column) + 4)) for column in sheet.columns]
    return [*sheet.widths, *guessed[len(sheet.widths) :]]


def _head_cell(page: Any, text: str) -> Cell:
    cell = _cell(page, text)
    cell.font, cell.fill, cell.alignment = _HEAD_FONT, _HEAD_FILL, _HEAD_LAYOUT
    return cell


def _cell(page: Any, value: Any, *, layout: Alignment | None = _TEXT_LAYOUT) -> Cell:
    plain = _plain(value)
    cell = WriteOnlyCell(page, value=None)
    if layout:
        cell.alignment, cell.border = layout, _GRID
    if isinstance(plain, str):
        # Assigned past openpyxl's own guess, which makes formulas of «=…».
        setattr(cell, "_value", plain)
        cell.data_type = "s"
        if plain.startswith(_FORMULA):
            cell.quotePrefix = True
        return cell
    cell.value = plain
    if isinstance(plain, datetime):
        cell.number_format = "DD.MM.YYYY HH:MM"
    elif isinstance(plain, date):
        cell.number_format = "DD.MM.YYYY"
    return cell


def _plain(value: Any) -> Any:
    """Turn a value into what a cell can hold: an exact number, a date, or text."""
    if value is None or isinstance(value, bool):
        return {None: None, True: "да", False: "нет"}[value]
    if isinstance(value, datetime):
        local = timezone.localtime(value) if timezone.is_aware(value) else value
        return _date_or_text(local.replace(tzinfo=None, microsecond=0))
    if isinstance(value, date):
        return _date_or_text(value)
    if isinstance(value, int | float | Decimal) and _fits(value):
        return value
    return _text(str(value))


def _date_or_text(value: date) -> date | str:
    return value if value.year > _FIRST_EXCEL_YEAR else f"{value:%d.%m.}{value.year:04d}"


def _fits(number: float | Decimal) -> bool:
    finite = isinstance(number, int) or math.isfinite(number)
    return finite and -_LARGEST_EXACT < number < _LARGEST_EXACT


def _text(text: str) -> str:
    clean = _ILLEGAL.sub("", text.replace("\r\n", "\n"))
    return clean if len(clean) <= CELL_LENGTH else clean[: CELL_LENGTH - len(CUT)] + CUT


def _title(wanted: str, taken: set[str]) -> str:
    """A name that Excel takes: short, without its signs, given once."""
    base = _text(_IN_TITLE.sub(" ", wanted)).strip(" '")[:TITLE_LENGTH] or "Лист"
    title, count = base, 1
    while title.casefold() in taken:
        count += 1
        title = f"{base[: TITLE_LENGTH - len(str(count)) - 1]} {count}"
    taken.add(title.casefold())
    return title
