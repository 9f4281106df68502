"""From the blocks of a document to a roadmap."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from roadmap.deadlines import Kind, parse
from roadmap.reading import front
from roadmap.reading.assembling import Assembly
from roadmap.reading.headings import (
    Meaning,
    guessed,
    is_column_numbers,
    is_serial,
    meanings_of,
)
from roadmap.reading.outline import read_outline
from roadmap.reading.refused import RoadmapRefused
from roadmap.reading.rows import has_work_column, row_of
from roadmap.reading.source import Block, Cell, Paragraph, Table, one_line
from roadmap.reading.stages import named, speaks_of_stage
from roadmap.reading.values import Problem, ReadColumn, ReadRoadmap

_DOTTED_START = tuple(f"{number}." for number in range(1, 20))
_MOST_HEADER_ROWS = 12
_SURELY_HEADINGS = 3


def _header(table: Table) -> tuple[int, list[Meaning]] | None:
    """Find the headings among the first rows; two rows of them are read as one."""
    for at, row in enumerate(table.rows[:_MOST_HEADER_ROWS]):
        found = meanings_of(row)
        if found is not None and not _is_numbered(row):
            return at, found
    return None


def _is_numbered(row: Sequence[Cell]) -> bool:
    """Tell whether a row has a number, as activities do and headings do not."""
    return any(is_serial(cell.text) for cell in row if cell.text)


def _repeats(row: Sequence[Cell], meanings: Sequence[Meaning]) -> bool:
    """Tell whether a row is the headings again, and not an activity that speaks like them."""
    found = meanings_of(row)
    if found is None or _is_numbered(row):
        return False
    said = sum(meaning is not Meaning.OTHER for meaning in found)
    return found == list(meanings) or said >= _SURELY_HEADINGS


class _Builder:
    """Goes through the blocks: what is before the first table is the front."""

    def __init__(self) -> None:
        self.assembly = Assembly()
        self.front: list[str] = []
        self.after: list[str] = []
        self.columns: list[ReadColumn] = []
        self.meanings: list[Meaning] = []
        self.tables_count = 0

    def take(self, blocks: Sequence[Block]) -> None:
        for block in blocks:
            if isinstance(block, Table):
                self._table(block)
            elif not self.meanings:
                self.front.append(block.text)
            elif _is_stage_line(block.text):
                self.assembly.add_heading(block.text)
            else:
                self.after.append(block.text)

    def _table(self, table: Table) -> None:
        self.tables_count += 1
        header = _header(table)
        if header is not None:
            self._open(table, *header)
        elif self.meanings and self._fits(table):
            self._rows(table, table.rows, 1)
        elif not self.meanings:
            self.front.extend(_lines(table))

    def _open(self, table: Table, at: int, meanings: list[Meaning]) -> None:
        if not self.meanings:
            self.front.extend(line for row in table.rows[:at] for line in _row_lines(row))
            if self.front and _is_stage_line(self.front[-1]):
                self.assembly.add_heading(self.front.pop())
        body = table.rows[at + 1 :]
        if Meaning.DEADLINE not in meanings:
            meanings = guessed(body, meanings) or meanings
        if not self.columns:
            self.columns = [
                ReadColumn(one_line(cell.text), meaning.value)
                for cell, meaning in zip(table.rows[at], meanings, strict=False)
                if cell.text
            ]
        self.meanings = meanings
        self._rows(table, body, at + 2)

    def open_guessed(self, blocks: Sequence[Block]) -> None:
        """Without headings anywhere, guess what the columns of the largest table mean."""
        tables = [block for block in blocks if isinstance(block, Table) and block.rows]
        if not tables:
            return
        largest = max(tables, key=lambda table: len(table.rows))
        meanings = guessed(largest.rows)
        if meanings is None or not has_work_column(meanings):
            return
        self.meanings = meanings
        self.front = [block.text for block in blocks if isinstance(block, Paragraph)]
        self.columns = [ReadColumn("", meaning.value) for meaning in meanings]
        self.assembly.problems.append(
            Problem(
                _("Table"), _("There are no headings: what the columns mean was guessed. Check it.")
            )
        )
        self._rows(largest, largest.rows, 1)

    def _fits(self, table: Table) -> bool:
        """Whether a table without headings goes on with the one before."""
        widths = [len(row) for row in table.rows]
        return max(set(widths), key=widths.count) == len(self.meanings) if widths else False

    def _rows(self, table: Table, rows: Sequence[Sequence[Cell]], first: int) -> None:
        assembly = self.assembly
        assembly.meanings = self.meanings
        numbers = _numbers(rows, self.meanings)
        assembly.is_numbered = assembly.is_numbered or bool(numbers)
        assembly.is_dotted = assembly.is_dotted or any(
            number.startswith(_DOTTED_START)
            and number.strip(" .")[-1:].isdigit()
            and "." in number.strip(" .")
            for number in numbers
        )
        place = table.sheet or _("table %(number)d") % {"number": self.tables_count}
        sorted_rows = [
            row_of(cells, self.meanings, f"{place}, " + _("row %(number)d") % {"number": at})
            for at, cells in enumerate(rows, first)
            if not is_column_numbers(cells) and not _repeats(cells, self.meanings)
        ]
        assembly.numbers_stages = assembly.has_stage_column and not any(
            row.number and row.work and (not row.text(Meaning.STAGE) or "." in row.number)
            for row in sorted_rows
        )
        for row in sorted_rows:
            assembly.add(row)


def _numbers(rows: Sequence[Sequence[Cell]], meanings: Sequence[Meaning]) -> list[str]:
    """Return the numbers of rows: of their column, else from the beginnings of the activities."""
    if Meaning.NUMBER in meanings:
        at = meanings.index(Meaning.NUMBER)
        found = [row[at].text.strip() for row in rows if len(row) > at]
        return [text for text in found if text[:1].isdigit()]
    at = meanings.index(Meaning.TITLE) if Meaning.TITLE in meanings else 0
    return [row[at].text.split()[0] for row in rows if len(row) > at and row[at].text[:1].isdigit()]


def _is_stage_line(text: str) -> bool:
    return speaks_of_stage(text) and named(text) is not None


def _row_lines(row: Sequence[Cell]) -> list[str]:
    return [line for cell in row for line in cell.text.splitlines() if line]


def _lines(table: Table) -> list[str]:
    """A table before the roadmap holds approvals: read it column by column."""
    width = max(map(len, table.rows), default=0)
    return [
        line
        for column in range(width)
        for row in table.rows
        if column < len(row)
        for line in row[column].text.splitlines()
        if line
    ]


def read_blocks(blocks: Sequence[Block]) -> ReadRoadmap:
    """Read a roadmap out of a document, or refuse with a sentence."""
    builder = _Builder()
    builder.take(blocks)
    if not builder.meanings:
        outlined = _outlined(blocks)
        if outlined is not None:
            return outlined
        builder.open_guessed(blocks)
    assembly = builder.assembly
    assembly.finish(
        has_deadlines=Meaning.DEADLINE in builder.meanings,
        has_responsible=Meaning.RESPONSIBLE in builder.meanings,
    )
    if not any(stage.items for stage in assembly.stages):
        raise RoadmapRefused(
            _(
                "No roadmap was found in the file: there is no table of activities and deadlines. "
                "Check that the columns have headings, or paste the text of the table."
            )
        )
    return _finished(builder.front, builder.columns, assembly, after=builder.after)


def _outlined(blocks: Sequence[Block]) -> ReadRoadmap | None:
    lines = [block for block in blocks if isinstance(block, Paragraph)]
    before, stages = read_outline(lines)
    if not stages:
        return None
    assembly = Assembly(stages=stages)
    assembly.problems.append(
        Problem(
            _("Whole text"),
            _("There is no table: stages and activities were read from a list, without deadlines."),
        )
    )
    return _finished(before, [], assembly)


def _finished(
    lines: list[str], columns: list[ReadColumn], assembly: Assembly, *, after: Sequence[str] = ()
) -> ReadRoadmap:
    approved, ends = front.approval(lines)
    problems = list(assembly.problems)
    if approved is not None and not approved.on:
        problems.insert(
            0,
            Problem(
                _("Approval"),
                _("The date of approval is incomplete: “%(text)s”.") % {"text": approved.text},
            ),
        )
    problems.extend(_unread_deadlines(assembly))
    return ReadRoadmap(
        organisation=front.organisation(lines),
        title=front.title(lines[ends:] or lines),
        approved=approved,
        columns=tuple(columns),
        stages=tuple(assembly.stages),
        problems=tuple(problems),
        around=(*lines, *after),
    )


def _unread_deadlines(assembly: Assembly) -> list[Problem]:
    """Name the deadlines in which no time was found."""
    return [
        Problem(
            item.number or item.text[:60],
            _("The deadline “%(text)s” was not understood.") % {"text": item.deadline},
        )
        for stage in assembly.stages
        for item in stage.items
        if item.deadline and parse(item.deadline).kind is Kind.UNPARSEABLE
    ]
