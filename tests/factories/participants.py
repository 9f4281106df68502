"""Cards of people, their parts, consents. Every name is invented."""

from datetime import UTC, date, datetime

import factory
from factory.django import DjangoModelFactory

from accounts.states import Gender
from kernel.russian import search_key, sort_key
from participants.models import (
    Consent,
    ConsentText,
    Direction,
    Guardian,
    MenteeProfile,
    MentoringForm,
    MentorProfile,
    Person,
)
from participants.states import Channel, ConsentState, PersonKind, Purpose, Relation
from tests.factories.accounts import SchoolFactory

ENTERED_AT = datetime(2026, 9, 1, 9, tzinfo=UTC)
ANSWERED_ON = date(2026, 9, 5)


class PersonFactory(DjangoModelFactory):
    """A pupil of twelve, unless said otherwise."""

    class Meta:
        model = Person

    organization = factory.SubFactory(SchoolFactory)
    kind = PersonKind.PUPIL
    last_name = factory.Sequence(
        lambda n: f"Лугова{'абвгдежзиклм'[n % 12]}{'нопрстуфхцчш'[n // 12 % 12]}"
    )
    first_name = "Ксения"
    patronymic = "Андреевна"
    gender = Gender.FEMALE
    born_on = date(2014, 3, 10)
    birth_year = factory.LazyAttribute(lambda made: made.born_on.year if made.born_on else None)
    class_name = "7А"
    search = factory.LazyAttribute(
        lambda made: search_key(
            " ".join(filter(None, (made.last_name, made.first_name, made.patronymic)))
        )
    )
    sort_name = factory.LazyAttribute(
        lambda made: sort_key(
            " ".join(filter(None, (made.last_name, made.first_name, made.patronymic)))
        )
    )
    entered_at = ENTERED_AT


class EmployeeFactory(PersonFactory):
    """A teacher."""

    kind = PersonKind.EMPLOYEE
    born_on = date(1985, 5, 20)
    class_name = ""
    post = "учитель математики"


class ParentFactory(PersonFactory):
    """A mother."""

    kind = PersonKind.OUTSIDE
    born_on = None
    class_name = ""
    phone = "+7 900 111-22-33"


class GuardianFactory(DjangoModelFactory):
    class Meta:
        model = Guardian

    child = factory.SubFactory(PersonFactory)
    guardian = factory.SubFactory(
        ParentFactory, organization=factory.SelfAttribute("..child.organization")
    )
    relation = Relation.MOTHER
    confirmed_at = ENTERED_AT


class MenteeFactory(DjangoModelFactory):
    """The part of a mentee; `.person` is the card."""

    class Meta:
        model = MenteeProfile

    person = factory.SubFactory(PersonFactory)
    request = "Хочу подтянуть алгебру."
    entered_on = date(2026, 9, 1)


class MentorFactory(DjangoModelFactory):
    """The part of a mentor; `.person` is the card."""

    class Meta:
        model = MentorProfile

    person = factory.SubFactory(EmployeeFactory)
    competences = "Объясняю алгебру простыми словами."
    capacity = 2
    entered_on = date(2026, 9, 1)


class DirectionFactory(DjangoModelFactory):
    class Meta:
        model = Direction

    code = factory.Sequence(lambda n: f"direction-{n}")
    name = factory.Sequence(lambda n: f"Направление {n}")


class MentoringFormFactory(DjangoModelFactory):
    class Meta:
        model = MentoringForm

    code = factory.Sequence(lambda n: f"form-{n}")
    name = factory.Sequence(lambda n: f"форма {n}")
    mentor_kinds = [PersonKind.EMPLOYEE]
    mentee_kinds = [PersonKind.PUPIL]


class ConsentTextFactory(DjangoModelFactory):
    """The wording that is shipped."""

    class Meta:
        model = ConsentText
        django_get_or_create = ["organization", "purpose", "version"]

    organization = None
    purpose = Purpose.TAKING_PART
    version = 1
    body = "{вступление} даю {организация} согласие: {участник}. Срок: до {срок}."
    source = "составлено для проверки"
    valid_from_on = date(2025, 9, 1)


class ConsentFactory(DjangoModelFactory):
    """A consent given on paper by the person."""

    class Meta:
        model = Consent

    person = factory.SubFactory(PersonFactory)
    purpose = Purpose.TAKING_PART
    signer = factory.SelfAttribute("person")
    text = factory.SubFactory(ConsentTextFactory, purpose=factory.SelfAttribute("..purpose"))
    channel = Channel.PAPER
    state = ConsentState.GIVEN
    answered_on = ANSWERED_ON
    recorded_at = ENTERED_AT


def consenting(person):
    """Give the person a valid consent to take part, signed by whoever has to; return the person."""
    if person.kind == PersonKind.PUPIL:
        link = person.guardians.first() or GuardianFactory(child=person)
        ConsentFactory(person=person, signer=link.guardian, relation=link.relation)
    ConsentFactory(person=person)
    return person
