"""The rules of the grammar: what a phrase may begin with, and what follows from it."""

from collections.abc import Callable

from roadmap.deadlines import ongoing, rhythms
from roadmap.deadlines.reader import Reader
from roadmap.deadlines.relations import is_related, relation
from roadmap.deadlines.spans import PIECES, series
from roadmap.deadlines.values import Rhythm, Shape, Span

_CALENDAR = frozenset(PIECES)
_DAYS = frozenset({"DATE", "MONTH", "MONTH_YEAR"})
_SPELLS = frozenset({"DAY_WORD", "WEEK", "MONTH_WORD"})
# «зимние каникулы 2025-2026 уч. г.»: the year is theirs, not the whole year.
_WHOSE_YEAR = frozenset({"YEARS", "SCHOOL", "YEAR_WORD"})
_CLOSED_SIGNS = frozenset({"TO", "UNTIL", "DASH"})


def calendar(r: Reader) -> bool:
    """A stretch of the calendar without a preposition that changes it."""
    start = r.at
    closing = _continues_closing(r)
    r.is_closing = closing
    spans = series(r)
    r.is_closing = False
    if spans is None:
        return False
    if r.is_broken:
        return _broken(r, start)
    r.add([Span(Shape.BY, None, span.last) for span in spans] if closing else spans, start)
    return True


def _broken(r: Reader, start: int) -> bool:
    count, r.at, r.is_broken = r.at - start, start, False
    r.leave(count)
    return True


def _continues_closing(r: Reader) -> bool:
    """«до 15 октября, 15 апреля»: the second day closes as the first does."""
    return (
        bool(r.spans)
        and r.spans[-1].shape is Shape.BY
        and r.spans_end == r.at - 1
        and r.kinds[r.at - 1] in {"COMMA", "AND"}
        and r.kinds[r.at] in {"DATE", "NUMERAL"}
    )


def _closing(r: Reader, start: int) -> bool:
    """Read the stretch that something must be done by."""
    r.skip(frozenset({"FILLER", "UNTIL"}))
    if r.kinds[r.at] not in _CALENDAR:
        return False
    r.is_closing = True
    spans = series(r)
    r.is_closing = False
    if spans is None:
        return False
    if r.is_broken:
        return _broken(r, start)
    r.add([Span(Shape.BY, None, span.last) for span in spans], start)
    return True


def until(r: Reader) -> bool:
    """«до 1 октября», «к 1 сентября», or «до завершения программы»."""
    start = r.at
    r.at += 1
    if _closing(r, start):
        return True
    r.at = start + 1
    if r.kinds[r.at] in _DAYS or not is_related(r, r.at):
        return True
    return relation(r, start)


def not_(r: Reader) -> bool:
    """«не позднее …», «не ранее …», «не реже …»."""
    start, after = r.at, r.kinds[r.at + 1]
    if after == "RATE_WORD":
        return rhythms.at_least(r)
    if after == "LATE":
        r.at += 2
        if _closing(r, start):
            return True
        r.at = start
        return relation(r, start)
    if after == "EARLY":
        r.at += 1
        return since(r)
    return False


def since(r: Reader) -> bool:
    """«с 15.09 по 10.10», «с октября», or «с момента …»."""
    start = r.at
    r.at += 1
    r.skip(frozenset({"FILLER", "FROM"}))
    kind = r.kinds[r.at]
    if kind in {"RELATIVE_NOUN", "DAY_WORD"}:
        return relation(r, start)
    if kind not in _CALENDAR:
        return True
    spans = series(r, _CLOSED_SIGNS)
    if spans is None:
        r.at = start + 1
        return relation(r, start) if kind == "EDGE" else True
    if r.is_broken:
        return _broken(r, start)
    if len(spans) == 1 and (spans[0].shape is not Shape.RANGE or not _is_closed(r, start)):
        spans = [Span(Shape.FROM, spans[0].first, None)]
    r.add(spans, start)
    return True


def _is_closed(r: Reader, start: int) -> bool:
    return any(r.kinds[at] in _CLOSED_SIGNS or r.kinds[at] == "YEARS" for at in range(start, r.at))


def by(r: Reader) -> bool:
    """«по 31 мая», «по пятницам», «по четвертям», «по мере необходимости», «по плану»."""
    start, after = r.at, r.kinds[r.at + 1]
    if after == "WEEKDAY":
        r.at += 1
        return rhythms.by_weekdays(r)
    if after == "BY_UNIT":
        return rhythms.by_unit(r)
    r.at += 1
    if _closing(r, start):
        return True
    r.at = start + 1
    return relation(r, start) if is_related(r, r.at) else True


def depending(r: Reader) -> bool:
    """«после …», «перед …», «согласно …», «при …»."""
    start, after = r.at, r.kinds[r.at + 1]
    if r.kinds[start] == "AFTER" and (
        after in _DAYS or (after == "NUMERAL" and r.kinds[r.at + 2] == "MONTH")
    ):
        return since(r)
    r.at += 1
    return relation(r, start)


def needed(r: Reader) -> bool:
    """«необходимость», «запрос» without a preposition: take them as demand."""
    r.demand = r.demand or str(r.values[r.at])
    r.at += 1
    return True


def in_(r: Reader) -> bool:
    """A preposition of place: it matters by what follows."""
    start, after = r.at, r.kinds[r.at + 1]
    if after == "DURING":
        return ongoing.during(r)
    if after in {"RELATIVE_NOUN", "RELATIVE", "NEED", "DEMAND", "DAY_WORD"}:
        r.at += 2
        return relation(r, start)
    if after == "WORD" and r.kinds[r.at + 2] == "RELATIVE_NOUN":
        r.at += 3
        return relation(r, start)
    if after == "STRETCH":
        return _stretch(r)
    if after == "SEASON_ADJECTIVE" and r.kinds[r.at + 2] == "HOLIDAYS":
        r.at += 1
        return calendar(r) or relation(r, start)
    if after == "NUMERAL" and r.kinds[r.at + 2] in _SPELLS and r.kinds[r.at + 3] != "MONTH":
        return relation(r, start)
    r.at += 1
    return True


def _stretch(r: Reader) -> bool:
    """«в период с … по …» is a range, «в период каникул», «во время …» is a relation."""
    start, after = r.at, r.kinds[r.at + 2]
    r.at += 2
    if after in {"FROM", "BRACKET", "END", "COMMA", "DASH", "IN"} or after in _CALENDAR:
        return True
    return relation(r, start)


def named_day(r: Reader) -> bool:
    """«День учителя», «установленные приказом»: something that is dated elsewhere."""
    return r.kinds[r.at + 1] == "WORD" and relation(r, r.at)


def holidays(r: Reader) -> bool:
    """«осенние каникулы»: the school sets them every year."""
    start = r.at
    if r.kinds[r.at] == "SEASON_ADJECTIVE":
        if calendar(r):
            return True
        is_list = r.kinds[r.at + 2] == "SEASON_ADJECTIVE"
        if r.kinds[r.at + 1] != "HOLIDAYS" and not is_list:
            return False
    found = relation(r, start)
    r.skip(_WHOSE_YEAR)
    return found


def coming(r: Reader) -> bool:
    """«следующего за отчётным», «следующего года»."""
    if rhythms.following(r):
        return True
    if r.kinds[r.at + 1] == "YEAR_WORD":
        r.next_year = True
        r.at += 2
        return True
    return False


def weekday(r: Reader) -> bool:
    """A weekday beside a date is a detail; several alone are a rhythm."""
    is_list = r.kinds[r.at + 1] == "COMMA" and r.kinds[r.at + 2] == "WEEKDAY"
    if r.spans or not (is_list or r.rhythm is Rhythm.WEEKLY):
        r.at += 1
        return True
    return rhythms.by_weekdays(r)


def counted(r: Reader) -> bool:
    """A number: a rate first («2 раза в год»), a day or a quarter otherwise."""
    return rhythms.rate(r) or calendar(r)


RULES: dict[str, Callable[[Reader], bool]] = {
    **dict.fromkeys(PIECES, calendar),
    "NUMERAL": counted,
    "TIMES": rhythms.rate,
    "RHYTHM": rhythms.said,
    "EVERY": rhythms.every,
    "UNTIL": until,
    "TOWARD": until,
    "NOT": not_,
    "FROM": since,
    "TO": by,
    "AT": depending,
    "AFTER": depending,
    "BEFORE": depending,
    "RELATIVE": depending,
    "NEED": needed,
    "DEMAND": needed,
    "DURING": ongoing.during,
    "WHOLE": ongoing.whole,
    "SCHOOL": ongoing.school,
    "ALWAYS": ongoing.always,
    "ALWAYS_BASIS": ongoing.always,
    "IN": in_,
    "NEXT": coming,
    "WEEKDAY": weekday,
    "SEASON_ADJECTIVE": holidays,
    "HOLIDAYS": holidays,
    "DAY_WORD": named_day,
    "RELATIVE_NOUN": named_day,
}
