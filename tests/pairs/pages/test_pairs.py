"""The list of pairs, one pair, own pairs, the register."""

from datetime import date
from io import BytesIO

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from pairs.states import PairState
from tests.factories.pairs import (
    ActivePairFactory,
    MeetingFactory,
    PairFactory,
    a_mentee,
    a_mentor,
    form,
)
from tests.people import client_of, curator, director, guardian, mentee, mentor

pytestmark = pytest.mark.django_db


def names(page):
    return [row.mentee.last_name for row in page.context["listing"].rows]


@pytest.mark.parametrize("count", [1, 3])
def test_the_queries_of_the_list_do_not_grow(count, django_assert_max_num_queries):
    one = form()
    for _ in range(count):
        MeetingFactory(pair=ActivePairFactory(form=one))
    client = client_of(curator())

    with django_assert_max_num_queries(14):
        page = client.get(reverse("pairs"))

    assert page.context["listing"].count == count


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("q=ёлкин", ["Ёлкин"]),
        ("q=елкин", ["Ёлкин"]),
        ("q=ОРЛОВ", ["Ёлкин"]),
        ("state=active", ["Ёлкин"]),
        ("state=proposed", ["Яшин"]),
        ("class_name=9б", ["Яшин"]),
        ("sort=-mentee", ["Яшин", "Ёлкин"]),
        ("sort=nothing&page=x&state=y", ["Ёлкин", "Яшин"]),
    ],
)
def test_the_list_is_searched_filtered_and_sorted(asked, found):
    one = form()
    ActivePairFactory(
        form=one, mentee=a_mentee(last_name="Ёлкин"), mentor=a_mentor(last_name="Орлов")
    )
    PairFactory(form=one, mentee=a_mentee(last_name="Яшин", class_name="9Б"))

    assert names(client_of(curator()).get(f"{reverse('pairs')}?{asked}")) == found


def test_the_register_holds_exactly_what_the_list_shows():
    one = form()
    ActivePairFactory(form=one, mentee=a_mentee(last_name="Ёлкин"))
    PairFactory(form=one, mentee=a_mentee(last_name="Яшин"))

    answer = client_of(curator()).get(f"{reverse('pairs-xlsx')}?state=active")

    sheet = load_workbook(BytesIO(answer.content)).active
    rows = [[cell.value for cell in row][:2] for row in sheet.iter_rows()]
    assert rows == [["Наставляемый", "Класс"], ["Ёлкин Ксения Андреевна", "7А"]]


def test_the_staff_read_why_and_the_sides_do_not():
    pair = ActivePairFactory()
    helper = mentor()
    pair.mentor.user = helper.user
    pair.mentor.save()
    url = reverse("pair", args=[pair.pk])

    shown = client_of(curator()).get(url).content.decode()
    own = client_of(helper).get(url).content.decode()

    assert "Совпадает в запросе и компетенциях: алгебру" in shown
    assert "Совпадает в запросе" not in own
    assert reverse("person", args=[pair.mentee_id]) not in own


def test_completing_asks_for_the_result_and_keeps_it():
    pair = ActivePairFactory()
    client = client_of(curator())
    url = reverse("complete-pair", args=[pair.pk])

    empty = client.post(url, {"reason": ""})
    client.post(url, {"reason": "Сдала экзамен"})

    pair.refresh_from_db()
    assert empty.status_code == 422
    assert (pair.state, pair.end_reason) == (PairState.COMPLETED, "Сдала экзамен")


def test_a_director_who_is_the_mentor_does_not_end_the_pair():
    by = director()
    pair = ActivePairFactory(mentor=a_mentor(user=by.user))

    answer = client_of(by).post(reverse("dissolve-pair", args=[pair.pk]), {"reason": "Так"})

    assert answer.status_code == 403


def test_a_mentor_sees_their_mentees_and_what_is_next():
    by = mentor()
    pair = ActivePairFactory(mentor=a_mentor(user=by.user))
    MeetingFactory(pair=pair, topic="Разобрали дроби", next_on=date(2026, 12, 3))
    other = ActivePairFactory(form=pair.form)

    page = client_of(by).get(reverse("my-pairs")).content.decode().replace("\xa0", " ")

    assert pair.mentee.name.full in page
    assert "Разобрали дроби" in page
    assert "3 декабря" in page
    assert other.mentee.last_name not in page


def test_a_mentee_sees_their_mentor():
    by = mentee()
    pair = ActivePairFactory(mentee=a_mentee(user=by.user))

    page = client_of(by).get(reverse("my-pair")).content.decode()

    assert pair.mentor.name.full in page


def test_a_parent_sees_the_mentor_of_their_child_only():
    by = guardian()
    pair = ActivePairFactory()
    other = ActivePairFactory(form=pair.form)
    parent = pair.mentee.guardians.get().guardian
    parent.user = by.user
    parent.save()

    page = client_of(by).get(reverse("my-pair")).content.decode()

    assert pair.mentor.name.full in page
    assert other.mentor.name.full not in page


def test_a_pair_that_has_ended_is_gone_for_its_mentor_at_once():
    by = mentor()
    pair = ActivePairFactory(mentor=a_mentor(user=by.user))
    client = client_of(by)
    client_of(curator()).post(reverse("dissolve-pair", args=[pair.pk]), {"reason": "Так вышло"})

    assert client.get(reverse("pair", args=[pair.pk])).status_code == 404
