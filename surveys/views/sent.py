"""What a page was sent."""

from django.http import HttpRequest, QueryDict


def sent(request: HttpRequest) -> QueryDict | None:
    """What was sent, also where nothing was chosen; nothing where the page is only opened."""
    return request.POST if request.method == "POST" else None
