"""What the plan says about law and about its own approval."""

import re
from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext as _

from roadmap.linting.days import of_span
from roadmap.linting.examined import Examined
from roadmap.linting.findings import (
    PLAN_KEY,
    Found,
    Part,
    Quote,
    Rewrite,
    quote_stage,
)
from roadmap.linting.method import Norm
from roadmap.reading.front import date_in

# A date with something left out: «12» 2020 г., «___» ______ 20__ г., «   » сентября 2022 г.
_BLANK_DATE = re.compile(
    r"[«\"“]\s*_*\s*\d{0,2}\s*_*\s*[»\"”]\s*_*\s*[а-яё]*\s*_*\s*(?:20[\d_]{0,2})|_+\s*20[\d_]{2}|20__",
    re.IGNORECASE,
)
_DAY = re.compile(r"\d{1,2}")


def outdated_law(examined: Examined) -> Iterator[Found]:
    """Find acts that were out of force, or never there, when the plan was in use."""
    used_on = _used_until(examined)
    norms = [norm for norm in examined.method.norms if norm.since <= used_on]
    for quote in _texts(examined):
        for norm in norms:
            if norm.pattern.search(quote.text):
                yield _outdated(norm, quote)


def _used_until(examined: Examined) -> date:
    """The last day on which the plan is meant to be followed."""
    year = examined.plan.year
    if year is not None:
        return date(year, 9, 1)
    days = [of_span(span)[1] for row in examined.rows for span in row.dated]
    goes_on = any(row.repeats for row in examined.rows) or not days
    return examined.today if goes_on else max(days)


def _texts(examined: Examined) -> Iterator[Quote]:
    plan = examined.plan
    for line in plan.around:
        yield Quote(PLAN_KEY, Part.AROUND, line, "")
    if plan.title and plan.title not in plan.around:
        yield Quote(PLAN_KEY, Part.TITLE, plan.title, "")
    for stage in plan.stages:
        yield from (quote_stage(stage, part) for part in (Part.TITLE, Part.GOAL, Part.RESULT))
    for row in examined.rows:
        yield from (row.quote(part) for part in (Part.TITLE, Part.RESULT))


def _outdated(norm: Norm, quote: Quote) -> Found:
    text = norm.pattern.sub(norm.replace, quote.text) if norm.replace else ""
    can_change = text and quote.part is not Part.AROUND
    return Found(
        quotes=(quote,),
        message=_("%(why)s (since %(day)s).") % {"why": norm.why, "day": f"{norm.since:%d.%m.%Y}"},
        suggestion=_("Now it is: %(now)s.") % {"now": norm.now},
        changes=(Rewrite(quote.key, quote.part, text),) if can_change else (),
        about=norm.code,
    )


def approval_incomplete(examined: Examined) -> Iterator[Found]:
    """Find an approval whose date lacks a day, a month or a year."""
    plan = examined.plan
    if not plan.approval or plan.approved_on:
        return
    lines = plan.around or (plan.approval,)
    line = next((each for each in lines if _BLANK_DATE.search(each) and not date_in(each)), "")
    day = _likely_day(examined, line)
    yield Found(
        quotes=(Quote(PLAN_KEY, Part.APPROVAL, line or _first_line(plan.approval, lines), ""),),
        message=_("The date of approval is incomplete.")
        if line
        else _("The approval has no date."),
        suggestion=_("Write the whole date, for example %(day)s.") % {"day": f"{day:%d.%m.%Y}"}
        if day
        else _("Write the whole date: day, month and year."),
        changes=(Rewrite(PLAN_KEY, Part.APPROVAL, day.isoformat()),) if day else (),
    )


def _first_line(approval: str, lines: tuple[str, ...]) -> str:
    """The line that the approval begins with, as it stands in the document."""
    return next((line for line in lines if line.strip() and line.strip() in approval), approval)


def _likely_day(examined: Examined, line: str) -> date | None:
    """The day of approval that the first deadline of the plan shows, when the two agree."""
    day = _DAY.search(line)
    starts = [of_span(span)[0] for row in examined.rows for span in row.dated]
    first = min(starts, default=None)
    if day is None or first is None or str(first.year) not in line:
        return None
    return first if first.day == int(day.group()) else None
