"""The order of the stages: their numbers, and what is done in them."""

from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise

from django.utils.translation import gettext as _

from roadmap.linting.examined import Examined
from roadmap.linting.findings import Found, MoveStage, Part, Rewrite, quote_stage
from roadmap.linting.plan import PlanStage

# The part of the target model whose order its results dictate. Preparation may go on for long.
ORDER = ("mentees", "mentors", "training", "pairs", "work", "completion")


def stage_order(examined: Examined) -> Iterator[Found]:
    """Find stages that are numbered or placed otherwise than they follow each other."""
    stages = [stage for stage in examined.plan.stages if stage.title.strip()]
    misplaced = list(_misplaced(stages))
    yield from misplaced
    if not misplaced:
        yield from _misnumbered(stages)


def _misplaced(stages: Sequence[PlanStage]) -> Iterator[Found]:
    known = [stage for stage in stages if stage.code in ORDER]
    runs = [code for code, _run in groupby(stage.code for stage in known)]
    if len(set(runs)) != len(runs):
        # Several programmes in one plan, each with its own stages.
        return
    for before, after in pairwise(known):
        if ORDER.index(before.code) > ORDER.index(after.code):
            yield Found(
                quotes=(quote_stage(before), quote_stage(after)),
                message=_("“%(after)s” stands after “%(before)s”, but is done before it.")
                % {"before": before.title, "after": after.title},
                suggestion=_("Put “%(after)s” before “%(before)s”.")
                % {"before": before.title, "after": after.title},
                changes=(MoveStage(after.key, before.key),),
            )


def _misnumbered(stages: Sequence[PlanStage]) -> Iterator[Found]:
    numbers = [_as_number(stage.number) for stage in stages]
    if len(stages) < 2 or None in numbers or numbers.count(1) > 1:  # noqa: PLR2004
        return
    wrong = [
        stage
        for place, (stage, number) in enumerate(zip(stages, numbers, strict=True), start=1)
        if number != place
    ]
    if wrong:
        said = ", ".join(stage.number for stage in stages)
        yield Found(
            quotes=(quote_stage(wrong[0]),),
            message=_("The stages are numbered %(numbers)s.") % {"numbers": said},
            suggestion=_("Number them from 1 in order, or add the stage that is missing."),
            changes=tuple(
                Rewrite(stage.key, Part.NUMBER, str(place))
                for place, stage in enumerate(stages, start=1)
                if stage in wrong
            ),
        )


def _as_number(text: str) -> int | None:
    bare = text.strip(" .)")
    return int(bare) if bare.isascii() and bare.isdigit() else None
