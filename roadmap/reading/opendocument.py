"""Reading .odt."""

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from roadmap.reading.archive import Archive, damaged
from roadmap.reading.source import EMPTY, MOST_COLUMNS, Block, Cell, Paragraph, Table, tidy

_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_PARAGRAPHS = frozenset({f"{_TEXT}p", f"{_TEXT}h"})
_HIDDEN = frozenset({f"{_TEXT}tracked-changes", f"{_TEXT}note", f"{_OFFICE}annotation"})
_GROUPS = frozenset(
    {f"{_TABLE}table-header-rows", f"{_TABLE}table-rows", f"{_TABLE}table-row-group"}
)
_DEEPEST = 40
_MOST_ROWS = 3_000


def _number(element: Element, name: str) -> int:
    value = element.get(_TABLE + name, "1")
    return max(1, int(value)) if value.isdigit() else 1


def _text(element: Element, depth: int = 0) -> str:
    if element.tag in _HIDDEN or depth > _DEEPEST:
        return ""
    parts = [element.text or ""]
    for child in element:
        if child.tag in {f"{_TEXT}s", f"{_TEXT}tab"}:
            parts.append(" ")
        elif child.tag == f"{_TEXT}line-break":
            parts.append("\n")
        else:
            parts.append(_text(child, depth + 1))
        parts.append(child.tail or "")
    return "".join(parts)


def _lists(element: Element, depth: int) -> Iterator[Paragraph]:
    """Yield the entries of a list; their signs are not in the text, so they get a dash."""
    for entry in element:
        marked = True
        for block in _blocks(entry, depth + 1):
            if isinstance(block, Paragraph):
                text = f"– {block.text}" if marked and block.text else block.text
                yield Paragraph(text, block.level)
                marked = False


def _blocks(parent: Element, depth: int = 0) -> Iterator[Block]:
    if depth > _DEEPEST:
        return
    for child in parent:
        if child.tag in _PARAGRAPHS:
            level = child.get(f"{_TEXT}outline-level", "0") if child.tag == f"{_TEXT}h" else "0"
            for line in tidy(_text(child)).splitlines():
                yield Paragraph(line, int(level) if level.isdigit() else 0)
        elif child.tag == f"{_TEXT}list":
            yield from _lists(child, depth)
        elif child.tag == f"{_TABLE}table":
            yield _table(child, depth)
        elif child.tag not in _HIDDEN:
            yield from _blocks(child, depth + 1)


def _rows(element: Element) -> Iterator[Element]:
    for child in element:
        if child.tag == f"{_TABLE}table-row":
            yield child
        elif child.tag in _GROUPS:
            yield from _rows(child)


def _cell_text(element: Element, depth: int) -> str:
    lines: list[str] = []
    for block in _blocks(element, depth + 1):
        if isinstance(block, Paragraph):
            lines.append(block.text)
        else:
            lines.extend(cell.text for row in block.rows for cell in row)
    return tidy("\n".join(lines))


def _table(element: Element, depth: int) -> Table:
    table = Table()
    merged: set[tuple[int, int]] = set()
    for row in _rows(element):
        cells: list[Cell] = []
        for cell in row:
            _add(cell, cells, merged, len(table.rows), depth)
        table.rows.append(cells[:MOST_COLUMNS])
        if len(table.rows) >= _MOST_ROWS:
            break
    return table


def _add(
    element: Element, cells: list[Cell], merged: set[tuple[int, int]], row: int, depth: int
) -> None:
    """Add a cell with its repetitions; remember which places below belong to it."""
    repeated = min(_number(element, "number-columns-repeated"), MOST_COLUMNS)
    if element.tag == f"{_TABLE}covered-table-cell":
        for _ in range(repeated):
            cells.append(Cell(follows=(row, len(cells)) in merged))
        return
    width = min(_number(element, "number-columns-spanned"), MOST_COLUMNS)
    height = min(_number(element, "number-rows-spanned"), _MOST_ROWS)
    for place in range(len(cells), len(cells) + width):
        merged.update((below, place) for below in range(row + 1, row + height))
    text = _cell_text(element, depth)
    cells.extend([Cell(text, width=width) if text or width > 1 else EMPTY] * repeated)


def read_opendocument(archive: Archive) -> list[Block]:
    """Read the body of an .odt."""
    content = archive.xml("content.xml")
    body = None if content is None else content.find(f"{_OFFICE}body/{_OFFICE}text")
    if body is None:
        raise damaged()
    return list(_blocks(body))
