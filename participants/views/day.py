"""What day it is where the person works: pages take it from here and pass it on."""

from datetime import date, datetime

from django.http import HttpRequest
from django.utils import timezone

from kernel.calendar import today_in


def now() -> datetime:
    """The moment of the request."""
    return timezone.now()


def today_of(request: HttpRequest) -> date:
    """Today in the organization the person acts in."""
    membership = request.membership  # type: ignore[attr-defined]
    return today_in(membership.organization.time_zone, now())
