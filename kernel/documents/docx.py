"""A paper as an editable file: the same blocks as real paragraphs, tables and fields of Word."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

import segno
from docx import Document
from docx.enum.section import WD_ORIENT
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_COLOR_INDEX
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from kernel.documents import paper as p
from kernel.documents.html import PEN_DATE, UNCONFIRMED
from kernel.russian import date_words

_FONT = "Times New Roman"
_ALIGN = {
    "left": WD_ALIGN_PARAGRAPH.LEFT,
    "center": WD_ALIGN_PARAGRAPH.CENTER,
    "right": WD_ALIGN_PARAGRAPH.RIGHT,
    "justify": WD_ALIGN_PARAGRAPH.JUSTIFY,
}
_INDENT = Mm(12.5)
_PORTRAIT, _LANDSCAPE = (170, (20, 10, 20, 30)), (262, (20, 15, 15, 20))
_LINE = "_" * 16
_WIDE_LINE = "_" * 60
_SMALL, _TABLE, _SMALL_TABLE = 0.85, 0.86, 0.72
_MADE_AT = datetime(2020, 1, 1, tzinfo=UTC)


def as_docx(paper: p.Paper) -> bytes:
    """Write the paper as .docx. Texts go in as texts: «<w:p>&» stays what it is."""
    sheet = _Sheet(paper)
    if paper.stamp:
        sheet.paragraph(p.Text(paper.stamp, bold=True), align="right")
    for block in paper.blocks:
        _DRAW[type(block)](sheet, block)
    if p.marks(paper):
        sheet.paragraph(UNCONFIRMED, scale=_SMALL)
    stream = BytesIO()
    sheet.document.save(stream)
    return stream.getvalue()


class _Sheet:
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
        style.font.name = _FONT
        style.font.size = Pt(self.paper.font_size)
        style.element.rPr.rFonts.set(qn("w:eastAsia"), _FONT)
        style.element.rPr.append(_element("w:lang", val="ru-RU"))
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
        properties.title = _legal(self.paper.title)[:255]
        properties.author = properties.comments = ""
        properties.language = "ru-RU"
        properties.created = properties.modified = _MADE_AT

    def paragraph(self, runs: p.Runs, *, inside: Any = None, **look: Any) -> Any:
        """Add a paragraph to the document, or to the cell `inside`."""
        return _fill((inside or self.document).add_paragraph(), runs, self.paper.font_size, **look)

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


def _fill(  # noqa: PLR0913 -- the look of a paragraph
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
    paragraph.alignment = _ALIGN[align]
    layout = paragraph.paragraph_format
    layout.first_line_indent = _INDENT if indent else None
    layout.keep_with_next = keep
    layout.space_before, layout.space_after = Pt(space[0]), Pt(space[1])
    for run in p.runs_of(runs):
        piece = paragraph.add_run()
        _write(piece, _legal(run if isinstance(run, str) else run.text))
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


def _legal(text: str) -> str:
    """Leave out what XML cannot hold."""
    return "".join(
        letter
        for letter in text
        if letter in "\t\n"
        or (letter >= " " and not "\ud800" <= letter <= "\udfff" and letter < "\ufffe")
        or letter > "\uffff"
    )


def _element(name: str, **attributes: str) -> Any:
    element = OxmlElement(name)
    for key, value in attributes.items():
        element.set(qn(f"w:{key}"), value)
    return element


def _field(run: Any, code: str) -> None:
    """Put a field of Word into a run: it counts the pages itself."""
    begin, end = (
        _element("w:fldChar", fldCharType="begin"),
        _element("w:fldChar", fldCharType="end"),
    )
    instruction = _element("w:instrText")
    instruction.text = code
    run._r.extend((begin, instruction, end))


def _letterhead(sheet: _Sheet, block: p.Letterhead) -> None:
    if block.founder:
        sheet.paragraph(block.founder, align="center")
    sheet.paragraph(block.full, align="center", bold=True)
    if block.short:
        sheet.paragraph(f"({block.short})", align="center")
    for line in block.lines:
        sheet.paragraph(line, align="center", scale=_SMALL)
    sheet.paragraph("")


def _approval(sheet: _Sheet, block: p.Approval) -> None:
    table = sheet.table(1, (54, 46), grid=False)
    _approve(sheet, table.cell(0, 1), block)
    sheet.paragraph("")


def _approvals(sheet: _Sheet, block: p.Approvals) -> None:
    table = sheet.table(1, (46, 8, 46), grid=False)
    _approve(sheet, table.cell(0, 0), block.left)
    _approve(sheet, table.cell(0, 2), block.right)
    sheet.paragraph("")


def _approve(sheet: _Sheet, cell: Any, block: p.Approval) -> None:
    _fill(cell.paragraphs[0], block.word, sheet.paper.font_size, bold=True)
    for line in filter(None, (block.post, block.organization)):
        sheet.paragraph(line, inside=cell)
    if block.note:
        sheet.paragraph(p.Text(block.note, italic=True), inside=cell, scale=_SMALL)
    sheet.paragraph(block.name if block.note else f"{_LINE} {block.name}", inside=cell)
    sheet.paragraph(date_words(block.on) if block.on else PEN_DATE, inside=cell)


def _requisites(sheet: _Sheet, block: p.Requisites) -> None:
    sheet.paragraph(block.kind, align="center", bold=True, space=(0, 8))
    table = sheet.table(1, (1, 1), grid=False)
    date = date_words(block.on) if block.on else PEN_DATE
    _fill(table.cell(0, 0).paragraphs[0], date, sheet.paper.font_size)
    number = f"№ {block.number or '________'}"
    _fill(table.cell(0, 1).paragraphs[0], number, sheet.paper.font_size, align="right")
    if block.place:
        sheet.paragraph(block.place, align="center", space=(6, 0))
    sheet.paragraph("")


def _heading(sheet: _Sheet, block: p.Heading) -> None:
    heading = sheet.document.add_paragraph(style=f"Heading {block.level}")
    look = {"align": block.align, "keep": True, "bold": True, "space": (12, 8)}
    _fill(heading, p.Text(block.text, italic=block.level == 3), sheet.paper.font_size, **look)  # noqa: PLR2004 -- level 3
    for piece in heading.runs:
        piece.font.name, piece.font.size = _FONT, Pt(sheet.paper.font_size)
        piece.font.color.rgb = None
        piece._r.rPr.append(_element("w:color", val="000000"))


def _subject(sheet: _Sheet, block: p.Subject) -> None:
    subject = sheet.paragraph(block.text, bold=True, keep=True, space=(0, 14))
    subject.paragraph_format.right_indent = Mm(sheet.width * 0.4)


def _paragraph(sheet: _Sheet, block: p.Paragraph) -> None:
    drawn = sheet.paragraph(
        block.runs,
        align=block.align,
        indent=block.indent,
        scale=_SMALL if block.small else 1.0,
        keep=block.keep_with_next,
        space=(8, 8) if block.spread else (0, 0),
    )
    if block.spread:
        for piece in drawn.runs:
            piece._r.get_or_add_rPr().append(_element("w:spacing", val="60"))


def _numbered(sheet: _Sheet, block: p.NumberedList) -> None:
    _points(sheet, block.points, start=block.start)


def _points(sheet: _Sheet, points: tuple[p.Point, ...], *, start: int = 1, above: str = "") -> None:
    for label, point in p.labelled(points, start=start, above=above):
        runs = (f"{label} ", *p.runs_of(point.runs))
        sheet.paragraph(runs, align="justify", indent=True)
        _points(sheet, point.points, above=label)


def _bullets(sheet: _Sheet, block: p.BulletList) -> None:
    for runs in block.points:
        sheet.paragraph(("– ", *p.runs_of(runs)), align="justify", indent=True)


def _table(sheet: _Sheet, block: p.Table) -> None:
    if block.caption:
        sheet.paragraph(block.caption, keep=True, space=(6, 2))
    scale = _SMALL_TABLE if block.small else _TABLE
    heads: list[tuple[str, ...]] = [tuple(column.title for column in block.columns)]
    if block.column_numbers:
        heads.append(tuple(str(place) for place in range(1, len(block.columns) + 1)))
    widths = tuple(column.width for column in block.columns)
    table = sheet.table(len(heads) + len(block.rows), widths, grid=True)
    rows = list(table.rows)
    size = sheet.paper.font_size
    for place, head in enumerate(heads):
        rows[place]._tr.get_or_add_trPr().append(_element("w:tblHeader", val="true"))
        for cell, title in zip(rows[place].cells, head, strict=True):
            _fill(cell.paragraphs[0], title, size, align="center", scale=scale, bold=place == 0)
    for row, drawn in zip(block.rows, rows[len(heads) :], strict=True):
        drawn._tr.get_or_add_trPr().append(_element("w:cantSplit", val="true"))
        _row(drawn, row, block.columns, size, scale)
    sheet.paragraph("")


def _row(drawn: Any, row: p.Row, columns: tuple[p.Column, ...], size: int, scale: float) -> None:
    cells = drawn.cells
    if isinstance(row, p.Span):
        whole = cells[0].merge(cells[-1]) if len(cells) > 1 else cells[0]
        _fill(whole.paragraphs[0], row.runs, size, align="center", scale=scale, bold=True)
        return
    for cell, runs, column in zip(cells, row, columns, strict=True):
        _fill(cell.paragraphs[0], runs, size, align=column.align, scale=scale)


def _signature(sheet: _Sheet, block: p.Signature) -> None:
    sheet.paragraph("")
    table = sheet.table(1, (45, 25, 30), grid=False)
    name = f"{block.name}\n{date_words(block.on)}" if block.on else block.name
    size = sheet.paper.font_size
    _fill(table.cell(0, 0).paragraphs[0], block.post, size)
    middle = p.Text(block.note, italic=True) if block.note else _LINE[:12]
    _fill(table.cell(0, 1).paragraphs[0], middle, size, align="center")
    _fill(table.cell(0, 2).paragraphs[0], name, size, align="right")


def _acquaintance(sheet: _Sheet, block: p.Acquaintance) -> None:
    sheet.paragraph(block.title, space=(14, 4), keep=True)
    table = sheet.table(len(block.names), (30, 38, 32), grid=False)
    for row, name in zip(list(table.rows), block.names, strict=True):
        texts = (_LINE, name, "«____» __________ 20___ г.")
        for cell, text, scale in zip(row.cells, texts, (1, 1, _SMALL_TABLE), strict=True):
            _fill(cell.paragraphs[0], text, sheet.paper.font_size, scale=scale, space=(4, 0))


def _blank(sheet: _Sheet, block: p.Blank) -> None:
    line = p.Text(block.value, underline=True) if block.value else _WIDE_LINE
    sheet.paragraph((f"{block.label} " if block.label else "", line), space=(4, 0))
    for _count in range(block.count - 1):
        sheet.paragraph(_WIDE_LINE, space=(4, 0))
    if block.hint:
        sheet.paragraph(f"({block.hint})", align="center", scale=0.65)


def _choices(sheet: _Sheet, block: p.Choices) -> None:
    for choice in block.choices:
        sheet.paragraph(f"{'☒' if choice.ticked else '☐'} {choice.text}", space=(2, 2))


def _qr(sheet: _Sheet, block: p.QR) -> None:
    stream = BytesIO()
    segno.make(block.text, error="m").save(stream, kind="png", scale=6, border=2)
    stream.seek(0)
    picture = sheet.paragraph("", align=block.align)
    picture.add_run().add_picture(stream, width=Mm(30))
    if block.caption:
        sheet.paragraph(block.caption, align=block.align, scale=_SMALL_TABLE)


def _page_break(sheet: _Sheet, _block: p.PageBreak) -> None:
    sheet.document.add_page_break()


_DRAW: Mapping[type, Callable[[_Sheet, Any], None]] = {
    p.Letterhead: _letterhead,
    p.Approval: _approval,
    p.Approvals: _approvals,
    p.Requisites: _requisites,
    p.Heading: _heading,
    p.Subject: _subject,
    p.Paragraph: _paragraph,
    p.NumberedList: _numbered,
    p.BulletList: _bullets,
    p.Table: _table,
    p.Signature: _signature,
    p.Acquaintance: _acquaintance,
    p.Blank: _blank,
    p.Choices: _choices,
    p.QR: _qr,
    p.PageBreak: _page_break,
}
