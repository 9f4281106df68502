"""How a deadline is said: one canonical Russian phrase for each meaning."""

from roadmap.deadlines.values import (
    Day,
    DayRule,
    Kind,
    Period,
    Rate,
    Rhythm,
    Shape,
    Span,
    Terms,
    is_whole,
)
from roadmap.deadlines.year_words import is_years

NO_DEADLINE = "срок не определен"
_NAMES = "январь февраль март апрель май июнь июль август сентябрь октябрь ноябрь декабрь".split()
_GENITIVE = (
    "января февраля марта апреля мая июня июля августа сентября октября ноября декабря".split()
)
_WEEKDAYS = "понедельникам вторникам средам четвергам пятницам субботам воскресеньям".split()
_NTH_WEEKDAY: tuple[tuple[str, str], ...] = (
    ("понедельник", "й"),
    ("вторник", "й"),
    ("среда", "я"),
    ("четверг", "й"),
    ("пятница", "я"),
    ("суббота", "я"),
    ("воскресенье", "е"),
)
_RHYTHMS = {
    Rhythm.YEARLY: "ежегодно",
    Rhythm.HALF_YEARLY: "раз в полугодие",
    Rhythm.QUARTERLY: "ежеквартально",
    Rhythm.MONTHLY: "ежемесячно",
    Rhythm.WEEKLY: "еженедельно",
    Rhythm.CUSTOM: "периодически",
}
_UNITS: dict[str, tuple[str, str, str]] = {
    "year": ("год", "года", "лет"),
    "half": ("полугодие", "полугодия", "полугодий"),
    "semester": ("семестр", "семестра", "семестров"),
    "trimester": ("триместр", "триместра", "триместров"),
    "quarter": ("квартал", "квартала", "кварталов"),
    "term": ("четверть", "четверти", "четвертей"),
    "month": ("месяц", "месяца", "месяцев"),
    "week": ("неделю", "недели", "недель"),
    "day": ("день", "дня", "дней"),
}
_PERIODS = {
    Period.NONE: "",
    Period.SCHOOL_YEAR: "в течение учебного года",
    Period.YEAR: "в течение года",
    Period.WHOLE: "весь период",
    Period.ALWAYS: "постоянно",
}
_PARTS = {
    (1, 7): "первая неделя месяца",
    (8, 14): "вторая неделя месяца",
    (15, 21): "третья неделя месяца",
    (22, 28): "четвертая неделя месяца",
    (29, -1): "пятая неделя месяца",
    (-7, -1): "последняя неделя месяца",
    (1, 10): "первая декада месяца",
    (11, 20): "вторая декада месяца",
    (21, -1): "третья декада месяца",
    (1, 15): "первая половина месяца",
    (16, -1): "вторая половина месяца",
}


def _plural(number: int, forms: tuple[str, str, str]) -> str:
    if number % 100 in range(11, 15):
        return forms[2]
    return forms[0] if number % 10 == 1 else forms[1] if number % 10 in range(2, 5) else forms[2]


def _year(year: int | None) -> str:
    return f" {year} г." if year else ""


def _day(day: Day) -> str:
    return f"{day.day} {_GENITIVE[day.month - 1]}{_year(day.year)}"


def _years(first: Day, last: Day) -> str:
    return f"{first.year} г." if first.year == last.year else f"{first.year}–{last.year} гг."


def _is_school(first: Day, last: Day) -> bool:
    if first.year is None or last.year is None:
        return False
    return (first[1:], last[1:]) == ((9, 1), (8, 31)) and last.year == first.year + 1


def _range(span: Span) -> str:
    first, last = span.first, span.last
    if first is None or last is None:
        return ""
    if first.year and is_years(span):
        return _years(first, last)
    if _is_school(first, last):
        return f"{first.year}/{last.year} учебный год"
    same_year = first.year == last.year
    if is_whole(span) and first.month != last.month:
        start = _NAMES[first.month - 1] + ("" if same_year else _year(first.year))
        return f"{start} – {_NAMES[last.month - 1]}{_year(last.year)}"
    if same_year and first.month == last.month and first.day < last.day:
        return f"{first.day}–{_day(last)}"
    start = _day(first._replace(year=None)) if same_year else _day(first)
    return f"с {start} по {_day(last)}"


def span_words(span: Span) -> str:
    """Say one stretch of the calendar."""
    if span.shape is Shape.BY and span.last:
        return f"до {_day(span.last)}"
    if span.shape is Shape.FROM and span.first:
        return f"с {_day(span.first)}"
    if span.shape is Shape.MONTH and span.first:
        return _NAMES[span.first.month - 1] + _year(span.first.year)
    if span.shape is Shape.DAY and span.first:
        return _day(span.first)
    return _range(span)


def _list(spans: tuple[Span, ...]) -> str:
    """Say several; a day after a closing day says that it does not close."""
    words: list[str] = []
    for at, span in enumerate(spans):
        after_closing = at > 0 and spans[at - 1].shape is Shape.BY
        prefix = "на " if after_closing and span.shape in {Shape.DAY, Shape.RANGE} else ""
        words.append(prefix + span_words(span))
    return ", ".join(words)


def _rate(rate: Rate) -> str:
    if rate == Rate(1, 1, "day"):
        return "ежедневно"
    times = (
        "раз" if rate.times == 1 else f"{rate.times} {_plural(rate.times, ('раз', 'раза', 'раз'))}"
    )
    unit = _plural(rate.every, _UNITS[rate.unit])
    return f"{times} в {unit}" if rate.every == 1 else f"{times} в {rate.every} {unit}"


def _numbers(rules: tuple[DayRule, ...]) -> str:
    """«1 и 15», «5, 10 и 20»."""
    said = [str(rule.last) for rule in rules]
    return " и ".join([*([", ".join(said[:-1])] if said[1:] else []), said[-1]])


def _rules(rules: tuple[DayRule, ...]) -> str:
    """Say the days of each month; plain days and closing days are named in one breath."""
    is_plain = all(rule.first == rule.last and not rule.weekday for rule in rules)
    is_closing = all(rule.first is None and not rule.weekday for rule in rules)
    if is_plain or is_closing:
        words = f"{'до ' if is_closing else ''}{_numbers(rules)} числа"
    else:
        words = ", ".join(_rule(rule) for rule in rules)
    return f"{words} месяца, следующего за отчетным" if rules[0].following else words


def _rule(rule: DayRule) -> str:
    if rule.weekday:
        name, ending = _NTH_WEEKDAY[rule.weekday - 1]
        last = {"й": "последний", "я": "последняя", "е": "последнее"}[ending]
        return f"{last if rule.last < 0 else f'{rule.last}-{ending}'} {name} месяца"
    if rule.first is None:
        return f"до {rule.last} числа"
    if rule.first == rule.last:
        return f"{rule.last} числа"
    return _PARTS.get((rule.first, rule.last)) or f"с {rule.first} по {rule.last} число"


def _within(terms: Terms) -> str:
    """Say the bounds of something that goes on or comes back."""
    span = terms.within
    if span is None or span.first is None or span.last is None:
        always = terms.kind is Kind.ONGOING and span is not None
        words = span_words(span) if span else _PERIODS[terms.period]
        return f"постоянно {words}" if always else words
    if terms.period is Period.SCHOOL_YEAR:
        return f"в течение {span.first.year}/{span.last.year} учебного года"
    if terms.period is Period.YEAR:
        return f"в течение {_years(span.first, span.last)}"
    if is_years(span) and span.first.year == span.last.year:
        return f"с 1 января по 31 декабря{_year(span.last.year)}"
    return span_words(span)


def _recurring(terms: Terms) -> str:
    rhythm = terms.rhythm or Rhythm.CUSTOM
    head = _rate(terms.rate) if terms.rate else _RHYTHMS[rhythm]
    pieces = [head]
    if terms.weekdays:
        pieces.append("по " + " и ".join(_WEEKDAYS[day - 1] for day in terms.weekdays))
    if terms.rules:
        pieces.append(_rules(terms.rules))
    words = " ".join(pieces)
    if terms.spans:
        words = f"{words}{',' if terms.rules else ''} {_list(terms.spans)}"
    within = _within(terms)
    return f"{words}, {within}" if within else words


def _own_words(terms: Terms) -> str:
    if terms.kind is Kind.RECURRING:
        return _recurring(terms)
    if terms.kind is Kind.ONGOING:
        return _within(terms)
    if terms.spans:
        return _list(terms.spans) + (f", {_within(terms)}" if terms.within else "")
    return ""


def words(terms: Terms) -> str:
    """Say the whole deadline."""
    pieces = [piece for piece in (_own_words(terms), terms.relation, terms.demand) if piece]
    said = ", ".join(pieces) or NO_DEADLINE
    return f"{said}, далее – {words(terms.then)}" if terms.then else said
