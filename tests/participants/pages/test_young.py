"""Young specialists: by the bounds of the school, with and without a mentor."""

import pytest
from django.urls import reverse

from kernel.models import JournalEntry
from tests.factories.pairs import PairFactory
from tests.factories.participants import EmployeeFactory, PersonFactory
from tests.people import client_of, curator, director, stranger, the_school

pytestmark = pytest.mark.django_db


def teacher(last_name, years, **facts):
    return EmployeeFactory(
        organization=the_school(), last_name=last_name, experience_years=years, **facts
    )


def shown(membership=None, **asked):
    url = reverse("young-specialists")
    return client_of(membership or curator()).get(url, asked).content.decode()


def names_in(page, *names):
    return [name in page for name in names]


def test_employees_below_the_bound_are_young_specialists():
    teacher("Новикова", 0), teacher("Дубова", 2), teacher("Старцева", 3)
    PersonFactory(organization=the_school(), last_name="Школьникова", experience_years=1)

    page = shown()

    assert names_in(page, "Новикова", "Дубова", "Старцева", "Школьникова") == [
        True, True, False, False,
    ]  # fmt: skip


def test_those_without_a_mentor_are_found():
    teacher("Новикова", 1)
    PairFactory(mentee=teacher("Дубова", 1))

    assert names_in(shown(mentor="no"), "Новикова", "Дубова") == [True, False]
    assert names_in(shown(mentor="yes"), "Новикова", "Дубова") == [False, True]


def test_the_school_sets_its_own_bounds():
    teacher("Новикова", 4, born_on="2000-01-01", birth_year=2000)
    teacher("Дубова", 4, born_on="1980-01-01", birth_year=1980)
    client = client_of(curator())

    client.post(reverse("young-bounds"), {"years": "5", "age": "35"})

    assert names_in(shown(), "Новикова", "Дубова") == [True, False]
    line = JournalEntry.objects.get(verb="set_young_bounds")
    assert line.details == {"years": 5, "age": 35}


@pytest.mark.parametrize("sent", [{"years": "0"}, {"years": "11"}, {"years": "3", "age": "7"}])
def test_bounds_that_make_no_sense_are_refused(sent):
    answer = client_of(curator()).post(reverse("young-bounds"), sent)

    assert answer.status_code == 422


def test_of_whom_the_service_is_not_known_is_a_list():
    teacher("Новикова", None), teacher("Дубова", 1)

    page = shown()
    unknown = client_of(curator()).get(reverse("people"), {"without": "service"})

    assert "?without=service" in page
    assert names_in(unknown.content.decode(), "Новикова", "Дубова") == [True, False]


def test_the_director_reads_and_does_not_set_and_a_stranger_sees_nobody():
    teacher("Новикова", 1)

    assert names_in(shown(director()), "Новикова", reverse("young-bounds")) == [True, False]
    assert "Новикова" not in shown(stranger())


def test_many_cost_as_many_queries_as_one(django_assert_max_num_queries):
    client = client_of(curator())
    for number in range(9):
        teacher(f"Новикова{'абвгдежзи'[number]}", 1)
    client.get(reverse("young-specialists"))

    with django_assert_max_num_queries(11):
        client.get(reverse("young-specialists"))
