"""Organizations, users, roles. Every name is invented."""

from datetime import date

import factory
from django.contrib.auth.hashers import make_password
from factory.django import DjangoModelFactory

from accounts.models import Membership, Organization, User
from accounts.states import Gender, OrganizationKind, Role
from kernel.russian import search_key, sort_key

LONG_AGO = date(2020, 9, 1)
PASSWORD = "сорока-ворона-9"


class OrganizationFactory(DjangoModelFactory):
    class Meta:
        model = Organization

    kind = OrganizationKind.SCHOOL
    short_name = factory.Sequence(lambda n: f"Школа № {n + 100}")
    full_name = factory.LazyAttribute(lambda made: f"МБОУ «{made.short_name}»")
    head_post = "директор"
    head_last_name = "Громова"
    head_first_name = "Анна"
    head_patronymic = "Сергеевна"
    head_gender = Gender.FEMALE
    place = "г. Лугавск"
    time_zone = "Europe/Moscow"
    search = factory.LazyAttribute(lambda made: search_key(f"{made.short_name} {made.full_name}"))


class RegionFactory(OrganizationFactory):
    kind = OrganizationKind.REGION
    short_name = factory.Sequence(lambda n: f"Наставнический центр {n + 100}")
    parent = None


class MunicipalityFactory(OrganizationFactory):
    kind = OrganizationKind.MUNICIPALITY
    short_name = factory.Sequence(lambda n: f"Управление образования {n + 100}")
    parent = factory.SubFactory(RegionFactory)


class SchoolFactory(OrganizationFactory):
    parent = factory.SubFactory(MunicipalityFactory)


def full_name(made):
    return f"{made.last_name} {made.first_name} {made.patronymic}".strip()


class UserFactory(DjangoModelFactory):
    class Meta:
        model = User

    username = factory.Sequence(lambda n: f"person-{n + 100}")
    email = factory.LazyAttribute(lambda made: f"{made.username}@example.org")
    last_name = "Соколова"
    first_name = "Мария"
    patronymic = "Игоревна"
    gender = Gender.FEMALE
    search = factory.LazyAttribute(lambda made: search_key(full_name(made)))
    sort_name = factory.LazyAttribute(lambda made: sort_key(full_name(made)))
    password = factory.LazyFunction(lambda: make_password(PASSWORD))


class MembershipFactory(DjangoModelFactory):
    class Meta:
        model = Membership

    user = factory.SubFactory(UserFactory)
    organization = factory.SubFactory(SchoolFactory)
    role = Role.CURATOR
    since_on = LONG_AGO
