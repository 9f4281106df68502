"""Rows of a people's file after the check: their class, what they change, what is wrong. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from import_export.results import RowResult

from kernel.russian import search_key
from participants.columns import letter
from participants.file_fields import FIELDS
from participants.file_rows import FileRow, guardian_in
from participants.models import MenteeProfile, MentorProfile, Person
from participants.people_rules import clean_class
from participants.resources import COLUMNS
from participants.states import ImportProfile, RowClass

PARTS: Mapping[str, tuple[str, ...]] = {
    ImportProfile.MENTEE_BASE: ("request",),
    ImportProfile.MENTOR_BASE: (
        "competences", "achievements", "interests", "age_from", "age_to", "available_time",
    ),
}  # fmt: skip
_LABELS = {"kind": "", "age_from": "ages", "age_to": "ages"}


@dataclass
class Checked:
    """One row after the check; `found_…` is what it was before a person decided."""

    row: FileRow
    row_class: str
    person: Person | None = None
    candidates: list[Person] = field(default_factory=list)
    changes: list[dict[str, str]] = field(default_factory=list)
    problems: list[dict[str, str]] = field(default_factory=list)
    found_class: str = ""
    found_person: int | None = None

    @property
    def number(self) -> int:
        """The number of the row in the file."""
        return self.row.number

    @property
    def said(self) -> dict[str, Any]:
        """The row of the preview, as it is kept."""
        values = self.row.values
        parts = (values.get(name) for name in ("last_name", "first_name", "patronymic"))
        return {
            "number": self.number,
            "class": self.row_class,
            "name": " ".join(str(part) for part in parts if part),
            "place": clean_class(str(values.get("class_name") or values.get("post") or "")),
            "person": self.person.pk if self.person else None,
            "candidates": [
                {"pk": one.pk, "label": f"{one.name.full}, {one.place_text or '—'}, {_born(one)}"}
                for one in self.candidates
            ],
            "changes": self.changes,
            "problems": self.problems,
        }


def judge(
    row: Checked, done: RowResult, part: MenteeProfile | MentorProfile | None, profile: str
) -> None:
    """Turn what import-export found into the class of the row."""
    if done.errors or done.validation_error:
        row.row_class = row.found_class = RowClass.WRONG
        row.candidates, row.person, row.found_person = [], None, None
        row.problems = _problems(row.row, done)
        return
    if row.row_class in (RowClass.DOUBTFUL, RowClass.SAME):
        return
    if row.person is None:
        row.row_class = RowClass.NEW
        return
    row.changes = _changes(done) + _part_changes(row.row, part, profile)
    row.row_class = RowClass.CHANGED if row.changes else RowClass.SAME


def judge_guardian(row: Checked, guarded: Mapping[int, set[str]]) -> None:
    """A representative who is not on the card yet is a change; one who cannot be read is wrong."""
    try:
        said = guardian_in(row.row.values)
    except ValidationError as refused:
        row.row_class = row.found_class = RowClass.WRONG
        row.candidates, row.person, row.found_person = [], None, None
        name = "guardian" if "guardian" in row.row.places else "contacts"
        value = str(row.row.values.get("guardian") or row.row.values.get("guardian_phone"))
        text = " ".join(refused.messages)
        row.problems.append(
            {"field": _label(name), "cell": _cell_name(row.row, name), "value": value, "text": text}
        )
        return
    if said is None or row.person is None or row.row_class not in _KNOWN:
        return
    name = said[0].full
    if search_key(name) not in guarded.get(row.person.pk, set()):
        row.changes.append({"field": _label("guardian"), "was": "", "now": name})
        row.row_class = RowClass.CHANGED


_KNOWN = frozenset({RowClass.SAME, RowClass.CHANGED})


def _problems(row: FileRow, done: RowResult) -> list[dict[str, str]]:
    errors: dict[str, list[str]] = (
        done.validation_error.message_dict
        if done.validation_error
        else {"last_name": [str(error.error) for error in done.errors]}
    )
    return [
        {
            "field": _label(name),
            "cell": _cell_name(row, name),
            "value": str(row.values.get(name) or ""),
            "text": " ".join(said),
        }
        for name, said in errors.items()
    ]


def _cell_name(row: FileRow, name: str) -> str:
    """Say where it stands, as a spreadsheet does: C5."""
    source = "full_name" if name not in row.places and "full_name" in row.places else name
    place = row.places.get(source, row.places.get("contacts") if name == "phone" else None)
    return f"{letter(place)}{row.number}" if place is not None else str(row.number)


def _changes(done: RowResult) -> list[dict[str, str]]:
    if done.import_type == RowResult.IMPORT_TYPE_SKIP:
        return []
    return [
        {"field": _label(name), "was": _shown(before), "now": _shown(after)}
        for name in COLUMNS
        if (before := getattr(done.original, name)) != (after := getattr(done.instance, name))
    ]


def _part_changes(
    row: FileRow, part: MenteeProfile | MentorProfile | None, profile: str
) -> list[dict[str, str]]:
    """What a base says about the part in the programme; becoming one is a change too."""
    if profile not in PARTS:
        return []
    said = {name: row.values.get(name) for name in PARTS[profile]}
    if part is None:
        return [{"field": str(ImportProfile(profile).label), "was": "", "now": _("in the base")}]
    if part.left_on is not None:
        return []
    return [
        {"field": _label(name), "was": _shown(before), "now": _shown(value)}
        for name, value in said.items()
        if value not in (None, "") and (before := getattr(part, name)) != _same_kind(value, before)
    ]


def _same_kind(value: Any, before: Any) -> Any:
    return value if isinstance(before, int) or before is None else str(value).strip()


def mark_repeats(checked: Sequence[Checked]) -> None:
    """A person who stands twice in the file is loaded once: the second row is wrong."""
    seen: dict[tuple[Any, ...], int] = {}
    for row in checked:
        if row.row_class == RowClass.WRONG:
            continue
        values = row.row.values
        names = (values.get(name) for name in ("last_name", "first_name", "patronymic"))
        by_name = search_key(" ".join(str(part) for part in names if part))
        born = str(values.get("born_on") or values.get("birth_year") or "")
        place = search_key(clean_class(str(values.get("class_name") or values.get("post") or "")))
        key = (row.person.pk,) if row.person else (by_name, born, place)
        if key in seen:
            row.row_class = row.found_class = RowClass.WRONG
            row.person, row.found_person, row.candidates = None, None, []
            text = _("This row repeats row %(number)d.") % {"number": seen[key]}
            row.problems = [
                {"field": _label("full_name"), "cell": str(row.number), "value": "", "text": text}
            ]
        else:
            seen[key] = row.number


def _label(name: str) -> str:
    known = FIELDS.get(_LABELS.get(name, name))
    return str(known.label) if known else _("Who")


def _shown(value: Any) -> str:
    if isinstance(value, date):
        return f"{value:%d.%m.%Y}"
    return "" if value is None else str(value)


def _born(person: Person) -> str:
    return f"{person.born_on:%d.%m.%Y}" if person.born_on else str(person.birth_year or "—")
