"""What the linter says: a finding quotes the plan, says why it matters and what would mend it."""

import hashlib
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any

from django.utils.translation import gettext as _

from roadmap.linting.plan import Plan, PlanStage


class Weight(StrEnum):
    """How much a finding matters, heaviest first. Nothing that is found forbids anything."""

    SERIOUS = "serious"
    NOTABLE = "notable"
    ADVICE = "advice"


class Part(StrEnum):
    """Which words of the plan are meant."""

    TITLE = "title"
    DEADLINE = "deadline"
    RESPONSIBLE = "responsible"
    RESULT = "result"
    NUMBER = "number"
    GOAL = "goal"
    APPROVAL = "approval"
    AROUND = "around"


PLAN_KEY = "plan"


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of the plan exactly as they stand there.

    `place` is the number a person would look for, `key` names the activity or stage, and `line`
    is the activity whose words they are.
    """

    key: str
    part: Part
    text: str
    place: str
    line: str = ""


@dataclass(frozen=True, slots=True)
class Rewrite:
    """Set the words of an activity, of a stage or of the plan."""

    key: str
    part: Part
    text: str


@dataclass(frozen=True, slots=True)
class Insert:
    """Add an activity at the end of a stage."""

    stage: str
    title: str
    deadline: str
    responsible: str
    result: str = ""
    proof: str = ""


@dataclass(frozen=True, slots=True)
class Remove:
    """Take an activity out."""

    key: str


@dataclass(frozen=True, slots=True)
class MoveStage:
    """Put a stage before another one."""

    key: str
    before: str


Change = Rewrite | Insert | Remove | MoveStage


@dataclass(frozen=True, slots=True)
class Found:
    """What a rule has found. Without a quote there is nothing to say.

    `about` tells findings apart that quote the same words: the step that is missing.
    """

    quotes: tuple[Quote, ...]
    message: str
    suggestion: str
    changes: tuple[Change, ...] = ()
    about: str = ""

    def __post_init__(self) -> None:
        assert self.quotes
        assert all(quote.text.strip() for quote in self.quotes)


@dataclass(frozen=True, slots=True)
class Finding:
    """What was found, by which rule; `mark` stays the same while the quoted words do."""

    code: str
    weight: Weight
    quotes: tuple[Quote, ...]
    message: str
    suggestion: str
    changes: tuple[Change, ...]
    mark: str

    @classmethod
    def of(cls, code: str, weight: Weight, found: Found) -> "Finding":
        """Sign what a rule has found."""
        said = [code, found.about]
        for quote in found.quotes:
            said += [quote.key, quote.part, " ".join(quote.text.split())]
        mark = hashlib.sha256("\0".join(said).encode()).hexdigest()[:16]
        return cls(code, weight, found.quotes, found.message, found.suggestion, found.changes, mark)

    def to_dict(self) -> dict[str, Any]:
        """Write it down as the command prints it."""
        return {
            "code": self.code,
            "weight": self.weight.value,
            "place": ", ".join(dict.fromkeys(quote.place for quote in self.quotes)),
            "quotes": [
                {"place": quote.place, "text": quote.text, "part": quote.part, "line": quote.line}
                for quote in self.quotes
            ],
            "message": self.message,
            "suggestion": self.suggestion,
            "changes": [
                {"kind": kind_of(change), **_places(asdict(change))} for change in self.changes
            ],
        }


def kind_of(change: Change) -> str:
    """Name a change: `set_deadline`, `add_activity`, `remove_activity`, `move_stage`."""
    if isinstance(change, Rewrite):
        return f"set_{change.part}"
    return {Insert: "add_activity", Remove: "remove_activity", MoveStage: "move_stage"}[
        type(change)
    ]


def _places(said: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in said.items() if name != "part" and value != ""}


def quote_stage(stage: PlanStage, part: Part = Part.TITLE) -> Quote:
    """Quote the heading of a stage."""
    place = _("stage %(number)s") % {"number": stage.number} if stage.number else ""
    return Quote(stage.key, part, str(getattr(stage, part.value)), place)


def quote_plan(plan: Plan) -> Quote:
    """Quote the plan as a whole: its title, else the first words that stand in it."""
    for text in _first_words(plan):
        if text.strip():
            return Quote(PLAN_KEY, Part.TITLE, text, "")
    raise ValueError(plan)


def _first_words(plan: Plan) -> Iterator[str]:
    yield plan.title
    for stage in plan.stages:
        yield stage.title
        yield from (activity.title for activity in stage.activities)
