"""What was read of a roadmap."""

from dataclasses import asdict, dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class ReadItem:
    """One activity; `heading` and `place` help the preview: whose part it is, where it stood."""

    number: str
    text: str
    deadline: str
    responsible: str
    result: str
    heading: str = ""
    place: str = ""


@dataclass(slots=True)
class ReadStage:
    """One stage with its activities."""

    number: str
    title: str
    goal: str = ""
    result: str = ""
    items: list[ReadItem] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class ReadColumn:
    """A column: its heading, and what it means here."""

    heading: str
    meaning: str


@dataclass(frozen=True, slots=True)
class Approval:
    """Who approved the roadmap and when: `on` is ISO, and empty while the date is incomplete."""

    by: str = ""
    on: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class Problem:
    """A doubt for the curator: where, and what."""

    place: str
    text: str


@dataclass(frozen=True, slots=True)
class ReadRoadmap:
    """The whole of what a file says; `around` are the lines outside the table."""

    organisation: str
    title: str
    approved: Approval | None
    columns: tuple[ReadColumn, ...]
    stages: tuple[ReadStage, ...]
    problems: tuple[Problem, ...]
    around: tuple[str, ...] = ()

    @property
    def items_count(self) -> int:
        """How many activities there are in all stages."""
        return sum(len(stage.items) for stage in self.stages)

    def to_dict(self) -> dict[str, Any]:
        """Return the roadmap as the command prints it."""
        return {
            "organisation": self.organisation,
            "title": self.title,
            "approved": asdict(self.approved) if self.approved else None,
            "columns": [asdict(column) for column in self.columns],
            "stages": [_stage(stage) for stage in self.stages],
            "problems": [asdict(problem) for problem in self.problems],
        }


def _stage(stage: ReadStage) -> dict[str, Any]:
    return {
        "number": stage.number,
        "title": stage.title,
        "goal": stage.goal,
        "result": stage.result,
        "items": [
            {
                "number": item.number,
                "text": item.text,
                "deadline": item.deadline,
                "responsible": item.responsible,
                "result": item.result,
            }
            for item in stage.items
        ],
    }
