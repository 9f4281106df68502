"""The table of rules: what each looks for, why it matters and who asks for it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from kernel.pieces import Text
from roadmap.linting.examined import Examined
from roadmap.linting.findings import Found, Weight
from roadmap.linting.rules import (
    calendar,
    completeness,
    deadlines,
    order,
    papers,
    people,
    repetition,
    sameness,
    stages,
)


@dataclass(frozen=True)
class Rule:
    """One rule: its name for people, why it matters, its source, how heavy it is."""

    code: str
    title: Text
    why: Text
    source: Text
    weight: Weight
    look: Callable[[Examined], Iterable[Found]]


_MODEL = _("Target model of mentoring (order R-145 of 25.12.2019)")

RULES: tuple[Rule, ...] = (
    Rule(
        "closing-without-opening",
        _("A second measurement without a first one"),
        _(
            "The influence of the programme is the difference of two measurements; with one of "
            "them there is nothing to report."
        ),
        _("Target model, monitoring of influence: before the programme and at its end"),
        Weight.SERIOUS,
        order.closing_without_opening,
    ),
    Rule(
        "training-after-pairs",
        _("Training that ends after pairs are fixed"),
        _("Mentors begin to work before they have been taught how."),
        _("Target model, stage 4 comes before stage 5"),
        Weight.SERIOUS,
        order.training_after_pairs,
    ),
    Rule(
        "before-prerequisite",
        _("A step before what it needs"),
        _("What is planned cannot be done on its day: its material does not exist yet."),
        _MODEL,
        Weight.SERIOUS,
        order.before_prerequisite,
    ),
    Rule(
        "obligatory-step-missing",
        _("An obligatory step is missing"),
        _(
            "Without consents, informed parents and orders the programme has no lawful ground; "
            "inspections ask for them first."
        ),
        _("Target model, stages 1, 2 and 5; federal law 152-FZ, article 9"),
        Weight.SERIOUS,
        completeness.obligatory_step_missing,
    ),
    Rule(
        "no-responsible",
        _("Nobody is responsible"),
        _("What nobody answers for is not done and reminds nobody."),
        _("Target model: every activity of a roadmap has a deadline and somebody responsible"),
        Weight.SERIOUS,
        people.no_responsible,
    ),
    Rule(
        "unclear-deadline",
        _("A deadline that cannot be understood"),
        _("Two people will read it differently, and no date follows from it."),
        _("Target model: every activity of a roadmap has a deadline and somebody responsible"),
        Weight.SERIOUS,
        deadlines.unclear_deadline,
    ),
    Rule(
        "approval-incomplete",
        _("The date of approval is incomplete"),
        _(
            "Without its date nobody can tell whether the plan was in force when something was "
            "done."
        ),
        _("GOST R 7.0.97-2025: the approval names post, signature, name and date"),
        Weight.SERIOUS,
        papers.approval_incomplete,
    ),
    Rule(
        "stage-order",
        _("Stages out of order"),
        _("Each stage works with the result of the one before; people look for stages by number."),
        _MODEL,
        Weight.NOTABLE,
        stages.stage_order,
    ),
    Rule(
        "never-repeats",
        _("Done once while the rest repeats"),
        _(
            "From the second year on the step drops out of the plan, although those after it rest "
            "on it."
        ),
        _("Target model: the stages are a cycle that repeats each year"),
        Weight.NOTABLE,
        repetition.never_repeats,
    ),
    Rule(
        "needs-date",
        _("No day this year"),
        _(
            "Such an activity is never late and never done: nobody can be reminded of it or asked "
            "about it."
        ),
        _("Target model: every activity of a roadmap has a deadline and somebody responsible"),
        Weight.NOTABLE,
        deadlines.needs_date,
    ),
    Rule(
        "non-working-day",
        _("A deadline on a day off"),
        _("Nobody is at work on that day: it is done earlier, later or not at all."),
        _("Production calendar of the year"),
        Weight.NOTABLE,
        calendar.non_working_day,
    ),
    Rule(
        "missing-appendix",
        _("An appendix that is not there"),
        _("Those who carry the plan out do not see what they are asked for."),
        _("The plan itself refers to it"),
        Weight.NOTABLE,
        completeness.missing_appendix,
    ),
    Rule(
        "outdated-law",
        _("A norm that is out of force"),
        _("A reference to an act that is not in force makes the local act open to objection."),
        _("List of acts with their sources, see the data of the linter"),
        Weight.NOTABLE,
        papers.outdated_law,
    ),
    Rule(
        "same-activity",
        _("Two activities say the same"),
        _("The same work is counted, asked about and reported twice."),
        _("Good practice of planning"),
        Weight.NOTABLE,
        sameness.same_activity,
    ),
    Rule(
        "summer-leave",
        _("A deadline in the summer leave"),
        _("Teachers are on leave, pupils on holiday: there is nobody to do it or to answer."),
        _("Extended leave of teachers, usually from July to the middle of August"),
        Weight.ADVICE,
        calendar.summer_leave,
    ),
    Rule(
        "overload",
        _("More than two fifths on one person"),
        _("When that person is ill or leaves, the programme stops."),
        _("Good practice of planning"),
        Weight.ADVICE,
        people.overload,
    ),
    Rule(
        "quarterly-report-missing",
        _("No quarterly report"),
        _(
            "Where the region asks how the roadmap is carried out, the quarter is asked about by "
            "its tenth day."
        ),
        _("Reports to the regional mentoring centre, where it asks for them"),
        Weight.ADVICE,
        completeness.quarterly_report_missing,
    ),
    Rule(
        "annual-report-missing",
        _("No report on the year"),
        _("A year that is not summed up cannot be compared with the next one."),
        _("Target model, stage 7: monitoring of quality and results of the year"),
        Weight.ADVICE,
        completeness.annual_report_missing,
    ),
)

BY_CODE = {rule.code: rule for rule in RULES}
