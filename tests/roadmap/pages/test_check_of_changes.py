"""The check of the changes of an approved roadmap, before they are sent and while they are read."""

import pytest
from django.urls import reverse

from roadmap.actions import amendments, roadmaps
from roadmap.models import Activity
from roadmap.queries.changes import amendment_page
from tests import people
from tests.factories.roadmap import NOW, TODAY, a_roadmap, an_activity
from tests.people import client_of

pytestmark = pytest.mark.django_db


def text_of(page):
    return page.content.decode().replace("\u00a0", " ")


@pytest.fixture
def curator():
    return people.curator()


@pytest.fixture
def amendment(curator):
    """Changes of an approved roadmap, in which one deadline was vague already."""
    made = a_roadmap(by=curator)
    an_activity(made, "до 20 октября", title="Обучение наставников", number="4.4")
    an_activity(made, "по мере необходимости", title="Заполнение портфолио", number="4.5")
    made = roadmaps.submit_roadmap(made, by=curator, now=NOW)
    made = roadmaps.approve_roadmap(made, by=people.director(), now=NOW)
    return amendments.open_amendment(made, by=curator, now=NOW)


def worded(amendment, **deadlines):
    """Give activities new deadlines in the working copy, by their numbers."""
    content = amendment.content
    for row in content["stages"][0]["activities"]:
        row["deadline"] = deadlines.get(f"to_{row['number'].replace('.', '_')}", row["deadline"])
    return amendments.word_amendment(
        amendment, content=content, reason="Новый порядок", by=people.curator()
    )


def check_of(amendment, by):
    return amendment_page(amendment, by, today=TODAY).check


def codes(check):
    return [row.finding.quotes[0].text for row in check.open if row.finding.code == "needs-date"]


def test_what_the_changes_bring_is_told_from_what_stood_there(amendment, curator):
    amendment = worded(amendment, to_4_4="по необходимости")

    check = check_of(amendment, curator)

    assert codes(check.brought) == ["по необходимости"]
    assert codes(check.standing) == ["по мере необходимости"]


def test_what_the_changes_correct_is_counted(amendment, curator):
    amendment = worded(amendment, to_4_5="ежегодно до 15 апреля")

    check = check_of(amendment, curator)

    assert codes(check.standing) == []
    assert check.corrected_count >= 1


def test_one_press_corrects_the_working_copy_and_not_the_approved_text(amendment, curator):
    amendment = worded(amendment, to_4_4="по необходимости")
    row = next(
        row for row in check_of(amendment, curator).brought.open if row.finding.code == "needs-date"
    )

    page = client_of(curator).post(
        reverse("mend-in-amendment", args=[amendment.pk, row.finding.mark]), follow=True
    )

    amendment.refresh_from_db()
    assert amendment.content["stages"][0]["activities"][0]["deadline"] == "ежегодно 10–20 октября"
    assert Activity.objects.get(number="4.4").deadline_text == "до 20 октября"
    assert "Исправлено в рабочем тексте" in text_of(page)


def test_what_is_gone_is_corrected_by_nobody(amendment, curator):
    amendment = worded(amendment, to_4_4="по необходимости")
    before = amendment.content

    page = client_of(curator).post(
        reverse("mend-in-amendment", args=[amendment.pk, "0" * 16]), follow=True
    )

    amendment.refresh_from_db()
    assert amendment.content == before
    assert page.status_code == 200


def test_the_director_reads_the_findings_and_corrects_nothing(amendment, curator):
    amendment = worded(amendment, to_4_4="по необходимости")
    amendments.submit_amendment(amendment, by=curator, now=NOW)

    page = client_of(people.director()).get(reverse("amendment", args=[amendment.pk]))

    assert "Изменения вносят" in text_of(page)
    assert "<q>по необходимости</q>" in text_of(page)
    assert "mend-in-amendment" not in text_of(page)
    assert "/mend/" not in text_of(page)


def test_changes_that_are_in_force_are_not_checked(amendment, curator):
    amendment = worded(amendment, to_4_4="ноябрь")
    amendments.submit_amendment(amendment, by=curator, now=NOW)
    amendment = amendments.approve_amendment(amendment, by=people.director(), now=NOW)

    assert check_of(amendment, curator) is None
