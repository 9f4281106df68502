"""Deadlines on days on which nobody works."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from functools import partial

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from kernel.calendar import (
    is_working_day,
    next_working_day,
    previous_working_day,
)
from kernel.russian import date_words
from roadmap.deadlines import Deadline, Kind, Rhythm, parse
from roadmap.deadlines.values import Day, Shape, Span, Terms, is_whole
from roadmap.linting.days import in_year, of_span
from roadmap.linting.examined import Examined, Row
from roadmap.linting.findings import Found, Part
from roadmap.linting.method import folded
from roadmap.linting.plan import Place
from roadmap.linting.suggesting import rewrite_deadline, written

_FRIDAY = 4
_NO_YEAR = 2027
_ONE_DAY = timedelta(days=1)


def non_working_day(examined: Examined) -> Iterator[Found]:
    """Find days named outright on which offices are closed.

    What comes back each year falls on a Sunday now and then; that is no mistake of the plan.
    """
    if examined.plan.shifts_days:
        return
    for row in examined.rows:
        terms = _of_year(examined, row)
        closed = [span for span in terms.spans if _is_closed(examined, row, terms, span)]
        if closed and terms.rhythm is None:
            yield _closed(examined, row, terms, closed)


def _of_year(examined: Examined, row: Row) -> Terms:
    if examined.plan.year is None:
        return row.said
    return parse(" ".join(row.activity.deadline.split()), school_year=examined.plan.year)


def _is_closed(examined: Examined, row: Row, terms: Terms, span: Span) -> bool:
    if not span.is_dated or is_whole(span) or span.shape is Shape.FROM:
        return False
    start, end = of_span(span)
    year = examined.plan.year
    if year is not None and not in_year(end, year):
        return False
    if not re.search(rf"(?<!\d)0?{end.day}(?!\d)", row.activity.deadline):
        return False
    title, words = folded(row.activity.title), examined.method.words
    is_event = terms.kind is Kind.DATE and words["events"].stand_in(title)
    if is_event or words["summer"].stand_in(title) or examined.is_long(start, end):
        return False
    return not is_working_day(end, examined.changes)


def _closed(examined: Examined, row: Row, terms: Terms, closed: list[Span]) -> Found:
    spans = tuple(_moved(examined, span) if span in closed else span for span in terms.spans)
    text = _rewritten(row, terms, spans)
    return Found(
        quotes=(row.quote(Part.DEADLINE),),
        message=" ".join(_said_of(of_span(span)[1]) for span in closed),
        suggestion=_("Write “%(text)s”.") % {"text": text}
        if text
        else _("Choose the working day before."),
        changes=rewrite_deadline(row, text),
    )


def _said_of(day: date) -> str:
    if day.weekday() > _FRIDAY:
        return _("%(day)s is a %(weekday)s.") % {
            "day": date_words(day),
            "weekday": date_format(day, "l").lower(),
        }
    return _("%(day)s is a day off.") % {"day": date_words(day)}


def _moved(examined: Examined, span: Span) -> Span:
    start, end = of_span(span)
    day = previous_working_day(end, examined.changes)
    if span.shape is Shape.RANGE and day < start:
        day = next_working_day(end, examined.changes)
    last = Day(day.year, day.month, day.day)
    return span._replace(first=last if span.shape is Shape.DAY else span.first, last=last)


def _rewritten(row: Row, terms: Terms, spans: tuple[Span, ...]) -> str:
    """Change only the day where that reads the same, else write the deadline anew."""
    said = " ".join(row.activity.deadline.split())
    meant = Deadline.of(replace(terms, spans=spans, left_over=()))
    text = said
    for old, new in zip(terms.spans, spans, strict=True):
        if old != new and old.last and new.last and old.last.month == new.last.month:
            day = rf"(?<!\d)0?{old.last.day}(?=\s?\.\s?0?{old.last.month}(?!\d)|\s+[а-я])"
            text = re.sub(day, partial(_as_wide, day=new.last.day), text, count=1)
    return text if text != said and parse(text) == meant else written(meant)


def _as_wide(before: re.Match[str], *, day: int) -> str:
    return f"{day:0{len(before.group())}d}"


def summer_leave(examined: Examined) -> Iterator[Found]:
    """Find deadlines of a school that end while its teachers are away."""
    if examined.place is Place.AUTHORITY:
        return
    for row in examined.rows:
        ends = [span for part in row.parts for span in _in_leave(examined, part)]
        if ends and not examined.method.words["summer"].stand_in(folded(row.activity.title)):
            yield _away(examined, row)


def _in_leave(examined: Examined, part: Terms) -> list[Span]:
    first, last = examined.method.leave
    if part.rhythm not in {None, Rhythm.YEARLY}:
        return []
    return [span for span in part.spans if span.last and first <= span.last.month_day <= last]


def _away(examined: Examined, row: Row) -> Found:
    then = row.said.then and _earlier(examined, row.said.then)
    text = written(replace(_earlier(examined, row.said), then=then, left_over=()))
    return Found(
        quotes=(row.quote(Part.DEADLINE),),
        message=_("The deadline falls in the summer leave."),
        suggestion=_("End it before the leave: “%(text)s”.") % {"text": text}
        if text
        else _("End it before the leave."),
        changes=rewrite_deadline(row, text),
    )


def _earlier(examined: Examined, part: Terms) -> Terms:
    away = _in_leave(examined, part)
    spans = tuple(_before_leave(examined, span) if span in away else span for span in part.spans)
    kind = (
        Kind.DEADLINE if part.kind in {Kind.DATE, Kind.MONTH} and spans != part.spans else part.kind
    )
    return replace(part, spans=spans, kind=kind)


def _before_leave(examined: Examined, span: Span) -> Span:
    """The stretch with its end on the last working day before the leave."""
    first, _last = examined.method.leave
    year = span.last.year if span.last else None
    leaves = date.fromisoformat(f"{year or _NO_YEAR}-{first}")
    day = leaves - _ONE_DAY
    if year is not None:
        day = previous_working_day(day, examined.changes)
    last = Day(year, day.month, day.day)
    starts_earlier = span.first is not None and (
        span.first.month_day < first or span.first.year != year
    )
    if span.shape is Shape.RANGE and starts_earlier:
        return span._replace(last=last)
    return Span(Shape.BY, None, last)
