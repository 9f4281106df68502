"""Lists of people: found in Russian, narrowed, exported, in a constant number of queries."""

import pytest
from django.urls import reverse

from kernel.models import JournalEntry
from kernel.spreadsheets import read
from participants.states import Purpose
from tests.factories.participants import (
    ConsentFactory,
    MenteeFactory,
    PersonFactory,
    consenting,
)
from tests.people import (
    class_teacher,
    client_of,
    curator,
    director,
    psychologist,
    stranger,
    the_school,
)

pytestmark = pytest.mark.django_db


def mentee(**facts):
    return MenteeFactory(
        person__organization=the_school(), **{f"person__{name}": v for name, v in facts.items()}
    ).person


def text_of(answer):
    return answer.content.decode()


def get(name, membership=None, **asked):
    return client_of(membership or curator()).get(reverse(name), asked)


@pytest.mark.parametrize(
    ("typed", "last_name"),
    [("иванов", "ИВАНОВ"), ("елкин", "Ёлкин"), ("ЁЛК", "Ёлкин"), ("  ёлкин  кс ", "Ёлкин")],
)
def test_a_name_is_found_however_it_is_typed(typed, last_name):
    mentee(last_name=last_name)
    mentee(last_name="Берёзкина")

    page = text_of(get("mentees", q=typed))

    assert last_name in page
    assert "Берёзкина" not in page


@pytest.mark.parametrize("typed", ["%", "_", "\\"])
def test_signs_of_databases_mean_nothing(typed):
    mentee(last_name="Берёзкина")

    assert "Берёзкина" not in text_of(get("mentees", q=typed))


@pytest.mark.parametrize(
    "asked",
    [
        {"page": "-1"}, {"page": "9" * 12}, {"sort": "secret__x"}, {"sort": "?"},
        {"class_name": "NaN"}, {"consent": "whatever"}, {"form": "abc"}, {"pair": "٣"},
    ],
)  # fmt: skip
def test_no_address_breaks_the_list(asked):
    mentee(last_name="Берёзкина")

    assert get("mentees", **asked).status_code == 200


@pytest.mark.parametrize("name", ["mentees", "people", "consents"])
@pytest.mark.parametrize("count", [1, 3, 40])
def test_queries_do_not_grow_with_the_rows(django_assert_max_num_queries, name, count):
    for _ in range(count):
        consenting(mentee())
    browser = client_of(curator())
    browser.get(reverse(name))

    with django_assert_max_num_queries(9):
        page = text_of(browser.get(reverse(name)))

    assert page.count("<tr>") >= min(count, 25)


def test_filters_narrow_by_class_and_consent():
    given = consenting(mentee(class_name="7А", last_name="Берёзкина"))
    mentee(class_name="7А", last_name="Соснина")
    mentee(class_name="9В", last_name="Кедрова")

    of_class = text_of(get("mentees", class_name="7А"))
    lacking = text_of(get("mentees", curator(), consent="missing", class_name="7А"))
    having = text_of(get("mentees", consent="given"))

    assert [name in of_class for name in ("Берёзкина", "Соснина", "Кедрова")] == [True, True, False]
    assert [given.last_name in lacking, "Соснина" in lacking] == [False, True]
    assert [given.last_name in having, "Соснина" in having] == [True, False]


def test_another_school_sees_nobody():
    mentee(last_name="Берёзкина")

    assert "Берёзкина" not in text_of(get("people", stranger()))


def test_a_class_teacher_sees_the_own_class_only():
    mentee(class_name="7А", last_name="Берёзкина")
    mentee(class_name="9В", last_name="Кедрова")

    page = text_of(get("mentees", class_teacher()))

    assert ["Берёзкина" in page, "Кедрова" in page] == [True, False]


def test_a_psychologist_reads_names_with_initials_in_lists():
    mentee(last_name="Берёзкина", first_name="Арина")

    page = text_of(get("mentees", psychologist()))

    assert ["Берёзкина" in page, "Арина" in page] == [True, False]


def test_a_look_at_a_list_is_written_down():
    person = mentee()

    get("mentees")

    assert JournalEntry.objects.get(verb="view").people == f",{person.pk},"


def test_the_export_holds_exactly_what_is_shown_and_why_is_kept():
    mentee(class_name="7А", last_name="=Берёзкина")
    mentee(class_name="9В", last_name="Кедрова")
    address = reverse("export-people", args=["mentees"]) + "?class_name=7А"

    answer = client_of(director()).post(address, {"reason": "для совета"})

    rows = read(answer.content, "x.xlsx")[0].rows
    names = [row[0] for row in rows if row]
    assert [str(name).startswith("=Берёзкина") for name in names].count(True) == 1
    assert "Кедрова" not in str(rows)
    assert JournalEntry.objects.get(verb="export_people").details == {
        "part": "mentees",
        "count": 1,
        "reason": "для совета",
    }


def test_without_a_reason_nothing_leaves():
    answer = client_of(curator()).post(reverse("export-people", args=["people"]), {"reason": ""})

    assert answer.status_code == 422


def test_the_register_shows_one_purpose_at_a_time():
    person = consenting(mentee(last_name="Берёзкина"))
    ConsentFactory(person=person, purpose=Purpose.TRANSFER, signer=person)
    browser = client_of(curator())

    part = text_of(browser.get(reverse("consents"), {"status": "given"}))
    public = text_of(
        browser.get(reverse("consents"), {"purpose": "publication", "status": "given"})
    )

    assert ["Берёзкина" in part, "Берёзкина" in public] == [True, False]


def test_an_empty_list_says_what_to_do():
    assert "Загрузите класс из Excel" in text_of(get("mentees"))


def test_people_in_the_archive_are_not_among_mentees():
    person = mentee(last_name="Берёзкина")
    PersonFactory._meta.model.objects.filter(pk=person.pk).update(archived_at="2026-11-01T00:00Z")

    assert "Берёзкина" not in text_of(get("mentees"))
    assert "Берёзкина" in text_of(get("people", part="archive"))
