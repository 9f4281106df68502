"""Makes the same table as .docx, .xlsx, .odt, .html, .pdf and text, so that all can be compared.

A row is a list of cells. A cell is a text, `UP` (the lower part of a merged cell) or `LEFT` (the
rest of a wide one).
"""

import zipfile
from html import escape
from io import BytesIO

from docx import Document
from openpyxl import Workbook
from weasyprint import HTML

UP = object()
LEFT = object()


def _width(row, at):
    width = 1
    while at + width < len(row) and row[at + width] is LEFT:
        width += 1
    return width


def _height(rows, row, column):
    height = 1
    while (
        row + height < len(rows)
        and column < len(rows[row + height])
        and rows[row + height][column] is UP
    ):
        height += 1
    return height


def docx(front, *tables, between=()):
    """Tables with real merged cells; a str between tables is a paragraph."""
    document = Document()
    for line in front:
        document.add_paragraph(line)
    for number, rows in enumerate(tables):
        if number and number <= len(between):
            document.add_paragraph(between[number - 1])
        _docx_table(document, rows)
    stream = BytesIO()
    document.save(stream)
    return stream.getvalue()


def _docx_table(document, rows):
    table = document.add_table(len(rows), max(map(len, rows)))
    for at, row in enumerate(rows):
        for column, text in enumerate(row):
            if text is UP or text is LEFT:
                continue
            cell = table.cell(at, column)
            width, height = _width(row, column), _height(rows, at, column)
            if width > 1 or height > 1:
                cell = cell.merge(table.cell(at + height - 1, column + width - 1))
            lines = str(text).split("\n")
            cell.paragraphs[0].text = lines[0]
            for line in lines[1:]:
                cell.add_paragraph(line)


def xlsx(front, rows):
    book = Workbook()
    sheet = book.active
    for line in front:
        sheet.append([line])
    top = len(front)
    for at, row in enumerate(rows):
        for column, text in enumerate(row):
            if text is UP or text is LEFT or text == "":
                continue
            place = sheet.cell(top + at + 1, column + 1, text)
            place.data_type = "s"
            width, height = _width(row, column), _height(rows, at, column)
            if width > 1 or height > 1:
                sheet.merge_cells(
                    start_row=top + at + 1,
                    start_column=column + 1,
                    end_row=top + at + height,
                    end_column=column + width,
                )
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def html(front, rows, *, encoding="utf-8"):
    parts = [f"<html><head><meta charset='{encoding}'><title>x</title></head><body>"]
    parts.extend(f"<p>{escape(line)}</p>" for line in front)
    parts.append("<table border=1>")
    for at, row in enumerate(rows):
        parts.append("<tr>")
        for column, text in enumerate(row):
            if text is UP or text is LEFT:
                continue
            width, height = _width(row, column), _height(rows, at, column)
            lines = "</p><p>".join(escape(line) for line in str(text).split("\n"))
            parts.append(f"<td colspan={width} rowspan={height}><p>{lines}</p></td>")
        parts.append("</tr>")
    parts.append("</table></body></html>")
    return "".join(parts).encode(encoding)


_ODT = (
    '<?xml version="1.0" encoding="UTF-8"?><office:document-content '
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0">'
    "<office:body><office:text>{}</office:text></office:body></office:document-content>"
)


def _paragraphs(text):
    return "".join(f"<text:p>{escape(line)}</text:p>" for line in str(text).split("\n"))


def odt(front, rows):
    parts = ["".join(_paragraphs(line) for line in front), "<table:table>"]
    for at, row in enumerate(rows):
        parts.append("<table:table-row>")
        for column, text in enumerate(row):
            if text is UP or text is LEFT:
                parts.append("<table:covered-table-cell/>")
                continue
            width, height = _width(row, column), _height(rows, at, column)
            parts.append(
                f'<table:table-cell table:number-columns-spanned="{width}" '
                f'table:number-rows-spanned="{height}">{_paragraphs(text)}</table:table-cell>'
            )
        parts.append("</table:table-row>")
    parts.append("</table:table>")
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr("content.xml", _ODT.format("".join(parts)))
    return stream.getvalue()


def pdf(front, rows, *, running="", repeats_headings=False):
    """On every page a running title, and the headings of the table again."""
    page = html(front, rows).decode()
    style = "<style>@page{size:A4 landscape} table{border-collapse:collapse} td{border:1px solid black;font-size:9pt}</style>"
    style += f"<style>@page{{@top-center{{content:'{running}'}}}} p{{orphans:1;widows:1}}</style>"
    if repeats_headings:
        head, rest = page.split("</tr>", 1)
        page = head.replace("<tr>", "<thead><tr>") + "</tr></thead>" + rest
    return HTML(string=page.replace("</head>", style + "</head>")).write_pdf()


def text(front, rows):
    """As it is copied out of Word: cells parted by tabs, a merged cell is empty."""
    lines = [*front, ""]
    for row in rows:
        cells = ["" if cell is UP or cell is LEFT else str(cell).replace("\n", " ") for cell in row]
        lines.append("\t".join(cells))
    return "\n".join(lines).encode()
