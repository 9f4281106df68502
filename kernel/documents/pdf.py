"""A paper as PDF. The printer reads our own static files and the page itself, nothing else."""

import base64
import binascii
from pathlib import Path
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.exceptions import SuspiciousFileOperation
from weasyprint import HTML
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

from kernel.documents.html import as_html
from kernel.documents.paper import Paper

_PICTURE = "data:image/png;base64,"
# Nothing answers here: it only makes our own `/static/…` addresses whole.
_NOWHERE = "https://static.invalid"
_TYPES = {".css": "text/css", ".ttf": "font/ttf", ".png": "image/png", ".woff2": "font/woff2"}
_VARIANT = "pdf/ua-1"


class AddressRefused(FatalURLFetchingError):
    """A paper named an address that is none of ours. The paper is not printed."""


class OwnFiles(URLFetcher):
    """Fetches pictures written into the page and files of our own static folder."""

    def fetch(self, url: str, headers: object = None) -> URLFetcherResponse:
        """Answer for the address, or stop the whole print."""
        if url.startswith(_PICTURE):
            return URLFetcherResponse(url, _picture(url), {"Content-Type": "image/png"})
        path = _own_path(url)
        return URLFetcherResponse(url, path.read_bytes(), {"Content-Type": _TYPES[path.suffix]})


def as_pdf(paper: Paper) -> bytes:
    """Print the paper: tagged, in the language of the text, the same bytes for the same paper."""
    return html_as_pdf(as_html(paper))


def html_as_pdf(html: str) -> bytes:
    """Print HTML of our own making."""
    page = HTML(string=html, base_url=_NOWHERE + "/", url_fetcher=OwnFiles())
    pdf: bytes = page.write_pdf(
        pdf_variant=_VARIANT, presentational_hints=True, font_config=FontConfiguration()
    )
    return pdf


def _picture(url: str) -> bytes:
    try:
        return base64.b64decode(url.removeprefix(_PICTURE), validate=True)
    except binascii.Error as broken:
        raise AddressRefused("a picture that is no picture") from broken


def _own_path(url: str) -> Path:
    """Find the static file that an address of ours means."""
    address = urlsplit(url)
    base = urlsplit(str(settings.STATIC_URL)).path
    if f"{address.scheme}://{address.netloc}" != _NOWHERE or not address.path.startswith(base):
        raise AddressRefused(url)
    name = unquote(address.path.removeprefix(base))
    if Path(name).suffix not in _TYPES:
        raise AddressRefused(url)
    found = _found(name)
    if not found:
        raise AddressRefused(url)
    return Path(found)


def _found(name: str) -> str:
    """Look among the sources, then (names with a fingerprint) among the collected files."""
    try:
        source = finders.find(name)
        collected = staticfiles_storage.path(name)
    except (SuspiciousFileOperation, NotImplementedError) as refused:
        raise AddressRefused(name) from refused
    if source:
        return str(source)
    return collected if Path(collected).is_file() else ""
