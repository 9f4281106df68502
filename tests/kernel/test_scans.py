"""Scans are taken apart into plain pictures; hostile ones get a sentence."""

from base64 import b64decode
from io import BytesIO

import pypdfium2
import pytest
from PIL import Image

from kernel import scans
from kernel.documents import paper as p
from kernel.documents.html import qr_png
from kernel.documents.pdf import as_pdf
from kernel.scans import ScanRefused, codes_on, sheets_of


def picture(kind="JPEG", *, size=(300, 400), exif=None):
    stream = BytesIO()
    how = {"exif": exif} if exif else {}
    Image.new("RGB", size, "white").save(stream, kind, **how)
    return stream.getvalue()


def pdf_of(*codes):
    blocks = []
    for code in codes:
        blocks += [p.QR(code), p.Paragraph("Согласие"), p.PageBreak()]
    return as_pdf(p.Paper("Согласия", tuple(blocks[:-1])))


def photo_of(code, *, turned):
    """The code as a phone would take it: somewhere on the sheet, turned."""
    sheet = Image.new("RGB", (1200, 1600), "white")
    with Image.open(BytesIO(b64decode(qr_png(code).partition(",")[2]))) as qr:
        sheet.paste(qr.convert("RGB").resize((220, 220)), (900, 80))
    stream = BytesIO()
    sheet.rotate(turned, fillcolor="white", expand=True).save(stream, "JPEG", quality=60)
    return stream.getvalue()


def test_each_page_of_a_pdf_is_a_sheet_with_its_code():
    sheets = list(sheets_of(pdf_of("первый", "второй", "третий")))

    assert [codes_on(sheet) for sheet in sheets] == [["первый"], ["второй"], ["третий"]]


@pytest.mark.parametrize("turned", [0, 90, 180, 12])
def test_a_photo_may_be_turned(turned):
    (sheet,) = sheets_of(photo_of("NS1.7", turned=turned))

    assert codes_on(sheet) == ["NS1.7"]


def test_what_was_hidden_in_a_photo_is_left_behind():
    exif = Image.Exif()
    exif[0x010E] = "дом на улице Ленина"

    (sheet,) = sheets_of(picture(exif=exif))

    with Image.open(BytesIO(sheet)) as opened:
        assert dict(opened.getexif()) == {}
    assert "Ленина".encode() not in sheet


def test_a_large_picture_becomes_small():
    (sheet,) = sheets_of(picture("PNG", size=(5000, 1000)))

    with Image.open(BytesIO(sheet)) as opened:
        assert opened.size == (2000, 400)


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "изображение"),
        (b"GIF89a", "изображение"),
        (picture()[:200], "изображение"),
        (picture("GIF"), "изображение"),
        (picture("TIFF"), "изображение"),
        (picture("PNG", size=(8000, 6000)), "40 Мп"),
        (b"%PDF-1.7 broken", "PDF прочитать нельзя"),
    ],
    ids=["empty", "gif", "cut", "animated", "tiff", "huge", "broken pdf"],
)
def test_what_is_no_scan_is_refused(content, sentence):
    with pytest.raises(ScanRefused, match=sentence):
        list(sheets_of(content))


def test_a_book_is_no_scan(monkeypatch):
    monkeypatch.setattr(scans, "MAX_SHEETS", 2)
    book = pypdfium2.PdfDocument.new()
    for _number in range(3):
        book.new_page(100, 100)
    stream = BytesIO()
    book.save(stream)

    with pytest.raises(ScanRefused, match="от 1 до 2 листов"):
        list(sheets_of(stream.getvalue()))
