"""School years, quarters, working days and time zones. Pure: the database stays outside.

Working days follow the Russian production calendar as the `holidays` package knows it (transfers
and working Saturdays included); `changes` lays the organization's editable table over it, see
`kernel.calendar_days.calendar_changes`.
"""

import functools
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from types import MappingProxyType
from typing import Self
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from holidays.countries.russia import Russia

SEPTEMBER = 9
QUARTERS = (1, 2, 3, 4)
REPORT_DAY = 10
ROMAN = ("I", "II", "III", "IV")
EARLIEST_YEAR, LATEST_YEAR = 2000, 2100
_ONE_DAY = timedelta(days=1)

# What the editable table says otherwise: day → whether people work on it.
Changes = Mapping[date, bool]
NO_CHANGES: Changes = MappingProxyType({})

_SCHOOL_YEAR = re.compile(r"(\d{4})\s*[/\u2010-\u2014-]\s*(\d{4})", re.ASCII)


@dataclass(frozen=True, order=True)
class SchoolYear:
    """From 1 September of `start` to 31 August."""

    start: int

    @classmethod
    def of(cls, day: date) -> Self:
        """The school year that a day belongs to."""
        return cls(day.year if day.month >= SEPTEMBER else day.year - 1)

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read «2025/2026». Years that do not follow each other raise a sentence."""
        found = _SCHOOL_YEAR.fullmatch(text.strip())
        if found is None or int(found[2]) != int(found[1]) + 1:
            raise ValueError(_("Enter the school year as 2025/2026."))
        if not EARLIEST_YEAR <= int(found[1]) <= LATEST_YEAR:
            raise ValueError(_("Enter the school year as 2025/2026."))
        return cls(int(found[1]))

    @property
    def starts_on(self) -> date:
        """1 September."""
        return date(self.start, SEPTEMBER, 1)

    @property
    def ends_on(self) -> date:
        """31 August."""
        return date(self.start + 1, SEPTEMBER, 1) - _ONE_DAY

    @property
    def label(self) -> str:
        """2026/2027."""
        return f"{self.start}/{self.start + 1}"

    @property
    def next(self) -> "SchoolYear":
        """The year after this one."""
        return SchoolYear(self.start + 1)

    @property
    def previous(self) -> "SchoolYear":
        """The year before this one."""
        return SchoolYear(self.start - 1)

    def quarters(self) -> tuple["Quarter", ...]:
        """The five calendar quarters that touch the school year, from III to III."""
        first = Quarter.of(self.starts_on)
        return tuple(first.later(count) for count in range(5))

    def __contains__(self, day: date) -> bool:
        return self.starts_on <= day <= self.ends_on

    def __str__(self) -> str:
        return self.label


@dataclass(frozen=True, order=True)
class Quarter:
    """A quarter of the calendar year, 1 to 4."""

    year: int
    number: int

    def __post_init__(self) -> None:
        if self.number not in QUARTERS:
            raise ValueError(_("A year has quarters I to IV."))

    @classmethod
    def of(cls, day: date) -> Self:
        """The quarter that a day belongs to."""
        return cls(day.year, (day.month - 1) // 3 + 1)

    def later(self, count: int) -> "Quarter":
        """The quarter so many quarters after (or before) this one."""
        years, place = divmod(self.number - 1 + count, len(QUARTERS))
        return Quarter(self.year + years, place + 1)

    @property
    def starts_on(self) -> date:
        """The first day."""
        return date(self.year, self.number * 3 - 2, 1)

    @property
    def ends_on(self) -> date:
        """The last day."""
        return self.later(1).starts_on - _ONE_DAY

    @property
    def report_due_on(self) -> date:
        """The 10th of the next month."""
        return self.later(1).starts_on.replace(day=REPORT_DAY)

    @property
    def roman(self) -> str:
        """IV."""
        return ROMAN[self.number - 1]

    @property
    def label(self) -> str:
        """IV квартал 2026 года."""
        return _("quarter %(number)s of %(year)d") % {"number": self.roman, "year": self.year}

    def __contains__(self, day: date) -> bool:
        return self.starts_on <= day <= self.ends_on

    def __str__(self) -> str:
        return self.label


def is_working_day(day: date, changes: Changes = NO_CHANGES) -> bool:
    """Tell whether offices work on a day: five days a week, transfers counted."""
    if day in changes:
        return changes[day]
    return bool(_production_calendar().is_working_day(day))


def next_working_day(day: date, changes: Changes = NO_CHANGES) -> date:
    """The day itself when it is a working day, else the first one after it."""
    while not is_working_day(day, changes):
        day += _ONE_DAY
    return day


def previous_working_day(day: date, changes: Changes = NO_CHANGES) -> date:
    """The day itself when it is a working day, else the last one before it."""
    while not is_working_day(day, changes):
        day -= _ONE_DAY
    return day


def add_working_days(day: date, count: int, changes: Changes = NO_CHANGES) -> date:
    """The day that is `count` working days after (or before) the given one."""
    step = _ONE_DAY if count >= 0 else -_ONE_DAY
    for _count in range(abs(count)):
        day += step
        while not is_working_day(day, changes):
            day += step
    return day


def today_in(zone_name: str, now: datetime) -> date:
    """The date on the wall calendar of a time zone."""
    return now.astimezone(ZoneInfo(zone_name)).date()


def local_moment(day: date, hour: int, zone_name: str) -> datetime:
    """The moment when the clock of a time zone shows that hour of that day, in UTC."""
    return datetime.combine(day, time(hour), tzinfo=ZoneInfo(zone_name)).astimezone(UTC)


def days_left(day: date, today: date) -> str:
    """«через 3 дня», «сегодня», «2 дня назад»: how far a day is."""
    count = (day - today).days
    if count == 0:
        return _("today")
    if count > 0:
        return ngettext("in %(count)d day", "in %(count)d days", count) % {"count": count}
    return ngettext("%(count)d day ago", "%(count)d days ago", -count) % {"count": -count}


@functools.cache
def _production_calendar() -> Russia:
    # Grows by itself when a day of another year is asked about.
    return Russia(language="ru")


TIME_ZONES = (
    ("Europe/Kaliningrad", gettext_lazy("Kaliningrad (Moscow −1)")),
    ("Europe/Moscow", gettext_lazy("Moscow (Moscow time)")),
    ("Europe/Samara", gettext_lazy("Samara, Izhevsk (Moscow +1)")),
    ("Asia/Yekaterinburg", gettext_lazy("Yekaterinburg, Ufa, Chelyabinsk (Moscow +2)")),
    ("Asia/Omsk", gettext_lazy("Omsk (Moscow +3)")),
    ("Asia/Krasnoyarsk", gettext_lazy("Krasnoyarsk, Novosibirsk, Tomsk (Moscow +4)")),
    ("Asia/Irkutsk", gettext_lazy("Irkutsk, Ulan-Ude (Moscow +5)")),
    ("Asia/Yakutsk", gettext_lazy("Yakutsk, Chita (Moscow +6)")),
    ("Asia/Vladivostok", gettext_lazy("Vladivostok, Khabarovsk (Moscow +7)")),
    ("Asia/Magadan", gettext_lazy("Magadan, Sakhalin (Moscow +8)")),
    ("Asia/Kamchatka", gettext_lazy("Petropavlovsk-Kamchatsky (Moscow +9)")),
    ("Asia/Anadyr", gettext_lazy("Anadyr (Moscow +9)")),
)
