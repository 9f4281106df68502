"""The rules of the grammar: what a phrase may begin with, and what follows from it."""

from collections.abc import Callable

from roadmap.deadlines import rhythms
from roadmap.deadlines.lexicon import TAILS
from roadmap.deadlines.reader import Reader
from roadmap.deadlines.spans import PIECES, is_years, series
from roadmap.deadlines.values import Period, Shape, Span

_CALENDAR = frozenset(PIECES)
_STOP = frozenset({"END", "BRACKET", "RHYTHM", "ALWAYS", "MONTH", "DATE", "MONTH_YEAR", "TIMES"})
_SOFT = frozenset({"COMMA", "UNTIL", "FROM", "IN", "TO", "DASH", "AND", "TOWARD", "FILLER"})
_BEFORE_YEAR = frozenset({"WHOLE", "THIS", "CALENDAR"})
_DAYS = frozenset({"DATE", "MONTH", "MONTH_YEAR"})
_NO_NOUNS = frozenset("END BRACKET COMMA DASH AND THEN UNTIL TO FROM BAD".split())
_SPELLS = frozenset({"DAY_WORD", "WEEK", "MONTH_WORD"})
_CLOSED_SIGNS = frozenset({"TO", "UNTIL", "DASH"})


def _stops(r: Reader) -> bool:
    """Whether what a relation depends on ends here."""
    kind, after = r.kinds[r.at], r.kinds[r.at + 1]
    if kind in _STOP:
        return True
    if kind == "NUMERAL":
        return after in {"MONTH", "TIMES", "NUMBER"} or (
            after == "DASH" and r.kinds[r.at + 3] == "MONTH"
        )
    if kind == "YEARS":
        return True
    if kind in _SOFT and r.tokens[r.at].word != "от":
        return (
            after in _STOP
            or after in {"DURING", "YEARS", "MEASURE", "NEED", "DEMAND"}
            or _is_day_there(r)
        )
    return kind == "EVERY" and after != "WORD"


def _is_day_there(r: Reader) -> bool:
    return r.kinds[r.at + 1] == "NUMERAL" and r.kinds[r.at + 2] in {"MONTH", "TIMES", "NUMBER"}


def relation(r: Reader, start: int) -> bool:
    """Take everything that the deadline depends on, in the words of the phrase."""
    r.at = max(r.at, start + 1)
    while not _stops(r):
        r.at += 2 if r.next_is("FROM", "DATE") else 1
    while r.kinds[r.at - 1] in _SOFT and r.at - 1 > start:
        r.at -= 1
    asking = {"NEED", "DEMAND"} if r.kinds[start] in {"TO", "AT"} else {"NEED"}
    wanted = [at for at in range(start, r.at) if r.kinds[at] in asking]
    if wanted:
        r.demand = r.demand or str(r.values[wanted[0]])
        return True
    words = r.words(start, r.at)
    r.relation = f"{r.relation}, {words}" if r.relation else words
    return True


def _is_related(r: Reader, at: int) -> bool:
    """Whether a preposition here has a noun to depend on."""
    return r.kinds[at] not in _NO_NOUNS


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
    if r.kinds[r.at] in _DAYS or not _is_related(r, r.at):
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
    return relation(r, start) if _is_related(r, r.at) else True


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


def _ongoing(r: Reader, period: Period, within: Span | None = None) -> bool:
    r.period = period
    r.within = within or r.within
    r.ongoing_after_spans = bool(r.spans)
    return True


def _tail(r: Reader) -> None:
    """Pass the words that only say whose period it is."""
    while r.kinds[r.at] in {"WORD", "FILLER", "STRETCH"} and r.tokens[r.at].word in TAILS:
        r.at += 1


def _year_of(r: Reader) -> bool:
    """Read «(всего) (учебного) года» after «в течение», «весь»."""
    saved = r.at
    r.skip(_BEFORE_YEAR)
    if r.kinds[r.at] == "OWN_YEAR":
        r.at += 1
        return _ongoing(r, Period.YEAR)
    if r.kinds[r.at] in {"SCHOOL", "STUDY_YEAR"}:
        r.at += 1
        r.skip(frozenset({"YEAR_WORD"}))
        return _ongoing(r, Period.SCHOOL_YEAR)
    if r.kinds[r.at] == "YEAR_WORD":
        is_calendar = "CALENDAR" in r.kinds[saved : r.at]
        r.at += 1
        if r.kinds[r.at] == "YEAR_WORD":
            r.at += 1
        if is_calendar:
            r.is_calendar_year = True
        return _ongoing(r, Period.YEAR)
    r.at = saved
    return False


def during(r: Reader) -> bool:
    """«в течение года», «в течение октября», «в течение 7 дней со дня …»."""
    start = r.at
    r.at += 1 + (r.kinds[r.at] == "IN")
    if _year_of(r):
        return True
    r.skip(frozenset({"WHOLE"}))
    if r.kinds[r.at] == "STRETCH" or (
        r.kinds[r.at] in {"WORD", "FILLER"} and r.tokens[r.at].word in TAILS
    ):
        r.at += 1
        _tail(r)
        return _ongoing(r, Period.WHOLE)
    inner = r.at
    spans = series(r) if r.kinds[r.at] in _CALENDAR else None
    if spans is None or r.is_broken:
        r.is_broken = False
        r.at = max(start + 1, inner)
        return relation(r, start)
    if not spans and r.school_year is not None:
        return _ongoing(r, Period.SCHOOL_YEAR)
    if spans and is_years(spans[0]):
        return _ongoing(r, Period.YEAR, spans[0])
    r.add(spans, start)
    return True


def whole(r: Reader) -> bool:
    """«весь учебный год», «весь период»."""
    r.at += 1
    if _year_of(r):
        return True
    if r.kinds[r.at] == "STRETCH":
        r.at += 1
        _tail(r)
        return _ongoing(r, Period.WHOLE)
    return True


def school(r: Reader) -> bool:
    """«учебный год» alone."""
    r.at += 1
    if r.kinds[r.at] == "YEAR_WORD":
        r.at += 1
        if r.period is Period.NONE and not r.spans:
            return _ongoing(r, Period.SCHOOL_YEAR)
    return True


def always(r: Reader) -> bool:
    """«постоянно», «на постоянной основе», «регулярно»."""
    r.at += 1
    r.skip(frozenset({"BASIS"}))
    if r.period is Period.NONE:
        r.period = Period.ALWAYS
    return True


def in_(r: Reader) -> bool:
    """A preposition of place: it matters by what follows."""
    start, after = r.at, r.kinds[r.at + 1]
    if after == "DURING":
        return during(r)
    if after in {"RELATIVE_NOUN", "RELATIVE", "NEED", "DEMAND", "DAY_WORD"}:
        r.at += 2
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
        if r.kinds[r.at + 1] != "HOLIDAYS":
            return False
    return relation(r, start)


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
    if r.spans or r.kinds[r.at + 1] != "COMMA" or r.kinds[r.at + 2] != "WEEKDAY":
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
    "DURING": during,
    "WHOLE": whole,
    "SCHOOL": school,
    "ALWAYS": always,
    "ALWAYS_BASIS": always,
    "IN": in_,
    "NEXT": coming,
    "WEEKDAY": weekday,
    "SEASON_ADJECTIVE": holidays,
    "HOLIDAYS": holidays,
    "DAY_WORD": named_day,
    "RELATIVE_NOUN": named_day,
}
