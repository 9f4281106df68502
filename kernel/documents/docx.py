"""A paper as an editable file: the same blocks as real paragraphs, tables and fields of Word."""

from collections.abc import Callable, Mapping
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import segno
from docx.shared import Mm, Pt, RGBColor

from kernel.documents import paper as p
from kernel.documents.docx_sheet import FONT, Sheet, element, fill
from kernel.documents.html import PEN_DATE, UNCONFIRMED
from kernel.russian import date_words

_LINE = "_" * 16
_SHORT_LINE = "_" * 12
_WIDE_LINE = "_" * 60
_ITALIC_LEVEL = 3
# Word wants the children of a run's properties in one order.
_AFTER_SPACING = ("w:sz", "w:szCs", "w:highlight", "w:u", "w:lang")
_SMALL, _TABLE, _SMALL_TABLE, _HINT = 0.85, 0.86, 0.72, 0.65


def as_docx(paper: p.Paper) -> bytes:
    """Write the paper as .docx. Texts go in as texts: «<w:p>&» stays what it is."""
    sheet = Sheet(paper)
    if paper.stamp:
        sheet.paragraph(p.Text(paper.stamp, bold=True), align="right")
    for block in paper.blocks:
        _DRAW[type(block)](sheet, block)
    if p.marks(paper):
        sheet.paragraph(UNCONFIRMED, scale=_SMALL)
    stream = BytesIO()
    sheet.document.save(stream)
    return _timeless(stream)


def _timeless(packed: BytesIO) -> bytes:
    """Pack the file anew without the hour of packing: the same paper is the same file."""
    stream = BytesIO()
    with ZipFile(packed) as before, ZipFile(stream, "w", ZIP_DEFLATED) as after:
        for name in before.namelist():
            after.writestr(ZipInfo(name), before.read(name), ZIP_DEFLATED)
    return stream.getvalue()


def _letterhead(sheet: Sheet, block: p.Letterhead) -> None:
    if block.founder:
        sheet.paragraph(block.founder, align="center")
    sheet.paragraph(block.full, align="center", bold=True)
    if block.short:
        sheet.paragraph(f"({block.short})", align="center")
    for line in block.lines:
        sheet.paragraph(line, align="center", scale=_SMALL)
    sheet.paragraph("")


def _approval(sheet: Sheet, block: p.Approval) -> None:
    table = sheet.table(1, (54, 46), grid=False)
    _approve(sheet, table.cell(0, 1), block)
    sheet.paragraph("")


def _approvals(sheet: Sheet, block: p.Approvals) -> None:
    table = sheet.table(1, (46, 8, 46), grid=False)
    _approve(sheet, table.cell(0, 0), block.left)
    _approve(sheet, table.cell(0, 2), block.right)
    sheet.paragraph("")


def _approve(sheet: Sheet, cell: Any, block: p.Approval) -> None:
    fill(cell.paragraphs[0], block.word, sheet.paper.font_size, bold=True)
    for line in filter(None, (block.post, block.organization)):
        sheet.paragraph(line, inside=cell)
    if block.note:
        sheet.paragraph(p.Text(block.note, italic=True), inside=cell, scale=_SMALL)
    sheet.paragraph(block.name if block.note else f"{_LINE} {block.name}", inside=cell)
    sheet.paragraph(date_words(block.on) if block.on else PEN_DATE, inside=cell)


def _requisites(sheet: Sheet, block: p.Requisites) -> None:
    sheet.paragraph(block.kind, align="center", bold=True, space=(0, 8))
    table = sheet.table(1, (1, 1), grid=False)
    date = date_words(block.on) if block.on else PEN_DATE
    fill(table.cell(0, 0).paragraphs[0], date, sheet.paper.font_size)
    number = f"№ {block.number or '________'}"
    fill(table.cell(0, 1).paragraphs[0], number, sheet.paper.font_size, align="right")
    if block.place:
        sheet.paragraph(block.place, align="center", space=(6, 0))
    sheet.paragraph("")


def _heading(sheet: Sheet, block: p.Heading) -> None:
    heading = sheet.document.add_paragraph(style=f"Heading {block.level}")
    text = p.Text(block.text, italic=block.level == _ITALIC_LEVEL)
    size = sheet.paper.font_size
    fill(heading, text, size, align=block.align, keep=True, bold=True, space=(12, 8))
    for piece in heading.runs:
        piece.font.name, piece.font.size = FONT, Pt(sheet.paper.font_size)
        piece.font.color.rgb = RGBColor(0, 0, 0)


def _subject(sheet: Sheet, block: p.Subject) -> None:
    subject = sheet.paragraph(block.text, bold=True, keep=True, space=(0, 14))
    subject.paragraph_format.right_indent = Mm(sheet.width * 0.4)


def _paragraph(sheet: Sheet, block: p.Paragraph) -> None:
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
            spacing = element("w:spacing", val="60")
            piece._r.get_or_add_rPr().insert_element_before(spacing, *_AFTER_SPACING)


def _numbered(sheet: Sheet, block: p.NumberedList) -> None:
    _points(sheet, block.points, start=block.start)


def _points(sheet: Sheet, points: tuple[p.Point, ...], *, start: int = 1, above: str = "") -> None:
    for label, point in p.labelled(points, start=start, above=above):
        runs = (f"{label} ", *p.runs_of(point.runs))
        sheet.paragraph(runs, align="justify", indent=True)
        _points(sheet, point.points, above=label)


def _bullets(sheet: Sheet, block: p.BulletList) -> None:
    for runs in block.points:
        sheet.paragraph(("– ", *p.runs_of(runs)), align="justify", indent=True)


def _table(sheet: Sheet, block: p.Table) -> None:
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
        rows[place]._tr.get_or_add_trPr().append(element("w:tblHeader", val="true"))
        for cell, title in zip(rows[place].cells, head, strict=True):
            fill(cell.paragraphs[0], title, size, align="center", scale=scale, bold=place == 0)
    body = rows[len(heads) :]
    for row, drawn in zip(block.rows, body, strict=True):
        drawn._tr.get_or_add_trPr().append(element("w:cantSplit", val="true"))
        _row(drawn, row, block.columns, size, scale)
    _join(block.rows, body)
    sheet.paragraph("")


def _join(rows: tuple[p.Row, ...], body: list[Any]) -> None:
    """Make one cell of those that go on from the row above."""
    for place, row in enumerate(rows):
        if isinstance(row, p.Span):
            continue
        for number, runs in enumerate(row):
            if isinstance(runs, p.Above):
                cell = body[place]._tr.tc_lst[number]
                cell.get_or_add_tcPr().append(element("w:vMerge"))
            elif p.cell_height(rows, place, number) > 1:
                cell = body[place]._tr.tc_lst[number]
                cell.get_or_add_tcPr().append(element("w:vMerge", val="restart"))


def _row(drawn: Any, row: p.Row, columns: tuple[p.Column, ...], size: int, scale: float) -> None:
    cells = drawn.cells
    if isinstance(row, p.Span):
        whole = cells[0].merge(cells[-1]) if len(cells) > 1 else cells[0]
        align: p.Align = "left" if row.quiet else "center"
        fill(whole.paragraphs[0], row.runs, size, align=align, scale=scale, bold=not row.quiet)
        return
    for cell, runs, column in zip(cells, row, columns, strict=True):
        if not isinstance(runs, p.Above):
            fill(cell.paragraphs[0], runs, size, align=column.align, scale=scale)


def _signature(sheet: Sheet, block: p.Signature) -> None:
    sheet.paragraph("")
    table = sheet.table(1, (45, 25, 30), grid=False)
    name = f"{block.name}\n{date_words(block.on)}" if block.on else block.name
    size = sheet.paper.font_size
    fill(table.cell(0, 0).paragraphs[0], block.post, size)
    middle = p.Text(block.note, italic=True) if block.note else _SHORT_LINE
    fill(table.cell(0, 1).paragraphs[0], middle, size, align="center")
    fill(table.cell(0, 2).paragraphs[0], name, size, align="right")


def _acquaintance(sheet: Sheet, block: p.Acquaintance) -> None:
    sheet.paragraph(block.title, space=(14, 4), keep=True)
    table = sheet.table(len(block.names), (30, 38, 32), grid=False)
    for row, name in zip(list(table.rows), block.names, strict=True):
        texts = (_LINE, name, "«____» __________ 20___ г.")
        for cell, text, scale in zip(row.cells, texts, (1, 1, _SMALL_TABLE), strict=True):
            fill(cell.paragraphs[0], text, sheet.paper.font_size, scale=scale, space=(4, 0))


def _blank(sheet: Sheet, block: p.Blank) -> None:
    line = p.Text(block.value, underline=True) if block.value else _WIDE_LINE
    sheet.paragraph((f"{block.label} " if block.label else "", line), space=(4, 0))
    for _count in range(block.count - 1):
        sheet.paragraph(_WIDE_LINE, space=(4, 0))
    if block.hint:
        sheet.paragraph(f"({block.hint})", align="center", scale=_HINT)


def _choices(sheet: Sheet, block: p.Choices) -> None:
    for choice in block.choices:
        sheet.paragraph(f"{'☒' if choice.ticked else '☐'} {choice.text}", space=(2, 2))


def _qr(sheet: Sheet, block: p.QR) -> None:
    stream = BytesIO()
    segno.make(block.text, error="m").save(stream, kind="png", scale=6, border=2)
    stream.seek(0)
    picture = sheet.paragraph("", align=block.align)
    picture.add_run().add_picture(stream, width=Mm(30))
    if block.caption:
        sheet.paragraph(block.caption, align=block.align, scale=_SMALL_TABLE)


def _page_break(sheet: Sheet, _block: p.PageBreak) -> None:
    sheet.document.add_page_break()


_DRAW: Mapping[type, Callable[[Sheet, Any], None]] = {
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
