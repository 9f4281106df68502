"""The year in a phrase: a number beside a day, several years, a school year."""

from roadmap.deadlines.reader import Reader
from roadmap.deadlines.values import Day, Shape, Span, is_whole, month_end

YEAR_TAIL = frozenset({"YEAR_WORD", "SCHOOL", "OWN_YEAR", "STUDY_YEAR", "CALENDAR", "THIS"})
_RECENT = range(10, 60)


def cut(year: int | None, month: int, day: int) -> Day:
    """Return the day, or the last one of a shorter month."""
    return Day(year, month, min(day, month_end(year, month).day))


def year_span(first: int, last: int) -> Span:
    """Return whole calendar years."""
    return Span(Shape.RANGE, Day(first, 1, 1), Day(last, 12, 31))


def is_years(span: Span) -> bool:
    """Tell whether a span is one or more whole calendar years."""
    return (
        span.shape is Shape.RANGE
        and span.first is not None
        and span.last is not None
        and span.first[1:] == (1, 1)
        and span.last[1:] == (12, 31)
    )


def dated(span: Span, year: int | None) -> Span:
    """Put a year on a span; a span over New Year begins in that year."""
    if year is None or span.first is None or span.last is None:
        return span
    last_year = year + (span.last[1:] < span.first[1:])
    whole = is_whole(span)
    last = month_end(last_year, span.last.month) if whole else span.last._replace(year=last_year)
    return Span(span.shape, span.first._replace(year=year), last)


def school_years(r: Reader) -> bool:
    """Read «2021/2022», «2021-2022 учебный год» at the current place."""
    first, last, slash = r.values[r.at]
    after = r.kinds[r.at + 1]
    is_school = after in {"SCHOOL", "STUDY_YEAR"} or (
        after == "YEAR_WORD" and r.kinds[r.at + 2] == "SCHOOL"
    )
    is_ours = first == r.context and after != "YEAR_WORD"
    if last - first != 1 or not (is_school or slash or is_ours):
        return False
    r.at += 1
    r.skip(YEAR_TAIL)
    r.school_year = first
    return True


def year_tail(r: Reader) -> int | None:
    """Read the year after a day or a month, with everything that may stand around it."""
    kinds = r.kinds
    if kinds[r.at] in {"DASH", "COMMA"} and kinds[r.at + 1] == "YEAR" and _ends_there(r):
        r.at += 1
    if kinds[r.at] == "YEARS":
        if not school_years(r):
            first, last, _ = r.values[r.at]
            r.within = year_span(first, last)
            r.at += 1
    elif kinds[r.at] == "NEXT" and kinds[r.at + 1] == "YEAR_WORD":
        r.next_year = True
        r.at += 1
    year = year_number(r)
    r.skip(YEAR_TAIL)
    return year


def _ends_there(r: Reader) -> bool:
    """Whether the year after a dash or a comma belongs to what stands before it."""
    at = r.at + 2
    while r.kinds[at] == "YEAR_WORD":
        at += 1
    if r.kinds[r.at] == "DASH":
        return r.kinds[at] != "DASH"
    return r.kinds[at] not in {"MONTH", "NUMERAL", "DATE", "DASH"}


def year_number(r: Reader) -> int | None:
    """Read a year: in four figures, or in two before «г.»."""
    value = r.values[r.at]
    if r.kinds[r.at] == "YEAR":
        if r.kinds[r.at + 1] in {"SCHOOL", "STUDY_YEAR"}:
            r.school_year = value
            value = None
        r.at += 1
        return value if value is None else int(value)
    if r.kinds[r.at] == "NUMERAL" and r.kinds[r.at + 1] == "YEAR_WORD" and value in _RECENT:
        r.at += 2
        return 2000 + int(value)
    return None
