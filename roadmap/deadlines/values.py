"""What a deadline says: small frozen values, without any Russian."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import NamedTuple


class Kind(StrEnum):
    """What sort of deadline it is, as two careful people would agree."""

    DATE = "date"
    RANGE = "range"
    DEADLINE = "deadline"
    MONTH = "month"
    RECURRING = "recurring"
    ONGOING = "ongoing"
    ON_DEMAND = "on_demand"
    RELATIVE = "relative"
    UNPARSEABLE = "unparseable"


class Rhythm(StrEnum):
    """How often it comes back."""

    YEARLY = "yearly"
    HALF_YEARLY = "half_yearly"
    QUARTERLY = "quarterly"
    MONTHLY = "monthly"
    WEEKLY = "weekly"
    CUSTOM = "custom"


class Shape(StrEnum):
    """The form of one named stretch of the calendar."""

    DAY = "day"
    MONTH = "month"
    RANGE = "range"
    BY = "by"
    FROM = "from"


class Period(StrEnum):
    """The stretch that «в течение …» speaks about."""

    NONE = ""
    SCHOOL_YEAR = "school_year"
    YEAR = "year"
    WHOLE = "whole"
    ALWAYS = "always"


class Day(NamedTuple):
    """A day whose year may be unknown."""

    year: int | None
    month: int
    day: int

    def on(self, year: int) -> date:
        """Return the day in that year; 29 February falls on the 28th where it must."""
        return date(year, self.month, min(self.day, month_length(year, self.month)))

    @property
    def month_day(self) -> str:
        """The day as MM-DD."""
        return f"{self.month:02d}-{self.day:02d}"


class Span(NamedTuple):
    """One stretch of the calendar. A BY has no first day, a FROM has no last."""

    shape: Shape
    first: Day | None
    last: Day | None

    @property
    def is_dated(self) -> bool:
        """Whether the year is known."""
        day = self.last or self.first
        return day is not None and day.year is not None


class Rate(NamedTuple):
    """«times» times in each «every» units: 2 раза в месяц, раз в 3 года."""

    times: int
    every: int
    unit: str


class DayRule(NamedTuple):
    """A day or days of each month, one of perhaps several: numbers from 1, or from -1 backwards.

    With `weekday` (1 is Monday) `last` is the number of that weekday in the month. With
    `following` the month is the one after the period that is reported on.
    """

    first: int | None
    last: int
    weekday: int = 0
    following: bool = False


class LeftOver(NamedTuple):
    """A piece of the phrase that was not understood, and its place in the text."""

    text: str
    start: int
    end: int


class Window(NamedTuple):
    """The days in which something is due. Without `start` only the last day was named."""

    start: date | None
    end: date


@dataclass(frozen=True, slots=True)
class Terms:
    """Everything that a phrase says about time. Two phrases that mean the same are equal."""

    kind: Kind
    spans: tuple[Span, ...] = ()
    rhythm: Rhythm | None = None
    rate: Rate | None = None
    rules: tuple[DayRule, ...] = ()
    weekdays: tuple[int, ...] = ()
    within: Span | None = None
    period: Period = Period.NONE
    demand: str = ""
    relation: str = ""
    then: "Terms | None" = None
    left_over: tuple[LeftOver, ...] = field(default=(), compare=False)


_FEBRUARY = 2
LENGTHS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def month_length(year: int | None, month: int) -> int:
    """Return the number of days of a month; February of an unknown year has 28."""
    if month != _FEBRUARY or year is None:
        return LENGTHS[month - 1]
    return 29 if year % 4 == 0 and (year % 100 != 0 or year % 400 == 0) else 28


def month_end(year: int | None, month: int) -> Day:
    """Return the last day of a month."""
    return Day(year, month, month_length(year, month))


def months(year: int | None, first: int, last: int, shape: Shape = Shape.RANGE) -> Span:
    """Return the span from the first day of one month to the last of another."""
    return Span(shape, Day(year, first, 1), month_end(year, last))


def is_whole(span: Span) -> bool:
    """Tell whether a span runs from the first day of a month to the last of a month."""
    first, last = span.first, span.last
    if first is None or last is None or first.day != 1:
        return False
    return last.day == month_length(last.year, last.month)
