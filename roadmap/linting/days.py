"""Comparing stretches of days without being stricter than what is written."""

from datetime import date, timedelta

from roadmap.deadlines import Window
from roadmap.deadlines.values import Span

_ONE_DAY = timedelta(days=1)
_AUGUST = 8


def of_span(span: Span) -> tuple[date, date]:
    """Return the days of a stretch whose year is known; one that says «до» is its last day."""
    first, last = span.first or span.last, span.last or span.first
    assert first is not None
    assert last is not None
    return first.on(first.year or 0), last.on(last.year or 0)


def length(window: Window) -> int:
    """How many days there are between the first and the last."""
    return (window.end - (window.start or window.end)).days


def is_coarse(window: Window) -> bool:
    """Tell whether only months are named: their last day is nobody's deadline."""
    ends_month = (window.end + _ONE_DAY).day == 1
    return window.start is not None and window.start.day == 1 and ends_month


def ends_after(one: Window, other: Window) -> bool:
    """Tell whether one surely ends after the other; within one month only days can tell."""
    if is_coarse(one) or is_coarse(other):
        return (one.end.year, one.end.month) > (other.end.year, other.end.month)
    return one.end > other.end


def year_of(day: date) -> int:
    """The school year whose plan a day stands in."""
    return day.year - (day.month < _AUGUST)


def in_year(day: date, year: int) -> bool:
    """Tell whether a day belongs to a school year whose plan may begin in August."""
    return date(year, _AUGUST, 1) <= day <= date(year + 1, _AUGUST, 31)
