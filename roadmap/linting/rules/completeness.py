"""What the method asks for and the plan lacks."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from roadmap.linting.examined import Examined, Row
from roadmap.linting.findings import Found, Part, Rewrite, quote_plan, quote_stage
from roadmap.linting.method import Step, folded
from roadmap.linting.suggesting import home_of, insert

_REPORTS = frozenset({"quarterly_report", "annual_report"})


def obligatory_step_missing(examined: Examined) -> Iterator[Found]:
    """Find steps that the method or the law asks for and the plan never names."""
    for step in examined.method.obligatory(examined.place):
        if not examined.mentions(step):
            message = _("The plan lacks a step: %(step)s.") % {"step": step.name}
            yield _missing(examined, step, message)


def quarterly_report_missing(examined: Examined) -> Iterator[Found]:
    """Find a plan without reports on how it is carried out."""
    yield from _no_report(examined, "quarterly_report", _("The plan has no report each quarter."))


def annual_report_missing(examined: Examined) -> Iterator[Found]:
    """Find a plan that ends without summing up."""
    yield from _no_report(
        examined, "annual_report", _("The plan has no report on the results of the year.")
    )


def _no_report(examined: Examined, code: str, message: str) -> Iterator[Found]:
    step = examined.method.steps[code]
    if examined.place in step.reported and not any(_reports(row, step) for row in examined.rows):
        yield _missing(examined, step, message)


def _reports(row: Row, step: Step) -> bool:
    """Tell whether an activity is the report, or has it as its result and is no other report."""
    if step.code in row.steps:
        return True
    return not row.steps & _REPORTS and step.is_in(folded(row.activity.result))


def _missing(examined: Examined, step: Step, message: str) -> Found:
    stage = home_of(examined, step)
    changes = insert(examined, step, stage)
    title = changes[0].title if changes else step.name
    return Found(
        quotes=(quote_stage(stage) if stage.title.strip() else quote_plan(examined.plan),),
        message=message,
        suggestion=_("Add to this stage: “%(title)s”.") % {"title": title},
        changes=changes,
        about=step.code,
    )


def missing_appendix(examined: Examined) -> Iterator[Found]:
    """Find references to an appendix that is not there."""
    heading = examined.method.appendix["heading"]
    present = {found[1] for line in examined.plan.around if (found := heading.search(line))}
    for row in examined.rows:
        for part in (Part.TITLE, Part.RESULT, Part.DEADLINE):
            number = _named(examined, row.quote(part).text)
            if number and number not in present:
                yield _lost(examined, row, part, number)
                break


def _named(examined: Examined, text: str) -> str:
    """The number of an appendix to this very document that a text names."""
    patterns = examined.method.appendix
    for found in patterns["named"].finditer(text):
        if not patterns["foreign"].match(text[found.end() :]):
            return found[1]
    return ""


def _lost(examined: Examined, row: Row, part: Part, number: str) -> Found:
    said = row.quote(part).text
    without = examined.method.appendix["bracketed"].sub("", said).strip()
    changes = (Rewrite(row.activity.key, part, without),) if without and without != said else ()
    return Found(
        quotes=(row.quote(part),),
        message=_("Appendix %(number)s is named, but it is not there.") % {"number": number},
        suggestion=_("Attach appendix %(number)s, or take the reference out.") % {"number": number},
        changes=changes,
    )
