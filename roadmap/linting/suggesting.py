"""What would mend a finding: deadlines that read well, activities of the shipped templates."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from functools import cache
from typing import Any

from roadmap.deadlines import Deadline, Kind, Rhythm, Window, parse
from roadmap.deadlines.values import Day, Shape, Span, Terms, is_whole
from roadmap.linting.days import of_span
from roadmap.linting.examined import Examined, Row
from roadmap.linting.findings import Change, Insert, Part, Rewrite
from roadmap.linting.method import Step, folded, shipped_method
from roadmap.linting.plan import Place, PlanStage
from roadmap.templates_shipped import shipped

_TEMPLATES = {Place.SCHOOL: "school", Place.COLLEGE: "college", Place.TEACHERS: "teachers"}
_KINDS = {Shape.BY: Kind.DEADLINE, Shape.MONTH: Kind.MONTH, Shape.RANGE: Kind.RANGE}
_LONGEST_DEADLINE = 400
# An activity may be several steps; these say least about when it is done.
_LAST = ("consents", "mentee_consents", "quarterly_report", "annual_report")


Examples = Mapping[str, Mapping[str, Any]]


def examples_for(examined: Examined) -> Examples:
    """The activities of templates by their step: of the template that is followed come first."""
    own = _by_step(examined.template.get("stages", ()))
    return {**shipped_examples(examined.place), **own}


@cache
def shipped_examples(place: Place) -> Examples:
    """The activities of the shipped templates by their step; that of the place comes first."""
    codes = dict.fromkeys((_TEMPLATES.get(place, "school"), "school"))
    return _by_step(stage for code in codes for stage in shipped()[code].stages)


def _by_step(stages: Iterable[Mapping[str, Any]]) -> Examples:
    found: dict[str, Mapping[str, Any]] = {}
    for stage in stages:
        for activity in stage["activities"]:
            for step in _steps_of(activity["title"], stage.get("code", "")):
                found.setdefault(step, activity)
    return found


def _steps_of(title: str, stage_code: str) -> list[str]:
    text = folded(title)
    return [step.code for step in shipped_method().steps.values() if step.is_in(text, stage_code)]


def example_of(examined: Examined, row: Row) -> Mapping[str, Any] | None:
    """The template's activity that is the same step as this one."""
    known = examples_for(examined)
    steps = [code for code in examined.method.steps if code in row.steps and code in known]
    steps.sort(key=_LAST.__contains__)
    return known[steps[0]] if steps else None


def yearly(span: Span) -> Terms:
    """Say that a stretch comes back each year on the same days."""
    first, last = (day and Day(None, day.month, day.day) for day in (span.first, span.last))
    return Terms(Kind.RECURRING, (Span(span.shape, first, last),), Rhythm.YEARLY)


def written(terms: Terms) -> str:
    """Write a deadline, or nothing where it would not be read back as meant."""
    text = str(Deadline.of(terms))
    return text if parse(text) == Deadline.of(terms) else ""


def with_then(row: Row, then: Terms) -> str:
    """Keep what the deadline says once as it is written, and add what comes each year."""
    once = replace(row.said, then=None, left_over=())
    if not once.spans:
        return written(then)
    meant = Deadline.of(replace(once, then=then))
    said = " ".join(row.activity.deadline.split()).rstrip(" .,;")
    text = f"{said}, далее {Deadline.of(then)}"
    return text if row.said.then is None and parse(text) == meant else written(meant)


def template_terms(examined: Examined, row: Row) -> Terms | None:
    """When the template does the same step, as what comes each year."""
    example = example_of(examined, row)
    spans = parse(str(example["deadline"])).spans if example else ()
    return yearly(spans[0]) if len(spans) == 1 else None


def ending(row: Row, window: Window, day: date) -> str:
    """Write the deadline of an activity anew, so that this window of it ends on another day."""
    said = row.said
    start = window.start if window.start and window.start <= day else None
    span = _stretch(start, day)
    if any(each.is_dated and of_span(each)[1] == window.end for each in said.spans):
        return written(Terms(_KINDS[span.shape], (span,), then=said.then))
    if row.repeats:
        return with_then(row, yearly(span)) if said.then is not None else written(yearly(span))
    return written(Terms(_KINDS[span.shape], yearly(span).spans, then=said.then))


def _stretch(first: date | None, last: date) -> Span:
    end = Day(last.year, last.month, last.day)
    if first is None:
        return Span(Shape.BY, None, end)
    span = Span(Shape.RANGE, Day(first.year, first.month, first.day), end)
    is_month = is_whole(span) and first.month == last.month
    return span._replace(shape=Shape.MONTH) if is_month else span


def rewrite_deadline(row: Row, text: str) -> tuple[Change, ...]:
    """Set a deadline, where there is something to set that fits into its cell."""
    fits = 0 < len(text) <= _LONGEST_DEADLINE
    return (Rewrite(row.activity.key, Part.DEADLINE, text),) if fits else ()


def insert(examined: Examined, step: Step, stage: PlanStage) -> tuple[Insert, ...]:
    """Add the template's activity for a step to a stage."""
    example = examples_for(examined).get(step.code)
    if example is None:
        return ()
    return (
        Insert(
            stage=stage.key,
            title=example["title"],
            deadline=example["deadline"],
            responsible=example.get("responsible", ""),
            result=example.get("result", ""),
            proof=example.get("proof", ""),
        ),
    )


def home_of(examined: Examined, step: Step) -> PlanStage:
    """The stage in which a step would stand: by its code, else the last for what ends a year."""
    stages = examined.plan.stages
    found = next((stage for stage in stages if stage.code and stage.code == step.stage), None)
    if found is not None:
        return found
    return stages[-1] if step.stage == "completion" else stages[0]
