"""When a deadline falls in one school year."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from roadmap.deadlines.values import (
    Day,
    DayRule,
    Kind,
    Rhythm,
    Shape,
    Span,
    Terms,
    Window,
    month_end,
)
from roadmap.deadlines.years import Context, in_context

_CALENDAR_KINDS = frozenset({Kind.DATE, Kind.RANGE, Kind.DEADLINE, Kind.MONTH})
_TEACHING_MONTHS = (9, 10, 11, 12, 1, 2, 3, 4, 5)
_TERMS = ((9, 10), (11, 12), (1, 3), (4, 5))
_HALVES = ((9, 12), (1, 5))
_QUARTERS = ((7, 9), (10, 12), (1, 3), (4, 6))


def _whole_year(school_year: int) -> Window:
    """From August, when the year is prepared, to the next August."""
    return Window(date(school_year, 8, 1), date(school_year + 1, 8, 31))


def _teaching(school_year: int) -> Window:
    return Window(date(school_year, 9, 1), date(school_year + 1, 5, 31))


def _exact(day: Day) -> date:
    return day.on(day.year or 1)


def _window(span: Span, school_year: int) -> Window:
    """Put a span into the school year; an open one lasts to its end."""
    dated = in_context(span, Context(school_year=school_year))
    start = _exact(dated.first) if dated.first else None
    end = _exact(dated.last) if dated.last else _whole_year(school_year).end
    return Window(start, end)


def _overlap(window: Window, limits: Window) -> Window | None:
    """Return what lies within the limits; a day to finish by is in or out."""
    first = limits.start or date.min
    if window.end < first or (window.start or window.end) > limits.end:
        return None
    start = max(window.start, first) if window.start else None
    return Window(start, min(window.end, limits.end))


def _limits(terms: Terms, school_year: int) -> Window | None:
    """Return the days within which something comes back."""
    year = _whole_year(school_year)
    if terms.within is None:
        return year
    window = _window(terms.within, school_year)
    return _overlap(Window(window.start or year.start, window.end), year)


def _calendar(terms: Terms, school_year: int) -> list[Window]:
    limits = _limits(terms, school_year)
    if limits is None:
        return []
    found = (_overlap(_window(span, school_year), limits) for span in terms.spans)
    return [window for window in found if window is not None]


def _year_of(month: int, school_year: int) -> int:
    return school_year + (month < 8)  # noqa: PLR2004 - August prepares the year


def _months(first: int, last: int, school_year: int) -> Window:
    year = _year_of(last, school_year)
    return Window(date(year - (first > last), first, 1), _exact(month_end(year, last)))


def _next_month(day: date) -> tuple[int, int]:
    return (day.year + day.month // 12, day.month % 12 + 1)


def _by_rule(rule: DayRule, window: Window) -> Window:
    """Return the days that a rule names in the last month of the window, or the month after."""
    year, month = (window.end.year, window.end.month)
    if rule.following:
        year, month = _next_month(window.end)
    last_day = month_end(year, month).day
    if rule.weekday:
        return _nth_weekday(rule, year, month)
    numbers = [
        None if n is None else n if n > 0 else last_day + 1 + n for n in (rule.first, rule.last)
    ]
    first, last = (None if n is None else date(year, month, min(n, last_day)) for n in numbers)
    return Window(first, last or window.end)


def _nth_weekday(rule: DayRule, year: int, month: int) -> Window:
    last_day = month_end(year, month).day
    days = [
        date(year, month, number)
        for number in range(1, last_day + 1)
        if date(year, month, number).isoweekday() == rule.weekday
    ]
    at = rule.last if rule.last < 0 else min(rule.last, len(days)) - 1
    return Window(days[at], days[at])


def _weeks(limits: Window, weekdays: tuple[int, ...]) -> Iterator[Window]:
    monday = (limits.start or limits.end) - timedelta(days=(limits.start or limits.end).weekday())
    while monday <= limits.end:
        if weekdays:
            for weekday in weekdays:
                day = monday + timedelta(days=weekday - 1)
                yield Window(day, day)
        else:
            yield Window(monday, monday + timedelta(days=6))
        monday += timedelta(days=7)


def _periods(terms: Terms, school_year: int, limits: Window) -> list[Window]:
    """Return the periods of a rhythm: months, quarters, halves, weeks of the year."""
    unit = terms.rate.unit if terms.rate else ""
    if terms.rhythm is Rhythm.WEEKLY:
        return list(_weeks(limits, terms.weekdays))
    if terms.rhythm is Rhythm.MONTHLY or (unit == "month" and terms.rate and terms.rate.every == 1):
        if terms.within is None:
            return [_months(month, month, school_year) for month in _TEACHING_MONTHS]
        return [_months(month, month, school_year) for month in (8, *_TEACHING_MONTHS, 6, 7)]
    if terms.rhythm is Rhythm.QUARTERLY:
        if unit == "term":
            return [_months(first, last, school_year) for first, last in _TERMS]
        summer = Window(date(school_year, 7, 1), date(school_year, 9, 30))
        return [summer, *(_months(first, last, school_year) for first, last in _QUARTERS[1:])]
    if terms.rhythm is Rhythm.HALF_YEARLY:
        return [_months(first, last, school_year) for first, last in _HALVES]
    return [limits]


def _recurring(terms: Terms, school_year: int) -> list[Window]:
    limits = _limits(terms, school_year)
    if limits is None:
        return []
    if terms.spans:
        undated = replace(terms, spans=tuple(_undated(span) for span in terms.spans))
        is_yearly = terms.rhythm is Rhythm.YEARLY
        return _calendar(undated if is_yearly else terms, school_year)
    inner = limits if terms.within else _overlap(_teaching(school_year), limits) or limits
    periods = _periods(terms, school_year, inner)
    if terms.rules:
        periods = [_by_rule(rule, period) for period in periods for rule in terms.rules]
        found = (_overlap(window, limits) for window in periods)
    else:
        found = (_overlap(window, inner) for window in periods)
    return [window for window in found if window is not None]


def _undated(span: Span) -> Span:
    first = span.first._replace(year=None) if span.first else None
    last = span.last._replace(year=None) if span.last else None
    return Span(span.shape, first, last)


def _own(terms: Terms, school_year: int) -> list[Window]:
    if terms.kind in _CALENDAR_KINDS:
        return _calendar(terms, school_year)
    if terms.kind is Kind.RECURRING:
        return _recurring(terms, school_year)
    if terms.kind is Kind.ONGOING:
        limits = _limits(terms, school_year)
        window = _overlap(_teaching(school_year), limits) if limits else None
        return [window] if window else []
    return []


def last_day(terms: Terms) -> date | None:
    """Return the day after which the first part is over; None while it may go on."""
    if terms.kind not in _CALENDAR_KINDS or not all(
        span.last and span.is_dated for span in terms.spans
    ):
        return None
    return max(_exact(span.last) for span in terms.spans if span.last)


def _afterwards(terms: Terms) -> Terms | None:
    """Return the part after «далее»; a bare «ежегодно» repeats the days of the first part."""
    later = terms.then
    if later is None or later.kind is not Kind.RECURRING or later.spans or later.rules:
        return later
    if later.rhythm is not Rhythm.YEARLY or any(span.shape is Shape.FROM for span in terms.spans):
        return later
    return replace(later, spans=tuple(_undated(span) for span in terms.spans))


def occurrences(terms: Terms, school_year: int) -> list[Window]:
    """Return the days of one school year in which the deadline falls, in order."""
    over = last_day(terms)
    later = _afterwards(terms)
    if later is not None and over is not None and over < date(school_year, 8, 1):
        return occurrences(later, school_year)
    return sorted(
        _own(terms, school_year), key=lambda window: (window.end, window.start or date.min)
    )
