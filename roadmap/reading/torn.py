"""Rows that a page break tore in two: their lower part goes back under their upper part.

A page says nothing of that itself. What tells: the line under the table is not drawn; the number
is missing where other rows have one; a word begins small, or a cell is empty that never is.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from roadmap.deadlines import Kind, parse
from roadmap.reading.headings import is_serial
from roadmap.reading.source import UNFINISHED, Block, Cell, Paragraph, Table
from roadmap.reading.stages import speaks_of_stage

_DIGITS = re.compile(r"\d+")
_ENDS = (".", ";", "!", "?", ":")
_MOST = 0.8


@dataclass(frozen=True, slots=True)
class PageRead:
    """What stands on one page; `is_open` when no line closes its last table."""

    blocks: list[Block]
    is_open: bool


def mended(pages: Sequence[PageRead]) -> list[Block]:
    """Join the pages, and the two parts of every row that was torn between them."""
    running = _running(pages)
    first: Table | None = None
    last: Table | None = None
    is_open = False
    for page in pages:
        table = _first_table(page, running)
        if last is not None and table is not None and first is not None:
            _join(first, last, table, is_open=is_open)
        first = first or next((each for each in page.blocks if isinstance(each, Table)), None)
        if ends := _last_table(page, running):
            last, is_open = ends if len(ends.rows) > _headings(first, ends) else last, page.is_open
        else:
            last = None
    blocks = [block for page in pages for block in page.blocks]
    return [block for block in blocks if not isinstance(block, Table) or block.rows]


def _running(pages: Sequence[PageRead]) -> set[str]:
    """The lines that stand on several pages: running titles and page numbers."""
    lines = Counter(
        line
        for page in pages
        for line in {_bare(each) for each in page.blocks if isinstance(each, Paragraph)}
    )
    return {line for line, count in lines.items() if count > 1}


def _bare(line: Paragraph) -> str:
    return _DIGITS.sub("", line.text).strip()


def _first_table(page: PageRead, running: set[str]) -> Table | None:
    """The table that a page begins with, running titles aside."""
    for block in page.blocks:
        if isinstance(block, Table):
            return block
        if _bare(block) not in running:
            return None
    return None


def _last_table(page: PageRead, running: set[str]) -> Table | None:
    """The table that a page ends with, running titles aside."""
    return _first_table(replace(page, blocks=page.blocks[::-1]), running)


def _headings(first: Table | None, table: Table) -> int:
    """How many rows repeat the headings of the first table: one or none."""
    if first is None or not first.rows or not table.rows or first is table:
        return 0
    return int(_texts(first.rows[0]) == _texts(table.rows[0]))


def _texts(row: Sequence[Cell]) -> list[str]:
    return [" ".join(cell.text.split()) for cell in row]


def _join(first: Table, last: Table, table: Table, *, is_open: bool) -> None:
    at = _headings(first, table)
    if at >= len(table.rows) or not last.rows:
        return
    row = table.rows[at]
    rows = [*first.rows, *last.rows]
    if len(row) == len(last.rows[-1]) and _is_torn(rows, last.rows[-1], row, is_open=is_open):
        for column, cell in enumerate(row):
            if cell.text:
                _append(last, column, cell)
        del table.rows[at]


def _append(last: Table, column: int, cell: Cell) -> None:
    """Put the rest of a cell under what stands above it, at the top of a merged one."""
    at = len(last.rows) - 1
    while at > 0 and last.rows[at][column].follows:
        at -= 1
    above = last.rows[at][column]
    text = f"{above.text}\n{cell.text}" if above.text else cell.text
    last.rows[at][column] = replace(above, text=text, follows=False)


def _is_torn(
    rows: Sequence[Sequence[Cell]], above: Sequence[Cell], row: Sequence[Cell], *, is_open: bool
) -> bool:
    """Whether a row at the top of a page goes on with the last one of the page before."""
    filled = [at for at, cell in enumerate(row) if cell.text]
    if not filled or row[filled[0]].width > 1:
        return not filled
    numbers = _number_column(rows)
    if is_open and _is_upper_part(rows, above, row, numbers):
        return True
    if numbers is not None and row[numbers].text:
        return False
    if any(_goes_on(rows, above[at].text, row[at].text, at) for at in filled):
        return True
    if len(filled) == 1:
        text = row[filled[0]].text
        is_heading = filled[0] == 0 or speaks_of_stage(text) or not above[filled[0]].text
        return is_open or not (is_heading or text.isupper())
    return numbers is not None or _lacks(rows, row)


def _is_upper_part(
    rows: Sequence[Sequence[Cell]],
    above: Sequence[Cell],
    row: Sequence[Cell],
    numbers: int | None,
) -> bool:
    """Whether short cells of the row above are missing, because they stand in the middle of it."""
    filled = [at for at, cell in enumerate(above) if cell.text]
    if not filled or above[filled[0]].width > 1:
        return False
    if len(filled) == 1:
        column = filled[0]
        return column > 0 and column != numbers and row[column].text[:1].islower()
    if numbers is not None:
        return not above[numbers].text
    return _lacks(rows[:-1], above) and not _lacks(rows[:-1], row)


def _goes_on(rows: Sequence[Sequence[Cell]], before: str, text: str, at: int) -> bool:
    """Whether a text continues a sentence that did not end, where none begins small."""
    if UNFINISHED.search(before):
        return True
    if not before or not text[:1].islower() or before.endswith(_ENDS):
        return False
    begin_small = any(row[at].text[:1].islower() for row in rows if at < len(row))
    return not begin_small and parse(text).kind is Kind.UNPARSEABLE


def _number_column(rows: Sequence[Sequence[Cell]]) -> int | None:
    """The column in which most rows have their number."""
    for column in range(min((len(row) for row in rows), default=0)):
        said = [row[column].text for row in rows if row[column].text]
        if len(said) > 1 and sum(map(is_serial, said)) >= _MOST * len(said):
            return column
    return None


def _lacks(rows: Sequence[Sequence[Cell]], row: Sequence[Cell]) -> bool:
    """Whether a cell is empty that is not empty in the rows of activities before."""
    whole = [each for each in rows if sum(bool(cell.text) for cell in each) > 1]
    return any(
        not cell.text
        and not cell.follows
        and whole
        and all(each[at].text for each in whole if at < len(each))
        for at, cell in enumerate(row)
    )
