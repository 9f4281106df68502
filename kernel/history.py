"""How the journal is told: each room lends its words for its deeds and the ways to its records.

The journal itself knows only `pairs.pair:12` and `dissolve`; what that means in the programme is
said in the `history.py` of each room, and `mentoring/wiring.py` is the table of them.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.apps import apps
from django.db import models
from django.urls import NoReverseMatch, reverse
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from kernel.pieces import Text

# Names of records by their numbers: `{12: "Иванова Мария"}`.
Namer = Callable[[Iterable[int]], dict[int, str]]
# The people of an organization who are called so.
Finder = Callable[[Any, str], list[int]]


@dataclass(frozen=True)
class Told:
    """What one room lends: its title, its deeds in words, the addresses and names of records."""

    title: Text
    words: Mapping[str, Text]
    pages: Mapping[str, str] = field(default_factory=dict)
    names: Mapping[str, Namer] = field(default_factory=dict)


@dataclass(frozen=True)
class History:
    """What all rooms lend. `person` is the kind of record whose numbers `people` holds."""

    rooms: Mapping[str, Told]
    person: str
    people_called: Finder


VIEW, DENIED = "view", "denied"

OWN = Told(
    title=_("Papers and long work"),
    words={
        VIEW: _("Personal data were looked at"),
        DENIED: _("Access was refused"),
        "issue": _("A paper was issued"),
        "change_wording": _("The wording of a paper was changed"),
        "confirm_form": _("The case of a name was confirmed"),
        "want_job": _("Long work was begun"),
        "finish_job": _("Long work was finished"),
        "change_calendar_day": _("A day of the calendar was changed"),
        "restore_calendar_day": _("A day of the calendar is as shipped again"),
    },
)

_installed: list[History] = [History({}, "", lambda _membership, _text: [])]


def connect(history: History) -> None:
    """Install the table. Called once, from `mentoring.wiring`."""
    _installed[0] = history


def lent() -> History:
    """What the rooms have lent."""
    return _installed[0]


def room_of(kind: str) -> Told | None:
    """The room that a kind of record lives in."""
    return lent().rooms.get(kind.partition(".")[0])


def words_for(verb: str, subject: str = "") -> Text:
    """Tell a deed in the words of the room of its record, else of whichever room knows it."""
    own = room_of(subject)
    rooms = [*([own] if own else []), *lent().rooms.values()]
    return next((room.words[verb] for room in rooms if verb in room.words), verb)


def record_of(subject: str) -> tuple[str, int | None]:
    """Read `pairs.pair:12`; the path of a page is no record."""
    kind, colon, number = subject.partition(":")
    return (kind, int(number)) if colon and number.isdigit() else ("", None)


def noun_of(subject: str) -> str:
    """Name the kind of a record: «Приказ»."""
    kind, _number = record_of(subject)
    model = _model(kind)
    return str(capfirst(model._meta.verbose_name)) if model else kind


def address_of(subject: str) -> str:
    """Where the record can be looked at; nothing when it has no page."""
    kind, number = record_of(subject)
    told = room_of(kind)
    page = told.pages.get(kind) if told else None
    try:
        return reverse(page, args=[number]) if page else ""
    except NoReverseMatch:
        return ""


def names_of(subjects: Iterable[str]) -> dict[str, str]:
    """Name records: one query for each kind that has names."""
    wanted: dict[str, set[int]] = {}
    for kind, number in map(record_of, subjects):
        if number is not None:
            wanted.setdefault(kind, set()).add(number)
    found = {}
    for kind, numbers in wanted.items():
        told = room_of(kind)
        namer = told.names.get(kind) if told else None
        for number, name in (namer(numbers) if namer else {}).items():
            found[f"{kind}:{number}"] = name
    return found


def _model(kind: str) -> type[models.Model] | None:
    try:
        return apps.get_model(kind)
    except (LookupError, ValueError):
        return None
