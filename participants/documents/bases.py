"""The two official bases, made from cards: 13 columns for mentees and 16 for mentors.

The columns follow the forms of the methodical recommendations (МР-42/02 of 23.01.2020); their
headings are Russian data. What belongs to pairs is lent by the room of pairs.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

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


def mentee_base(
    lines: Sequence[MenteeLine],
    pairs: Mapping[int, Sequence[PairColumns]],
    *,
    organization: str,
    today: date,
) -> bytes:
    """Write the base of mentees; who has had several pairs has several lines."""
    rows: list[list[Any]] = []
    for line in lines:
        rows += (
            [
                len(rows) + place,
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
                pair.link,
                pair.mark,
            ]
            for place, pair in enumerate(pairs.get(line.person) or [NOBODY], start=1)
        )
    notes = (f"База наставляемых. {organization}", f"на {today:%d.%m.%Y}")
    return write([Sheet("База наставляемых", MENTEE_COLUMNS, rows, notes=notes)])


def mentor_base(
    lines: Sequence[MentorLine],
    pairs: Mapping[int, Sequence[PairColumns]],
    *,
    organization: str,
    today: date,
) -> bytes:
    """Write the base of mentors: one line a mentor, all their mentees in it."""
    rows = [
        [
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
            _joined(pair.partner for pair in pairs.get(line.person, ())),
            _joined(pair.form for pair in pairs.get(line.person, ())),
            _joined(pair.partner_place for pair in pairs.get(line.person, ())),
            line.left_on or _joined(pair.finished_on for pair in pairs.get(line.person, ())),
            _joined(pair.results for pair in pairs.get(line.person, ())),
            _joined(pair.link for pair in pairs.get(line.person, ())),
        ]
        for number, line in enumerate(lines, start=1)
    ]
    notes = (f"База наставников. {organization}", f"на {today:%d.%m.%Y}")
    return write([Sheet("База наставников", MENTOR_COLUMNS, rows, notes=notes)])


def _joined(parts: Any) -> str:
    """Write each different value once, one a line."""
    return "\n".join(dict.fromkeys(part for part in parts if part))
