"""The door: what a file is by its contents, and which reader takes it."""

from django.utils.translation import gettext as _

from roadmap.reading.archive import Archive, damaged
from roadmap.reading.markup import decoded, read_markup
from roadmap.reading.old_word import converted
from roadmap.reading.opendocument import read_opendocument
from roadmap.reading.pages import read_pages
from roadmap.reading.plain_text import read_text
from roadmap.reading.refused import RoadmapRefused
from roadmap.reading.sheets import read_sheets
from roadmap.reading.source import Block, Table
from roadmap.reading.word import read_word

MAX_BYTES = 20 * 1024 * 1024
_MEGABYTE = 1024 * 1024
_PICTURES = (b"\xff\xd8\xff", b"\x89PNG", b"GIF8", b"II*\x00", b"MM\x00*", b"BM", b"RIFF")
_OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OLD_WORD = "WordDocument".encode("utf-16-le")
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_MARKUP = (b"<!doctype html", b"<html", b"<table", b"<meta", b"<body", b"<?xml", b"<div", b"<p")
_FEWEST_LETTERS = 20
_CONTROL_SHARE = 0.02


def is_photograph() -> RoadmapRefused:
    """Return the refusal of a picture."""
    return RoadmapRefused(
        _(
            "There is no table in the file: it seems to be a photograph. "
            "Send the roadmap as .docx or .xlsx, or paste its text."
        )
    )


def blocks_of(content: bytes, name: str) -> list[Block]:
    """Read a file into paragraphs and tables."""
    if not content.strip():
        raise RoadmapRefused(_("The file is empty."))
    if len(content) > MAX_BYTES:
        raise RoadmapRefused(
            _("The file is larger than %(limit)d MB. Send the roadmap alone, without pictures.")
            % {"limit": MAX_BYTES // _MEGABYTE}
        )
    if content.startswith(_PICTURES) or b"ftyphei" in content[:16]:
        raise is_photograph()
    if content.startswith(b"%PDF"):
        return read_pages(content)
    if content.startswith(b"PK"):
        return _archived(content)
    if content.startswith(_OLD):
        return _old(content)
    if content.startswith(b"{\\rtf"):
        return _archived(converted(content, ".rtf"))
    return _written(content, name)


def _archived(content: bytes) -> list[Block]:
    archive = Archive(content)
    if "word/document.xml" in archive.names:
        return _document(read_word(archive), archive)
    if "xl/workbook.xml" in archive.names:
        return read_sheets(content, "roadmap.xlsx")
    if "content.xml" in archive.names:
        if "opendocument.spreadsheet" in archive.part("mimetype").decode("ascii", "replace"):
            return read_sheets(content, "roadmap.ods")
        return _document(read_opendocument(archive), archive)
    raise RoadmapRefused(
        _("This is an archive, not a document. Unpack it and send the roadmap itself.")
    )


def _document(blocks: list[Block], archive: Archive) -> list[Block]:
    """Refuse a document that is only a photograph."""
    letters = sum(
        sum(len(cell.text) for row in block.rows for cell in row)
        if isinstance(block, Table)
        else len(block.text)
        for block in blocks
    )
    if letters < _FEWEST_LETTERS and archive.has_pictures():
        raise is_photograph()
    return blocks


def _old(content: bytes) -> list[Block]:
    if _ENCRYPTED in content:
        raise RoadmapRefused(
            _("The file is protected with a password. Save it without one and send it again.")
        )
    if _OLD_WORD in content:
        return _archived(converted(content, ".doc"))
    return read_sheets(content, "roadmap.xls")


def _written(content: bytes, name: str) -> list[Block]:
    """Read a web page, a table of commas, or plain text."""
    head = content[:512].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if head.startswith(_MARKUP) or b"<table" in content[:200_000].lower():
        return read_markup(content)
    text = decoded(content)
    controls = sum(1 for char in text[:20_000] if ord(char) < 32 and char not in "\t\n\r\f\v\x07")  # noqa: PLR2004
    if b"\x00" in content[:4_096] and not content.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise _unknown()
    if controls > _CONTROL_SHARE * min(len(text), 20_000):
        raise _unknown()
    if name.lower().endswith(".csv"):
        return read_sheets(content, "roadmap.csv")
    return read_text(text)


def _unknown() -> RoadmapRefused:
    return RoadmapRefused(
        _("Files of this kind are not read. Send .docx, .xlsx, .odt, .pdf, .html or .txt.")
    )


__all__ = ["MAX_BYTES", "blocks_of", "damaged", "is_photograph"]
