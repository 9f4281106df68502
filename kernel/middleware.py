"""Keep HTTP honest: GET does not write, views of people are journalled, refusals are answered."""

from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from django.db import connection
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest
from django.shortcuts import render
from django.utils.cache import add_never_cache_headers

from kernel import journal
from kernel.refusals import Refusal

GetResponse = Callable[[HttpRequest], HttpResponse]

SAFE = {"GET", "HEAD", "OPTIONS"}
READS = ("SELECT", "SAVEPOINT", "RELEASE SAVEPOINT", "ROLLBACK TO SAVEPOINT", "EXPLAIN")


class WriteOnSafeMethodError(Exception):
    """A page that only shows something tried to change the database."""


def refuse_null_bytes(get_response: GetResponse) -> GetResponse:
    """Answer 400 to an address that carries a NUL character, before anything reads it."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if "\x00" in request.path or "%00" in request.META.get("QUERY_STRING", ""):
            return HttpResponseBadRequest(
                "В запросе недопустимый символ. Проверьте адрес и повторите.",
                content_type="text/plain; charset=utf-8",
            )
        return get_response(request)

    return middleware


def safe_methods_do_not_write(get_response: GetResponse) -> GetResponse:
    """Refuse SQL that writes while a GET is answered, its template included."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if request.method not in SAFE:
            return get_response(request)
        with connection.execute_wrapper(_refuse_writes):
            return get_response(request)

    return middleware


def journal_views_of_people(get_response: GetResponse) -> GetResponse:
    """Write who saw whose personal data, and who asked for what is not theirs.

    Once the page is made and before it leaves.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        actor = getattr(request, "membership", None)
        seen: set[int] = request.__dict__.get("people_seen", set())
        was_seen = bool(seen) or request.__dict__.get("was_looked_at", False)
        if was_seen and response.status_code < HTTPStatus.MULTIPLE_CHOICES:
            journal.write_views(request, actor, seen)
        if request.__dict__.get("access_refused") and actor is not None:
            journal.write_refusal(request, actor, response.status_code)
        return response

    return middleware


def pages_of_people_are_not_stored(get_response: GetResponse) -> GetResponse:
    """Keep signed-in pages out of the browser's store: «Back» after sign-out shows nothing."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if request.user.is_authenticated and "Cache-Control" not in response.headers:
            add_never_cache_headers(response)
            response.headers["Cache-Control"] = "no-store, private"
        return response

    return middleware


class RefusalsAreAnswered:
    """Turn a foreseen refusal that no form has caught into a page of status 409."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass through."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, refusal: Exception) -> HttpResponse | None:
        """Answer a Refusal; leave every other exception to Django."""
        if not isinstance(refusal, Refusal):
            return None
        return render(request, "409.html", {"message": refusal.message}, status=409)


def _refuse_writes(
    execute: Callable[..., Any],
    sql: str,
    params: Any,
    many: bool,  # noqa: FBT001 -- Django calls it so
    context: dict[str, Any],
) -> Any:
    if not sql.lstrip().upper().startswith(READS):
        raise WriteOnSafeMethodError(sql)
    return execute(sql, params, many, context)
