"""What is done once while everything around it comes back each year."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from kernel.calendar import SchoolYear
from roadmap.deadlines import Kind
from roadmap.linting.days import of_span
from roadmap.linting.examined import Examined, Row
from roadmap.linting.findings import Found, Part
from roadmap.linting.method import folded
from roadmap.linting.suggesting import rewrite_deadline, template_terms, with_then, yearly

_NAMED = frozenset({Kind.DATE, Kind.RANGE, Kind.DEADLINE, Kind.MONTH})


def never_repeats(examined: Examined) -> Iterator[Found]:
    """Find activities dated once in a plan that runs for years."""
    once = [row for row in examined.rows if is_once(row)]
    repeating = sum(row.repeats for row in examined.rows)
    method = examined.method
    least, share = method.counts["siblings"], method.shares["siblings"]
    if repeating < least or repeating <= share * (repeating + len(once)):
        return
    for row in once:
        if not method.words["one_off"].stand_in(folded(row.activity.title)):
            yield _found(examined, row, repeating)


def is_once(row: Row) -> bool:
    """Tell whether a deadline names days of one school year and nothing after it."""
    said = row.said
    if said.then is not None or said.rhythm is not None or said.kind not in _NAMED:
        return False
    if not said.spans or len(row.dated) != len(said.spans) or said.left_over:
        return False
    days = [day for span in said.spans for day in of_span(span)]
    return SchoolYear.of(min(days)) == SchoolYear.of(max(days))


def _found(examined: Examined, row: Row, repeating: int) -> Found:
    spans = row.said.spans
    then = template_terms(examined, row) or (yearly(spans[0]) if len(spans) == 1 else None)
    text = with_then(row, then) if then else ""
    return Found(
        quotes=(row.quote(Part.DEADLINE),),
        message=_("Done once, while %(count)d other activities come back each year.")
        % {"count": repeating},
        suggestion=_("Write “%(text)s”.") % {"text": text}
        if text
        else _("Say when it is done in the years after, or that it is done once."),
        changes=rewrite_deadline(row, text),
    )
