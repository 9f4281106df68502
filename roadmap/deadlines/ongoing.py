"""What goes on: «в течение года», «весь период», «постоянно»."""

from roadmap.deadlines.lexicon import TAILS
from roadmap.deadlines.reader import Reader
from roadmap.deadlines.relations import relation
from roadmap.deadlines.spans import PIECES, series
from roadmap.deadlines.values import Period, Span
from roadmap.deadlines.year_words import is_years

_CALENDAR = frozenset(PIECES)
_BEFORE_YEAR = frozenset({"WHOLE", "THIS", "CALENDAR"})


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
    if r.kinds[r.at] == "STRETCH" or (r.kinds[r.at] == "FILLER" and r.tokens[r.at].word == "срок"):
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
