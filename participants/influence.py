"""The influence card: what is compared before and after, who measures it, which way is good."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from statistics import mean

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.states import Role

# Fewer people than this would let one guess who is meant.
FEWEST = 5

_SCHOOL = frozenset({Role.CURATOR, Role.CLASS_TEACHER})
_SOUL = frozenset({Role.PSYCHOLOGIST})
_BOTH = _SCHOOL | _SOUL


@dataclass(frozen=True)
class Parameter:
    """One line of the card; a psychological one is read by the psychologist alone."""

    code: str
    label: str | Promise
    low: int
    high: int
    measured_by: frozenset[str]
    is_more_better: bool = True

    @property
    def is_psychological(self) -> bool:
        """Tell whether others see it only as a figure of many."""
        return self.measured_by == _SOUL

    @property
    def scale(self) -> str:
        """The scale in figures."""
        return f"{self.low}–{self.high}"


PARAMETERS: tuple[Parameter, ...] = (
    Parameter("involvement", _("Takes part in school life"), 1, 10, _SCHOOL),
    Parameter("attendance", _("Wants to go to school"), 1, 10, _BOTH),
    Parameter("russian", _("Mark in Russian"), 2, 5, _SCHOOL),
    Parameter("maths", _("Mark in mathematics"), 2, 5, _SCHOOL),
    Parameter("average", _("Average mark"), 2, 5, _SCHOOL),
    Parameter("skills", _("Flexible skills"), 1, 10, _BOTH),
    Parameter("future", _("Understands the own future"), 1, 10, _BOTH),
    Parameter("mood", _("Emotional state"), 1, 10, _SOUL),
    Parameter("anxiety", _("Anxiety"), 1, 10, _SOUL, is_more_better=False),
)
BY_CODE: Mapping[str, Parameter] = {parameter.code: parameter for parameter in PARAMETERS}


@dataclass(frozen=True)
class Figure:
    """What one parameter says of many: no name, and nothing at all of too few."""

    parameter: Parameter
    count: int
    before: Decimal | None = None
    after: Decimal | None = None

    @property
    def change(self) -> Decimal | None:
        """After less before."""
        if self.before is None or self.after is None:
            return None
        return self.after - self.before

    @property
    def percent(self) -> int | None:
        """The change in per cent of what was before; nothing of nothing is a dash."""
        if self.change is None or not self.before:
            return None
        return round(100 * self.change / self.before)

    @property
    def is_better(self) -> bool | None:
        """Tell whether the change is good; the direction is the parameter's."""
        if not self.change:
            return None
        return (self.change > 0) == self.parameter.is_more_better


def measured_by(role: str) -> list[Parameter]:
    """What a role measures."""
    return [parameter for parameter in PARAMETERS if role in parameter.measured_by]


def figure(parameter: Parameter, pairs: Iterable[tuple[Decimal, Decimal]]) -> Figure:
    """Compare those who were measured twice; of fewer than five nothing is said."""
    both = list(pairs)
    if len(both) < FEWEST:
        return Figure(parameter, len(both))
    before, after = (mean(values) for values in zip(*both, strict=True))
    return Figure(parameter, len(both), round(before, 2), round(after, 2))
