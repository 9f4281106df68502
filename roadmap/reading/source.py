"""A document as the readers of all formats hand it over: paragraphs and tables of cells."""

import re
from dataclasses import dataclass, field
from typing import TypeAlias

from roadmap.deadlines.lexicon import LEXICON


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell: its text, its width in columns; `follows` marks the lower part of a merged one."""

    text: str = ""
    follows: bool = False
    width: int = 1


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A line outside tables. `level` is that of a heading, 0 for plain text."""

    text: str
    level: int = 0


@dataclass(slots=True)
class Table:
    """Rows of cells, each as wide as the table: the parts of a wide cell are empty."""

    rows: list[list[Cell]] = field(default_factory=list)
    sheet: str = ""


Block: TypeAlias = Paragraph | Table
# Words that stand before a hyphen of their own: «педагог-психолог».
_FIRST_HALVES = frozenset(
    "педагог учитель наставник куратор студент мастер школа план пары".split()
)
EMPTY = Cell()
# A sentence that ends so goes on: with a comma, a dash, a preposition.
UNFINISHED = re.compile(
    r"(?:[,(–-]|\b(?:и|или|в|во|на|с|со|к|по|до|о|об|от|для|за|при|не))$", re.IGNORECASE
)
MOST_COLUMNS = 60


def spread(cells: list[Cell]) -> list[Cell]:
    """Give every column its cell: a wide one is followed by empty ones."""
    row: list[Cell] = []
    for cell in cells:
        row.append(cell)
        row.extend([EMPTY] * (min(cell.width, MOST_COLUMNS) - 1))
    return row


def tidy(text: str) -> str:
    """Squeeze spaces, keep line breaks, drop empty lines."""
    lines = (" ".join(line.split()) for line in text.replace("\x07", "\n").splitlines())
    return "\n".join(line for line in lines if line)


def _is_compound(text: str) -> bool:
    """Whether a hyphen at the end of a line belongs to the word: «нормативно-правовой»."""
    words = text[:-1].split()
    word = words[-1].lower().replace("ё", "е") if words else ""
    links = word.endswith("о") and len(word) > 4  # noqa: PLR2004 - «видео-», «социально-»
    return links or word in _FIRST_HALVES or LEXICON.get(word, ("",))[0] == "MONTH"


def one_line(text: str) -> str:
    """Return the text on one line; a word cut by a hyphen at the end of a line is mended."""
    joined = ""
    for line in text.splitlines():
        if joined.endswith("-") and joined[-2:-1].isalpha() and line[:1].islower():
            joined = (joined if _is_compound(joined) else joined[:-1]) + line
        else:
            joined = f"{joined} {line}" if joined else line
    return " ".join(joined.split())
