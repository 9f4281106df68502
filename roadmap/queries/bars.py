"""Stretches of days as a month and a year show them."""

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from accounts.models import Membership
from kernel.pieces import Tone
from roadmap.dates import days_words
from roadmap.facts import responsible_words
from roadmap.models import Activity, Roadmap
from roadmap.people import answered_by
from roadmap.queries.rows import SOON, with_people
from roadmap.spans import Span, all_spans
from roadmap.states import ActivityState

# A colour alone says nothing to those who do not see it, nor on grey paper.
SIGNS: dict[str, str] = {Tone.GOOD: "✓", Tone.BAD: "!"}


@dataclass(frozen=True)
class Bar:
    """A stretch of days as these pages show it: its words and how it feels."""

    span: Span
    today: date
    is_inside: bool = True

    @property
    def activity(self) -> Activity:
        """The activity."""
        return self.span.activity

    @property
    def tone(self) -> str:
        """How it feels: done, late, soon, or still far."""
        if self.span.is_done:
            return Tone.GOOD
        if self.span.is_overdue(self.today) and self.activity.roadmap.is_in_force:
            return Tone.BAD
        is_near = self.span.is_open and self.today <= self.span.end <= self.today + SOON
        return Tone.WARN if is_near and self.activity.roadmap.is_in_force else Tone.IDLE

    @property
    def word(self) -> str:
        """The same as a word."""
        if self.tone == Tone.BAD:
            return _("overdue")
        return (
            _("due soon") if self.tone == Tone.WARN else str(ActivityState(self.span.state).label)
        )

    @property
    def days(self) -> str:
        """Its days in words."""
        return days_words(self.span.start, self.span.end)

    @property
    def short(self) -> str:
        """Its days in figures with a sign of its state, for where there is little room."""
        until = f"{self.span.end:%d.%m}"
        days = until if self.span.start == self.span.end else f"{self.span.start:%d.%m}–{until}"
        sign = SIGNS.get(self.tone, "")
        return f"{sign} {days}".strip()

    @property
    def responsible(self) -> str:
        """Who is in charge."""
        return responsible_words(self.activity, names_all=self.is_inside)


def activities_in_order(roadmap: Roadmap, mine: QuerySet[Activity] | None = None) -> list[Activity]:
    """The activities of a plan as printed, with their people."""
    activities = Activity.objects.filter(stage__roadmap=roadmap).select_related("stage")
    if mine is not None:
        activities = activities.filter(pk__in=mine.values("pk"))
    found = list(with_people(activities.in_order()))
    for activity in found:
        activity.stage.roadmap = roadmap
    return found


def bars_of(roadmap: Roadmap, membership: Membership, *, today: date, only_mine: bool) -> list[Bar]:
    """The stretches of all activities, or of one's own, by their last days."""
    mine = Activity.objects.filter(answered_by(membership, today)) if only_mine else None
    is_inside = membership.organization_id == roadmap.organization_id
    spans = all_spans(activities_in_order(roadmap, mine))
    return [Bar(span, today, is_inside) for span in spans]
