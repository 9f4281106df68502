"""Absences as their page lists them."""

from dataclasses import dataclass
from datetime import date, timedelta

from accounts.models import Membership
from kernel.russian import period_words
from roadmap.models import Leave
from roadmap.rules import may_set_leave_of

# How long an absence that is over stays on the page.
SHOWN_AFTER = timedelta(days=60)


@dataclass(frozen=True)
class Absence:
    """One absence as a row."""

    leave: Leave
    today: date
    can_end: bool

    @property
    def days(self) -> str:
        """Its days in words."""
        return period_words(self.leave.since_on, self.leave.until_on)

    @property
    def is_now(self) -> bool:
        """Tell whether it lasts today."""
        return self.leave.since_on <= self.today <= self.leave.until_on

    @property
    def is_over(self) -> bool:
        """Tell whether the person is back."""
        return self.leave.until_on < self.today


def leaves_of(membership: Membership, *, today: date) -> list[Absence]:
    """The absences that last, are to come, or ended lately: one query."""
    found = (
        Leave.objects.visible_to(membership)
        .filter(until_on__gte=today - SHOWN_AFTER)
        .select_related("person__user", "deputy__user")
        .order_by("-until_on", "-pk")
    )
    return [Absence(leave, today, _can_end(membership, leave, today)) for leave in found]


def _can_end(membership: Membership, leave: Leave, today: date) -> bool:
    return leave.until_on >= today and may_set_leave_of(membership, leave.person)
