"""The form of the quarterly report: which figures, under which captions. It is data."""

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FILE = Path(__file__).parent / "data" / "quarterly.json"


@dataclass(frozen=True)
class Group:
    """A part of the report."""

    code: str
    caption: str


@dataclass(frozen=True)
class FigureForm:
    """One line of the report: its code in the program, its caption and unit on paper."""

    code: str
    group: str
    caption: str
    unit: str


@dataclass(frozen=True)
class ReportForm:
    """The whole form, with the source it was drawn from."""

    title: str
    source: str
    groups: tuple[Group, ...]
    figures: tuple[FigureForm, ...]

    def of_group(self, code: str) -> tuple[FigureForm, ...]:
        """The lines of one part, in order."""
        return tuple(figure for figure in self.figures if figure.group == code)


@cache
def quarterly() -> ReportForm:
    """Read the shipped form of the quarterly report."""
    said = json.loads(FILE.read_text())
    return ReportForm(
        said["title"],
        said["source"],
        tuple(Group(**group) for group in said["groups"]),
        tuple(FigureForm(**figure) for figure in said["figures"]),
    )
