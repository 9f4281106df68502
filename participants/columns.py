"""The columns of people's files: what they may be called, and finding them in a sheet. Pure.

Schools send what they have: the heading row may stand below a title, columns come in any order,
names in one column or three. What is not known is left out and said so.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from kernel.refusals import Refusal
from kernel.russian import search_key
from kernel.spreadsheets import SheetRows, Value
from participants.file_fields import FIELDS, PROFILE_FIELDS, REQUIRED
from participants.states import ImportProfile

_MARKS = re.compile(r"[.,*:№]")
HEADINGS_WITHIN = 25
FEWEST_KNOWN = 2


class HeadingsNotFound(Refusal):
    """No row of the file looks like headings of a list of people."""


# What holds the same fact in another way: the class in two columns, «7» and «А».
_STANDS_FOR: Mapping[str, tuple[str, ...]] = {"class_name": ("grade",)}
NAMES = ("full_name", "last_name")
# In a base of one side the name of the other side stands in a column of its own: pairs know it.
OTHER_SIDE: Mapping[str, str] = {
    ImportProfile.MENTEE_BASE: "фио наставника",
    ImportProfile.MENTOR_BASE: "фио наставляемого",
}


@dataclass(frozen=True)
class Found:
    """Where the headings stand and what they mean; `columns` maps a column to a field."""

    sheet: str
    heading_row: int
    headings: tuple[str, ...]
    columns: dict[int, str]


def find(sheets: Sequence[SheetRows], profile: str, remembered: Mapping[str, str]) -> Found:
    """Find the sheet and the row whose headings are known best; hidden sheets come last."""
    best: tuple[int, Found] | None = None
    for sheet in sorted(sheets, key=lambda one: one.is_hidden):
        for number, row in enumerate(sheet.rows[:HEADINGS_WITHIN]):
            columns = guess(row, profile, remembered)
            if _is_better(columns, best):
                headings = tuple("" if cell is None else str(cell) for cell in row)
                best = len(columns), Found(sheet.title, number, headings, columns)
    if best is None:
        raise HeadingsNotFound(
            _(
                "There is no row of headings that looks like a list of people. The file needs a"
                " column “ФИО” (or “Фамилия” and “Имя”) and at least one more that is known, such"
                " as “%(example)s”. Download the sample and compare."
            )
            % {"example": _example(profile)}
        )
    return best[1]


def guess(row: Sequence[Value], profile: str, remembered: Mapping[str, str]) -> dict[int, str]:
    """Say which columns of a row are headings of known facts."""
    wanted = PROFILE_FIELDS[profile]
    meaning = {
        _plain(heading): field
        for field in wanted
        for heading in FIELDS[field].headings
        if heading != OTHER_SIDE.get(profile)
    }
    columns = {}
    for place, cell in enumerate(row):
        if not isinstance(cell, str):
            continue
        key = search_key(cell)
        field = remembered[key] if key in remembered else meaning.get(_plain(cell), "")
        if field in wanted:
            columns[place] = field
    return columns


def _plain(heading: str) -> str:
    """A heading without the marks that programs put on it: «Фамилия*», «Ф.И.О.:»."""
    return " ".join(_MARKS.sub(" ", search_key(heading)).split())


def troubles(columns: Mapping[int, str], headings: Sequence[str], profile: str) -> list[str]:
    """Say what keeps the columns from being read: one that lacks, one that is there twice."""
    fields = list(columns.values())
    lacking = [field for field in REQUIRED[profile] if not {field, *_STANDS_FOR[field]} & {*fields}]
    if not any(field in NAMES for field in fields):
        lacking.insert(0, "full_name")
    elif "full_name" not in fields and "first_name" not in fields:
        lacking.insert(0, "first_name")
    doubled = sorted({field for field in fields if fields.count(field) > 1})
    return [
        *(_("There is no column “%(name)s”.") % {"name": FIELDS[field].label} for field in lacking),
        *(
            _("The column “%(name)s” is there twice.") % {"name": FIELDS[field].label}
            for field in doubled
        ),
    ]


def ignored(columns: Mapping[int, str], headings: Sequence[str]) -> list[str]:
    """Name the columns that are left out."""
    return [heading for place, heading in enumerate(headings) if heading and place not in columns]


def letter(place: int) -> str:
    """Name a column as a spreadsheet does: 0 is A, 26 is AA."""
    name = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        name = chr(ord("A") + rest) + name
    return name


def _is_better(columns: Mapping[int, str], best: tuple[int, Found] | None) -> bool:
    has_name = any(field in NAMES for field in columns.values())
    fewest = best[0] + 1 if best else FEWEST_KNOWN
    return has_name and len(columns) >= fewest


def _example(profile: str) -> str:
    field = (*REQUIRED[profile], *PROFILE_FIELDS[profile][1:])[0]
    return FIELDS[field].headings[0]
