"""Which year a day without a year belongs to: from the phrase, else from the context."""

from dataclasses import dataclass

from roadmap.deadlines.values import Day, Shape, Span, is_whole, month_end
from roadmap.deadlines.year_words import is_years

_SCHOOL_STARTS = 8  # August belongs to the preparation of the year that begins


@dataclass(frozen=True, slots=True)
class Context:
    """The year of the plan: a school year, a calendar year, or neither."""

    school_year: int | None = None
    year: int | None = None

    @property
    def is_empty(self) -> bool:
        """Whether nothing is known."""
        return self.school_year is None and self.year is None

    def year_of(self, day: Day) -> int | None:
        """Return the year in which a day of the plan falls."""
        if self.school_year is not None:
            return self.school_year + (day.month < _SCHOOL_STARTS)
        return self.year

    def following(self) -> "Context":
        """Return the context of «следующего года»."""
        if self.school_year is not None:
            return Context(year=self.school_year + 1)
        return Context(year=self.year + 1) if self.year is not None else self


def _with_years(span: Span, first_year: int | None, last_year: int | None) -> Span:
    first = span.first._replace(year=first_year) if span.first else None
    last = span.last
    if last is not None:
        whole = span.shape is Shape.MONTH or is_whole(span)
        last = month_end(last_year, last.month) if whole else last._replace(year=last_year)
        if last_year is not None and last.day > month_end(last_year, last.month).day:
            last = month_end(last_year, last.month)
        if span.first == span.last:
            first = last
    return Span(span.shape, first, last)


def starting(span: Span, year: int) -> Span:
    """Put a span into a year; one that runs over New Year ends in the next."""
    over = span.first is not None and span.last is not None and span.last[1:] < span.first[1:]
    return _with_years(span, year, year + over)


def in_context(span: Span, context: Context) -> Span:
    """Put a span without a year where the plan expects it."""
    day = span.first or span.last
    if span.is_dated or day is None:
        return span
    year = context.year_of(day)
    return span if year is None else starting(span, year)


def _month_day(span: Span) -> tuple[int, int]:
    day = span.first or span.last
    return (day.month, day.day) if day else (0, 0)


def _year(span: Span) -> int | None:
    day = span.first or span.last
    return day.year if day else None


def spread(spans: list[Span]) -> list[Span]:
    """Give the years that are named in a list to its other members."""
    result = list(spans)
    for at in range(len(result) - 2, -1, -1):
        near, here = result[at + 1], result[at]
        year = _year(near)
        if year is not None and not here.is_dated:
            result[at] = starting(here, year - (_month_day(here) > _month_day(near)))
    for at in range(1, len(result)):
        near, here = result[at - 1], result[at]
        year = near.last.year if near.last else _year(near)
        if year is not None and not here.is_dated:
            result[at] = starting(here, year + (_month_day(here) < _month_day(near)))
    return result


def apart(spans: list[Span]) -> tuple[list[Span], Span | None]:
    """Part days from a year named on its own: «2023 г.: сентябрь, май»."""
    days = [span for span in spans if not is_years(span)]
    if not days or len(days) == len(spans) or all(span.is_dated for span in days):
        return spans, None
    return days, next(span for span in spans if is_years(span))


def resolve(spans: list[Span], named: Context, context: Context) -> list[Span]:
    """Date the spans: the years beside them, the year of the phrase, the year of the plan."""
    if all(span.is_dated for span in spans):
        return spans
    if not named.is_empty:
        return [in_context(span, named) for span in spans]
    if any(span.is_dated for span in spans):
        return spread(spans)
    return [in_context(span, context) for span in spans]
