"""The people that the sign-in page of the demo offers as buttons, one for each role."""

from dataclasses import dataclass

from django.conf import settings

from accounts.models import Membership

PASSWORD = "наставник-2026"  # noqa: S105 -- shown on purpose: the demo's sign-ins are public

LOGIN_NAMES = (
    "demo-curator",
    "demo-director",
    "demo-psychologist",
    "demo-class-teacher",
    "demo-mentor",
    "demo-mentee",
    "demo-parent",
    "demo-partner",
    "demo-municipality",
    "demo-region",
    "demo-admin",
)


@dataclass(frozen=True)
class DemoPerson:
    """One button: as whom one may look around."""

    role: str
    membership: int
    name: str
    organization: str


def demo_people() -> list[DemoPerson]:
    """List the people of the demo in the order of the buttons; nobody outside the demo."""
    if not settings.DEMO:
        return []
    found = {
        membership.user.username: membership
        for membership in Membership.objects.filter(
            user__username__in=LOGIN_NAMES, user__is_active=True, ended_at=None
        )
        .select_related("user", "organization")
        .order_by("-pk")
    }
    return [
        DemoPerson(
            found[name].get_role_display(),
            found[name].pk,
            found[name].user.name.short,
            str(found[name].organization),
        )
        for name in LOGIN_NAMES
        if name in found
    ]
