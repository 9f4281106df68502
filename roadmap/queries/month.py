"""A month of a roadmap: which activities begin, go on and end on which days."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.dates import MONTHS, WEEKDAYS_ABBR
from django.utils.translation import gettext_lazy, pgettext_lazy

from accounts.models import Membership
from kernel.calendar import is_working_day
from kernel.calendar_days import calendar_changes
from kernel.pieces import Tab
from roadmap.models import Roadmap
from roadmap.queries.bars import Bar, bars_of

ONE_DAY = timedelta(days=1)
WEEK = 7
MINE = "mine"
WEEKDAYS = tuple(WEEKDAYS_ABBR.values())


@dataclass(frozen=True)
class Day:
    """A day of a month: what ends on it and what begins."""

    on: date
    is_inside: bool
    is_today: bool
    is_off: bool
    ends: list[Bar]
    begins: list[Bar]

    @property
    def is_empty(self) -> bool:
        """Tell whether nothing happens."""
        return not self.ends and not self.begins


@dataclass(frozen=True)
class MonthPage:
    """One month as a grid of weeks."""

    first: date
    weeks: list[list[Day]]
    going_on: list[Bar]
    before: str
    after: str
    tabs: list[Tab]

    @property
    def title(self) -> str:
        """«Октябрь 2026»."""
        return f"{MONTHS[self.first.month]} {self.first.year}"

    @property
    def is_empty(self) -> bool:
        """Tell whether nothing at all happens in it."""
        days = (day for week in self.weeks for day in week if day.is_inside)
        return not self.going_on and all(day.is_empty for day in days)


def month_page(
    roadmap: Roadmap, membership: Membership, *, month: date, today: date, shown: str
) -> MonthPage:
    """Collect one month."""
    bars = bars_of(roadmap, membership, today=today, only_mine=shown == MINE)
    last = _next_month(month) - ONE_DAY
    ends: dict[date, list[Bar]] = defaultdict(list)
    begins: dict[date, list[Bar]] = defaultdict(list)
    for bar in bars:
        ends[bar.span.end].append(bar)
        if bar.span.start != bar.span.end:
            begins[bar.span.start].append(bar)
    changes = calendar_changes()
    start = month - month.weekday() * ONE_DAY
    days = [start + number * ONE_DAY for number in range((last - start).days + 1)]
    days += [days[-1] + (number + 1) * ONE_DAY for number in range(-len(days) % WEEK)]
    drawn = [
        Day(
            day,
            is_inside=month <= day <= last,
            is_today=day == today,
            is_off=not is_working_day(day, changes),
            ends=ends[day],
            begins=begins[day],
        )
        for day in days
    ]
    return MonthPage(
        first=month,
        weeks=[drawn[place : place + WEEK] for place in range(0, len(drawn), WEEK)],
        going_on=[bar for bar in bars if bar.span.start < month and bar.span.end > last],
        before=f"{month - ONE_DAY:%Y-%m}",
        after=f"{last + ONE_DAY:%Y-%m}",
        tabs=_tabs(month, shown),
    )


def asked_month(said: str, roadmap: Roadmap, *, today: date) -> date:
    """The month that was asked for; else the present one, brought within the school year."""
    year = roadmap.programme.school_year
    try:
        asked = date.fromisoformat(f"{said}-01")
    except ValueError:
        asked = today.replace(day=1)
    first, last = year.starts_on, year.ends_on.replace(day=1)
    return min(max(asked, first), last)


def _tabs(month: date, shown: str) -> list[Tab]:
    here = f"?month={month:%Y-%m}"
    return [
        Tab(gettext_lazy("The whole plan"), here, is_current=shown != MINE),
        Tab(
            pgettext_lazy("activities", "Mine"),
            f"{here}&show={MINE}",
            is_current=shown == MINE,
        ),
    ]


def _next_month(month: date) -> date:
    return (month.replace(day=28) + 4 * ONE_DAY).replace(day=1)
