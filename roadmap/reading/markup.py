"""Reading .html: saved pages, and what Word saves as a web page."""

import re
from html.parser import HTMLParser

from roadmap.reading.source import MOST_COLUMNS, Block, Cell, Paragraph, Table, tidy

_CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([\w-]{3,20})", re.IGNORECASE)
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_LINES = frozenset({"p", "div", "br", "li", "tr", "section", "article", *_HEADINGS})
_SILENT = frozenset({"script", "style", "head", "template", "noscript"})
_TALLEST = 500


def _span(value: str | None) -> int:
    return min(int(value), MOST_COLUMNS) if value and value.isdigit() and int(value) else 1


class _OpenTable:
    """A table that is being read: its rows, and the tall cells that reach down."""

    def __init__(self) -> None:
        self.table = Table()
        self.row: list[Cell] | None = None
        self.hanging: dict[int, int] = {}

    def start_row(self) -> None:
        self.end_row()
        self.row = []
        self._fill()

    def _fill(self) -> None:
        """Put the lower parts of tall cells where they belong."""
        while self.row is not None and self.hanging.get(len(self.row), 0) > 0:
            self.hanging[len(self.row)] -= 1
            self.row.append(Cell(follows=True))

    def add(self, text: str, width: int, height: int) -> None:
        if self.row is None:
            self.start_row()
        if self.row is None or len(self.row) >= MOST_COLUMNS:
            return
        start = len(self.row)
        self.row.append(Cell(text, width=width))
        self.row.extend([Cell()] * (width - 1))
        for place in range(start, start + width):
            if height > 1:
                self.hanging[place] = height - 1
        self._fill()

    def end_row(self) -> None:
        if self.row:
            self.table.rows.append(self.row)
        self.row = None


class _Reader(HTMLParser):
    """Collects paragraphs and tables; tables inside cells become text of the cell."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.blocks: list[Block] = []
        self._tables: list[_OpenTable] = []
        self._text: list[str] = []
        self._cell: tuple[int, int] | None = None
        self._silent = 0
        self._level = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _SILENT:
            self._silent += 1
        elif tag == "table":
            self._open_table()
        elif tag == "tr" and len(self._tables) == 1:
            self._end_cell()
            self._tables[0].start_row()
        elif tag in {"td", "th"} and len(self._tables) == 1:
            self._end_cell()
            given = dict(attrs)
            height = given.get("rowspan")
            tall = min(int(height), _TALLEST) if height and height.isdigit() else 1
            self._cell = (_span(given.get("colspan")), tall)
        else:
            self._start_line(tag)

    def _open_table(self) -> None:
        if not self._tables:
            self._flush()
        self._tables.append(_OpenTable())

    def _start_line(self, tag: str) -> None:
        if tag in _LINES:
            self._break()
            self._level = _HEADINGS.get(tag, 0)
        if tag == "li":
            self._text.append("– ")

    def _break(self) -> None:
        if self._cell is None and not self._tables:
            self._flush()
        else:
            self._text.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in _SILENT:
            self._silent = max(0, self._silent - 1)
        elif tag == "table" and self._tables:
            self._close_table()
        elif tag in {"td", "th"} and len(self._tables) == 1:
            self._end_cell()
        elif tag in _LINES:
            self._break()
            self._level = 0

    def _close_table(self) -> None:
        if len(self._tables) == 1:
            self._end_cell()
            self._tables[0].end_row()
            self.blocks.append(self._tables[0].table)
        self._tables.pop()

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self._text.append(data.replace("\r", " ").replace("\n", " "))

    def _end_cell(self) -> None:
        if self._cell is not None:
            self._tables[0].add(tidy("".join(self._text)), *self._cell)
        self._cell = None
        self._text = []

    def _flush(self) -> None:
        for line in tidy("".join(self._text)).splitlines():
            self.blocks.append(Paragraph(line, self._level))
        self._text = []

    def finish(self) -> list[Block]:
        """Close what was left open."""
        self.close()
        while self._tables:
            self._close_table()
        self._flush()
        return self.blocks


def decoded(content: bytes, charset: str = "") -> str:
    """Turn bytes into text: the named encoding, UTF-8, UTF-16 by its mark, else Windows-1251."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", "replace")
    for encoding in (charset, "utf-8-sig"):
        try:
            return content.decode(encoding) if encoding else content.decode("utf-8-sig")
        except (UnicodeDecodeError, LookupError):
            continue
    return content.decode("cp1251", "replace")


def read_markup(content: bytes) -> list[Block]:
    """Read an HTML page; a broken one gives what it can."""
    named = _CHARSET.search(content[:2_048])
    reader = _Reader()
    reader.feed(decoded(content, named.group(1).decode("ascii") if named else ""))
    return reader.finish()
