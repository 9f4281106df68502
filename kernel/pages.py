"""Answer a page request, whole or in part."""

from functools import cache
from typing import IO, Any

from django.http import FileResponse, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.utils.http import content_disposition_header

_SOME_NUMBER = 907050301


def page(
    request: HttpRequest,
    template: str,
    context: dict[str, Any] | None = None,
    *,
    partial: str = "",
    status: int = 200,
) -> HttpResponse:
    """Render `template`, or only its `partial` when htmx swaps a piece of the page."""
    htmx = request.htmx  # type: ignore[attr-defined]
    navigates = htmx.boosted or htmx.history_restore_request
    name = f"{template}#{partial}" if partial and htmx and not navigates else template
    response = TemplateResponse(request, name, context or {}, status=status)
    patch_vary_headers(response, ["HX-Request"])
    return response


@cache
def _address_of_any(url_name: str) -> str:
    return reverse(url_name, args=[_SOME_NUMBER])


def address(url_name: str, pk: int) -> str:
    """The address of a record by its number: `reverse`, looked up once for all rows of a list."""
    return _address_of_any(url_name).replace(str(_SOME_NUMBER), str(pk))


def download(content: bytes, *, filename: str, content_type: str) -> HttpResponse:
    """Answer with a file to keep: always an attachment, never guessed at by the browser."""
    response = HttpResponse(content, content_type=content_type)
    _keep(response, filename)
    return response


def download_file(file: IO[bytes], *, filename: str, content_type: str) -> FileResponse:
    """Answer with an open file of any size: it is sent piece by piece, then closed."""
    response = FileResponse(file, content_type=content_type)
    _keep(response, filename)
    return response


def show_pdf(content: bytes, *, filename: str) -> HttpResponse:
    """Answer with a PDF that the page shows in place."""
    response = HttpResponse(content, content_type="application/pdf")
    disposition = content_disposition_header(as_attachment=False, filename=filename)
    response.headers["Content-Disposition"] = disposition or "inline"
    response.headers["Cache-Control"] = "no-store"
    return response


def _keep(response: HttpResponseBase, filename: str) -> None:
    disposition = content_disposition_header(as_attachment=True, filename=filename)
    response.headers["Content-Disposition"] = disposition or "attachment"
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Cache-Control"] = "no-store"
