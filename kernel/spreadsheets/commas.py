"""Reading .csv as Excel and other programs write it in Russia."""

import csv
from io import StringIO

from django.utils.translation import gettext as _

from kernel.spreadsheets.refused import SpreadsheetRefused

_DELIMITERS = ";\t,"
_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))


def read_csv(content: bytes) -> list[list[str]]:
    """Read the rows; the encoding and the separator are found out."""
    text = _decoded(content)
    if "\x00" in text:
        raise SpreadsheetRefused(_("This is no text table. Save it as .csv or .xlsx again."))
    reader = csv.reader(StringIO(text, newline=""), delimiter=_delimiter(text), strict=True)
    rows: list[list[str]] = []
    first_line = 1
    try:
        for row in reader:
            rows.append(row)
            first_line = reader.line_num + 1
    except csv.Error as broken:
        raise SpreadsheetRefused(
            _("Row %(row)d: a quotation mark is not closed, or the value is too long.")
            % {"row": first_line}
        ) from broken
    return rows


def _decoded(content: bytes) -> str:
    """Decode by the mark at the beginning, else as UTF-8, else as Windows does in Russia."""
    named = next((encoding for mark, encoding in _MARKS if content.startswith(mark)), "")
    for encoding in (named, "utf-8", "cp1251"):
        try:
            return content.decode(encoding) if encoding else content.decode("ascii")
        except UnicodeDecodeError:
            continue
    raise SpreadsheetRefused(_("This is no text table. Save it as .csv or .xlsx again."))


def _delimiter(text: str) -> str:
    """Take the separator that the first line with any of them has most of."""
    for line in text.splitlines():
        outside = "".join(line.split('"')[::2])
        best = max(_DELIMITERS, key=outside.count)
        if best in outside:
            return best
    return _DELIMITERS[0]
