"""The check of a file of people: what each row would do. Reads the base, writes nothing."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from import_export.results import RowResult

from accounts.models import Organization
from accounts.states import OrganizationKind
from kernel.russian import parse_day, search_key
from kernel.spreadsheets import Value
from participants.columns import FIELDS, letter
from participants.file_rows import FileRow, guardian_in, rows_of
from participants.models import Guardian, MenteeProfile, MentorProfile, Person
from participants.people_rules import clean_class
from participants.recognition import Recognition, Seen
from participants.resources import COLUMNS, PersonResource, dataset_of
from participants.states import LEARNERS, ImportProfile, PersonKind, RowClass

Step = Callable[[int, int, Any], None]
SKIP, NEW = "skip", "new"
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


@dataclass
class CheckedFile:
    """All rows of a file after the check, and the way to write them."""

    rows: list[Checked]
    resource: PersonResource

    def cards(self, rows: Sequence[Checked]) -> list[Person]:
        """The cards that the rows meet, as they are before anything is written."""
        known = self.resource.known
        return [known[row.person.pk] for row in rows if row.person]

    def write(self, rows: Sequence[Checked]) -> dict[int, Person]:
        """Write cards in batches, in the transaction of the caller; give them by row number."""
        matches = {row.number: row.person.pk if row.person else None for row in rows}
        dataset = dataset_of([row.row for row in rows], matches)
        result = self.resource.import_data(dataset, raise_errors=True, use_transactions=True)
        return {row.number: done.instance for row, done in zip(rows, result.rows, strict=True)}


def check_file(
    organization: Organization,
    *,
    rows: Sequence[Sequence[Value]],
    heading_row: int,
    columns: Mapping[int, str],
    profile: str,
    decisions: Mapping[str, str],
    now: datetime,
    today: date,
    step: Step | None = None,
) -> CheckedFile:
    """Class every row; with `decisions`, the doubtful ones as a person decided."""
    is_college = organization.kind == OrganizationKind.COLLEGE
    read = list(
        rows_of(
            rows,
            heading_row,
            columns,
            profile=profile,
            organization_names=(organization.short_name, organization.full_name),
            learner=PersonKind.STUDENT if is_college else PersonKind.PUPIL,
            today=today,
        )
    )
    people = list(Person.objects.filter(organization=organization, erased_at=None).order_by("pk"))
    known = {person.pk: person for person in people}
    checked = _recognised(read, people, known, decisions)
    resource = PersonResource(organization, profile=profile, known=known, now=now, today=today)
    matches = {row.number: row.person.pk if row.person else None for row in checked}
    if step:
        step(0, 2, _("Checking %(count)d rows") % {"count": len(read)})
    result = resource.import_data(dataset_of(read, matches), dry_run=True)
    parts = _parts_of(organization, profile)
    guarded = _guardians_of(organization)
    for row, done in zip(checked, result.rows, strict=True):
        _judge(row, done, parts.get(row.person.pk) if row.person else None, profile)
        _judge_guardian(row, guarded)
    _mark_repeats(checked)
    for row in checked:
        row.found_class = row.found_class or row.row_class
    return CheckedFile(checked, _fresh(resource, organization, profile, now, today))


def _fresh(
    resource: PersonResource, organization: Organization, profile: str, now: datetime, today: date
) -> PersonResource:
    """A resource that has seen nothing: the check has written onto the cards in memory."""
    pks = list(resource.known)
    known = {person.pk: person for person in Person.objects.filter(organization=organization)}
    return PersonResource(
        organization,
        profile=profile,
        known={pk: known[pk] for pk in pks if pk in known},
        now=now,
        today=today,
    )


def _recognised(
    read: Sequence[FileRow],
    people: Sequence[Person],
    known: Mapping[int, Person],
    decisions: Mapping[str, str],
) -> list[Checked]:
    recognition = Recognition(people)
    checked = []
    for row in read:
        person, candidates = recognition.recognise(_seen(row.values))
        made = Checked(row, RowClass.NEW, person, candidates)
        made.found_person = person.pk if person else None
        if candidates:
            made.row_class = made.found_class = RowClass.DOUBTFUL
            _decide(made, decisions.get(str(row.number), ""), known)
        checked.append(made)
    return checked


def _decide(row: Checked, decision: str, known: Mapping[int, Person]) -> None:
    """Do as the person said: somebody new, one of the candidates, or nothing."""
    if decision == NEW:
        row.row_class, row.candidates = RowClass.NEW, []
    elif decision == SKIP:
        row.row_class, row.candidates = RowClass.SAME, []
    elif decision.isdigit() and int(decision) in {one.pk for one in row.candidates}:
        row.person, row.candidates = known[int(decision)], []
        row.row_class = RowClass.NEW


def _seen(values: Mapping[str, Any]) -> Seen:
    year = str(values.get("birth_year") or "")
    born_on = values.get("born_on")
    return Seen(
        last_name=str(values.get("last_name") or ""),
        first_name=str(values.get("first_name") or ""),
        patronymic=str(values.get("patronymic") or ""),
        born_on=born_on if isinstance(born_on, date) else _typed_day(born_on),
        birth_year=int(year) if year.isascii() and year.isdigit() else None,
        place=str(values.get("class_name") or values.get("post") or values.get("workplace") or ""),
        is_learner=values.get("kind") in LEARNERS,
    )


def _judge(
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


def _judge_guardian(row: Checked, guarded: Mapping[int, set[str]]) -> None:
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


def _mark_repeats(checked: Sequence[Checked]) -> None:
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


def _parts_of(
    organization: Organization, profile: str
) -> Mapping[int, MenteeProfile | MentorProfile]:
    model: Any = {
        ImportProfile.MENTEE_BASE: MenteeProfile,
        ImportProfile.MENTOR_BASE: MentorProfile,
    }.get(ImportProfile(profile))
    if model is None:
        return {}
    found = model.objects.filter(person__organization=organization)
    return {part.person_id: part for part in found}


def _guardians_of(organization: Organization) -> dict[int, set[str]]:
    found: dict[int, set[str]] = defaultdict(set)
    links = Guardian.objects.filter(child__organization=organization)
    for child, name in links.values_list("child", "guardian__search"):
        found[child].add(name)
    return found


def _label(name: str) -> str:
    known = FIELDS.get(_LABELS.get(name, name))
    return str(known.label) if known else _("Who")


def _shown(value: Any) -> str:
    if isinstance(value, date):
        return f"{value:%d.%m.%Y}"
    return "" if value is None else str(value)


def _born(person: Person) -> str:
    return f"{person.born_on:%d.%m.%Y}" if person.born_on else str(person.birth_year or "—")


def _typed_day(value: Any) -> date | None:
    try:
        return parse_day(str(value)) if value else None
    except ValueError:
        return None
