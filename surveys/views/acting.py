"""Who acts."""

from django.http import HttpRequest, QueryDict

from accounts.models import Membership


def acting(request: HttpRequest) -> Membership:
    """The membership that acts in a request."""
    membership: Membership = request.membership  # type: ignore[attr-defined]
    return membership


def sent(request: HttpRequest) -> QueryDict | None:
    """What was sent, also where nothing was chosen; nothing where the page is only opened."""
    return request.POST if request.method == "POST" else None
