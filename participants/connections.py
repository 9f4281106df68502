"""What higher rooms lend to the pages of people; installed once, by mentoring/wiring.py."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.utils.safestring import SafeString

from participants.merging import MergedPart
from participants.models import Person

# A panel of a card: `panel(request, person)` gives ready HTML, or nothing to show.
Panel = Callable[[Any, Person], SafeString | None]


@dataclass(frozen=True)
class PairColumns:
    """What the official bases say about one pair of a person."""

    partner: str
    partner_place: str = ""
    form: str = ""
    finished_on: date | None = None
    results: str = ""
    link: str = ""
    mark: str = ""


@dataclass(frozen=True)
class Connections:
    """The whole list of what is lent; everything may be absent.

    `paired("mentee")` and `paired("mentor")` give the numbers of people in an open pair on that
    side, as a queryset of one column;
    `load` counts the open pairs of mentors; `pairs_of_mentees` and `pairs_of_mentors` fill the
    columns of the bases, `cases` the addresses of what was published about people; `merging`
    says what each room does when two cards become one.
    """

    panels: Sequence[Panel] = ()
    paired: Callable[[str], QuerySet[Any, int]] | None = None
    load: Callable[[Iterable[int]], dict[int, int]] | None = None
    pairs_of_mentees: Callable[[Sequence[int]], dict[int, list[PairColumns]]] | None = None
    pairs_of_mentors: Callable[[Sequence[int]], dict[int, list[PairColumns]]] | None = None
    cases: Callable[[Sequence[int]], dict[int, str]] | None = None
    merging: Sequence[MergedPart] = ()


_installed: list[Connections] = [Connections()]


def connect(connections: Connections) -> None:
    """Install what is lent. Called once, from `mentoring.wiring`."""
    _installed[0] = connections


def lent() -> Connections:
    """What is lent to this room."""
    return _installed[0]
