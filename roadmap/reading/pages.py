"""Reading .pdf that has a text layer: the ruled tables of each page, and the lines between."""

from io import BytesIO
from typing import Any

import pdfplumber
from django.utils.translation import gettext as _

from roadmap.reading.archive import damaged
from roadmap.reading.refused import RoadmapRefused
from roadmap.reading.source import Block, Cell, Paragraph, Table, tidy
from roadmap.reading.torn import PageRead, mended

_MOST_PAGES = 60
_FEWEST_LETTERS = 40
_NEAR = 3


def _table(found: Any) -> Table:
    """The texts of a table; a hole is the rest of a wide cell or the lower part of a tall one."""
    columns: dict[int, float] = {}
    for row in found.rows:
        columns.update((at, box[0]) for at, box in enumerate(row.cells) if box is not None)
    return Table(
        [
            _row(texts, row.cells, columns)
            for texts, row in zip(found.extract(), found.rows, strict=True)
        ]
    )


def _row(texts: list[str | None], boxes: list[Any], columns: dict[int, float]) -> list[Cell]:
    cells: list[Cell] = []
    wide = -1
    for at, (text, box) in enumerate(zip(texts, boxes, strict=True)):
        if box is not None:
            cells.append(Cell(tidy(text or "")))
            wide = at
        elif wide >= 0 and columns.get(at, 0) < boxes[wide][2] - 1:
            cells.append(Cell())
            cells[wide] = Cell(cells[wide].text, width=at - wide + 1)
        else:
            cells.append(Cell(follows=True))
    return cells


def _outside(page: Any, boxes: list[tuple[float, float, float, float]]) -> list[tuple[float, str]]:
    """Return the lines of a page that lie in no table, with their height on it."""
    return [
        (line["top"], line["text"])
        for line in page.extract_text_lines()
        if not any(
            box[0] - 1 <= line["x0"] <= box[2] and box[1] - 1 <= line["top"] <= box[3]
            for box in boxes
        )
    ]


def _ruling(page: Any) -> dict[str, Any]:
    """Close tables that a page break left open: upright lines end where a row does."""
    upright = [edge for edge in page.edges if edge["orientation"] == "v" and edge["height"] > 1]
    if not upright:
        return {}
    top, bottom = min(edge["top"] for edge in upright), max(edge["bottom"] for edge in upright)
    return {"explicit_horizontal_lines": [top, bottom]}


def _page(page: Any) -> PageRead:
    tables = [found for found in page.find_tables(_ruling(page)) if len(found.rows) > 0]
    placed: list[tuple[float, Block]] = [(found.bbox[1], _table(found)) for found in tables]
    boxes = [found.bbox for found in tables]
    placed.extend((top, Paragraph(tidy(text))) for top, text in _outside(page, boxes))
    blocks = [block for _top, block in sorted(placed, key=lambda place: place[0])]
    return PageRead(blocks, is_open=bool(tables) and not _is_closed(page, tables[-1].bbox[3]))


def _is_closed(page: Any, bottom: float) -> bool:
    """Whether a line is drawn under a table; a row that a page break tore has none."""
    return any(
        edge["orientation"] == "h" and abs(edge["top"] - bottom) < _NEAR for edge in page.edges
    )


def _refuse_unreadable(pages: list[Any]) -> None:
    """Refuse a book, and a scan."""
    if len(pages) > _MOST_PAGES:
        raise RoadmapRefused(
            _("There are more than %(count)d pages in the file. Send the roadmap alone.")
            % {"count": _MOST_PAGES}
        )
    if sum(len(page.chars) for page in pages) < _FEWEST_LETTERS:
        raise RoadmapRefused(
            _(
                "There is no text in the file: it seems to be a photograph or a scan. "
                "Send the roadmap as .docx, or paste its text."
            )
        )


def read_pages(content: bytes) -> list[Block]:
    """Read all pages, or refuse a scan."""
    try:
        with pdfplumber.open(BytesIO(content)) as pdf:
            _refuse_unreadable(pdf.pages)
            return mended([_page(page) for page in pdf.pages])
    except RoadmapRefused:
        raise
    except Exception as broken:
        raise damaged() from broken
