"""In which language a page speaks: the person's own choice, Russian for everybody else.

The browser is not asked: a school's computer with an English browser gets Russian pages.
"""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation

GetResponse = Callable[[HttpRequest], HttpResponse]

KNOWN = frozenset(code for code, _name in settings.LANGUAGES)


def speak_chosen_language(get_response: GetResponse) -> GetResponse:
    """Activate the language that the signed-in person chose in their profile."""

    def middleware(request: HttpRequest) -> HttpResponse:
        chosen = getattr(request.user, "language", "") if request.user.is_authenticated else ""
        language = chosen if chosen in KNOWN else settings.LANGUAGE_CODE
        with translation.override(language):
            response = get_response(request)
        response.headers.setdefault("Content-Language", language)
        return response

    return middleware
