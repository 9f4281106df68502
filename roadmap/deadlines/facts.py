"""The flat facts of a deadline, as people annotate them and as the command prints them."""

from datetime import date
from typing import Any

from roadmap.deadlines.deadline import Deadline
from roadmap.deadlines.values import Day, Kind, Period, Rhythm, Shape, Span, Terms
from roadmap.deadlines.years import starting

_TEACHING = Span(Shape.RANGE, Day(None, 9, 1), Day(None, 5, 31))


def _iso(day: Day | None) -> str | None:
    return date(day.year, day.month, day.day).isoformat() if day and day.year else None


def _envelope(spans: tuple[Span, ...]) -> tuple[Day | None, Day | None]:
    """Return the first and the last day of all; dated spans in time, others as they are said."""
    if not spans:
        return None, None
    if not all(span.is_dated for span in spans):
        return _said_envelope(spans)
    firsts = [span.first for span in spans if span.first]
    lasts = [span.last for span in spans if span.last]
    return min(firsts, default=None, key=tuple), max(lasts, default=None, key=tuple)


def _said_envelope(spans: tuple[Span, ...]) -> tuple[Day | None, Day | None]:
    """Without years a list runs as said while it goes once round the year, else from September."""
    starts = [day.month for span in spans if (day := span.first or span.last)]
    turns = sum(left > right for left, right in zip(starts, [*starts[1:], starts[0]], strict=True))
    ordered = spans if turns <= 1 else tuple(sorted(spans, key=_from_september))
    firsts = [span.first for span in ordered if span.first]
    lasts = [span.last for span in ordered if span.last]
    return (firsts[0] if firsts else None), (lasts[-1] if lasts else None)


def _from_september(span: Span) -> tuple[int, int]:
    day = span.first or span.last
    return ((day.month - 9) % 12, day.day) if day else (0, 0)


def _dated(terms: Terms) -> tuple[Day | None, Day | None]:
    """Return the first and last day with years."""
    spans, within = terms.spans, terms.within
    if within is not None and spans and not spans[0].is_dated and terms.kind is not Kind.RECURRING:
        years = (
            within.first.year if within.first else None,
            within.last.year if within.last else None,
        )
        if years[0] and years[1]:
            spans = tuple(starting(span, year) for span in spans for year in (years[0], years[1]))
    if not spans or not spans[0].is_dated:
        spans = (within,) if within else ()
    return _envelope(spans)


def _yearly(terms: Terms) -> tuple[str | None, str | None]:
    """Return MM-DD of what comes back on the same days each year."""
    spans = terms.spans
    if terms.rhythm is Rhythm.YEARLY and not spans and terms.period is Period.SCHOOL_YEAR:
        spans = (_TEACHING,)
    is_yearly = terms.rhythm is Rhythm.YEARLY or not all(span.is_dated for span in spans)
    if not spans or not is_yearly:
        if terms.within is None or terms.within.is_dated:
            return None, None
        spans = (terms.within,)
    first, last = _envelope(spans)
    return first.month_day if first else None, last.month_day if last else None


def _recurrence(terms: Terms) -> str | None:
    if terms.rhythm:
        return terms.rhythm.value
    return None if all(span.is_dated for span in terms.spans) else Rhythm.YEARLY.value


def facts(terms: Terms) -> dict[str, Any]:
    """Return kind, days, recurrence and months of one part and of what follows it."""
    start, end = _dated(terms)
    start_md, end_md = _yearly(terms)
    months = [span.first.month for span in terms.spans if span.shape is Shape.MONTH and span.first]
    return {
        "kind": terms.kind.value,
        "start": _iso(start),
        "end": _iso(end),
        "recurrence": _recurrence(terms),
        "months": months if len(months) == len(terms.spans) else [],
        "start_md": start_md,
        "end_md": end_md,
        "then": facts(terms.then) if terms.then else None,
    }


def report(phrase: str, deadline: Deadline, school_year: int | None) -> dict[str, Any]:
    """Return everything that is known of one phrase."""
    windows = deadline.occurrences(school_year) if school_year is not None else []
    return {
        "phrase": phrase,
        **facts(deadline),
        "canonical": str(deadline),
        "occurrences": [
            {
                "start": window.start.isoformat() if window.start else None,
                "end": window.end.isoformat(),
            }
            for window in windows
        ],
        "left_over": [left._asdict() for left in deadline.left_over],
        "needs_date": deadline.needs_date,
    }
