"""From a phrase to its terms: read the parts, then decide what they amount to."""

from roadmap.deadlines.phrases import RULES
from roadmap.deadlines.reader import Reader
from roadmap.deadlines.tokens import Token, tokenize
from roadmap.deadlines.values import (
    Day,
    DayRule,
    Kind,
    LeftOver,
    Period,
    Rhythm,
    Shape,
    Span,
    Terms,
)
from roadmap.deadlines.year_words import is_years
from roadmap.deadlines.years import Context, apart, resolve

_KINDS = {
    Shape.DAY: Kind.DATE,
    Shape.MONTH: Kind.MONTH,
    Shape.BY: Kind.DEADLINE,
    Shape.RANGE: Kind.RANGE,
    Shape.FROM: Kind.RANGE,
}
_POINTS = frozenset({Shape.DAY, Shape.MONTH, Shape.BY})
_NO_CONTEXT = Context()
_MONTH_ENDS = 40  # more than any number of a day, so that -1 comes after the 31st
SOME_EVENT = "по событию"


def school_months(year: int) -> Span:
    """Return the teaching part of a school year."""
    return Span(Shape.RANGE, Day(year, 9, 1), Day(year + 1, 5, 31))


def _school_year(year: int) -> Span:
    return Span(Shape.RANGE, Day(year, 9, 1), Day(year + 1, 8, 31))


def _calendar_year(year: int) -> Span:
    return Span(Shape.RANGE, Day(year, 1, 1), Day(year, 12, 31))


def _read(text: str, tokens: list[Token], context: Context) -> Reader:
    """Walk over the tokens once; what no rule takes is left over."""
    r = Reader(
        text, tokens, school_year=context.school_year, is_calendar_year=context.year is not None
    )
    count = len(tokens)
    while r.at < count:
        rule = RULES.get(r.kinds[r.at])
        if rule is None or not rule(r):
            r.leave()
    return r


def _left_over(r: Reader) -> tuple[LeftOver, ...]:
    """Join neighbouring tokens that were left and quote them."""
    runs: list[list[int]] = []
    for at in r.left:
        if runs and at - runs[-1][1] <= 2:  # noqa: PLR2004 - a preposition or a comma between
            runs[-1][1] = at
        else:
            runs.append([at, at])
    places = [(r.tokens[first].start, r.tokens[last].end) for first, last in runs]
    return tuple(LeftOver(r.text[start:end], start, end) for start, end in places)


def _bounds(r: Reader, context: Context) -> None:
    """Find the days of «в течение года» where the phrase or the plan names the year."""
    if r.period in {Period.NONE, Period.ALWAYS} or r.rhythm is Rhythm.YEARLY:
        return
    if r.within is not None:
        r.period = Period.YEAR
    elif r.school_year is not None:
        r.within, r.period = school_months(r.school_year), Period.SCHOOL_YEAR
    elif context.school_year is not None and not r.is_calendar_year:
        r.within, r.period = school_months(context.school_year), Period.SCHOOL_YEAR
    elif context.year is not None or context.school_year is not None:
        r.within, r.period = _calendar_year(context.year or context.school_year or 0), Period.YEAR


def _is_bound(span: Span, rhythm: Rhythm) -> bool:
    """Whether a span limits a rhythm rather than being its day."""
    if rhythm is not Rhythm.YEARLY:
        return span.shape not in {Shape.DAY, Shape.MONTH}
    if span.shape is Shape.FROM:
        return span.is_dated
    if span.shape is Shape.BY or span.first is None or span.last is None:
        return False
    years = (span.first.year or 0, span.last.year or 0)
    return (
        years[1] - years[0] > 1
        or is_years(span)
        or (years[1] > years[0] and span.last[1:] >= span.first[1:])
    )


def _order(rule: DayRule) -> tuple[int, int, int]:
    """Days in the order of the month; what counts from its end comes last."""
    first = rule.last if rule.first is None else rule.first
    return (first % _MONTH_ENDS, rule.last % _MONTH_ENDS, rule.weekday)


def _recurring(r: Reader, context: Context) -> Terms:
    rhythm = r.rhythm or Rhythm.MONTHLY
    named = Context(school_year=r.school_year)
    if rhythm is Rhythm.YEARLY:
        spans = r.spans
    else:
        spans, year = apart(r.spans)
        if year is not None and year.first is not None:
            named = Context(year=year.first.year)
        spans = resolve(spans, named, context)
    if not spans and r.school_year is not None and r.within is None:
        r.within, r.period = school_months(r.school_year), Period.SCHOOL_YEAR
    bounds = [span for span in spans if _is_bound(span, rhythm)]
    days = tuple(span for span in spans if not _is_bound(span, rhythm))
    within = r.within
    if bounds and within is None:
        within = bounds[0]
        r.period = Period.NONE
    rules = tuple(sorted({rule._replace(following=r.following) for rule in r.rules}, key=_order))
    period = Period.NONE if r.period is Period.ALWAYS else r.period
    return Terms(
        Kind.RECURRING, days, rhythm, r.rate, rules, tuple(sorted(set(r.weekdays))), within, period
    )


def _kind(spans: list[Span]) -> Kind:
    shapes = {span.shape for span in spans}
    return _KINDS[shapes.pop()] if len(shapes) == 1 else Kind.RANGE


def _calendar(r: Reader, context: Context) -> Terms:
    """Dated terms; an open start with «постоянно» goes on and on."""
    spans, year = apart(r.spans)
    named = Context(school_year=r.school_year)
    year = r.within or year
    if year is not None and year.first is not None and year.last is not None:
        if year.first.year == year.last.year:
            named, r.within = Context(year=year.first.year), None
        else:
            r.within = year
    if r.within is None:
        spans = resolve(spans, named, context.following() if r.next_year else context)
    if r.period is Period.ALWAYS and len(spans) == 1 and spans[0].shape is Shape.FROM:
        return Terms(Kind.ONGOING, within=spans[0], period=Period.ALWAYS)
    within = None if all(span.is_dated for span in spans) else r.within
    return Terms(_kind(spans), tuple(spans), within=within)


def _swallow(r: Reader) -> None:
    """«сентябрь, в течение года»: the year holds the month, which is then left over."""
    is_year = r.period not in {Period.NONE, Period.ALWAYS}
    if is_year and len(r.spans) == 1 and is_years(r.spans[0]):
        r.within, r.period, r.spans = r.spans[0], Period.YEAR, []
    if is_year and r.ongoing_after_spans and all(span.shape in _POINTS for span in r.spans):
        r.left.extend(at for start, end in r.span_places for at in range(start, end))
        r.left.sort()
        r.spans = []


def _date_months(r: Reader) -> None:
    """«октябрь, до 15 числа»: the number dates the month that is named."""
    is_bare = r.rhythm is None and not r.following and not r.period
    if not is_bare or not r.rules or any(rule.weekday for rule in r.rules):
        return
    if not r.spans or any(span.shape is not Shape.MONTH for span in r.spans):
        return
    dated = [_dated_month(span, rule) for span in r.spans for rule in r.rules]
    if None not in dated:
        r.spans, r.rules = [span for span in dated if span], []


def _dated_month(span: Span, rule: DayRule) -> Span | None:
    """The days of a rule in one month; nothing where the month is too short for them."""
    month = span.last
    if month is None or not 1 <= rule.last <= month.day:
        return None
    last = Day(month.year, month.month, rule.last)
    if rule.first is None:
        return Span(Shape.BY, None, last)
    shape = Shape.DAY if rule.first == rule.last else Shape.RANGE
    return Span(shape, Day(month.year, month.month, rule.first), last)


def _terms(r: Reader, context: Context) -> Terms:
    """Decide: a rhythm outweighs days, days outweigh «в течение года», and so on."""
    _date_months(r)
    if (r.rules or r.following) and r.rhythm is None:
        r.rhythm = Rhythm.MONTHLY
    if r.rhythm is not None:
        _bounds(r, context)
        return _recurring(r, context)
    _swallow(r)
    if r.spans:
        return _calendar(r, context)
    if r.period is not Period.NONE:
        _bounds(r, context)
        return Terms(Kind.ONGOING, within=r.within, period=r.period)
    if r.school_year is not None:
        return Terms(Kind.RANGE, (_school_year(r.school_year),))
    if r.demand:
        return Terms(Kind.ON_DEMAND)
    return Terms(Kind.RELATIVE if r.relation else Kind.UNPARSEABLE)


def _keeps(relation: str) -> bool:
    """Whether the words of a relation, read on their own, say only the relation."""
    r = _read(relation, tokenize(relation), _NO_CONTEXT)
    said = r.spans or r.rhythm or r.period or r.rules or r.demand or r.left or r.school_year
    return not said and r.relation == relation


def _worded(terms: Terms, demand: str, relation: str, left_over: tuple[LeftOver, ...]) -> Terms:
    """Add the words; `replace` of dataclasses would take as long as the whole grammar."""
    return Terms(
        terms.kind,
        terms.spans,
        terms.rhythm,
        terms.rate,
        terms.rules,
        terms.weekdays,
        terms.within,
        terms.period,
        demand,
        relation,
        terms.then,
        left_over,
    )


def _followed(first: Terms, later: Terms) -> Terms:
    """Put the part after «далее» to the first one."""
    return Terms(
        first.kind,
        first.spans,
        first.rhythm,
        first.rate,
        first.rules,
        first.weekdays,
        first.within,
        first.period,
        first.demand,
        first.relation,
        later,
        first.left_over + later.left_over,
    )


def _part(text: str, tokens: list[Token], context: Context) -> Terms:
    r = _read(text, tokens, context)
    terms = _terms(r, context)
    relation = r.relation
    if relation and not _keeps(relation):
        relation = SOME_EVENT
    if not (r.demand or relation or r.left):
        return terms
    return _worded(terms, r.demand, relation, _left_over(r))


def _is_then(tokens: list[Token], at: int) -> bool:
    return tokens[at].kind == "THEN" and at + 1 < len(tokens)


def read_terms(text: str, context: Context) -> Terms:
    """Read a whole phrase, the part after «далее» included."""
    tokens = tokenize(text)
    for at in range(1, len(tokens)):
        if _is_then(tokens, at):
            first = _part(text, tokens[:at], context)
            later = _following_part(text, tokens[at + 1 :])
            if later.kind is Kind.UNPARSEABLE or first.kind is Kind.UNPARSEABLE:
                break
            return _followed(first, later)
    return _part(text, tokens, context)


def _following_part(text: str, tokens: list[Token]) -> Terms:
    """Read the part after «далее»: the years to come, so the year of the plan is not its year."""
    for at in range(1, len(tokens)):
        if _is_then(tokens, at):
            first = _part(text, tokens[:at], _NO_CONTEXT)
            later = _following_part(text, tokens[at + 1 :])
            if Kind.UNPARSEABLE not in {first.kind, later.kind}:
                return _followed(first, later)
    return _part(text, tokens, _NO_CONTEXT)
