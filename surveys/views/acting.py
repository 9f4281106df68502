"""Who acts."""

from django.http import HttpRequest

from accounts.models import Membership


def acting(request: HttpRequest) -> Membership:
    """The membership that acts in a request."""
    membership: Membership = request.membership  # type: ignore[attr-defined]
    return membership
