"""A row of the table by the meanings of its columns."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from roadmap.reading.headings import Meaning, is_serial
from roadmap.reading.source import Cell, one_line

_WORK = (Meaning.TITLE, Meaning.CONTENT)
_REST = (Meaning.DEADLINE, Meaning.RESPONSIBLE, Meaning.RESULT)


@dataclass(frozen=True, slots=True)
class Row:
    """The texts of a row by meaning, the merged cells that go on, and how many columns speak."""

    texts: dict[Meaning, str]
    follows: frozenset[Meaning]
    filled: int
    widest: int
    columns: int
    place: str

    def text(self, meaning: Meaning) -> str:
        """Return the text under a meaning."""
        return self.texts.get(meaning, "")

    @property
    def work(self) -> str:
        """What is to be done."""
        return self.text(Meaning.CONTENT) or self.text(Meaning.TITLE)

    @property
    def is_empty(self) -> bool:
        """Whether nothing stands in the row."""
        return self.filled == 0

    @property
    def has_rest(self) -> bool:
        """Whether a deadline, a responsible person or a result stands or goes on here."""
        return any(self.text(one) or one in self.follows for one in _REST)

    @property
    def has_text(self) -> bool:
        """Whether a deadline, a responsible person or a result is written here."""
        return any(self.text(one) for one in _REST)

    def with_rest(self, torn: "Row") -> "Row":
        """Join a row that a page break tore before its activity with its lower part."""
        texts = dict(self.texts)
        for meaning, text in torn.texts.items():
            texts[meaning] = f"{texts[meaning]}\n{text}" if texts.get(meaning) else text
        return replace(torn, texts=texts, filled=len(texts))

    @property
    def alone(self) -> str:
        """The only text of the row, wherever it stands, when there is just one."""
        texts = [text for text in self.texts.values() if text]
        return texts[0] if self.filled == 1 and texts else ""

    @property
    def number(self) -> str:
        """The number of the row."""
        text = self.text(Meaning.NUMBER).strip()
        return text.rstrip(" .)") if is_serial(text) else ""


def _joined(meaning: Meaning, before: str, text: str) -> str:
    if not before or not text:
        return before or text
    return f"{before} – {text}" if meaning is Meaning.DEADLINE else f"{before}\n{text}"


def _speaks(cell: Cell) -> bool:
    """Whether a cell says something; a dash says that there is nothing to say."""
    return bool(cell.text.strip("-–—_ \n"))


def row_of(cells: Sequence[Cell], meanings: Sequence[Meaning], place: str) -> Row:
    """Sort the cells of a row by what their columns mean."""
    texts: dict[Meaning, str] = {}
    follows: set[Meaning] = set()
    for cell, meaning in zip(cells, meanings, strict=False):
        if cell.follows:
            follows.add(meaning)
        elif _speaks(cell):
            texts[meaning] = _joined(meaning, texts.get(meaning, ""), cell.text)
    own = [cell for cell in cells if _speaks(cell)]
    widest = max((cell.width for cell in own), default=0)
    return Row(texts, frozenset(follows), len(own), widest, len(cells), place)


def said(text: str) -> str:
    """Return the text of a cell on one line."""
    return one_line(text)


def has_work_column(meanings: Sequence[Meaning]) -> bool:
    """Tell whether activities can be read from these columns."""
    return any(meaning in _WORK for meaning in meanings)
