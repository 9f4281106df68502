"""The two official bases, made from cards: 13 columns for mentees and 16 for mentors.

The columns follow the forms of the methodical recommendations (МР-42/02 of 23.01.2020); their
headings are Russian data. What belongs to pairs is lent by the room of pairs.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from kernel.documents.paper import Column, Heading, Paper, Paragraph, Table
from kernel.russian import date_words
from kernel.spreadsheets import Sheet, write
from participants.connections import PairColumns

MENTEE_COLUMNS = (
    "№ п/п",
    "ФИО наставляемого",
    "Контактные данные для связи (данные представителя)",
    "Год рождения наставляемого",
    "Основной запрос наставляемого",
    "Дата вхождения в программу",
    "ФИО наставника",
    "Форма наставничества",
    "Место работы/учёбы наставника",
    "Дата завершения программы",
    "Результаты программы",
    "Ссылка на кейс/отзыв наставляемого, размещённые на сайте организации",
    "Отметка о прохождении программы",
)
MENTOR_COLUMNS = (
    "№ п/п",
    "ФИО наставника",
    "Контактные данные для связи",
    "Место работы/учёбы наставника",
    "Основные компетенции наставника",
    "Важные для программы достижения наставника",
    "Интересы наставника",
    "Желаемый возраст наставляемых",
    "Ресурс времени на программу наставничества",
    "Дата вхождения в программу",
    "ФИО наставляемого (наставляемых)",
    "Форма наставничества",
    "Место работы/учёбы наставляемого",
    "Дата завершения программы",
    "Результаты программы",
    "Ссылка на кейс/отзыв наставника, размещённые на сайте организации",
)
NOBODY = PairColumns(partner="")


@dataclass(frozen=True)
class MenteeLine:
    """One mentee of the base, as the card has them."""

    person: int
    name: str
    contacts: str
    birth_year: int | None
    request: str
    entered_on: date
    left_on: date | None
    case: str = ""


@dataclass(frozen=True)
class MentorLine:
    """One mentor of the base, as the card has them."""

    person: int
    name: str
    contacts: str
    place: str
    competences: str
    achievements: str
    interests: str
    ages: str
    time: str
    entered_on: date
    left_on: date | None
    case: str = ""


Cell = str | int | date
MENTEE_WIDTHS = (5, 16, 16, 9, 17, 13, 16, 11, 14, 13, 13, 13, 12)
MENTOR_WIDTHS = (5, 14, 12, 12, 14, 12, 10, 9, 10, 13, 14, 11, 11, 13, 11, 11)
TITLES = {"mentee-base": "База наставляемых", "mentor-base": "База наставников"}
COLUMNS = {"mentee-base": MENTEE_COLUMNS, "mentor-base": MENTOR_COLUMNS}
WIDTHS = {"mentee-base": MENTEE_WIDTHS, "mentor-base": MENTOR_WIDTHS}


@dataclass(frozen=True)
class BaseRow:
    """One line of a base, and whose it is."""

    person: int
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Base:
    """A whole base as facts: the same for the screen, Excel, Word and PDF."""

    kind: str
    organization: str
    today: date
    rows: tuple[BaseRow, ...]

    @property
    def title(self) -> str:
        """What the base is called."""
        return TITLES[self.kind]


def mentee_rows(
    lines: Sequence[MenteeLine], pairs: Mapping[int, Sequence[PairColumns]], *, first: int = 1
) -> Iterable[BaseRow]:
    """The base of mentees: who has had several pairs has several lines under one number."""
    for number, line in enumerate(lines, start=first):
        for pair in pairs.get(line.person) or [NOBODY]:
            yield BaseRow(
                line.person,
                (
                    number,
                    line.name,
                    line.contacts,
                    line.birth_year or "",
                    line.request,
                    line.entered_on,
                    pair.partner,
                    pair.form,
                    pair.partner_place,
                    pair.finished_on or line.left_on or "",
                    pair.results,
                    pair.link or line.case,
                    pair.mark,
                ),
            )


def mentor_rows(
    lines: Sequence[MentorLine], pairs: Mapping[int, Sequence[PairColumns]], *, first: int = 1
) -> Iterable[BaseRow]:
    """The base of mentors: one line a mentor, all their mentees in it, one under another."""
    for number, line in enumerate(lines, start=first):
        mine = pairs.get(line.person, ())
        finished = _joined(f"{pair.finished_on:%d.%m.%Y}" for pair in mine if pair.finished_on)
        yield BaseRow(
            line.person,
            (
                number,
                line.name,
                line.contacts,
                line.place,
                line.competences,
                line.achievements,
                line.interests,
                line.ages,
                line.time,
                line.entered_on,
                _joined(pair.partner for pair in mine),
                _joined(pair.form for pair in mine),
                _joined(pair.partner_place for pair in mine),
                line.left_on or finished,
                _joined(pair.results for pair in mine),
                _joined([*(pair.link for pair in mine), line.case]),
            ),
        )


def as_xlsx(base: Base) -> bytes:
    """Write the base as a table."""
    notes = (f"{base.title}. {base.organization}", f"на {base.today:%d.%m.%Y}")
    rows = (list(row.cells) for row in base.rows)
    return write([Sheet(base.title, COLUMNS[base.kind], rows, notes=notes)])


def as_paper(base: Base) -> Paper:
    """Draw the base as a wide paper, its columns numbered as the form has them."""
    columns = tuple(
        Column(title, width)
        for title, width in zip(COLUMNS[base.kind], WIDTHS[base.kind], strict=True)
    )
    return Paper(
        base.title,
        (
            Heading(base.title, level=1),
            Paragraph(
                f"{base.organization}\nна {date_words(base.today)}", align="center", indent=False
            ),
            Table(
                columns,
                tuple(tuple(shown(cell) for cell in row.cells) for row in base.rows),
                small=True,
                column_numbers=True,
            ),
        ),
        landscape=True,
        font_size=12,
    )


def shown(cell: Cell) -> str:
    """A cell as words."""
    return f"{cell:%d.%m.%Y}" if isinstance(cell, date) else str(cell)


def _joined(parts: Iterable[str]) -> str:
    """Write each different value once, one a line."""
    return "\n".join(dict.fromkeys(part for part in parts if part))
