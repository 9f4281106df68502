"""How often: «ежегодно», «каждый вторник», «2 раза в месяц», «за отчётным кварталом»."""

from roadmap.deadlines.lexicon import DAILY
from roadmap.deadlines.reader import Reader
from roadmap.deadlines.values import DayRule, Rate, Rhythm

_UNITS = {
    "YEAR_WORD": "year",
    "HALF": "half",
    "HALF_YEAR": "half",
    "SEMESTER": "semester",
    "TRIMESTER": "trimester",
    "QUARTER": "quarter",
    "TERM": "term",
    "MONTH_WORD": "month",
    "WEEK": "week",
    "DAY_WORD": "day",
}
_RHYTHMS: dict[tuple[int, int, str], Rhythm] = {
    (1, 1, "year"): Rhythm.YEARLY,
    (1, 12, "month"): Rhythm.YEARLY,
    (2, 1, "year"): Rhythm.HALF_YEARLY,
    (1, 1, "half"): Rhythm.HALF_YEARLY,
    (1, 1, "semester"): Rhythm.HALF_YEARLY,
    (1, 6, "month"): Rhythm.HALF_YEARLY,
    (4, 1, "year"): Rhythm.QUARTERLY,
    (1, 1, "quarter"): Rhythm.QUARTERLY,
    (1, 1, "term"): Rhythm.QUARTERLY,
    (1, 3, "month"): Rhythm.QUARTERLY,
    (1, 1, "month"): Rhythm.MONTHLY,
    (1, 1, "week"): Rhythm.WEEKLY,
}
_BEFORE_UNIT = frozenset({"SCHOOL", "CALENDAR", "THIS", "WHOLE", "EVERY"})
_SENTENCE = frozenset({"FILLER", "RATE_WORD"})
_IN = frozenset({"IN", "COMMA", "TO", "DASH"})


def rhythm_of(rate: Rate) -> Rhythm:
    """Name the rhythm of a rate; a rarer or denser one is custom."""
    return _RHYTHMS.get((rate.times, rate.every, rate.unit), Rhythm.CUSTOM)


def _set(r: Reader, rate: Rate) -> None:
    """Keep the first stated rhythm, or a finer one after a mere «регулярно» or «ежегодно»."""
    rhythm = rhythm_of(rate)
    if r.rhythm is None or (
        r.rate is None and rhythm is not r.rhythm and r.rhythm is Rhythm.CUSTOM
    ):
        r.rhythm = rhythm
        r.rate = rate if rhythm is Rhythm.CUSTOM or rate.unit == "term" else None


def said(r: Reader) -> bool:
    """«ежегодно», «ежемесячно»."""
    value = r.values[r.at]
    r.at += 1
    if value == DAILY:
        _set(r, Rate(1, 1, "day"))
    elif r.rhythm is None:
        r.rhythm = Rhythm(value)
    return True


def by_unit(r: Reader) -> bool:
    """«по четвертям», «по полугодиям»."""
    _set(r, Rate(1, 1, r.values[r.at + 1]))
    r.at += 2
    return True


def by_weekdays(r: Reader) -> bool:
    """«по вторникам и четвергам», «каждый понедельник»."""
    start = r.at
    while r.kinds[r.at] == "WEEKDAY":
        r.weekdays.append(r.values[r.at])
        r.at += 1
        if r.kinds[r.at] in {"AND", "COMMA"} and r.kinds[r.at + 1] == "WEEKDAY":
            r.at += 1
    r.rhythm = r.rhythm or Rhythm.WEEKLY
    return r.at > start


def every(r: Reader) -> bool:
    """«каждый год», «каждую четверть», «каждые две недели», «каждый сентябрь»."""
    start = r.at
    r.at += 1
    number = 1
    if r.kinds[r.at] == "NUMERAL" and r.kinds[r.at + 2] in {"MONTH_WORD", "NUMERAL"}:
        return True
    if r.kinds[r.at] == "NUMERAL":
        number = r.values[r.at]
        r.at += 1
    r.skip(_BEFORE_UNIT)
    kind = r.kinds[r.at]
    if kind in _UNITS:
        r.at += 1
        _set(r, Rate(1, max(number, 1), _UNITS[kind]))
    elif kind == "WEEKDAY":
        _every_weekday(r, start)
    elif kind == "NUMBER":
        r.at += 1
        r.rhythm = r.rhythm or Rhythm.MONTHLY
        r.rules.append(DayRule(number, number))
    elif kind == "MONTH":
        r.rhythm = r.rhythm or Rhythm.YEARLY
    else:
        r.at = start
        return False
    return True


def _every_weekday(r: Reader, start: int) -> None:
    """«каждый второй вторник месяца» is monthly, «каждый вторник» weekly."""
    if r.kinds[start + 1] != "NUMERAL":
        by_weekdays(r)
        return
    r.rhythm = r.rhythm or Rhythm.MONTHLY
    r.rules.append(DayRule(None, r.values[start + 1], r.values[r.at]))
    r.at += 1
    r.skip(frozenset({"EVERY", "MONTH_WORD"}))


def _times(r: Reader) -> int | None:
    """Read «2 раза», «дважды», «1-2 раза», «одна встреча»; the lesser number counts."""
    if r.kinds[r.at] == "TIMES":
        r.at += 1
        return int(r.values[r.at - 1])
    times = int(r.values[r.at])
    r.at += 1
    if r.kinds[r.at] == "DASH" and r.kinds[r.at + 1] == "NUMERAL":
        r.at += 2
    if r.kinds[r.at] in {"TIMES", "WORD", "HOUR", "DAY_WORD", "FILLER"}:
        r.at += 1
        return times
    return None


def rate(r: Reader) -> bool:
    """«1 раз в месяц», «раз в две недели», «2 встречи в неделю»; «1 раз» alone says nothing."""
    start = r.at
    is_bare = (
        r.kinds[start] == "TIMES" or r.kinds[start + 1] == "TIMES" or r.kinds[start + 3] == "TIMES"
    )
    times = _times(r)
    found = times is not None and times > 0 and _per(r, times)
    if not found:
        r.at = start + (1 if r.kinds[start] == "TIMES" else 2) if is_bare and times else start
    return found or bool(is_bare and times)


def _per(r: Reader, times: int) -> bool:
    """Read the unit of a rate: «в месяц», «в две недели», «в течение года»."""
    if r.kinds[r.at] not in _IN:
        return False
    saved = r.at
    r.at += 1
    if r.kinds[r.at] == "DURING":
        r.at += 1
    r.skip(_BEFORE_UNIT)
    number = 1
    if r.kinds[r.at] == "NUMERAL" and r.values[r.at] > 0:
        number = r.values[r.at]
        r.at += 1
    r.skip(_BEFORE_UNIT)
    unit = _UNITS.get(r.kinds[r.at])
    if unit is None or (
        number == 1 and unit in {"half", "term", "quarter"} and r.kinds[r.at - 1] == "NUMERAL"
    ):
        r.at = saved
        return False
    r.at += 1
    _set(r, Rate(times, number, unit))
    return True


def at_least(r: Reader) -> bool:
    """«не реже (чем) …», «не менее …»."""
    start = r.at
    r.at += 2
    r.skip(_SENTENCE)
    r.skip(frozenset({"TO"}))
    if r.kinds[r.at] in {"NUMERAL", "TIMES"} and rate(r):
        return True
    r.at = start
    return False


def following(r: Reader) -> bool:
    """«месяца, следующего за отчётным кварталом»: the days are in the month after."""
    at = r.at + 1
    if r.kinds[at] == "IN":
        at += 1
    if r.kinds[at] != "REPORT":
        return False
    r.following = True
    before = {r.kinds[place] for place in range(max(r.at - 2, 0), r.at)}
    unit = _UNITS.get(r.kinds[at + 1])
    r.at = at + 1
    if unit is not None or r.kinds[r.at] == "STRETCH":
        r.at += 1
    if unit is None and r.kinds[at + 1] != "STRETCH":
        unit = "year" if "YEAR_WORD" in before else "month" if "MONTH_WORD" in before else None
    if r.rhythm is None:
        r.rhythm = rhythm_of(Rate(1, 1, unit)) if unit else Rhythm.CUSTOM
    return True
