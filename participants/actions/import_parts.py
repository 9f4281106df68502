"""What a loaded file says besides the cards: parts in the programme and representatives."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from kernel.russian import PersonName, parse_day, search_key
from kernel.russian.people_text import clean_text
from participants.actions.people import PersonFacts, columns_of
from participants.file_rows import guardian_in
from participants.import_check import PARTS, Checked
from participants.models import Guardian, MenteeProfile, MentorProfile, PeopleImport, Person
from participants.states import ImportProfile, PersonKind, Relation

BATCH = 500


def keep_parts(
    brought: PeopleImport,
    rows: Sequence[Checked],
    people: Mapping[int, Person],
    *,
    now: datetime,
    today: date,
) -> None:
    """Take people into the base the file is of, and put representatives on the cards."""
    if brought.profile == ImportProfile.MENTEE_BASE:
        _keep_profiles(MenteeProfile, brought.profile, rows, people, today=today)
    if brought.profile == ImportProfile.MENTOR_BASE:
        _keep_profiles(MentorProfile, brought.profile, rows, people, today=today)
    _keep_guardians(brought, rows, people, now=now)


def _keep_profiles(
    model: Any,
    profile: str,
    rows: Sequence[Checked],
    people: Mapping[int, Person],
    *,
    today: date,
) -> None:
    there = {
        part.person_id: part
        for part in model.objects.filter(person__in=[people[row.number].pk for row in rows])
    }
    made, changed = [], []
    for row in rows:
        person = people[row.number]
        said = {name: _clean(row.row.values.get(name)) for name in PARTS[profile]}
        said = {name: value for name, value in said.items() if value not in (None, "")}
        part = there.get(person.pk)
        if part is None:
            entered_on = _day(row.row.values.get("entered_on")) or today
            made.append(model(person=person, entered_on=entered_on, **said))
            continue
        for name, value in {**said, "left_on": None, "left_reason": ""}.items():
            setattr(part, name, value)
        changed.append(part)
    model.objects.bulk_create(made, batch_size=BATCH)
    columns = [*PARTS[profile], "left_on", "left_reason"]
    model.objects.bulk_update(changed, columns, batch_size=BATCH)


def _keep_guardians(
    brought: PeopleImport,
    rows: Sequence[Checked],
    people: Mapping[int, Person],
    *,
    now: datetime,
) -> None:
    """Make cards of representatives who are not on the child's card under that name yet."""
    wanted = [(people[row.number], *said) for row in rows if (said := guardian_in(row.row.values))]
    if not wanted:
        return
    there = {
        (link.child_id, link.guardian.search)
        for link in Guardian.objects.filter(
            child__in=[child.pk for child, _name, _phone in wanted]
        ).select_related("guardian")
    }
    fresh = [
        (child, name, phone)
        for child, name, phone in wanted
        if (child.pk, search_key(name.full)) not in there
    ]
    parents = Person.objects.bulk_create(
        [_card(brought, name, phone, now) for _child, name, phone in fresh], batch_size=BATCH
    )
    Guardian.objects.bulk_create(
        [
            Guardian(child=child, guardian=parent, relation=_relation(parent), confirmed_at=None)
            for (child, _name, _phone), parent in zip(fresh, parents, strict=True)
        ],
        batch_size=BATCH,
    )


def _card(brought: PeopleImport, name: PersonName, phone: str, now: datetime) -> Person:
    facts = PersonFacts(
        kind=PersonKind.OUTSIDE,
        last_name=name.last,
        first_name=name.first,
        patronymic=name.patronymic,
        phone=phone,
    )
    return Person(organization=brought.organization, entered_at=now, **columns_of(facts))


def _relation(parent: Person) -> str:
    relations = {"female": Relation.MOTHER, "male": Relation.FATHER}
    return relations.get(parent.gender, Relation.OTHER)


def _clean(value: Any) -> Any:
    return clean_text(value) if isinstance(value, str) else value


def _day(value: Any) -> date | None:
    if isinstance(value, date):
        return value
    try:
        return parse_day(str(value)) if value else None
    except ValueError:
        return None
