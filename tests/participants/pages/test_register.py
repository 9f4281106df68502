"""The register of consents as a file, and the copy of one's own data."""

import json
from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from kernel.models import JournalEntry
from kernel.spreadsheets import read
from tests.factories.participants import (
    ConsentFactory,
    GuardianFactory,
    MenteeFactory,
    ParentFactory,
    PersonFactory,
    consenting,
)
from tests.papers import text_of_pdf
from tests.people import client_of, curator, guardian, mentee, the_school

pytestmark = pytest.mark.django_db

WHY = {"reason": "Для проверки документов"}


def in_the_base(**facts):
    return MenteeFactory(person__organization=the_school(), **facts).person


def rows_of(answer):
    return read(answer.content, "x.xlsx")[0].rows


def test_the_file_says_what_is_missing_and_who_can_give_it():
    ready = consenting(in_the_base(person__last_name="Агатова"))
    lacking = in_the_base(person__last_name="Берёзова")
    link = GuardianFactory(child=lacking)

    answer = client_of(curator()).post(reverse("export-consents"), WHY)

    _title, _day, heads, first, second = rows_of(answer)
    assert heads[:4] == [
        "Фамилия, имя, отчество",
        "Класс или должность",
        "Статус",
        "Чего не хватает",
    ]
    assert (first[0], first[2], first[3]) == (ready.name.full, "дано", None)
    assert (second[0], link.guardian.name.full in second[3]) == (lacking.name.full, True)
    assert JournalEntry.objects.get(verb="export_people").details["reason"] == WHY["reason"]


@pytest.mark.parametrize("status", ["missing", "expiring", "withdrawn", "contradictory"])
def test_the_file_holds_what_the_filter_shows(status):
    today = timezone.localdate()
    people = {name: GuardianFactory(child=in_the_base()) for name in (
        "missing", "expiring", "withdrawn", "contradictory",
    )}  # fmt: skip
    mother = {
        name: {"person": link.child, "signer": link.guardian} for name, link in people.items()
    }
    ConsentFactory(**mother["expiring"], expires_on=today + timedelta(days=5))
    ConsentFactory(**mother["withdrawn"], state="withdrawn", withdrawn_on=today)
    ConsentFactory(**mother["contradictory"])
    father = GuardianFactory(child=people["contradictory"].child, relation="father")
    ConsentFactory(person=father.child, signer=father.guardian, state="refused")

    answer = client_of(curator()).post(f"{reverse('export-consents')}?status={status}", WHY)

    names = [row[0] for row in rows_of(answer)[3:]]
    if status == "missing":
        assert people["expiring"].child.name.full not in names
        assert len(names) == 3
    else:
        assert names == [people[status].child.name.full]


def test_without_a_reason_nothing_is_handed_out():
    answer = client_of(curator()).post(reverse("export-consents"), {"reason": ""})

    assert (answer.status_code, JournalEntry.objects.filter(verb="export_people").exists()) == (
        422,
        False,
    )


@pytest.mark.parametrize("count", [1, 20])
def test_a_long_register_takes_as_many_queries_as_a_short_one(django_assert_max_num_queries, count):
    for _number in range(count):
        GuardianFactory(child=in_the_base())
    browser = client_of(curator())

    with django_assert_max_num_queries(25):
        answer = browser.post(reverse("export-consents"), WHY)

    assert len(rows_of(answer)) == 3 + count


def test_a_parent_takes_a_copy_about_the_child_and_nobody_else():
    parent = guardian()
    card = ParentFactory(organization=the_school(), user=parent.user)
    child = GuardianFactory(child=in_the_base(person__last_name="Агатова"), guardian=card).child
    stranger = PersonFactory(organization=the_school(), last_name="Чужакова")
    browser = client_of(parent)

    said = json.loads(browser.get(reverse("own-copy", args=["json"])).content)
    paper = text_of_pdf(browser.get(reverse("own-copy", args=["pdf"])).content)

    assert {one["person"] for one in said} == {child.name.full, card.name.full}
    about = next(one for one in said if one["person"] == child.name.full)
    assert {"name": "Запрос своими словами", "value": "Хочу подтянуть алгебру."} in about[
        "as_mentee"
    ]
    assert [line["name"] for line in about["representatives"]] == ["мама"]
    assert child.name.full in paper
    assert stranger.last_name not in paper + str(said)


def test_the_copy_says_who_looked():
    pupil = mentee()
    child = in_the_base(person__user=pupil.user)
    client_of(curator(user__last_name="Смотрова")).get(reverse("person", args=[child.pk]))

    (copy,) = json.loads(client_of(pupil).get(reverse("own-copy", args=["json"])).content)

    assert len(copy["views"]) == 1
    assert copy["made_on"] >= date(2026, 1, 1).isoformat()


def test_only_two_kinds_of_copies_are_made():
    assert client_of(mentee()).get(reverse("own-copy", args=["exe"])).status_code == 404
