"""A plan looked at closely: its deadlines as dates, its activities as steps of the method."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from django.utils.translation import gettext as _

from kernel.calendar import Changes, SchoolYear
from roadmap.deadlines import Deadline, Kind, Rhythm, Window, parse
from roadmap.deadlines.values import Span, Terms
from roadmap.linting.days import length, of_span, year_of
from roadmap.linting.findings import Part, Quote
from roadmap.linting.method import Method, Step, folded
from roadmap.linting.plan import Place, Plan, PlanActivity, PlanStage

_MOST_YEARS = 4
# What an activity is stands at its beginning; a page of text in a cell is not searched.
_MOST_LETTERS = 600


@dataclass(frozen=True)
class Row:
    """An activity with its stage, what its deadline says, and the steps it is."""

    activity: PlanActivity
    stage: PlanStage
    place: str
    said: Deadline
    steps: frozenset[str]

    def quote(self, part: Part = Part.TITLE) -> Quote:
        """Quote one of its cells."""
        text = str(getattr(self.activity, part.value))
        return Quote(self.activity.key, part, text, self.place, self.activity.title)

    @property
    def name(self) -> str:
        """What to call it in a sentence."""
        return (self.activity.number and self.place) or f"«{self.activity.title[:60]}»"

    @property
    def parts(self) -> tuple[Terms, ...]:
        """What the deadline says once, and what it says for the years after."""
        return (self.said,) if self.said.then is None else (self.said, self.said.then)

    @property
    def repeats(self) -> bool:
        """Tell whether the deadline says outright that it comes back each year."""
        return any(part.rhythm is Rhythm.YEARLY for part in self.parts) or bool(self.said.then)

    @property
    def dated(self) -> list[Span]:
        """The stretches whose years are written."""
        return [span for part in self.parts for span in part.spans if span.is_dated]


@dataclass
class Examined:
    """Everything that rules ask about one plan. What is dear is worked out once."""

    plan: Plan
    method: Method
    today: date
    changes: Changes
    template: Mapping[str, Any] = field(default_factory=dict)

    @cached_property
    def rows(self) -> list[Row]:
        """Every activity that says what is done."""
        return [
            Row(
                activity,
                stage,
                self._place(activity, stage),
                parse(_line(activity.deadline)),
                self._steps(activity, stage),
            )
            for stage in self.plan.stages
            for activity in stage.activities
            if activity.title.strip()
        ]

    def _place(self, activity: PlanActivity, stage: PlanStage) -> str:
        """Where a person would look: the number, with that of its stage where it stands twice."""
        if not activity.number:
            return _("stage %(number)s") % {"number": stage.number} if stage.number else ""
        if self._numbers.count(activity.number) > 1 and stage.number:
            return f"{stage.number}.{activity.number}"
        return activity.number

    @cached_property
    def _numbers(self) -> list[str]:
        return [activity.number for activity in self.plan.activities]

    @cached_property
    def years(self) -> list[int]:
        """The school years to look at: the plan's own, else those that its deadlines name."""
        if self.plan.year is not None:
            return [self.plan.year]
        longest = self.method.counts["stretch"]
        named = {
            year_of(day)
            for row in self.rows
            for span in row.dated
            for start, day in [of_span(span)]
            if (day - start).days <= longest
        }
        years = sorted(named)[:_MOST_YEARS] or [SchoolYear.of(self.today).start]
        if any(row.said.then for row in self.rows):
            years.append(years[-1] + 1)
        return years

    @cached_property
    def place(self) -> Place:
        """Whose plan it is; a school's may be that of teachers who mentor teachers."""
        place = self.plan.place or place_of(self.plan, self.method)
        is_school = place in {Place.SCHOOL, Place.COLLEGE}
        of_teachers = is_school and speaks_of_teachers(self.plan, self.method)
        return Place.TEACHERS if of_teachers else place

    def windows(self, row: Row, year: int) -> Sequence[Window]:
        """The days of a school year on which the activity falls."""
        key = (row.activity.deadline, year)
        if key not in self._windows:
            text = _line(row.activity.deadline)
            self._windows[key] = tuple(parse(text, school_year=year).occurrences(year))
        return self._windows[key]

    @cached_property
    def _windows(self) -> dict[tuple[str, int], Sequence[Window]]:
        return {}

    def window(self, row: Row, year: int) -> Window | None:
        """The one window of an activity that has a beginning and an end worth comparing.

        What goes on for months, comes back within the year or has no days cannot stand before or
        after anything.
        """
        steady = row.said.kind is Kind.ONGOING or row.said.rhythm not in {None, Rhythm.YEARLY}
        windows = [] if steady else self.windows(row, year)
        if len(windows) != 1:
            return None
        return windows[0] if length(windows[0]) <= self.method.counts["stretch"] else None

    def is_long(self, start: date, end: date) -> bool:
        """Tell whether a stretch is too long for its last day to be a deadline."""
        return (end - start).days > self.method.counts["weekend"]

    def of_step(self, code: str) -> list[Row]:
        """The activities that are a step."""
        return [row for row in self.rows if code in row.steps]

    def mentions(self, step: Step) -> bool:
        """Tell whether the plan speaks of a step anywhere in its table."""
        if self.of_step(step.code):
            return True
        return any(step.is_in(text) for text in self._texts)

    @cached_property
    def _texts(self) -> list[str]:
        """Everything that is done or comes of it, in folded words."""
        own = [
            folded(text[:_MOST_LETTERS])
            for stage in self.plan.stages
            for activity in stage.activities
            for text in (activity.result, f"{activity.heading}. {activity.title}")
        ]
        return [*own, *(folded(stage.result[:_MOST_LETTERS]) for stage in self.plan.stages)]

    def _steps(self, activity: PlanActivity, stage: PlanStage) -> frozenset[str]:
        text = folded(activity.title[:_MOST_LETTERS])
        outcome = f"{text}. {folded(activity.result[:_MOST_LETTERS])}"
        said = parse(_line(activity.deadline))
        comes_back = {said.rhythm} if len(said.spans) <= 1 else {said.rhythm, Rhythm.HALF_YEARLY}
        return frozenset(
            step.code
            for step in self.method.steps.values()
            if step.is_in(text, stage.code)
            or (comes_back & step.rhythms and step.rhythm_match.stand_in(outcome))
        )


def place_of(plan: Plan, method: Method) -> Place:
    """Guess whose plan it is from the name of the organization, else from the title."""
    audiences = method.audiences
    kinds = {
        "kindergarten": Place.TEACHERS,
        "college": Place.COLLEGE,
        "school": Place.SCHOOL,
        "authority": Place.AUTHORITY,
    }
    for text in (folded(plan.organization), folded(plan.title)):
        found = next((kind for kind in kinds if audiences[kind].stand_in(text)), None)
        if found is not None:
            return kinds[found]
    return Place.SCHOOL


def speaks_of_teachers(plan: Plan, method: Method) -> bool:
    """Tell whether the plan is that of mentoring among teachers."""
    teachers, pupils = method.audiences["teachers"], method.audiences["pupils"]
    title = folded(plan.title)
    if teachers.stand_in(title):
        return not pupils.stand_in(title)
    texts = [folded(activity.title) for activity in plan.activities]
    return any(map(teachers.stand_in, texts)) and not any(map(pupils.stand_in, texts))


def _line(text: str) -> str:
    return " ".join(text.split())
