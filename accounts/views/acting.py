"""Who acts in a request that a guarded view answers."""

from django.http import HttpRequest

from accounts.models import Membership


def acting(request: HttpRequest) -> Membership:
    """The membership through which the person acts; a guard has made sure that there is one."""
    membership: Membership = request.membership  # type: ignore[attr-defined]
    return membership
