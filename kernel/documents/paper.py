"""A paper as a value: what stands on it, block by block, and nothing about how it is drawn.

The same `Paper` becomes HTML and PDF (`html`, `pdf`) and an editable file (`docx`). Texts are
plain: whatever they hold is shown as letters. A line break inside a text is kept.
"""

from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from typing import Literal, TypeAlias

from kernel.russian import Declined

Align: TypeAlias = Literal["left", "center", "right", "justify"]


@dataclass(frozen=True)
class Text:
    """A piece of a line in bold, italic or underlined."""

    text: str
    bold: bool = False
    italic: bool = False
    underline: bool = False


@dataclass(frozen=True)
class Mark:
    """A declined form that nobody has confirmed: it is shown so that nobody signs it unseen."""

    text: str


Run: TypeAlias = str | Text | Mark
Runs: TypeAlias = str | Mark | Text | tuple[Run, ...]


@dataclass(frozen=True)
class Letterhead:
    """The head of the sheet: founder, full and short name, address and contacts."""

    full: str
    short: str = ""
    founder: str = ""
    lines: tuple[str, ...] = ()


@dataclass(frozen=True)
class Approval:
    """УТВЕРЖДАЮ or СОГЛАСОВАНО with post, name and date; empty date is a line for the pen."""

    post: str
    name: str
    word: str = "УТВЕРЖДАЮ"
    organization: str = ""
    on: date | None = None
    note: str = ""


@dataclass(frozen=True)
class Approvals:
    """СОГЛАСОВАНО on the left and УТВЕРЖДАЮ on the right, side by side."""

    left: Approval
    right: Approval


@dataclass(frozen=True)
class Requisites:
    """The kind of the document, its date, number and place of issue."""

    kind: str
    number: str = ""
    on: date | None = None
    place: str = ""


@dataclass(frozen=True)
class Heading:
    """A heading: level 1 in the middle, 2 a part of the paper, 3 inside a part."""

    text: str
    level: Literal[1, 2, 3] = 2
    align: Align = "center"


@dataclass(frozen=True)
class Subject:
    """The heading to the text of an order or letter: «О закреплении …», at the left edge."""

    text: str


@dataclass(frozen=True)
class Paragraph:
    """A paragraph of text. `spread` draws a word wide: П Р И К А З Ы В А Ю."""

    runs: Runs
    align: Align = "justify"
    indent: bool = True
    small: bool = False
    spread: bool = False
    keep_with_next: bool = False


@dataclass(frozen=True)
class Point:
    """One point of a numbered list, with points of its own."""

    runs: Runs
    points: tuple["Point", ...] = ()


@dataclass(frozen=True)
class NumberedList:
    """1., 2., 2.1. as orders have it."""

    points: tuple[Point, ...]
    start: int = 1


@dataclass(frozen=True)
class BulletList:
    """Points without numbers, with a dash."""

    points: tuple[Runs, ...]


@dataclass(frozen=True)
class Column:
    """A column of a table; widths are shares that need not add up to anything."""

    title: str
    width: int = 10
    align: Align = "left"


@dataclass(frozen=True)
class Span:
    """A row of one cell across the whole table: the name of a group, or quiet words under it."""

    runs: Runs
    quiet: bool = False


@dataclass(frozen=True)
class Above:
    """The cell goes on from the row above: on paper the two are one."""


ABOVE = Above()
Row: TypeAlias = tuple[Runs | Above, ...] | Span


@dataclass(frozen=True)
class Table:
    """A table with a head that is repeated on every sheet."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    caption: str = ""
    small: bool = False
    column_numbers: bool = False


@dataclass(frozen=True)
class Signature:
    """Post at the left, a line for the pen, the name at the right.

    `note` is what stands instead of the line when the paper was approved in the system.
    """

    post: str
    name: str
    note: str = ""
    on: date | None = None


@dataclass(frozen=True)
class Acquaintance:
    """«С приказом ознакомлены»: a line for the pen and the date for each name."""

    names: tuple[str, ...]
    title: str = "С приказом ознакомлены:"


@dataclass(frozen=True)
class Blank:
    """A line to be filled in by hand, with a hint in small letters under it."""

    label: str = ""
    hint: str = ""
    count: int = 1
    value: str = ""


@dataclass(frozen=True)
class Choice:
    """A box to be ticked; None is left for the pen."""

    text: str
    ticked: bool | None = None


@dataclass(frozen=True)
class Choices:
    """A list of boxes."""

    choices: tuple[Choice, ...]


@dataclass(frozen=True)
class QR:
    """A code that a phone reads, with what it leads to in words.

    `beside` lets the text that follows stand at its left, so that it takes no height.
    """

    text: str
    caption: str = ""
    align: Align = "right"
    beside: bool = False


@dataclass(frozen=True)
class PageBreak:
    """What follows begins on a new sheet."""


Block: TypeAlias = (
    Letterhead
    | Approval
    | Approvals
    | Requisites
    | Heading
    | Subject
    | Paragraph
    | NumberedList
    | BulletList
    | Table
    | Signature
    | Acquaintance
    | Blank
    | Choices
    | QR
    | PageBreak
)


@dataclass(frozen=True)
class Paper:
    """A whole paper. `stamp` («ПРОЕКТ») marks a draft, `footer` stands under each page."""

    title: str
    blocks: tuple[Block, ...]
    landscape: bool = False
    font_size: Literal[12, 13, 14] = 14
    stamp: str = ""
    footer: str = ""


def said(form: Declined) -> Run:
    """A declined form as a run: marked until a person has confirmed it."""
    return form.text if form.confirmed else Mark(form.text)


def runs_of(runs: Runs) -> tuple[Run, ...]:
    """Every way of writing runs as one."""
    return runs if isinstance(runs, tuple) else (runs,)


def cell_height(rows: tuple[Row, ...], place: int, column: int) -> int:
    """Over how many rows the cell that begins here goes."""
    height = 1
    for row in rows[place + 1 :]:
        if isinstance(row, Span) or not isinstance(row[column], Above):
            break
        height += 1
    return height


def plain(runs: Runs) -> str:
    """The words alone."""
    return "".join(run if isinstance(run, str) else run.text for run in runs_of(runs))


def marks(paper: Paper) -> list[str]:
    """Every form that nobody has confirmed, each once, in the order of the paper."""
    return list(dict.fromkeys(mark.text for mark in _marks(paper.blocks)))


def _marks(value: object) -> Iterator[Mark]:
    if isinstance(value, Mark):
        yield value
    elif isinstance(value, tuple):
        for part in value:
            yield from _marks(part)
    elif is_dataclass(value):
        for field in fields(value):
            yield from _marks(getattr(value, field.name))


def labelled(
    points: tuple[Point, ...], *, start: int = 1, above: str = ""
) -> list[tuple[str, Point]]:
    """Give the points of one level their numbers: 1., 2. or, under the second, 2.1., 2.2."""
    return [(f"{above}{number}.", point) for number, point in enumerate(points, start=start)]
