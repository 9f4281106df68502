"""A roadmap as the linter sees it: plain frozen values, whatever they were made from."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum


class Place(StrEnum):
    """Whose plan it is; what must stand in it depends on that."""

    SCHOOL = "school"
    COLLEGE = "college"
    TEACHERS = "teachers"
    AUTHORITY = "authority"


@dataclass(frozen=True, slots=True)
class PlanActivity:
    """One activity. `key` is the name that the caller knows it by; `people` are those assigned."""

    key: str
    number: str
    title: str
    deadline: str
    responsible: str
    result: str = ""
    heading: str = ""
    people: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PlanStage:
    """One stage with its activities; `code` is that of the target model, where it is known."""

    key: str
    number: str
    title: str
    goal: str = ""
    result: str = ""
    code: str = ""
    activities: tuple[PlanActivity, ...] = ()


@dataclass(frozen=True, slots=True)
class Plan:
    """The whole of a roadmap.

    `place` is what the organization is and `year` the school year the plan is for, where they
    are known; `approval` says who approved it and
    when, as it is written, and `approved_on` is the day, empty while it is incomplete. `around`
    are the lines outside the table. A plan that `shifts_days` moves its deadlines off days on
    which nobody works by itself.
    """

    title: str
    stages: tuple[PlanStage, ...]
    organization: str = ""
    place: Place | None = None
    year: int | None = None
    approval: str = ""
    approved_on: str = ""
    around: tuple[str, ...] = ()
    shifts_days: bool = False

    @property
    def activities(self) -> Iterator[PlanActivity]:
        """Every activity in order."""
        return (activity for stage in self.stages for activity in stage.activities)
