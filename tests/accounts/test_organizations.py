"""Organizations: entered by those above, described by their director."""

import pytest
from django.urls import reverse

from accounts.models import Organization
from kernel.models import JournalEntry
from tests.people import (
    MunicipalityFactory,
    client_of,
    director,
    municipal,
    regional,
    the_municipality,
    the_neighbour,
    the_region,
    the_school,
)

pytestmark = pytest.mark.django_db

NEW = {"full_name": "МБОУ «Школа № 9»", "short_name": "Школа № 9", "time_zone": "Asia/Omsk"}


def requisites(**changes):
    return {
        "full_name": "МБОУ «Школа № 1»",
        "short_name": "Школа № 1",
        "time_zone": "Asia/Omsk",
        "reminder_hour": "9",
        **changes,
    }


def test_a_municipality_enters_its_school():
    answer = client_of(municipal()).post(
        "/organizations/new/", {**NEW, "kind": "school", "parent": the_municipality().pk}
    )

    made = Organization.objects.get(short_name="Школа № 9")
    assert answer["Location"] == reverse("organization-below", args=[made.pk])
    assert made.search.startswith("школа")


def test_a_municipality_enters_no_municipality():
    answer = client_of(municipal()).post(
        "/organizations/new/", {**NEW, "kind": "municipality", "parent": the_municipality().pk}
    )

    assert answer.status_code == 422


def test_a_school_does_not_stand_under_the_region_itself():
    answer = client_of(regional()).post(
        "/organizations/new/", {**NEW, "kind": "school", "parent": the_region().pk}
    )

    assert answer.status_code == 422
    assert "не может стоять" in answer.content.decode()


def test_nobody_enters_a_school_elsewhere():
    other = MunicipalityFactory()

    answer = client_of(municipal()).post(
        "/organizations/new/", {**NEW, "kind": "school", "parent": other.pk}
    )

    assert answer.status_code == 422


def test_a_director_describes_the_own_school_and_the_journal_says_what_changed():
    school = the_school()

    client_of(director()).post(
        reverse("edit-organization", args=[school.pk]),
        requisites(second_factor_roles=["curator"], kind="region", parent=""),
    )

    school.refresh_from_db()
    assert (school.time_zone, school.reminder_hour, school.kind) == ("Asia/Omsk", 9, "school")
    assert school.second_factor_roles == ["curator"]
    line = JournalEntry.objects.get(verb="describe_organization")
    assert "time_zone" in line.details["changed"]


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("inn", "12345"),
        ("ogrn", "12"),
        ("time_zone", "Mars/Olympus"),
        ("reminder_hour", "99"),
        ("phone", "123"),
        ("full_name", ""),
        ("head_last_name", "Ceргeeва"),
        ("site", "javascript:alert(1)"),
    ],
)
def test_wrong_requisites_are_said_and_not_saved(field, typed):
    school = the_school()

    answer = client_of(director()).post(
        reverse("edit-organization", args=[school.pk]), requisites(**{field: typed})
    )

    assert answer.status_code == 422
    assert field in answer.context["form"].errors


def test_a_director_sees_no_neighbour():
    the_neighbour()

    answer = client_of(director()).get(reverse("organization-below", args=[the_neighbour().pk]))

    assert answer.status_code == 404


@pytest.mark.parametrize("query", ["?sort=secret__x", "?page=-1", "?kind=abc", "?size=9999999"])
def test_a_hostile_address_of_the_list_is_answered(query):
    assert client_of(regional()).get(f"/organizations/{query}").status_code == 200
