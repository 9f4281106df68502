"""Moves as dated events: to another class or post, up with the whole school, out of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from accounts.actions.memberships import rename_classes
from accounts.models import Membership, Organization
from kernel import events, journal
from kernel.calendar import SchoolYear
from participants.actions.people import PersonFacts, archive_person, change_person
from participants.actions.profiles import leave_programme
from participants.events import PersonLeft
from participants.models import MenteeProfile, MentorProfile, Person, PersonQuerySet, PlaceEvent
from participants.states import LEARNERS, PlaceEventKind


@dataclass(frozen=True)
class Plan:
    """What becomes of the classes: `moves` names the next one, `graduates` leave the school.

    `stays` are the people who remain in their class whatever becomes of it.
    """

    on: date
    moves: Mapping[str, str]
    graduates: frozenset[str]
    stays: frozenset[int]
    with_teachers: bool = True

    @property
    def school_year(self) -> int:
        """The year that begins with the move."""
        return SchoolYear.of(self.on).start


@dataclass(frozen=True)
class MovedUp:
    """How many moved, stayed and left."""

    moved: int
    stayed: int
    left: int


@transaction.atomic
def move_person(
    person: Person, *, facts: PersonFacts, on: date, by: Membership, now: datetime
) -> Person:
    """Correct the card of somebody who has moved to another class or post: the move is dated."""
    before = (person.class_name, person.post)
    moved = change_person(person, facts=facts, by=by)
    for kind, old, new in (
        (PlaceEventKind.CLASS, before[0], moved.class_name),
        (PlaceEventKind.POST, before[1], moved.post),
    ):
        if old != new:
            _write(moved, kind, on=on, before=old, after=new, by=by, now=now)
    if moved.class_name != before[0] and moved.user_id:
        rename_classes(
            moved.organization, {before[0]: moved.class_name}, users=[moved.user_id], by=by
        )
    return moved


@transaction.atomic
def move_up(organization: Organization, *, plan: Plan, by: Membership, now: datetime) -> MovedUp:
    """Move a whole school to the next class at once. Whoever has moved this year stays put."""
    people = list(
        not_moved_yet(organization, plan.school_year)
        .select_for_update()
        .filter(class_name__in=[*plan.moves, *plan.graduates])
        .order_by("pk")
    )
    staying = [person for person in people if person.pk in plan.stays]
    leaving = [
        person
        for person in people
        if person.class_name in plan.graduates and person.pk not in plan.stays
    ]
    moving = [
        person
        for person in people
        if person.class_name in plan.moves and person.pk not in plan.stays
    ]
    _record_all(moving, PlaceEventKind.NEXT_CLASS, plan, by=by, now=now)
    _record_all(staying, PlaceEventKind.STAYED, plan, by=by, now=now)
    for person in moving:
        person.class_name = plan.moves[person.class_name]
    Person.objects.bulk_update(moving, ["class_name"], batch_size=500)
    users = [person.user_id for person in moving if person.user_id]
    rename_classes(organization, plan.moves, users=users, by=by)
    if plan.with_teachers:
        rename_classes(organization, plan.moves, users=None, by=by)
    for person in leaving:
        leave_school(person, on=plan.on, kind=PlaceEventKind.GRADUATED, by=by, now=now)
    journal.record(
        "move_up",
        organization,
        by=by,
        classes=dict(plan.moves),
        moved=len(moving),
        stayed=len(staying),
        left=len(leaving),
    )
    return MovedUp(len(moving), len(staying), len(leaving))


@transaction.atomic
def leave_school(
    person: Person, *, on: date, kind: str, by: Membership, now: datetime, note: str = ""
) -> None:
    """The person is no longer of the school: parts end, open pairs part, the card is put away."""
    _write(person, kind, on=on, before=person.place_text, by=by, now=now, note=note)
    reason = note or str(PlaceEventKind(kind).label)
    for model in (MenteeProfile, MentorProfile):
        profile = model._base_manager.filter(person=person, left_on=None).first()
        if profile is not None:
            leave_programme(profile, by=by, reason=reason, today=on)
    events.announce(PersonLeft(person, reason, by, on))
    archive_person(person, by=by, now=now)
    journal.record("leave_school", person, by=by, kind=kind)


def not_moved_yet(organization: Organization, school_year: int) -> PersonQuerySet:
    """The learners of the organization of whom this year has said nothing yet."""
    people = Person.objects.kept().filter(organization=organization, kind__in=LEARNERS)
    done = PlaceEvent.objects.filter(school_year=school_year).values("person")
    return people.exclude(class_name="").exclude(pk__in=done)


def _record_all(
    people: Sequence[Person], kind: str, plan: Plan, *, by: Membership, now: datetime
) -> None:
    PlaceEvent.objects.bulk_create(
        PlaceEvent(
            person=person,
            kind=kind,
            happened_on=plan.on,
            before=person.class_name,
            after=person.class_name
            if kind == PlaceEventKind.STAYED
            else plan.moves[person.class_name],
            school_year=plan.school_year,
            recorded_at=now,
            recorded_by_id=by.user_id,
        )
        for person in people
    )


def _write(
    person: Person,
    kind: str,
    *,
    on: date,
    by: Membership,
    now: datetime,
    before: str = "",
    after: str = "",
    note: str = "",
) -> PlaceEvent:
    return PlaceEvent.objects.create(
        person=person,
        kind=kind,
        happened_on=on,
        before=before,
        after=after,
        note=note,
        recorded_at=now,
        recorded_by_id=by.user_id,
    )
