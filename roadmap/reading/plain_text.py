"""Pasted text: tables as they come out of Word, of a browser, or line by line."""

import re
from collections import Counter
from collections.abc import Iterator

from roadmap.deadlines import Kind, parse
from roadmap.reading.headings import Meaning, is_serial, meaning_of, meanings_of
from roadmap.reading.source import Block, Cell, Paragraph, Table, tidy

_TAGS = re.compile(r"</?(?:p|br|b|i|strong|em|span)\b[^<>]*>", re.IGNORECASE)
_CELL_START = re.compile(r"^[ \u00a0]?\t", re.MULTILINE)
_PAGE_END = re.compile(r"\n[ \t]*\n[ \t]*\n[ \t]*\n")
_BLANK_END = re.compile(r"\n[ \t]*\n\s*$")
_ROW_START = re.compile(r"^\d{1,2}(?:\.\d{1,2})*\.?\t")
_FEWEST_CELLS = 3
_MOST_HEADINGS = 9


def read_text(text: str) -> list[Block]:
    """Find the tables of a pasted text."""
    text = _TAGS.sub(" ", text.replace("\r\n", "\n").replace("\r", "\n"))
    if _is_cell_a_line(text):
        return _cell_a_line(text)
    lines = [line.rstrip() for line in text.split("\n")]
    if any(line.count("\t") > 1 for line in text.split("\n")):
        return list(_tabbed(text.split("\n")))
    if sum(line.lstrip().startswith("|") for line in lines) > 2:  # noqa: PLR2004
        return list(_piped(lines))
    paragraphs = [" ".join(line.split()) for line in lines if line.strip()]
    return _stacked(paragraphs) or [Paragraph(line) for line in paragraphs]


def _is_cell_a_line(text: str) -> bool:
    """Whether every cell stands on a line of its own that begins with a tab."""
    starts = len(_CELL_START.findall(text))
    rows = sum(line.strip("\t ").count("\t") > 1 for line in text.split("\n"))
    return starts > 2 * _FEWEST_CELLS and starts > 3 * rows


def _cell_a_line(text: str) -> list[Block]:
    """Cut by the tabs at the beginnings of lines; the headings tell how many make a row."""
    front, *raw = _CELL_START.split(text)
    blocks: list[Block] = [Paragraph(line) for line in tidy(front).splitlines()]
    width = next((at for at, cell in enumerate(raw, 1) if _BLANK_END.search(cell)), 0)
    if width < _FEWEST_CELLS:
        return [*blocks, *(Paragraph(line) for cell in raw for line in tidy(cell).splitlines())]
    raw[-1] = _PAGE_END.split(raw[-1])[0]
    cells = [Cell(tidy(cell.replace("\t", " "))) for cell in raw]
    rows = [cells[at : at + width] for at in range(0, len(cells), width)]
    rows[-1].extend([Cell()] * (width - len(rows[-1])))
    return [*blocks, Table(rows)]


def _full_rows(lines: list[str]) -> Iterator[list[str] | str]:
    """Yield rows of cells and single lines; a row that a paragraph broke is whole again."""
    counts = Counter(line.count("\t") for line in lines if line.count("\t") > 1)
    tabs = max(counts, key=lambda count: (counts[count], count))
    waiting = ""
    for line in lines:
        if waiting and (line.count("\t") >= tabs or _ROW_START.match(line)):
            yield waiting.split("\t")
            waiting = ""
        joined = f"{waiting}\n{line}" if waiting else line
        if not waiting and "\t" not in line:
            yield line
        elif joined.count("\t") >= tabs:
            yield joined.split("\t")
            waiting = ""
        else:
            waiting = joined
    if waiting:
        yield waiting.split("\t")


def _tabbed(lines: list[str]) -> Iterator[Block]:
    """Rows of cells parted by tabs."""
    table = Table()
    for row in _full_rows(lines):
        if isinstance(row, list):
            table.rows.append([Cell(tidy(cell.strip('"'))) for cell in row])
        elif row.strip():
            if table.rows:
                yield table
                table = Table()
            yield Paragraph(" ".join(row.split()))
    if table.rows:
        yield table


def _piped(lines: list[str]) -> Iterator[Block]:
    """Tables drawn with vertical bars."""
    table = Table()
    for line in lines:
        stripped = line.strip()
        if stripped.startswith("|"):
            cells = stripped.strip("|").split("|")
            if not set("".join(cells)) <= set("-: +="):
                table.rows.append([Cell(tidy(cell)) for cell in cells])
        elif stripped:
            if table.rows:
                yield table
                table = Table()
            yield Paragraph(" ".join(stripped.split()))
    if table.rows:
        yield table


def _headings_at(lines: list[str], at: int) -> int:
    """Return how many lines from here are the headings of a table, one a line."""
    for count in range(_MOST_HEADINGS, _FEWEST_CELLS - 1, -1):
        cells = [Cell(line) for line in lines[at : at + count]]
        found = meanings_of(cells)
        if (
            found
            and not is_serial(lines[at + count - 1])
            and Meaning.OTHER not in found[:-1]
            and len(set(found)) == len(found)
        ):
            return count
    return 0


def _stacked(lines: list[str]) -> list[Block]:
    """A table whose cells became paragraphs, as on pages that preview a document."""
    for at in range(len(lines)):
        count = _headings_at(lines, at)
        if count and meaning_of(lines[at]) is Meaning.NUMBER:
            meanings = meanings_of([Cell(line) for line in lines[at : at + count]]) or []
            table = Table([[Cell(line) for line in lines[at : at + count]]])
            table.rows.extend(_stacked_rows(lines[at + count :], meanings))
            return [*(Paragraph(line) for line in lines[:at]), table]
    return []


def _stacked_rows(lines: list[str], meanings: list[Meaning]) -> Iterator[list[Cell]]:
    row: list[str] = []
    for line in lines:
        if is_serial(line) and row:
            yield _stacked_row(row, meanings)
            row = []
        row.append(line)
    if row:
        yield _stacked_row(row, meanings)


def _stacked_row(lines: list[str], meanings: list[Meaning]) -> list[Cell]:
    """Find the deadline among the lines of a row; what is before it is the activity."""
    texts = dict.fromkeys(meanings, "")
    texts[Meaning.NUMBER], rest = lines[0], lines[1:]
    at = next((at for at, line in enumerate(rest) if at and _is_deadline(line)), len(rest))
    texts[Meaning.TITLE] = "\n".join(rest[:at])
    after = [one for one in meanings if one not in {Meaning.NUMBER, Meaning.TITLE}]
    for meaning, line in zip(after, rest[at:], strict=False):
        texts[meaning] = line
    return [Cell(texts[meaning]) for meaning in meanings]


def _is_deadline(line: str) -> bool:
    deadline = parse(line)
    return deadline.kind is not Kind.UNPARSEABLE and not deadline.left_over
