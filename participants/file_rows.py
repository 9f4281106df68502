"""Rows of people's files as facts: names parted, contacts taken apart, kinds told. Pure."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from kernel.russian import PersonName, search_key
from kernel.russian.people_text import clean_name, clean_phone
from kernel.spreadsheets import Value
from participants.file_fields import PROFILE_FIELDS
from participants.people_rules import clean_class
from participants.states import LEARNERS, ImportProfile, PersonKind

NOTHING = "нет данных"
_EXCEL_BIRTH = date(1899, 12, 30)
_SERIAL = range(3_000, 80_000)
_PHONE = re.compile(r"(?:\+7|\b[78])[\s(\-]*\d{3}[\s)\-]*\d{3}[\s\-]*\d{2}[\s\-]*\d{2}\b")
_EMAIL = re.compile(r"[^\s,;()]+@[^\s,;()]+\.[^\s,;()]+")
_NO_NAME = re.compile(r"[^\w\s\-]")
_NUMBERS = re.compile(r"\d{1,2}")
_CLASS = re.compile(r"(?:1[0-2]|[1-9])[А-ЯЁ]?")
_GROWN_UP = 20


@dataclass(frozen=True)
class FileRow:
    """One row: its number in the file and what stands in its known columns, as text or date."""

    number: int
    values: dict[str, Any]
    places: Mapping[str, int] = field(default_factory=dict)


def rows_of(
    rows: Sequence[Sequence[Value]],
    heading_row: int,
    columns: Mapping[int, str],
    *,
    profile: str,
    organization_names: Sequence[str],
    learner: str,
    today: date,
) -> Iterator[FileRow]:
    """Give the rows with people; blank lines and the line of column numbers are passed over."""
    places = {name: place for place, name in columns.items()}
    for index, row in enumerate(rows[heading_row + 1 :], start=heading_row + 2):
        said = {name: _cell(row, place) for name, place in places.items()}
        if _is_empty(said):
            continue
        values = {name: said.get(name) for name in PROFILE_FIELDS[profile]}
        _part_names(values, places)
        _join_class(values)
        values["born_on"] = _day(values.get("born_on"))
        values["entered_on"] = _day(values.get("entered_on"))
        values["kind"] = _kind(values, profile, organization_names, learner, today)
        if "contacts" in values:
            _part_contacts(values, is_child=profile == ImportProfile.MENTEE_BASE)
        if "ages" in values:
            _part_ages(values)
        yield FileRow(index, values, places)


def _cell(row: Sequence[Value], place: int) -> Value:
    value = row[place] if place < len(row) else None
    return value.date() if isinstance(value, datetime) else value


def _is_empty(said: Mapping[str, Value]) -> bool:
    filled = [value for value in said.values() if value not in (None, "")]
    numbers_only = len(filled) > 1 and all(
        isinstance(value, int) or (isinstance(value, str) and value.isdigit()) for value in filled
    )
    return not filled or numbers_only or filled == [NOTHING]


def _part_names(values: dict[str, Any], places: Mapping[str, int]) -> None:
    """Part «Иванова Анна Петровна» where one column holds the whole name."""
    if "full_name" not in places:
        values.pop("full_name", None)
        return
    words = str(values.pop("full_name") or "").split()
    values["last_name"] = words[0] if words else ""
    values["first_name"] = words[1] if len(words) > 1 else ""
    values["patronymic"] = " ".join(words[2:])


def _join_class(values: dict[str, Any]) -> None:
    """Put the class together where «7» and «А» stand apart."""
    grade, letter = values.pop("grade", None), values.pop("class_letter", None)
    number = values.get("class_name") or grade
    if number and letter:
        values["class_name"] = f"{number}{letter}"
    elif number:
        values["class_name"] = number


def _part_contacts(values: dict[str, Any], *, is_child: bool) -> None:
    """Take phone, e-mail and name out of one cell; of a child they are the representative's."""
    text = str(values.pop("contacts") or "")
    phone, email = _PHONE.search(text), _EMAIL.search(text)
    found_phone = phone.group() if phone else None
    if not is_child or values["kind"] not in LEARNERS:
        values["phone"], values["email"] = found_phone, email.group() if email else None
        return
    rest = _EMAIL.sub(" ", _PHONE.sub(" ", text))
    values["guardian"] = " ".join(_NO_NAME.sub(" ", rest).split()) or None
    values["guardian_phone"] = found_phone


def guardian_in(values: Mapping[str, Any]) -> tuple[PersonName, str] | None:
    """Read the representative a row names, with the phone; what is no name is refused."""
    name, phone = str(values.get("guardian") or ""), str(values.get("guardian_phone") or "")
    if not name and not phone:
        return None
    words = name.split()
    if len(words) <= 1:
        raise ValidationError(_("Enter the last and the first name of the representative."))
    last, first, patronymic = words[0], words[1], " ".join(words[2:])
    label = _("Representative")
    cleaned = PersonName(*(clean_name(part, label) for part in (last, first, patronymic)))
    return cleaned, clean_phone(phone)


def _part_ages(values: dict[str, Any]) -> None:
    numbers = [int(found) for found in _NUMBERS.findall(str(values.pop("ages") or ""))]
    values["age_from"] = min(numbers) if numbers else None
    values["age_to"] = max(numbers) if len(numbers) > 1 else None


def _day(value: Any) -> Any:
    """Read the serial numbers that Excel keeps dates as; texts are read later, with a sentence."""
    if isinstance(value, int) and value in _SERIAL:
        return _EXCEL_BIRTH + timedelta(days=value)
    return value


def _kind(
    values: dict[str, Any],
    profile: str,
    organization_names: Sequence[str],
    learner: str,
    today: date,
) -> str:
    """Tell what a person is from what the row says; move a class out of the place of study."""
    if profile == ImportProfile.PUPILS:
        return learner
    if profile == ImportProfile.MENTEE_BASE:
        year = values.get("birth_year")
        grown = isinstance(year, int) and today.year - year >= _GROWN_UP
        return PersonKind.EMPLOYEE if grown and not values.get("class_name") else learner
    place = str(values.get("workplace") or "")
    if profile == ImportProfile.MENTOR_BASE and _CLASS.fullmatch(clean_class(place)):
        values["class_name"], values["workplace"] = clean_class(place), None
        return learner
    ours = any(search_key(name) in search_key(place) for name in organization_names if name)
    return PersonKind.EMPLOYEE if ours or not place else PersonKind.OUTSIDE
