"""A deadline: what was said once, what comes back, and what must be asked."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Self

from roadmap.deadlines import canonical
from roadmap.deadlines.occurrences import last_day, occurrences
from roadmap.deadlines.values import (
    Day,
    DayRule,
    Kind,
    LeftOver,
    Period,
    Rate,
    Rhythm,
    Shape,
    Span,
    Terms,
    Window,
)

_DATED_BY_PERSON = frozenset({Kind.ON_DEMAND, Kind.RELATIVE, Kind.UNPARSEABLE})


@dataclass(frozen=True, slots=True)
class Deadline(Terms):
    """What a phrase says about time. Equal when the meaning is equal."""

    @classmethod
    def of(cls, terms: Terms) -> Self:
        """Dress the terms that the grammar read."""
        return cls(
            terms.kind,
            terms.spans,
            terms.rhythm,
            terms.rate,
            terms.rules,
            terms.weekdays,
            terms.within,
            terms.period,
            terms.demand,
            terms.relation,
            terms.then,
            terms.left_over,
        )

    def __str__(self) -> str:
        return canonical.words(self)

    def occurrences(self, school_year: int) -> list[Window]:
        """Return the days of a school year (from August to August) in which it falls."""
        return occurrences(self, school_year)

    @property
    def needs_date(self) -> bool:
        """Whether a person must say when, now or for the years to come."""
        return _undated(self) or (self.then is not None and _undated(self.then))

    def needs_date_in(self, school_year: int) -> bool:
        """Whether a person must say when for that school year."""
        over = last_day(self)
        if over is None or over >= date(school_year, 8, 1):
            return _undated(self)
        return self.then is not None and _undated(self.then)

    def to_dict(self) -> dict[str, Any]:
        """Return the deadline as JSON keeps it."""
        return _written(self)

    @classmethod
    def from_dict(cls, kept: Mapping[str, Any]) -> Self:
        """Read the deadline back."""
        return cls.of(_restored(kept))


def _undated(terms: Terms) -> bool:
    always = terms.kind is Kind.ONGOING and terms.period is Period.ALWAYS and terms.within is None
    return always or terms.kind in _DATED_BY_PERSON


def _written(terms: Terms) -> dict[str, Any]:
    return {
        "kind": terms.kind.value,
        "spans": [_span_written(span) for span in terms.spans],
        "rhythm": terms.rhythm.value if terms.rhythm else None,
        "rate": list(terms.rate) if terms.rate else None,
        "rules": [list(rule) for rule in terms.rules],
        "weekdays": list(terms.weekdays),
        "within": _span_written(terms.within) if terms.within else None,
        "period": terms.period.value,
        "demand": terms.demand,
        "relation": terms.relation,
        "then": _written(terms.then) if terms.then else None,
        "left_over": [list(left) for left in terms.left_over],
    }


def _span_written(span: Span) -> list[Any]:
    return [span.shape.value, *(list(day) if day else None for day in (span.first, span.last))]


def _span_restored(kept: Any) -> Span:
    shape, first, last = kept
    return Span(Shape(shape), Day(*first) if first else None, Day(*last) if last else None)


def _rules_kept(kept: Mapping[str, Any]) -> list[Any]:
    """What was kept before a deadline could name several days of a month has one or none."""
    if "rules" in kept:
        return list(kept["rules"])
    return [kept["rule"]] if kept["rule"] else []


def _restored(kept: Mapping[str, Any]) -> Terms:
    return Terms(
        kind=Kind(kept["kind"]),
        spans=tuple(_span_restored(span) for span in kept["spans"]),
        rhythm=Rhythm(kept["rhythm"]) if kept["rhythm"] else None,
        rate=Rate(*kept["rate"]) if kept["rate"] else None,
        rules=tuple(DayRule(*rule) for rule in _rules_kept(kept)),
        weekdays=tuple(kept["weekdays"]),
        within=_span_restored(kept["within"]) if kept["within"] else None,
        period=Period(kept["period"]),
        demand=kept["demand"],
        relation=kept["relation"],
        then=_restored(kept["then"]) if kept["then"] else None,
        left_over=tuple(LeftOver(*left) for left in kept["left_over"]),
    )
