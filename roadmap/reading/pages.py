"""Reading .pdf that has a text layer: the ruled tables of each page, and the lines between."""

from io import BytesIO
from typing import Any

import pdfplumber
from django.utils.translation import gettext as _

from roadmap.reading.archive import damaged
from roadmap.reading.refused import RoadmapRefused
from roadmap.reading.source import Block, Cell, Paragraph, Table, tidy

_MOST_PAGES = 60
_FEWEST_LETTERS = 40


def _table(found: Any) -> Table:
    rows = [
        [Cell(follows=text is None) if text is None else Cell(tidy(text)) for text in row]
        for row in found.extract()
    ]
    return Table([_sideways(row) for row in rows])


def _sideways(row: list[Cell]) -> list[Cell]:
    """A hole right of the only text of a row is the rest of a wide cell, not of a tall one."""
    if sum(bool(cell.text) for cell in row) == 1 and row[0].text:
        return [Cell(row[0].text, width=len(row)), *([Cell()] * (len(row) - 1))]
    return row


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


def _page(page: Any) -> list[Block]:
    tables = [found for found in page.find_tables(_ruling(page)) if len(found.rows) > 0]
    placed: list[tuple[float, Block]] = [(found.bbox[1], _table(found)) for found in tables]
    boxes = [found.bbox for found in tables]
    placed.extend((top, Paragraph(tidy(text))) for top, text in _outside(page, boxes))
    return [block for _top, block in sorted(placed, key=lambda place: place[0])]


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
            return [block for page in pdf.pages for block in _page(page)]
    except RoadmapRefused:
        raise
    except Exception as broken:
        raise damaged() from broken
