"""Reading .docx: paragraphs, tables with merged cells, numbers that Word makes."""

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from roadmap.reading.archive import Archive, damaged
from roadmap.reading.numbering import Numbering, W
from roadmap.reading.source import EMPTY, MOST_COLUMNS, Block, Cell, Paragraph, Table, spread, tidy

_BREAKS = {f"{W}tab": " ", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "-"}
_HIDDEN = frozenset({f"{W}del", f"{W}moveFrom", f"{W}instrText", f"{W}footnoteReference"})
_WRAPPERS = frozenset({f"{W}sdt", f"{W}sdtContent", f"{W}ins", f"{W}smartTag", f"{W}customXml"})
_DEEPEST = 12


def _number(element: Element | None, default: int) -> int:
    value = "" if element is None else element.get(f"{W}val", "")
    return int(value) if value.isdigit() else default


def _text(element: Element, depth: int = 0) -> str:
    """Return the visible text of a paragraph."""
    if element.tag in _HIDDEN or depth > _DEEPEST * 4:
        return ""
    if element.tag == f"{W}t":
        return element.text or ""
    if element.tag in _BREAKS:
        return _BREAKS[element.tag]
    if element.tag == f"{W}pPr":
        return ""
    return "".join(_text(child, depth + 1) for child in element)


def _children(parent: Element, tag: str) -> Iterator[Element]:
    """Yield the children of a kind, through content controls and tracked insertions."""
    for child in parent:
        if child.tag == tag:
            yield child
        elif child.tag in _WRAPPERS:
            yield from _children(child, tag)


class _Reader:
    """Walks the document once, so that lists are counted in order."""

    def __init__(self, numbering: Numbering) -> None:
        self._numbering = numbering

    def paragraph(self, element: Element) -> str:
        label = self._numbering.label(element.find(f"{W}pPr"))
        text = tidy(_text(element))
        return f"{label} {text}".strip() if label else text

    def blocks(self, parent: Element, depth: int = 0) -> Iterator[Block]:
        if depth > _DEEPEST:
            return
        for child in parent:
            if child.tag == f"{W}p":
                yield from self._outside(child)
            elif child.tag == f"{W}tbl":
                yield self.table(child, depth)
            elif child.tag in _WRAPPERS:
                yield from self.blocks(child, depth + 1)

    def _outside(self, element: Element) -> Iterator[Paragraph]:
        text = self.paragraph(element)
        style = element.find(f"{W}pPr/{W}pStyle")
        name = "" if style is None else style.get(f"{W}val", "")
        level = int(name[-1]) if name.lower().startswith("heading") and name[-1].isdigit() else 0
        for line in text.splitlines():
            yield Paragraph(line, level)

    def table(self, element: Element, depth: int) -> Table:
        rows = [self._row(row, depth) for row in _children(element, f"{W}tr")]
        return Table([row for row in rows if row])

    def _row(self, element: Element, depth: int) -> list[Cell]:
        properties = element.find(f"{W}trPr")
        before = 0 if properties is None else _number(properties.find(f"{W}gridBefore"), 0)
        cells = [EMPTY] * min(before, MOST_COLUMNS)
        cells.extend(self._cell(cell, depth) for cell in _children(element, f"{W}tc"))
        return spread(cells)[:MOST_COLUMNS]

    def _cell(self, element: Element, depth: int) -> Cell:
        properties = element.find(f"{W}tcPr")
        width, follows = 1, False
        if properties is not None:
            width = max(1, _number(properties.find(f"{W}gridSpan"), 1))
            merge = properties.find(f"{W}vMerge")
            follows = merge is not None and merge.get(f"{W}val", "continue") == "continue"
        return Cell("" if follows else self._lines(element, depth), follows, width)

    def _lines(self, element: Element, depth: int) -> str:
        lines: list[str] = []
        for block in self.blocks(element, depth + 1):
            if isinstance(block, Paragraph):
                lines.append(block.text)
            else:
                lines.extend(cell.text for row in block.rows for cell in row)
        return tidy("\n".join(lines))


def read_word(archive: Archive) -> list[Block]:
    """Read the body of a .docx."""
    document = archive.xml("word/document.xml")
    body = None if document is None else document.find(f"{W}body")
    if body is None:
        raise damaged()
    numbering = Numbering(archive.xml("word/numbering.xml"), archive.xml("word/styles.xml"))
    return list(_Reader(numbering).blocks(body))
