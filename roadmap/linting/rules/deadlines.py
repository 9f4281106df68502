"""Deadlines that say no day, and deadlines that cannot be understood."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from roadmap.dates import read_deadline
from roadmap.deadlines import Kind
from roadmap.deadlines.values import Period, Terms
from roadmap.linting.examined import Examined, Row
from roadmap.linting.findings import Found, Part, Rewrite, quote_plan
from roadmap.linting.method import Phrase, folded
from roadmap.linting.suggesting import (
    rewrite_deadline,
    template_terms,
    with_then,
    written,
    yearly,
)

_THE_YEAR = "в течение учебного года"
_ANY_YEAR = 2026


def needs_date(examined: Examined) -> Iterator[Found]:
    """Find activities that nobody can be reminded of, because no day is named."""
    blank = [row for row in examined.rows if is_blank(row.activity.deadline)]
    if blank and len(blank) == len(examined.rows):
        yield Found(
            quotes=(quote_plan(examined.plan),),
            message=_("No activity of the plan has a deadline."),
            suggestion=_("Add a column of deadlines, or begin with a template."),
        )
        return
    many = 2 * len(blank) > len(examined.rows)
    for row in blank[:1] if many else blank:
        yield _without(examined, row, count=len(blank) if many else 1)
    yield from (_vague(examined, row) for row in examined.rows if _is_vague(examined, row))


def is_blank(text: str) -> bool:
    """Tell whether a cell says nothing: empty, or a dash."""
    return not any(map(str.isalnum, text))


def _without(examined: Examined, row: Row, *, count: int) -> Found:
    terms = template_terms(examined, row)
    text = written(terms) if terms else ""
    return Found(
        quotes=(row.quote(),),
        message=ngettext(
            "The activity has no deadline.",
            "%(count)d activities have no deadline, this one among them.",
            count,
        )
        % {"count": count},
        suggestion=_suggested(text),
        changes=rewrite_deadline(row, text),
    )


def _is_vague(examined: Examined, row: Row) -> bool:
    """Tell whether somebody must say when, this year or in the years to come."""
    title = folded(row.activity.title)
    if examined.method.words["demanded"].stand_in(title):
        return False
    year = examined.plan.year
    parts = row.parts
    if year is not None and len(parts) > 1:
        parts = parts[:1] if examined.windows(row, year) else parts[1:]
    return any(_says_nothing(examined, row, part) for part in parts)


def _says_nothing(examined: Examined, row: Row, part: Terms) -> bool:
    if part.kind is Kind.ON_DEMAND:
        return True
    if part.kind is Kind.RELATIVE:
        return examined.method.words["vague"].stand_in(folded(row.activity.deadline))
    is_always = part.kind is Kind.ONGOING and part.period is Period.ALWAYS
    return is_always and part.within is None and not part.relation and not _goes_on(examined, row)


def _goes_on(examined: Examined, row: Row) -> bool:
    """Tell whether the work has no end by its nature, as keeping a register has none."""
    return examined.method.words["always"].stand_in(folded(row.activity.title))


def _vague(examined: Examined, row: Row) -> Found:
    text = _dated(examined, row)
    return Found(
        quotes=(row.quote(Part.DEADLINE),),
        message=_("The deadline names no day: nobody can be reminded, nobody is late."),
        suggestion=_suggested(text),
        changes=rewrite_deadline(row, text),
    )


def _dated(examined: Examined, row: Row) -> str:
    terms = template_terms(examined, row)
    spans = row.said.spans
    if spans and row.said.then is not None:
        own = yearly(spans[0]) if len(spans) == 1 else None
        then = terms or own
        return with_then(row, then) if then else ""
    if terms is not None:
        return written(terms)
    return _THE_YEAR if row.said.period is Period.ALWAYS else ""


def _suggested(text: str) -> str:
    if text:
        return _("Write “%(text)s”.") % {"text": text}
    return _("Name a day or a month of this year.")


def unclear_deadline(examined: Examined) -> Iterator[Found]:
    """Find deadlines that lack a word or are no dates at all."""
    for row in examined.rows:
        phrase = next(
            (
                each
                for each in examined.method.phrases
                if each.pattern.search(row.activity.deadline)
            ),
            None,
        )
        if phrase is not None:
            yield _incomplete(row, phrase)
        elif row.said.kind is Kind.UNPARSEABLE and not is_blank(row.activity.deadline):
            yield _unread(row)


def _incomplete(row: Row, phrase: Phrase) -> Found:
    said = row.activity.deadline
    text = phrase.pattern.sub(phrase.replace, said) if phrase.replace else ""
    changes = (Rewrite(row.activity.key, Part.DEADLINE, text),) if text else ()
    return Found(
        quotes=(row.quote(Part.DEADLINE),),
        message=_("The deadline is incomplete: %(why)s.") % {"why": phrase.why},
        suggestion=_suggested(text),
        changes=changes,
    )


def _unread(row: Row) -> Found:
    impossible = read_deadline(row.activity.deadline, year=_ANY_YEAR).impossible
    message = (
        _("The date %(date)s is in no calendar.") % {"date": impossible}
        if impossible
        else _("The deadline cannot be understood.")
    )
    return Found(
        quotes=(row.quote(Part.DEADLINE),),
        message=message,
        suggestion=_("Name a day or a month of this year."),
    )
