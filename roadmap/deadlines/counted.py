"""Numbers and what they count: days of a month, weeks, decades, quarters, halves."""

from collections.abc import Callable

from roadmap.deadlines.reader import Reader
from roadmap.deadlines.tokens import exists
from roadmap.deadlines.values import Day, DayRule, Rhythm, Shape, Span, month_end, months
from roadmap.deadlines.year_words import YEAR_TAIL, cut, dated, year_tail

Spans = list[Span]

RANGE_SIGNS = frozenset({"DASH", "TO"})
_NUMERAL_SEPARATORS = frozenset({"DASH", "COMMA", "AND", "TO"})
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
_SUMMER_QUARTER = 3
_LONGEST = 31


def _groups(numbers: list[int], signs: list[str]) -> list[tuple[int, int]]:
    """Join numbers by dashes into ranges: 1-2, 5 → (1, 2), (5, 5)."""
    groups = [(numbers[0], numbers[0])]
    for sign, number in zip(signs, numbers[1:], strict=True):
        if sign in RANGE_SIGNS:
            groups[-1] = (groups[-1][0], number)
        else:
            groups.append((number, number))
    return groups


def numerals(r: Reader) -> Spans | None:
    """Read one or more numbers and what they count: days, weeks, decades, quarters."""
    start = r.at
    numbers = [r.values[r.at]]
    signs: list[str] = []
    r.at += 1
    while r.kinds[r.at] in _NUMERAL_SEPARATORS or r.kinds[r.at] == "NUMERAL":
        has_sign = r.kinds[r.at] != "NUMERAL"
        after = r.kinds[r.at + has_sign]
        if step := _step(r, signs):
            signs.append(r.kinds[r.at])
            numbers.append(r.values[r.at + step])
            r.at += step + 1
        elif after == "DATE" and has_sign:
            return _numerals_and_date(r, numbers, signs)
        else:
            break
    spans = _counted(r, _groups(numbers, signs))
    if spans is None:
        r.at = start
    return spans


def _step(r: Reader, signs: list[str]) -> int:
    """How far the next number of a list is: «, 20», «и до 20», «и с 15 по 20»; 0 at its end."""
    if r.kinds[r.at] not in _NUMERAL_SEPARATORS:
        return 0
    is_range = not RANGE_SIGNS.isdisjoint(signs)
    again = "UNTIL" if r.is_closing else "FROM" if is_range else ""
    step = 1 + (r.kinds[r.at + 1] == again)
    return step if r.kinds[r.at + step] == "NUMERAL" else 0


def _numerals_and_date(r: Reader, numbers: list[int], signs: list[str]) -> Spans:
    """«15-20.09.2021», «30-1.10.14»: the month of the last day is the month of all."""
    signs.append(r.kinds[r.at])
    r.at += 1
    year, month, day = r.values[r.at]
    numbers.append(day)
    r.at += 1
    if year is None:
        year = year_tail(r)
    r.skip(YEAR_TAIL)
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


def of_month(r: Reader) -> int | None:
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
    month = of_month(r)
    parts = _PARTS[unit]
    if month is None or any(
        not 1 <= abs(number) <= len(parts) for group in groups for number in group
    ):
        return None
    if month == 0:
        for first, last in groups:
            rule = _LAST_PARTS[unit] if first < 0 else (parts[first - 1][0], parts[last - 1][1])
            every_month(r, DayRule(rule[0], -1 if rule[1] == _LONGEST else rule[1]))
        return []
    year = year_tail(r)
    spans: Spans = []
    for first, last in groups:
        end = month_end(year, month)
        low, high = parts[first - 1][0] if first > 0 else 0, parts[last - 1][1] if last > 0 else 31
        if first < 0:
            low = end.day - 6 if unit == "week" else _LAST_PARTS[unit][0]
        spans.append(Span(Shape.RANGE, cut(year, month, low), cut(year, month, high)))
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
    return dated(span, year)


def _number(r: Reader, groups: list[tuple[int, int]]) -> Spans | None:
    """«до 25 числа», «20 числа каждого месяца», «с 1 по 5 число», «15 числа октября»."""
    r.at += 1
    if r.kinds[r.at] == "MONTH":
        month = r.values[r.at]
        r.at += 1
        return _days(r, groups, month, year_tail(r))
    return _each_month(r, groups)


def _bare_number(r: Reader, groups: list[tuple[int, int]]) -> Spans | None:
    """«5 и 20 каждого месяца»."""
    return _each_month(r, groups) if r.kinds[r.at + 1] == "MONTH_WORD" else None


def _each_month(r: Reader, groups: list[tuple[int, int]]) -> Spans | None:
    if any(not 1 <= first <= _LONGEST or not 1 <= last <= _LONGEST for first, last in groups):
        return None
    if not _of_quarter(r):
        of_month(r)
    r.rules += [
        DayRule(None if r.is_closing and first == last else first, last) for first, last in groups
    ]
    return []


def _of_quarter(r: Reader) -> bool:
    """«20 числа последнего месяца квартала»: the days come once a quarter."""
    at = r.at + (r.kinds[r.at] == "NUMERAL")
    if r.kinds[at] != "MONTH_WORD":
        return False
    at += 1 + (r.kinds[at + 1] == "EVERY")
    if r.kinds[at] != "QUARTER":
        return False
    r.at = at + 1
    r.rhythm = r.rhythm or Rhythm.QUARTERLY
    return True


def _weekday(r: Reader, groups: list[tuple[int, int]]) -> Spans | None:
    """«последняя пятница месяца», «второй вторник октября»."""
    weekday = r.values[r.at]
    r.at += 1
    month = of_month(r)
    if any(not 1 <= abs(nth) <= 5 for nth, _ in groups):  # noqa: PLR2004
        return None
    if not month:
        for nth, _ in groups:
            every_month(r, DayRule(None, nth, weekday))
        return []
    year = year_tail(r)
    return [_nth_week(year, month, nth) for nth, _ in groups]


def _nth_week(year: int | None, month: int, nth: int) -> Span:
    """The seven days among which the weekday of that number is."""
    end = month_end(year, month).day
    low = end - 6 if nth < 0 else 7 * nth - 6
    return Span(Shape.RANGE, Day(year, month, min(low, end)), Day(year, month, min(low + 6, end)))


def _hours(r: Reader, _: list[tuple[int, int]]) -> Spans | None:
    """A clock time says nothing about the day."""
    r.at += 1
    return []


def every_month(r: Reader, rule: DayRule) -> None:
    """Keep days that come in each month."""
    r.rules.append(rule)
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
    "EVERY": _bare_number,
    "WEEKDAY": _weekday,
    "HOUR": _hours,
}
