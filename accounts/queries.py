"""What pages ask about people and roles."""

from django.http import HttpRequest
from django.utils import timezone

from accounts.models import Membership, User
from kernel.calendar import today_in

CHOSEN = "membership"


def memberships_of(user: User) -> list[Membership]:
    """List the roles of a person that are in force today, each in its own time zone."""
    now = timezone.now()
    roles = user.memberships.select_related("organization__parent").order_by("pk")
    return [role for role in roles if role.is_current(today_in(role.organization.time_zone, now))]


def acting_membership(request: HttpRequest) -> Membership | None:
    """Find the role the person acts through; None for a stranger or somebody without a role."""
    if not request.user.is_authenticated:
        return None
    user: User = request.user  # type: ignore[assignment]
    current = memberships_of(user)
    request.memberships = current  # type: ignore[attr-defined]
    chosen = request.session.get(CHOSEN)
    acting = next((role for role in current if role.pk == chosen), current[0] if current else None)
    if acting is not None:
        acting.user = user
    return acting
