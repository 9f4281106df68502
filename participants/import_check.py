"""The check of a file of people: what each row would do. Reads the base, writes nothing."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from accounts.models import Organization
from accounts.states import OrganizationKind
from kernel.russian import parse_day
from kernel.spreadsheets import Value
from participants.checked_rows import Checked, judge, judge_guardian, mark_repeats
from participants.file_rows import FileRow, rows_of
from participants.models import Guardian, MenteeProfile, MentorProfile, Person
from participants.recognition import Recognition, Seen
from participants.resources import PersonResource, dataset_of
from participants.states import LEARNERS, ImportProfile, PersonKind, RowClass

Step = Callable[[int, int, Any], None]
SKIP, NEW = "skip", "new"


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
    resource.tell = _teller(step, len(read))
    result = resource.import_data(dataset_of(read, matches), dry_run=True, use_transactions=False)
    parts = _parts_of(organization, profile)
    guarded = _guardians_of(organization)
    for row, done in zip(checked, result.rows, strict=True):
        judge(row, done, parts.get(row.person.pk) if row.person else None, profile)
        judge_guardian(row, guarded)
    mark_repeats(checked)
    for row in checked:
        row.found_class = row.found_class or row.row_class
    return CheckedFile(checked, _fresh(resource, organization, profile, now, today))


def _teller(step: Step | None, count: int) -> Callable[[int], None] | None:
    """Tell a job after how many rows it is; writing them comes after the last."""
    if step is None:
        return None
    label = _("Checking %(count)d rows") % {"count": count}
    step(0, count + 1, label)
    return lambda done: step(done, count + 1, label)


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


def _typed_day(value: Any) -> date | None:
    try:
        return parse_day(str(value)) if value else None
    except ValueError:
        return None
