"""What can be done with cards of people: enter, change, archive, guardians, a user of one's own."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.models import Membership, Organization, User
from accounts.states import Gender
from kernel import journal
from kernel.refusals import Refusal
from kernel.russian import PersonName, guess_gender, search_key, sort_key
from participants.models import Guardian, Person
from participants.states import PersonKind


class CardTaken(Refusal):
    """The user already has a card in this organization."""


class AlreadyGuardian(Refusal):
    """The same person already represents the child."""


@dataclass(frozen=True)
class PersonFacts:
    """What a card says about a person."""

    kind: str
    last_name: str
    first_name: str
    patronymic: str = ""
    gender: str = ""
    born_on: date | None = None
    birth_year: int | None = None
    class_name: str = ""
    post: str = ""
    workplace: str = ""
    experience_years: int | None = None
    phone: str = ""
    email: str = ""

    @property
    def name(self) -> PersonName:
        """The name as a value."""
        return PersonName(self.last_name, self.first_name, self.patronymic, self.gender)


def named_columns(name: PersonName) -> dict[str, str]:
    """The stored columns by which a person is found and sorted."""
    return {"search": search_key(name.full), "sort_name": sort_key(name.full)}


def columns_of(facts: PersonFacts) -> dict[str, Any]:
    """All columns of a card that follow from what was entered."""
    columns = asdict(facts)
    columns["gender"] = facts.gender or guess_gender(facts.name)
    if facts.born_on is not None:
        columns["birth_year"] = facts.born_on.year
    return {**columns, **named_columns(facts.name)}


@transaction.atomic
def enter_person(
    organization: Organization, *, facts: PersonFacts, by: Membership | None, now: datetime
) -> Person:
    """Make the card of a person."""
    person = Person.objects.create(organization=organization, entered_at=now, **columns_of(facts))
    journal.record("enter_person", person, by=by)
    return person


@transaction.atomic
def change_person(person: Person, *, facts: PersonFacts, by: Membership | None) -> Person:
    """Correct a card. The journal keeps the names of the fields, not what they held."""
    fresh = Person.objects.select_for_update().get(pk=person.pk)
    changed = _assign(fresh, columns_of(facts))
    if changed:
        fresh.save(update_fields=changed)
        journal.record("change_person", fresh, by=by, fields=sorted(changed))
    return fresh


@transaction.atomic
def change_contacts(person: Person, *, phone: str, email: str, by: Membership) -> Person:
    """Let people keep their own contacts, or those of their child, right."""
    fresh = Person.objects.select_for_update().get(pk=person.pk)
    changed = _assign(fresh, {"phone": phone, "email": email})
    if changed:
        fresh.save(update_fields=changed)
        journal.record("change_person", fresh, by=by, fields=sorted(changed))
    return fresh


@transaction.atomic
def archive_person(person: Person, *, by: Membership, now: datetime) -> None:
    """Put the card away: the person has left. It can be brought back."""
    if Person.objects.filter(pk=person.pk, archived_at=None).update(archived_at=now):
        journal.record("archive_person", person, by=by)


@transaction.atomic
def restore_person(person: Person, *, by: Membership) -> None:
    """Bring a card back from the archive."""
    if Person.objects.filter(pk=person.pk, archived_at__isnull=False).update(archived_at=None):
        journal.record("restore_person", person, by=by)


@transaction.atomic
def add_guardian(
    child: Person,
    *,
    guardian: Person,
    relation: str,
    authority: str = "",
    by: Membership | None,
    now: datetime,
) -> Guardian:
    """Name somebody as representative of the child; the curator has seen the papers."""
    link, is_new = Guardian.objects.get_or_create(
        child=child,
        guardian=guardian,
        defaults={"relation": relation, "authority": authority, "confirmed_at": now},
    )
    if not is_new:
        raise AlreadyGuardian(
            _("%(name)s is already among the representatives of this child.")
            % {"name": guardian.name.full}
        )
    journal.record("add_guardian", child, by=by, guardian=guardian.pk, relation=relation)
    return link


@transaction.atomic
def enter_guardian(
    child: Person,
    *,
    name: PersonName,
    phone: str,
    email: str,
    relation: str,
    authority: str = "",
    by: Membership | None,
    now: datetime,
) -> Guardian:
    """Make the card of a representative and name them as such."""
    gender = name.gender or {"mother": Gender.FEMALE, "father": Gender.MALE}.get(relation, "")
    facts = PersonFacts(
        kind=PersonKind.OUTSIDE,
        last_name=name.last,
        first_name=name.first,
        patronymic=name.patronymic,
        gender=gender,
        phone=phone,
        email=email,
    )
    guardian = enter_person(child.organization, facts=facts, by=by, now=now)
    return add_guardian(
        child, guardian=guardian, relation=relation, authority=authority, by=by, now=now
    )


@transaction.atomic
def confirm_guardian(link: Guardian, *, by: Membership, now: datetime) -> None:
    """The curator has seen that this is the representative: they may see the child's card."""
    if Guardian.objects.filter(pk=link.pk, confirmed_at=None).update(confirmed_at=now):
        journal.record("confirm_guardian", link.child, by=by, guardian=link.guardian_id)


@transaction.atomic
def remove_guardian(link: Guardian, *, by: Membership) -> None:
    """Somebody no longer represents the child. Their card and what they signed stay."""
    journal.record("remove_guardian", link.child, by=by, guardian=link.guardian_id)
    link.delete()


@transaction.atomic
def link_user(person: Person, *, user: User, by: Membership | None) -> Person:
    """The person signs in as this user from now on."""
    if (
        Person.objects.filter(organization=person.organization_id, user=user)
        .exclude(pk=person.pk)
        .exists()
    ):
        raise CardTaken(
            _(
                "This user already has another card in the organization."
                " Ask the curator to make one card of the two."
            )
        )
    Person.objects.filter(pk=person.pk).update(user=user)
    person.user = user
    journal.record("link_user", person, by=by, user=user.pk)
    return person


def _assign(person: Person, columns: Mapping[str, Any]) -> list[str]:
    """Set what differs; tell the names of those columns."""
    changed = [name for name, value in columns.items() if getattr(person, name) != value]
    for name in changed:
        setattr(person, name, columns[name])
    return changed
