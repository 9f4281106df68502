"""What a loaded file says besides the cards: parts in the programme and representatives."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from kernel.russian import PersonName, parse_day, search_key
from kernel.russian.people_text import clean_text
from participants.actions.people import PersonFacts, columns_of
from participants.checked_rows import PARTS, Checked
from participants.file_rows import guardian_in
from participants.models import Guardian, MenteeProfile, MentorProfile, PeopleImport, Person
from participants.states import ImportProfile, PersonKind, Relation

BATCH = 500


@dataclass
class Parts:
    """What the loading wrote besides the cards, so that it can be taken back.

    `made` are the people who got a part, `before` what parts said before they were changed,
    `links` and `cards` the representatives that were put on cards.
    """

    made: list[int] = field(default_factory=list)
    before: dict[str, dict[str, Any]] = field(default_factory=dict)
    links: list[int] = field(default_factory=list)
    cards: list[int] = field(default_factory=list)


def part_model(profile: str) -> Any:
    """The part in the programme that a file of this kind is about, if any."""
    return {
        ImportProfile.MENTEE_BASE: MenteeProfile,
        ImportProfile.MENTOR_BASE: MentorProfile,
    }.get(ImportProfile(profile))


def keep_parts(
    brought: PeopleImport,
    rows: Sequence[Checked],
    people: Mapping[int, Person],
    *,
    now: datetime,
    today: date,
) -> Parts:
    """Take people into the base the file is of, and put representatives on the cards."""
    parts = Parts()
    if model := part_model(brought.profile):
        _keep_profiles(model, brought.profile, rows, people, today=today, parts=parts)
    _keep_guardians(brought, rows, people, now=now, parts=parts)
    return parts


def _keep_profiles(
    model: Any,
    profile: str,
    rows: Sequence[Checked],
    people: Mapping[int, Person],
    *,
    today: date,
    parts: Parts,
) -> None:
    """A part that somebody has ended by hand stays ended, whatever the file says."""
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
        if part.left_on is None:
            parts.before[str(person.pk)] = {name: getattr(part, name) for name in PARTS[profile]}
            for name, value in said.items():
                setattr(part, name, value)
            changed.append(part)
    model.objects.bulk_create(made, batch_size=BATCH)
    model.objects.bulk_update(changed, PARTS[profile], batch_size=BATCH)
    parts.made = [part.person_id for part in made]


def _keep_guardians(
    brought: PeopleImport,
    rows: Sequence[Checked],
    people: Mapping[int, Person],
    *,
    now: datetime,
    parts: Parts,
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
    links = Guardian.objects.bulk_create(
        [
            Guardian(child=child, guardian=parent, relation=_relation(parent), confirmed_at=None)
            for (child, _name, _phone), parent in zip(fresh, parents, strict=True)
        ],
        batch_size=BATCH,
    )
    parts.cards, parts.links = [one.pk for one in parents], [link.pk for link in links]


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
