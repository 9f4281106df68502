"""The people of the tests, in every role, and clients that act through them.

Without an argument everybody is of one and the same school («Школа № 1»); `stranger()` is the
curator of its neighbour («Школа № 2») in the same municipality.
"""

import time

from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.test import Client

from accounts.models import Organization
from accounts.states import OrganizationKind, Role
from tests.factories.accounts import (
    PASSWORD,
    MembershipFactory,
    MunicipalityFactory,
    OrganizationFactory,
    RegionFactory,
    SchoolFactory,
    UserFactory,
)

__all__ = [
    "PASSWORD",
    "MembershipFactory",
    "MunicipalityFactory",
    "OrganizationFactory",
    "RegionFactory",
    "SchoolFactory",
    "UserFactory",
    "admin",
    "class_teacher",
    "client_of",
    "curator",
    "director",
    "guardian",
    "mentee",
    "mentor",
    "municipal",
    "partner",
    "psychologist",
    "regional",
    "stranger",
    "the_municipality",
    "the_neighbour",
    "the_region",
    "the_school",
]

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


def the_region():
    """The one region of the test."""
    return _place(RegionFactory, "Наставнический центр", None)


def the_municipality():
    """The municipality of the school."""
    return _place(MunicipalityFactory, "Управление образования", the_region())


def the_school():
    """The school where everybody is."""
    return _place(SchoolFactory, "Школа № 1", the_municipality())


def the_neighbour():
    """Another school of the same municipality."""
    return _place(SchoolFactory, "Школа № 2", the_municipality())


def curator(school=None, **facts):
    """A curator of the school."""
    return _member(Role.CURATOR, school, **facts)


def director(school=None, **facts):
    """The director of the school."""
    return _member(Role.DIRECTOR, school, **facts)


def psychologist(school=None, **facts):
    """A psychologist of the school."""
    return _member(Role.PSYCHOLOGIST, school, **facts)


def class_teacher(school=None, **facts):
    """A class teacher of the school, of 7А."""
    return _member(Role.CLASS_TEACHER, school, **{"class_name": "7А", **facts})


def mentor(school=None, **facts):
    """A mentor of the school."""
    return _member(Role.MENTOR, school, **facts)


def mentee(school=None, **facts):
    """A pupil who is mentored; without e-mail, as pupils are."""
    return _member(Role.MENTEE, school, **{"user__email": "", **facts})


def guardian(school=None, **facts):
    """A parent."""
    return _member(Role.GUARDIAN, school, **facts)


def partner(school=None, **facts):
    """A mentor from outside."""
    return _member(Role.PARTNER, school, **facts)


def admin(organization=None, **facts):
    """A technical administrator, of the region unless said otherwise."""
    return _member(Role.ADMIN, organization or the_region(), **facts)


def municipal(organization=None, **facts):
    """The municipal curator above the school."""
    return _member(Role.MUNICIPALITY, organization or the_municipality(), **facts)


def regional(organization=None, **facts):
    """The regional centre."""
    return _member(Role.REGION, organization or the_region(), **facts)


def stranger(school=None, **facts):
    """A curator of another school in the same municipality."""
    return _member(Role.CURATOR, school or the_neighbour(), **facts)


def client_of(membership, *, fresh=True):
    """A browser signed in through the membership; `fresh` when the password was just typed."""
    client = Client()
    session = client.session
    session[SESSION_KEY] = str(membership.user_id)
    session[BACKEND_SESSION_KEY] = BACKEND
    session[HASH_SESSION_KEY] = membership.user.get_session_auth_hash()
    session["membership"] = membership.pk
    if fresh:
        session["account_authentication_methods_user"] = str(membership.user_id)
        session["account_authentication_methods"] = [
            {"method": "password", "at": time.time(), "reauthenticated": True}
        ]
    session.save()
    client.cookies["sessionid"] = session.session_key
    return client


def _member(role, organization, **facts):
    return MembershipFactory(role=role, organization=organization or the_school(), **facts)


def _place(maker, short_name, parent):
    kinds = {
        RegionFactory: OrganizationKind.REGION,
        MunicipalityFactory: OrganizationKind.MUNICIPALITY,
        SchoolFactory: OrganizationKind.SCHOOL,
    }
    found = Organization.objects.filter(
        kind=kinds[maker], short_name=short_name, parent=parent
    ).first()
    return found or maker(short_name=short_name, parent=parent)
