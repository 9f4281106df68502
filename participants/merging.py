"""How two cards of one person become one: what each room says and does about it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from accounts.models import Membership
from kernel.pieces import Text
from kernel.refusals import Refusal
from participants.models import Person

KEPT, FORMER = "kept", "former"


class CannotMerge(Refusal):
    """The two cards cannot become one, and the message says why."""


@dataclass(frozen=True)
class Difference:
    """What the two cards say differently: a person chooses which of the two stays."""

    name: str
    label: Text
    kept: Text
    former: Text
    usual: str = KEPT


@dataclass(frozen=True)
class Merge:
    """Two cards on their way into one; `taken` names what is taken from the former card."""

    kept: Person
    former: Person
    taken: frozenset[str]
    by: Membership
    now: datetime
    today: date

    def takes(self, name: str) -> bool:
        """Tell whether the value of the former card was chosen."""
        return name in self.taken


def no_obstacles(_kept: Person, _former: Person) -> Sequence[Text]:
    """Nothing stands in the way."""
    return ()


def no_differences(_kept: Person, _former: Person) -> Sequence[Difference]:
    """There is nothing to choose."""
    return ()


@dataclass(frozen=True)
class MergedPart:
    """What one room does: why two cards cannot become one, what is to be chosen, what moves.

    Whatever names a person and no room has moved goes over as it stands.
    """

    move: Callable[[Merge], None]
    obstacles: Callable[[Person, Person], Sequence[Text]] = no_obstacles
    differences: Callable[[Person, Person], Sequence[Difference]] = no_differences
