"""Scans and photos of papers: taken apart into sheets, each a plain picture without hidden parts.

A PDF may carry scripts and files, a photo the place where it was taken; the sheets carry neither.
"""

from collections.abc import Iterator
from io import BytesIO

import pypdfium2
import zxingcpp
from django.utils.translation import gettext as _
from PIL import Image, ImageOps, UnidentifiedImageError

from kernel.refusals import Refusal

MAX_SHEETS = 120
MAX_PIXELS = 40_000_000
LONGEST_SIDE = 2000
_QUALITY = 80
_PDF = b"%PDF-"
_QR_CODES = zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)
_PICTURES = frozenset({"JPEG", "PNG"})


class ScanRefused(Refusal):
    """The file is no scan that can be read."""


def sheets_of(content: bytes) -> Iterator[bytes]:
    """Give each sheet of a PDF, JPEG or PNG as a JPEG, upright and no larger than it needs be."""
    if content.startswith(_PDF):
        yield from _pages(content)
    else:
        yield _as_jpeg(_picture(content))


def codes_on(sheet: bytes) -> list[str]:
    """Read the QR codes on a sheet."""
    with Image.open(BytesIO(sheet)) as picture:
        found = zxingcpp.read_barcodes(picture.convert("L"), formats=_QR_CODES)
    return [code.text for code in found]


def _pages(content: bytes) -> Iterator[bytes]:
    try:
        opened = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError:
        raise ScanRefused(
            _("The PDF cannot be read: it is damaged or has a password. Scan it again, please.")
        ) from None
    try:
        if not 0 < len(opened) <= MAX_SHEETS:
            raise ScanRefused(
                _("A file may have from 1 to %(most)d sheets. Send it in parts.")
                % {"most": MAX_SHEETS}
            )
        for page in opened:
            scale = LONGEST_SIDE / max(page.get_size())
            yield _as_jpeg(page.render(scale=min(scale, 4)).to_pil())
    except pypdfium2.PdfiumError:
        raise ScanRefused(_("A sheet of the PDF cannot be read. Scan it again, please.")) from None
    finally:
        opened.close()


def _picture(content: bytes) -> Image.Image:
    try:
        picture = Image.open(BytesIO(content), formats=sorted(_PICTURES))
        if picture.width * picture.height > MAX_PIXELS:
            raise ScanRefused(
                _("The picture is too large: %(most)d million points are allowed.")
                % {"most": MAX_PIXELS // 1_000_000}
            )
        picture.load()
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        raise ScanRefused(
            _("The picture cannot be read. JPEG, PNG and PDF are accepted.")
        ) from None
    return ImageOps.exif_transpose(picture)


def _as_jpeg(picture: Image.Image) -> bytes:
    """Write a new picture: what was hidden in the old one is left behind."""
    flat = picture.convert("RGB")
    flat.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    clean = Image.frombytes("RGB", flat.size, flat.tobytes())
    stream = BytesIO()
    clean.save(stream, "JPEG", quality=_QUALITY)
    return stream.getvalue()
