"""A Word document in the making, with the few moves that the blocks of a paper need."""

import re
from datetime import UTC, datetime
from typing import Any

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_COLOR_INDEX
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from kernel.documents import paper as p

FONT = "Times New Roman"
INDENT = Mm(12.5)
_ALIGN = {
    "left": WD_ALIGN_PARAGRAPH.LEFT,
    "center": WD_ALIGN_PARAGRAPH.CENTER,
    "right": WD_ALIGN_PARAGRAPH.RIGHT,
    "justify": WD_ALIGN_PARAGRAPH.JUSTIFY,
}
# Width of the text and margins (top, right, bottom, left), all in millimetres.
_PORTRAIT, _LANDSCAPE = (170, (20, 10, 20, 30)), (262, (20, 15, 15, 20))
_MADE_AT = datetime(2020, 1, 1, tzinfo=UTC)
_ILLEGAL = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


class Sheet:
    """A Word document in the making, with the few moves that blocks need."""

    def __init__(self, paper: p.Paper) -> None:
        self.paper = paper
        self.document = Document()
        self.width, margins = _LANDSCAPE if paper.landscape else _PORTRAIT
        self._set_style()
        self._set_page(margins)
        self._set_properties()

    def _set_style(self) -> None:
        style = self.document.styles["Normal"]
        style.font.name = FONT
        style.font.size = Pt(self.paper.font_size)
        style.element.rPr.rFonts.set(qn("w:eastAsia"), FONT)
        style.element.rPr.append(element("w:lang", val="ru-RU"))
        style.paragraph_format.space_after = Pt(0)
        style.paragraph_format.line_spacing = 1.0

    def _set_page(self, margins: tuple[int, int, int, int]) -> None:
        section = self.document.sections[0]
        sides = (Mm(210), Mm(297))
        section.page_width, section.page_height = sides[::-1] if self.paper.landscape else sides
        if self.paper.landscape:
            section.orientation = WD_ORIENT.LANDSCAPE
        top, right, bottom, left = (Mm(margin) for margin in margins)
        section.top_margin, section.right_margin = top, right
        section.bottom_margin, section.left_margin = bottom, left
        section.different_first_page_header_footer = True
        section.header_distance = section.footer_distance = Mm(10)
        number = section.header.paragraphs[0]
        number.alignment = WD_ALIGN_PARAGRAPH.CENTER
        _field(number.add_run(), "PAGE")
        for footer in (section.footer, section.first_page_footer):
            footer.paragraphs[0].add_run(self.paper.footer).font.size = Pt(8)

    def _set_properties(self) -> None:
        properties = self.document.core_properties
        properties.title = legal(self.paper.title)[:255]
        properties.author = properties.comments = ""
        properties.language = "ru-RU"
        properties.created = properties.modified = _MADE_AT

    def paragraph(self, runs: p.Runs, *, inside: Any = None, **look: Any) -> Any:
        """Add a paragraph to the document, or to the cell `inside`."""
        return fill((inside or self.document).add_paragraph(), runs, self.paper.font_size, **look)

    def table(self, rows: int, widths: tuple[int, ...], *, grid: bool) -> Any:
        """Add a table whose columns share the line in these proportions."""
        table = self.document.add_table(rows=rows, cols=len(widths))
        table.style = "Table Grid" if grid else "Normal Table"
        table.alignment = WD_TABLE_ALIGNMENT.CENTER
        table.autofit = False
        total = sum(widths) or 1
        for column, width in zip(table.columns, widths, strict=True):
            column.width = Mm(self.width * width / total)
        return table


def fill(
    paragraph: Any,
    runs: p.Runs,
    font_size: int,
    *,
    align: str = "left",
    indent: bool = False,
    scale: float = 1.0,
    bold: bool = False,
    keep: bool = False,
    space: tuple[int, int] = (0, 0),
) -> Any:
    """Put runs into a paragraph and give it its look."""
    paragraph.alignment = _ALIGN[align]
    layout = paragraph.paragraph_format
    layout.first_line_indent = INDENT if indent else None
    layout.keep_with_next = keep
    layout.space_before, layout.space_after = Pt(space[0]), Pt(space[1])
    for run in p.runs_of(runs):
        piece = paragraph.add_run()
        _write(piece, legal(run if isinstance(run, str) else run.text))
        piece.font.size = Pt(round(font_size * scale * 2) / 2) if scale != 1 else None
        piece.bold = bold or None
        _dress(piece, run)
    return paragraph


def _dress(piece: Any, run: p.Run) -> None:
    if isinstance(run, p.Mark):
        piece.font.highlight_color = WD_COLOR_INDEX.YELLOW
        piece.text += "(?)"
    elif isinstance(run, p.Text):
        piece.bold = run.bold or piece.bold
        piece.italic = run.italic or None
        piece.underline = run.underline or None


def _write(piece: Any, text: str) -> None:
    for place, line in enumerate(text.split("\n")):
        if place:
            piece.add_break()
        piece.add_text(line)


def legal(text: str) -> str:
    """Leave out what XML cannot hold: control characters and halves of pairs."""
    return _ILLEGAL.sub("", text)


def element(name: str, **attributes: str) -> Any:
    """Make a piece of the XML that python-docx has no word for."""
    made = OxmlElement(name)
    for key, value in attributes.items():
        made.set(qn(f"w:{key}"), value)
    return made


def _field(run: Any, code: str) -> None:
    """Put a field of Word into a run: it counts the pages itself."""
    begin = element("w:fldChar", fldCharType="begin")
    end = element("w:fldChar", fldCharType="end")
    instruction = element("w:instrText")
    instruction.text = code
    run._r.extend((begin, instruction, end))
