"""What stands in the wrong order in time."""

from collections.abc import Callable, Iterator, Sequence

from django.utils.translation import gettext as _

from kernel.calendar import SchoolYear
from roadmap.dates import days_words
from roadmap.deadlines import Window
from roadmap.linting.days import ends_after
from roadmap.linting.examined import Examined, Row
from roadmap.linting.findings import Found, Part, Quote
from roadmap.linting.method import folded
from roadmap.linting.rules.repetition import is_once
from roadmap.linting.suggesting import (
    ending,
    home_of,
    insert,
    rewrite_deadline,
    template_terms,
    with_then,
    yearly,
)

Dated = tuple[Row, Window]


def closing_without_opening(examined: Examined) -> Iterator[Found]:
    """Find a second measurement that has nothing to be compared with."""
    closings = examined.of_step("closing")
    sides = [examined.of_step(code) for code in ("opening_mentees", "opening_mentors")]
    openings = list({row.activity.key: row for side in sides for row in side}.values())
    if closings and not openings:
        if not any(_measures(examined, row) for row in examined.rows):
            yield _no_opening(examined, closings[0])
        return
    for opening in openings:
        side = [rows for rows in sides if opening in rows][-1]
        found = next(_compared(examined, opening, side, closings), None)
        if found is not None:
            yield found


def _measures(examined: Examined, row: Row) -> bool:
    """Tell whether anything is measured that is not called the second time."""
    is_measured = examined.method.words["measuring"].stand_in(folded(row.activity.title))
    return is_measured and "closing" not in row.steps


def _no_opening(examined: Examined, closing: Row) -> Found:
    steps = [examined.method.steps[code] for code in ("opening_mentees", "opening_mentors")]
    changes = [insert(examined, step, home_of(examined, step)) for step in steps]
    return Found(
        quotes=(closing.quote(),),
        message=_("The plan has a second measurement but no first one to compare it with."),
        suggestion=_("Add the first measurement of mentees and of mentors, before pairs are made."),
        changes=tuple(change for each in changes for change in each),
    )


def _compared(
    examined: Examined, opening: Row, side: Sequence[Row], closings: Sequence[Row]
) -> Iterator[Found]:
    """Compare an opening measurement with the closing ones, year by year."""
    for year in examined.years:
        for closing in closings:
            if not examined.windows(closing, year):
                continue
            once = all(is_once(row) and not examined.windows(row, year) for row in side)
            if once and closing.repeats:
                yield _not_again(examined, opening, closing, year)
            before, after = examined.window(opening, year), examined.window(closing, year)
            if before and after and ends_after(before, after):
                yield _reversed(opening, closing, before, after)


def _not_again(examined: Examined, opening: Row, closing: Row, year: int) -> Found:
    spans = opening.said.spans
    terms = template_terms(examined, opening) or yearly(spans[0])
    text = with_then(opening, terms)
    return Found(
        quotes=_deadlines(opening, closing),
        message=_(
            "In %(year)s the second measurement (%(closing)s) has no first one:"
            " %(opening)s is planned once."
        )
        % {
            "year": SchoolYear(year).label,
            "closing": closing.name,
            "opening": opening.name,
        },
        suggestion=_("Write “%(text)s” at %(place)s.") % {"text": text, "place": opening.name},
        changes=rewrite_deadline(opening, text),
    )


def _reversed(opening: Row, closing: Row, before: Window, after: Window) -> Found:
    return Found(
        quotes=_deadlines(opening, closing),
        message=_("The first measurement (%(before)s) is later than the second (%(after)s).")
        % {"before": _days(before), "after": _days(after)},
        suggestion=_("Measure before the pairs begin to work, and again at the end."),
    )


def training_after_pairs(examined: Examined) -> Iterator[Found]:
    """Find training that is still going on when the pairs are fixed."""
    for year in examined.years:
        training = _pick(examined, "training", year, min)
        order = _pick(examined, "pair_order", year, max)
        if training and order and ends_after(training[1], order[1]):
            text = ending(*training, order[1].end)
            yield Found(
                quotes=_deadlines(training[0], order[0]),
                message=_(
                    "In %(year)s training goes on %(training)s, and pairs are fixed %(order)s:"
                    " mentors begin untrained."
                )
                % {
                    "year": SchoolYear(year).label,
                    "training": _days(training[1]),
                    "order": _days(order[1]),
                },
                suggestion=_("End the training before the pairs are fixed: “%(text)s”.")
                % {"text": text}
                if text
                else _("End the training before the pairs are fixed."),
                changes=rewrite_deadline(training[0], text),
            )
            return


def before_prerequisite(examined: Examined) -> Iterator[Found]:
    """Find steps that end before what they need is done."""
    for step in examined.method.steps.values():
        for code in step.after:
            found = next(_too_early(examined, step.code, code), None)
            if found is not None:
                yield found


def _too_early(examined: Examined, code: str, needed: str) -> Iterator[Found]:
    for year in examined.years:
        step = _pick(examined, code, year, max)
        before = _pick(examined, needed, year, min)
        if not step or not before or needed in step[0].steps:
            continue
        if ends_after(before[1], step[1]):
            text = ending(*step, before[1].end)
            yield Found(
                quotes=_deadlines(step[0], before[0]),
                message=_("“%(step)s” (%(days)s) comes before “%(needed)s” (%(needed_days)s).")
                % {
                    "step": examined.method.steps[code].name,
                    "days": _days(step[1]),
                    "needed": examined.method.steps[needed].name,
                    "needed_days": _days(before[1]),
                },
                suggestion=_("Write “%(text)s” at %(place)s.")
                % {"text": text, "place": step[0].name}
                if text
                else _("Let what is needed first end first."),
                changes=rewrite_deadline(step[0], text),
            )


def _pick(examined: Examined, code: str, year: int, choose: Callable[..., Dated]) -> Dated | None:
    """The earliest or the latest of the activities that are a step, if all of them have days."""
    rows = examined.of_step(code)
    dated = [(row, window) for row in rows if (window := examined.window(row, year))]
    if not dated:
        return None
    return choose(dated, key=lambda each: each[1].end)


def _deadlines(*rows: Row) -> tuple[Quote, ...]:
    return tuple(row.quote(Part.DEADLINE) for row in rows)


def _days(window: Window) -> str:
    return days_words(*window)
