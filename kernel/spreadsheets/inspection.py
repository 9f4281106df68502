"""Looking into a file before anything reads it: its kind, its size unpacked, its farthest cell.

A 5 kB .xlsx with one cell at XFD1048576 takes gigabytes in a reader that believes it, so the
sheets are first walked through with expat, which keeps nothing.
"""

import re
from dataclasses import dataclass
from io import BytesIO
from pyexpat import ExpatError, ParserCreate
from zipfile import BadZipFile, ZipFile
from zlib import error as ZlibError  # noqa: N812 -- it is a class

from django.utils.translation import gettext as _

from kernel.spreadsheets.refused import SpreadsheetRefused

MAX_ENTRIES = 200
MAX_UNPACKED_BYTES = 50 * 1024 * 1024
MAX_RATIO = 100
_RATIO_FLOOR_BYTES = 1024 * 1024
MEGABYTE = 1024 * 1024

_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PICTURES = (b"\xff\xd8\xff", b"\x89PNG", b"GIF8", b"II*\x00", b"MM\x00*", b"BM", b"RIFF")
_HEIC = b"ftyphei"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_ALIEN = ("vbaproject.bin", "xl/externallinks/", "xl/embeddings/", "xl/activex/")
_REFERENCE = re.compile(r"\$?([A-Z]{1,3})\$?([1-9]\d{0,6})", re.ASCII)
_CONTENT = frozenset({"v", "is", "f"})
_CELL = rb'<c\b(?=[^>]*\br="(?P<cell>[A-Z]+\d+)")'
_ERROR = re.compile(_CELL + rb'(?=[^>]*\bt="e")[^>]*>(?:<f\b[^<]*(?:</f>)?)?<v>(?P<error>[^<]*)')
_UNSAVED_FORMULA = re.compile(
    _CELL + rb'(?![^>]*\bt="str")[^>]*[^/]>\s*<f\b[^<]*(?:</f>)?\s*(?:<v\s*/>|<v></v>)?\s*</c>'
)

SUFFIXES = (".xlsx", ".xls", ".ods", ".csv")
_MADE_OF = {".xlsx": _ZIP, ".ods": _ZIP, ".xls": _OLE}


@dataclass(frozen=True)
class Limits:
    """How large a table may be."""

    max_bytes: int
    max_rows: int
    max_columns: int

    def check(self, rows: int, columns: int) -> None:
        """Refuse a sheet that is larger."""
        if rows > self.max_rows or columns > self.max_columns:
            raise SpreadsheetRefused(
                _("The sheet is too large: %(rows)d rows and %(columns)d columns are allowed.")
                % {"rows": self.max_rows, "columns": self.max_columns}
            )


def kind_of(content: bytes, name: str, limits: Limits) -> str:
    """Tell what the file is by its name and its first bytes; refuse what is no table."""
    suffix = "." + name.lower().rpartition(".")[2] if "." in name else ""
    if not content:
        raise SpreadsheetRefused(_("The file is empty."))
    if len(content) > limits.max_bytes:
        limit = limits.max_bytes // MEGABYTE
        raise SpreadsheetRefused(_("The file is larger than %(limit)d MB.") % {"limit": limit})
    if content.startswith(_PICTURES) or _HEIC in content[:16]:
        raise SpreadsheetRefused(
            _("This is a picture, not a table. Send the table itself as .xlsx or .csv.")
        )
    if suffix not in SUFFIXES:
        raise SpreadsheetRefused(
            _("Files of this type are not accepted. Allowed: %(types)s.")
            % {"types": ", ".join(SUFFIXES)}
        )
    if content.startswith(_OLE) and _ENCRYPTED in content:
        raise locked()
    if not content.startswith(_MADE_OF.get(suffix, b"")):
        raise SpreadsheetRefused(
            _("What is in the file does not match %(suffix)s. Save it as “Excel Workbook (.xlsx)”.")
            % {"suffix": suffix}
        )
    return suffix


def inspect_archive(content: bytes, limits: Limits) -> None:
    """Check an .xlsx or .ods: how much it unpacks to, what it carries, its farthest cells."""
    try:
        with ZipFile(BytesIO(content)) as archive:
            _check_entries(archive)
            for entry in archive.infolist():
                if entry.filename.lower().endswith((".xml", ".rels")):
                    _walk(archive.read(entry), limits)
    except (BadZipFile, ZlibError, EOFError, NotImplementedError, OSError, ValueError) as broken:
        raise damaged() from broken
    except RuntimeError as encrypted:
        # zipfile's way to say that an entry has a password.
        raise locked() from encrypted


def damaged() -> SpreadsheetRefused:
    """The refusal of a file that no program could read."""
    return SpreadsheetRefused(_("The file is damaged. Save it again in Excel."))


def locked() -> SpreadsheetRefused:
    """The refusal of a file with a password."""
    return SpreadsheetRefused(_("The file has a password. Remove it and send the file again."))


def _check_entries(archive: ZipFile) -> None:
    entries = archive.infolist()
    unpacked = sum(entry.file_size for entry in entries)
    packed = sum(entry.compress_size for entry in entries)
    if len(entries) > MAX_ENTRIES:
        raise SpreadsheetRefused(_("The file is damaged or is no workbook."))
    swollen = unpacked > _RATIO_FLOOR_BYTES and unpacked > MAX_RATIO * max(1, packed)
    if unpacked > MAX_UNPACKED_BYTES or swollen:
        raise SpreadsheetRefused(
            _("The file is too large when unpacked (%(limit)d MB are allowed).")
            % {"limit": MAX_UNPACKED_BYTES // MEGABYTE}
        )
    if any(alien in entry.filename.lower() for entry in entries for alien in _ALIEN):
        raise SpreadsheetRefused(
            _("The file has links to other files or macros. Remove them and send it again.")
        )


def _walk(xml: bytes, limits: Limits) -> None:
    """Read a part of the workbook without keeping it."""
    parser = ParserCreate()
    parser.StartElementHandler = _Walk(limits).enter
    parser.StartDoctypeDeclHandler = _refuse_doctype
    try:
        parser.Parse(xml, True)
    except ExpatError as broken:
        raise damaged() from broken
    if found := _ERROR.search(xml):
        raise SpreadsheetRefused(
            _("Cell %(cell)s has the Excel error %(error)s. Correct it.")
            % {"cell": found["cell"].decode(), "error": found["error"].decode()}
        )
    if found := _UNSAVED_FORMULA.search(xml):
        raise SpreadsheetRefused(
            _("Cell %(cell)s has a formula without a value. Paste it as a value.")
            % {"cell": found["cell"].decode()}
        )


def _refuse_doctype(*_declaration: object) -> None:
    raise SpreadsheetRefused(_("The file is damaged or has content that is not allowed."))


class _Walk:
    """Follows the cells of one sheet and judges how far out something stands."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self.row = self.column = 0
        self.in_cell = False

    def enter(self, tag: str, attributes: dict[str, str]) -> None:
        """Meet the beginning of an element."""
        name = tag.rpartition(":")[2]
        if name == "c":
            self._enter_cell(attributes.get("r", ""))
        elif name == "row":
            self.row = _number(attributes.get("r", ""), self.row)
            self.column, self.in_cell = 0, False
        elif self.in_cell and name in _CONTENT:
            self.in_cell = False
            self.limits.check(self.row, self.column)

    def _enter_cell(self, reference: str) -> None:
        self.in_cell = True
        if found := _REFERENCE.fullmatch(reference):
            self.column, self.row = _column(found[1]), int(found[2])
        else:
            self.column += 1


def _number(text: str, before: int) -> int:
    return int(text) if text.isdecimal() and len(text) <= len("1048576") else before + 1


def _column(letters: str) -> int:
    place = 0
    for letter in letters:
        place = place * 26 + ord(letter) - ord("A") + 1
    return place
