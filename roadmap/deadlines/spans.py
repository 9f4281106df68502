"""Stretches of the calendar: days, months, quarters, decades, ranges, «до …», «с …»."""

from collections.abc import Callable

from roadmap.deadlines.counted import RANGE_SIGNS, Spans, every_month, numerals, of_month
from roadmap.deadlines.reader import Reader
from roadmap.deadlines.tokens import exists
from roadmap.deadlines.values import Day, DayRule, Rhythm, Shape, Span, is_whole, month_end, months
from roadmap.deadlines.year_words import (
    YEAR_TAIL,
    cut,
    dated,
    school_years,
    year_number,
    year_span,
    year_tail,
)

_FILLERS = frozenset({"FILLER"})
_EDGES = {"start": (1, 10), "middle": (11, 20), "end": (21, 31)}
_EDGE_DAYS = {"start": 1, "middle": 15, "end": 31}
_TEACHING_UNITS = {
    "TERM": Rhythm.QUARTERLY,
    "QUARTER": Rhythm.QUARTERLY,
    "HALF": Rhythm.HALF_YEARLY,
    "SEMESTER": Rhythm.HALF_YEARLY,
    "TRIMESTER": Rhythm.CUSTOM,
}


def _day(r: Reader) -> Spans | None:
    year, month, day = r.values[r.at]
    r.at += 1
    if year is None:
        year = year_tail(r)
    r.skip(YEAR_TAIL)
    day_there = Day(year, month, day)
    if not exists(*day_there):
        r.at -= 1
        return None
    return [Span(Shape.DAY, day_there, day_there)]


def _month_year(r: Reader) -> Spans | None:
    year, month = r.values[r.at]
    r.at += 1
    r.skip(YEAR_TAIL)
    return [months(year, month, month, Shape.MONTH)]


def _month(r: Reader) -> Spans | None:
    month = r.values[r.at]
    r.at += 1
    r.skip(frozenset({"MONTH_WORD"}))
    year = year_tail(r)
    return [months(year, month, month, Shape.MONTH)]


def _season(r: Reader) -> Spans | None:
    first = r.values[r.at]
    r.at += 1
    r.skip(frozenset({"STRETCH", "HOLIDAYS"}))
    if r.kinds[r.at] == "YEARS":
        year = r.values[r.at][0]
        r.at += 1
        r.skip(YEAR_TAIL)
    else:
        year = year_tail(r)
    return [dated(months(None, first, (first + 1) % 12 + 1), year)]


def _season_adjective(r: Reader) -> Spans | None:
    """«летний период» is summer; «осенние каникулы» are set by the school every year."""
    after = r.kinds[r.at + 1]
    if after == "STRETCH" or (after == "HOLIDAYS" and r.values[r.at] == 6):  # noqa: PLR2004 - June
        return _season(r)
    return None


def _year(r: Reader) -> Spans | None:
    value = year_number(r)
    r.skip(YEAR_TAIL)
    return [] if value is None else [year_span(value, value)]


def _years(r: Reader) -> Spans | None:
    if school_years(r):
        return []
    first, last, _ = r.values[r.at]
    r.at += 1
    r.skip(YEAR_TAIL)
    return [year_span(first, last)]


def _edge(r: Reader) -> Spans | None:
    """«начало сентября», «до конца учебного года», «в конце каждого месяца»."""
    start, edge = r.at, r.values[r.at]
    r.at += 1
    spans = _both_edges(r, edge) if r.kinds[r.at + 1] == "EDGE" else _edge_of(r, edge)
    if spans is None:
        r.at = start
    return spans


def _both_edges(r: Reader, edge: str) -> Spans | None:
    """«начало и конец учебного года»."""
    if r.kinds[r.at] not in {"AND", "COMMA", "DASH"}:
        return None
    other = r.values[r.at + 1]
    r.at += 2
    place = r.at
    latter = _edge_of(r, other)
    r.at = place
    former = _edge_of(r, edge)
    return None if latter is None or former is None else [*former, *latter]


def _edge_of(r: Reader, edge: str) -> Spans | None:
    kind = r.kinds[r.at]
    if kind in _TEACHING_UNITS and not r.is_closing:
        r.at += 1
        r.rhythm = r.rhythm or _TEACHING_UNITS[kind]
        return []
    if kind in {"MONTH_WORD", "EVERY"} and not r.is_closing:
        if of_month(r) != 0:
            return None
        first, last = _EDGES[edge]
        every_month(r, DayRule(first, -1 if edge == "end" else last))
        return []
    if kind == "MONTH":
        month = r.values[r.at]
        r.at += 1
        return [_edge_days(r, edge, month, year_tail(r))]
    if kind in {
        "SCHOOL",
        "YEAR_WORD",
        "YEAR",
        "YEARS",
        "CALENDAR",
        "THIS",
        "OWN_YEAR",
        "STUDY_YEAR",
    }:
        return _edge_of_year(r, edge)
    if kind in {"NUMERAL", "SEASON"}:
        return _edge_of_stretch(r, edge)
    return None


def _edge_days(r: Reader, edge: str, month: int, year: int | None) -> Span:
    first, last = _EDGES[edge]
    if r.is_closing:
        first = last = _EDGE_DAYS[edge]
    return Span(Shape.RANGE, cut(year, month, first), cut(year, month, last))


def _edge_of_year(r: Reader, edge: str) -> Spans | None:
    """The school year begins in September and ends in May, the calendar year as it does."""
    kinds = {r.kinds[at] for at in range(r.at, r.at + 3)}
    is_school = bool(kinds & {"SCHOOL", "STUDY_YEAR"}) or (
        "CALENDAR" not in kinds and r.context is not None
    )
    year: int | None = None
    if r.kinds[r.at] == "YEARS" and school_years(r):
        is_school = True
    else:
        r.skip(YEAR_TAIL)
        is_school = is_school and r.kinds[r.at] != "YEAR"
        year = year_number(r)
        r.skip(YEAR_TAIL)
    if edge == "middle":
        return None
    month = {"start": 9, "end": 5}[edge] if is_school else {"start": 1, "end": 12}[edge]
    span = months(year, month, month)
    if r.is_closing and edge == "start":
        span = Span(Shape.RANGE, span.first, span.first)
    return [span]


def _edge_of_stretch(r: Reader, edge: str) -> Spans | None:
    """«до конца I четверти», «начало лета»."""
    closing, r.is_closing = r.is_closing, False
    spans = piece(r)
    r.is_closing = closing
    if not spans or len(spans) != 1 or spans[0].first is None or spans[0].last is None:
        return None
    first, last = spans[0].first, spans[0].last
    if edge == "middle" or spans[0].shape is not Shape.RANGE:
        return None
    near = first if edge == "start" else last
    if r.is_closing:
        return [Span(Shape.RANGE, near, near)]
    return [months(near.year, near.month, near.month)]


PIECES: dict[str, Callable[[Reader], Spans | None]] = {
    "DATE": _day,
    "MONTH_YEAR": _month_year,
    "MONTH": _month,
    "NUMERAL": numerals,
    "SEASON": _season,
    "SEASON_ADJECTIVE": _season_adjective,
    "EDGE": _edge,
    "YEAR": _year,
    "YEARS": _years,
}


def piece(r: Reader) -> Spans | None:
    """Read one stretch of the calendar; None, and nothing moved, when there is none."""
    reader = PIECES.get(r.kinds[r.at])
    return reader(r) if reader else None


def between(left: Span, right: Span) -> Span | None:
    """Join two ends; a missing year comes from the other end. None when they are reversed."""
    first, last = left.first, right.last
    if first is None or last is None:
        return None
    if first.year is None and last.year is not None:
        first = first._replace(year=last.year - (first[1:] > last[1:]))
    elif last.year is None and first.year is not None:
        last_year = first.year + (last[1:] < first[1:])
        last = (
            month_end(last_year, last.month) if is_whole(right) else last._replace(year=last_year)
        )
    if first.year is not None and last.year is not None and tuple(first) > tuple(last):
        return None
    return Span(Shape.RANGE, first, last)


def series(r: Reader, signs: frozenset[str] = RANGE_SIGNS) -> Spans | None:
    """Read a stretch or a chain of them joined by dashes."""
    spans = piece(r)
    while spans and r.kinds[r.at] in signs:
        saved = r.at
        r.at += 1
        r.skip(_FILLERS)
        right = piece(r)
        if not right:
            r.at = saved
            break
        joined = between(spans[-1], right[0])
        if joined is None:
            r.is_broken = True
            return []
        spans = [*spans[:-1], joined, *right[1:]]
    return spans
