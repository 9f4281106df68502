"""Sheets of the importer: the sample of a file, and the wrong rows with a comment column."""

from collections.abc import Mapping, Sequence
from typing import Any

from kernel.spreadsheets import Sheet, Value, write
from participants.documents.bases import MENTEE_COLUMNS, MENTOR_COLUMNS
from participants.file_fields import FIELDS, PROFILE_FIELDS
from participants.states import ImportProfile

COMMENT = "Что исправить"
NUMBER = "Строка файла"
_SAMPLES: Mapping[str, tuple[str, ...]] = {
    ImportProfile.MENTEE_BASE: MENTEE_COLUMNS,
    ImportProfile.MENTOR_BASE: MENTOR_COLUMNS,
}
_LEFT_OUT = ("full_name", "email", "grade", "class_letter")
_EXAMPLES: Mapping[str, tuple[str, ...]] = {
    ImportProfile.PUPILS: (
        "Ёлкина", "Дарья", "Олеговна", "ж", "05.03.2012", "", "", "7А",
        "Ёлкина Мария Сергеевна", "+7 900 000-00-00",
    ),
    ImportProfile.STAFF: (
        "Вересов", "Павел", "Ильич", "м", "", "1985", "+7 900 000-00-01", "",
        "учитель физики", "", "12",
    ),
}  # fmt: skip


def sample(profile: str) -> bytes:
    """A file to fill in: the headings that are read, with one invented line."""
    if profile in _SAMPLES:
        return write([Sheet("Образец", _SAMPLES[profile], [])])
    fields = [name for name in PROFILE_FIELDS[profile] if name not in _LEFT_OUT]
    if profile == ImportProfile.STAFF:
        fields = [name for name in PROFILE_FIELDS[profile] if name != "full_name"]
    columns = [FIELDS[name].headings[0].capitalize() for name in fields]
    example = [*_EXAMPLES[profile], *[""] * len(columns)][: len(columns)]
    return write([Sheet("Образец", columns, [example])])


def wrong_rows(
    headings: Sequence[str],
    rows: Sequence[Sequence[Value]],
    preview: Sequence[Mapping[str, Any]],
) -> bytes:
    """The rows that cannot be loaded, as they came, each with what to correct."""
    wrong = [row for row in preview if row["problems"]]
    lines = []
    for row in wrong:
        cells = list(rows[row["number"] - 1])
        cells += [None] * (len(headings) - len(cells))
        said = "\n".join(
            f"{problem['cell']}, {problem['field']}: {problem['text']}"
            for problem in row["problems"]
        )
        lines.append([row["number"], *("" if cell is None else cell for cell in cells), said])
    columns = [NUMBER, *(heading or "—" for heading in headings), COMMENT]
    return write([Sheet("Исправить", columns, lines)])
