"""Stretches of the calendar: days, months, quarters, decades, ranges, «до …», «с …»."""

from collections.abc import Callable

from roadmap.deadlines.reader import Reader
from roadmap.deadlines.tokens import exists
from roadmap.deadlines.values import Day, DayRule, Rhythm, Shape, Span, is_whole, month_end, months

Spans = list[Span]

_YEAR_TAIL = frozenset({"YEAR_WORD", "SCHOOL", "OWN_YEAR", "STUDY_YEAR", "CALENDAR", "THIS"})
_NUMERAL_SEPARATORS = frozenset({"DASH", "COMMA", "AND", "TO"})
_RANGE_SIGNS = frozenset({"DASH", "TO"})
_FILLERS = frozenset({"FILLER"})
_UNIT_MONTHS: dict[str, tuple[tuple[int, int], ...]] = {
    "quarter": ((1, 3), (4, 6), (7, 9), (10, 12)),
    "term": ((9, 10), (11, 12), (1, 3), (4, 5)),
    "trimester": ((9, 11), (12, 2), (3, 5)),
    "half": ((9, 12), (1, 5)),
    "semester": ((9, 12), (1, 5)),
    "calendar half": ((1, 6), (7, 12)),
}
_PARTS: dict[str, tuple[tuple[int, int], ...]] = {
    "week": ((1, 7), (8, 14), (15, 21), (22, 28), (29, 31)),
    "decade": ((1, 10), (11, 20), (21, 31)),
    "half": ((1, 15), (16, 31)),
}
_LAST_PARTS = {"week": (-7, -1), "decade": (21, -1), "half": (16, -1)}
_EDGES = {"start": (1, 10), "middle": (11, 20), "end": (21, 31)}
_EDGE_DAYS = {"start": 1, "middle": 15, "end": 31}
_SUMMER_QUARTER = 3
_LONGEST = 31
_TEACHING_UNITS = {
    "TERM": Rhythm.QUARTERLY,
    "QUARTER": Rhythm.QUARTERLY,
    "HALF": Rhythm.HALF_YEARLY,
    "SEMESTER": Rhythm.HALF_YEARLY,
    "TRIMESTER": Rhythm.CUSTOM,
}
_RECENT = range(10, 60)


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


def _cut(year: int | None, month: int, day: int) -> Day:
    return Day(year, month, min(day, month_end(year, month).day))


def _dated(span: Span, year: int | None) -> Span:
    """Put a year on a span; a span over New Year begins in that year."""
    if year is None or span.first is None or span.last is None:
        return span
    last_year = year + (span.last[1:] < span.first[1:])
    whole = is_whole(span)
    last = month_end(last_year, span.last.month) if whole else span.last._replace(year=last_year)
    return Span(span.shape, span.first._replace(year=year), last)


def _school_years(r: Reader) -> bool:
    """Read «2021/2022», «2021-2022 учебный год» at the current place."""
    first, last, slash = r.values[r.at]
    after = r.kinds[r.at + 1]
    is_school = after in {"SCHOOL", "STUDY_YEAR"} or (
        after == "YEAR_WORD" and r.kinds[r.at + 2] == "SCHOOL"
    )
    if last - first != 1 or not (is_school or slash):
        return False
    r.at += 1
    r.skip(_YEAR_TAIL)
    r.school_year = first
    return True


def year_tail(r: Reader) -> int | None:
    """Read the year after a day or a month, with everything that may stand around it."""
    kinds = r.kinds
    if kinds[r.at] in {"DASH", "COMMA"} and kinds[r.at + 1] == "YEAR" and _ends_there(r):
        r.at += 1
    if kinds[r.at] == "YEARS":
        if not _school_years(r):
            first, last, _ = r.values[r.at]
            r.within = year_span(first, last)
            r.at += 1
    elif kinds[r.at] == "NEXT" and kinds[r.at + 1] == "YEAR_WORD":
        r.next_year = True
        r.at += 1
    year = _year_number(r)
    r.skip(_YEAR_TAIL)
    return year


def _ends_there(r: Reader) -> bool:
    """Whether the year after a dash or a comma belongs to what stands before it."""
    at = r.at + 2
    while r.kinds[at] == "YEAR_WORD":
        at += 1
    return r.kinds[at] not in {"MONTH", "NUMERAL", "DATE", "DASH"}


def _year_number(r: Reader) -> int | None:
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


def _day(r: Reader) -> Spans | None:
    year, month, day = r.values[r.at]
    r.at += 1
    if year is None:
        year = year_tail(r)
    r.skip(_YEAR_TAIL)
    day_there = Day(year, month, day)
    if not exists(*day_there):
        r.at -= 1
        return None
    return [Span(Shape.DAY, day_there, day_there)]


def _month_year(r: Reader) -> Spans | None:
    year, month = r.values[r.at]
    r.at += 1
    r.skip(_YEAR_TAIL)
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
        r.skip(_YEAR_TAIL)
    else:
        year = year_tail(r)
    return [_dated(months(None, first, (first + 1) % 12 + 1), year)]


def _season_adjective(r: Reader) -> Spans | None:
    """«летний период» is summer; «осенние каникулы» are set by the school every year."""
    after = r.kinds[r.at + 1]
    if after == "STRETCH" or (after == "HOLIDAYS" and r.values[r.at] == 6):  # noqa: PLR2004 - June
        return _season(r)
    return None


def _year(r: Reader) -> Spans | None:
    value = _year_number(r)
    r.skip(_YEAR_TAIL)
    return [] if value is None else [year_span(value, value)]


def _years(r: Reader) -> Spans | None:
    if _school_years(r):
        return []
    first, last, _ = r.values[r.at]
    r.at += 1
    r.skip(_YEAR_TAIL)
    return [year_span(first, last)]


def _groups(numbers: list[int], signs: list[str]) -> list[tuple[int, int]]:
    """Join numbers by dashes into ranges: 1-2, 5 → (1, 2), (5, 5)."""
    groups = [(numbers[0], numbers[0])]
    for sign, number in zip(signs, numbers[1:], strict=True):
        if sign in _RANGE_SIGNS:
            groups[-1] = (groups[-1][0], number)
        else:
            groups.append((number, number))
    return groups


def _numerals(r: Reader) -> Spans | None:
    """Read one or more numbers and what they count: days, weeks, decades, quarters."""
    start = r.at
    numbers, signs = [r.values[r.at]], []
    r.at += 1
    while r.kinds[r.at] in _NUMERAL_SEPARATORS or r.kinds[r.at] == "NUMERAL":
        has_sign = r.kinds[r.at] != "NUMERAL"
        after = r.kinds[r.at + has_sign]
        if after == "NUMERAL" and has_sign:
            signs.append(r.kinds[r.at])
            numbers.append(r.values[r.at + 1])
            r.at += 2
        elif after == "DATE" and has_sign:
            return _numerals_and_date(r, numbers, signs)
        else:
            break
    spans = _counted(r, _groups(numbers, signs))
    if spans is None:
        r.at = start
    return spans


def _numerals_and_date(r: Reader, numbers: list[int], signs: list[str]) -> Spans:
    """«15-20.09.2021», «30-1.10.14»: the month of the last day is the month of all."""
    signs.append(r.kinds[r.at])
    r.at += 1
    year, month, day = r.values[r.at]
    numbers.append(day)
    r.at += 1
    if year is None:
        year = year_tail(r)
    r.skip(_YEAR_TAIL)
    return _days(r, _groups(numbers, signs), month, year)


def _counted(r: Reader, groups: list[tuple[int, int]]) -> Spans | None:
    kind = r.kinds[r.at]
    if kind == "MONTH":
        month = r.values[r.at]
        r.at += 1
        r.skip(frozenset({"MONTH_WORD"}))
        return _days(r, groups, month, year_tail(r))
    reader = _COUNTED.get(kind)
    return reader(r, groups) if reader else None


def _days(r: Reader, groups: list[tuple[int, int]], month: int, year: int | None) -> Spans:
    """Return the named days of a month, or leave them all when one does not exist."""
    spans: Spans = []
    for first, last in groups:
        begins, begin_year = month, year
        if first > last:
            begins = month - 1 or 12
            begin_year = year - 1 if year and month == 1 else year
        if not exists(begin_year, begins, first) or not exists(year, month, last):
            r.is_broken = True
            return []
        shape = Shape.DAY if first == last else Shape.RANGE
        spans.append(Span(shape, Day(begin_year, begins, first), Day(year, month, last)))
    return spans


def _of_month(r: Reader) -> int | None:
    """Read «месяца», «каждого месяца» or the name of a month: 0 means every month."""
    if r.kinds[r.at] == "MONTH":
        r.at += 1
        return int(r.values[r.at - 1])
    if r.kinds[r.at] == "EVERY" and r.kinds[r.at + 1] == "MONTH_WORD":
        r.at += 2
        return 0
    if r.kinds[r.at] == "MONTH_WORD":
        r.at += 1
        return 0
    return None


def _part(r: Reader, groups: list[tuple[int, int]]) -> Spans | None:
    """«вторая неделя сентября», «III декада мая», «последняя неделя каждого месяца»."""
    unit = r.values[r.at]
    r.at += 1
    month = _of_month(r)
    parts = _PARTS[unit]
    if month is None or any(
        not 1 <= abs(number) <= len(parts) for group in groups for number in group
    ):
        return None
    if month == 0:
        first, last = groups[0]
        rule = _LAST_PARTS[unit] if first < 0 else (parts[first - 1][0], parts[last - 1][1])
        _every_month(r, DayRule(rule[0], -1 if rule[1] == _LONGEST else rule[1]))
        return []
    year = year_tail(r)
    spans: Spans = []
    for first, last in groups:
        end = month_end(year, month)
        low, high = parts[first - 1][0] if first > 0 else 0, parts[last - 1][1] if last > 0 else 31
        if first < 0:
            low = end.day - 6 if unit == "week" else _LAST_PARTS[unit][0]
        spans.append(Span(Shape.RANGE, _cut(year, month, low), _cut(year, month, high)))
    return spans


def _unit(r: Reader, groups: list[tuple[int, int]]) -> Spans | None:
    """Quarters, halves, academic quarters and terms, over whole months."""
    unit = r.values[r.at]
    saved = r.at
    r.at += 1
    year = year_tail(r)
    if unit == "half" and r.school_year is None and (year or r.is_calendar_year):
        unit = "calendar half"
    table = _UNIT_MONTHS[unit]
    if any(not 1 <= number <= len(table) for group in groups for number in group):
        r.at = saved
        return None
    return [_unit_span(r, unit, group, year) for group in groups]


def _unit_span(r: Reader, unit: str, group: tuple[int, int], year: int | None) -> Span:
    table = _UNIT_MONTHS[unit]
    span = months(None, table[group[0] - 1][0], table[group[1] - 1][1])
    if unit == "quarter" and group[0] == _SUMMER_QUARTER and year is None:
        year = r.context
    return _dated(span, year)


def _number(r: Reader, groups: list[tuple[int, int]]) -> Spans | None:
    """«до 25 числа», «20 числа каждого месяца», «с 1 по 5 число», «15 числа октября»."""
    r.at += 1
    if r.kinds[r.at] == "MONTH":
        month = r.values[r.at]
        r.at += 1
        return _days(r, groups, month, year_tail(r))
    first, last = groups[0]
    if not 1 <= last <= 31 or first < 1:  # noqa: PLR2004
        return None
    _of_month(r)
    if r.is_closing and first == last:
        r.rule = DayRule(None, last)
    else:
        r.rule = DayRule(first, last)
    return []


def _weekday(r: Reader, groups: list[tuple[int, int]]) -> Spans | None:
    """«последняя пятница месяца», «второй вторник октября»."""
    weekday = r.values[r.at]
    r.at += 1
    nth = groups[0][0]
    month = _of_month(r)
    if not 1 <= abs(nth) <= 5:  # noqa: PLR2004
        return None
    if not month:
        _every_month(r, DayRule(None, nth, weekday))
        return []
    year = year_tail(r)
    end = month_end(year, month).day
    low = end - 6 if nth < 0 else 7 * nth - 6
    return [Span(Shape.RANGE, Day(year, month, min(low, end)), Day(year, month, min(low + 6, end)))]


def _hours(r: Reader, _: list[tuple[int, int]]) -> Spans | None:
    """A clock time says nothing about the day."""
    r.at += 1
    return []


def _every_month(r: Reader, rule: DayRule) -> None:
    r.rule = rule
    r.rhythm = r.rhythm or Rhythm.MONTHLY


_COUNTED: dict[str, Callable[[Reader, list[tuple[int, int]]], Spans | None]] = {
    "WEEK": _part,
    "DECADE": _part,
    "HALF_PART": _part,
    "QUARTER": _unit,
    "TERM": _unit,
    "TRIMESTER": _unit,
    "HALF": _unit,
    "SEMESTER": _unit,
    "NUMBER": _number,
    "WEEKDAY": _weekday,
    "HOUR": _hours,
}


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
        if _of_month(r) != 0:
            return None
        first, last = _EDGES[edge]
        _every_month(r, DayRule(first, -1 if edge == "end" else last))
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
    return Span(Shape.RANGE, _cut(year, month, first), _cut(year, month, last))


def _edge_of_year(r: Reader, edge: str) -> Spans | None:
    """The school year begins in September and ends in May, the calendar year as it does."""
    kinds = {r.kinds[at] for at in range(r.at, r.at + 3)}
    is_school = bool(kinds & {"SCHOOL", "STUDY_YEAR"}) or (
        "CALENDAR" not in kinds and r.context is not None
    )
    year: int | None = None
    if r.kinds[r.at] == "YEARS" and _school_years(r):
        is_school = True
    else:
        r.skip(_YEAR_TAIL)
        is_school = is_school and r.kinds[r.at] != "YEAR"
        year = _year_number(r)
        r.skip(_YEAR_TAIL)
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
    "NUMERAL": _numerals,
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


def series(r: Reader, signs: frozenset[str] = _RANGE_SIGNS) -> Spans | None:
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
