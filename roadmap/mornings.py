"""What a person is told on one morning about activities: occasions, and words for all of them."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from kernel.russian import date_words
from roadmap.facts import responsible_words
from roadmap.models import Activity, Programme

ONE_DAY = timedelta(days=1)
DEFAULT_DAYS = (14, 3, 1)
WEEK = timedelta(days=7)
TITLE_LENGTH = 200
MOST_LINES = 20


class Occasion(StrEnum):
    """Why an activity is spoken of on a morning, the most pressing first."""

    LATE = "late"
    TODAY = "today"
    NEAR = "near"
    WEEK = "week"
    STILL = "still"
    ESCALATED = "escalated"


HEADS: dict[Occasion, Promise] = {
    Occasion.LATE: gettext_lazy("Overdue:"),
    Occasion.TODAY: gettext_lazy("Today is the last day:"),
    Occasion.NEAR: gettext_lazy("Deadline is near:"),
    Occasion.WEEK: gettext_lazy("Due this week:"),
    Occasion.STILL: gettext_lazy("Still overdue:"),
    Occasion.ESCALATED: gettext_lazy("Overdue for long, please look into it:"),
}
# A digest is for everybody concerned; being late is asked of those in charge alone.
ASKED_OF_HELPERS = frozenset({Occasion.TODAY, Occasion.NEAR, Occasion.WEEK})
OF_THE_DIGEST = frozenset({Occasion.WEEK, Occasion.STILL})


@dataclass(frozen=True)
class Stretch:
    """The mornings since the last one on which people were told, up to today.

    Usually it is one morning; after days of silence it is several, and all are told at once.
    """

    programme: Programme
    before: date
    today: date

    @classmethod
    def of(cls, programme: Programme, today: date) -> "Stretch":
        """Begin after the last morning that was told; a first one has no past."""
        return cls(programme, programme.reminded_on or today - ONE_DAY, today)

    def contains(self, day: date) -> bool:
        """Tell whether a day is one of these mornings."""
        return self.before < day <= self.today

    @property
    def days_ahead(self) -> tuple[int, ...]:
        """How many days before a deadline people are reminded."""
        return tuple(self.programme.remind_days) or DEFAULT_DAYS

    @property
    def looks_until(self) -> date:
        """The latest deadline that may be spoken of."""
        return self.today + max(*self.days_ahead, WEEK.days) * ONE_DAY

    @property
    def digest_on(self) -> date | None:
        """The morning of the weekly digest, if it is one of these."""
        weekday = self.programme.digest_weekday
        if weekday is None:
            return None
        latest = self.today - (self.today.weekday() - weekday) % 7 * ONE_DAY
        return latest if self.contains(latest) else None

    def occasions(self, due_on: date) -> dict[Occasion, str]:
        """Why a deadline is spoken of now; the marks keep it from being told twice."""
        found: dict[Occasion, str] = {}
        if due_on < self.today and due_on >= self.before:
            found[Occasion.LATE] = "late"
        if due_on == self.today:
            found[Occasion.TODAY] = "0"
        if due_on > self.today:
            days = [days for days in self.days_ahead if self.contains(due_on - days * ONE_DAY)]
            found |= {Occasion.NEAR: str(min(days))} if days else {}
        if self.digest_on is not None and due_on < self.today + WEEK:
            occasion = Occasion.STILL if due_on < self.today else Occasion.WEEK
            found[occasion] = f"week:{self.digest_on.isoformat()}"
        patience = self.programme.escalate_days
        if patience is not None and self.contains(due_on + patience * ONE_DAY):
            found[Occasion.ESCALATED] = "escalated"
        return found


PRESSING = {occasion: place for place, occasion in enumerate(Occasion)}


def occasion_of(mark: str, due_on: date, told_on: date) -> Occasion:
    """Read a mark back."""
    if mark.startswith("week:"):
        return Occasion.STILL if due_on < told_on else Occasion.WEEK
    known = {"late": Occasion.LATE, "0": Occasion.TODAY, "escalated": Occasion.ESCALATED}
    return known.get(mark, Occasion.NEAR)


@dataclass
class Morning:
    """What one person is told on one morning: one message, each activity once."""

    reasons: dict[Activity, Occasion] = field(default_factory=dict)

    def tell(self, occasion: Occasion, activity: Activity) -> None:
        """Add an activity; what is spoken of for two reasons keeps the more pressing one."""
        known = self.reasons.get(activity, occasion)
        self.reasons[activity] = min(occasion, known, key=PRESSING.__getitem__)

    @property
    def told(self) -> dict[Occasion, list[Activity]]:
        """The activities by their reasons, each in the order of their days."""
        found: dict[Occasion, list[Activity]] = {}
        for activity in sorted(self.reasons, key=_place):
            found.setdefault(self.reasons[activity], []).append(activity)
        return found

    @property
    def activities(self) -> list[Activity]:
        """Everything that is spoken of, the most pressing first."""
        told = self.told
        return [activity for occasion in Occasion for activity in told.get(occasion, [])]

    @property
    def subject(self) -> str:
        """Say it in one line; a single activity is named."""
        if len(self.reasons) == 1:
            ((activity, occasion),) = self.reasons.items()
            return _single(occasion) % {"title": activity.title[:120]}
        late = sum(map(self._count, (Occasion.LATE, Occasion.STILL, Occasion.ESCALATED)))
        counted = (
            _late_words(late),
            _today_words(self._count(Occasion.TODAY)),
            _near_words(self._count(Occasion.NEAR)),
            _week_words(self._count(Occasion.WEEK)),
        )
        return "; ".join(filter(None, counted))

    @property
    def text(self) -> str:
        """List the activities with their days."""
        told = self.told
        return "\n\n".join(
            "\n".join([str(HEADS[occasion]), *_lines(occasion, told[occasion])])
            for occasion in Occasion
            if occasion in told
        )

    @property
    def url(self) -> str:
        """The page of the one activity, else everything that waits for the person."""
        if len(self.activities) == 1:
            return reverse("activity", args=[self.activities[0].pk])
        return reverse("today")

    def _count(self, occasion: Occasion) -> int:
        return sum(reason == occasion for reason in self.reasons.values())


def _place(activity: Activity) -> tuple[date, int, int]:
    """In the order of days, then as printed."""
    return activity.due_on or date.max, activity.stage.position, activity.position


def _single(occasion: Occasion) -> str:
    if occasion == Occasion.TODAY:
        return _("Today is the last day: %(title)s")
    if occasion in (Occasion.NEAR, Occasion.WEEK):
        return _("Deadline is near: %(title)s")
    return _("Overdue: %(title)s")


def _late_words(count: int) -> str:
    words = ngettext("%(count)d activity is overdue", "%(count)d activities are overdue", count)
    return words % {"count": count} if count else ""


def _today_words(count: int) -> str:
    words = ngettext("%(count)d deadline is today", "%(count)d deadlines are today", count)
    return words % {"count": count} if count else ""


def _near_words(count: int) -> str:
    words = ngettext("%(count)d deadline is near", "%(count)d deadlines are near", count)
    return words % {"count": count} if count else ""


def _week_words(count: int) -> str:
    words = ngettext("%(count)d deadline this week", "%(count)d deadlines this week", count)
    return words % {"count": count} if count else ""


def _lines(occasion: Occasion, activities: list[Activity]) -> Iterable[str]:
    for activity in activities[:MOST_LINES]:
        yield _line(occasion, activity)
    if len(activities) > MOST_LINES:
        yield _("… and %(count)d more") % {"count": len(activities) - MOST_LINES}


def _line(occasion: Occasion, activity: Activity) -> str:
    day = date_words(activity.due_on) if activity.due_on else ""
    said = f"— {activity.number} {activity.title[:TITLE_LENGTH]} ({day})".replace("  ", " ")
    who = responsible_words(activity) if occasion == Occasion.ESCALATED else ""
    return f"{said}, {who}" if who else said
