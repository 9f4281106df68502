"""A month and a year: what falls on which days."""

from datetime import UTC, date, datetime

import pytest
from django.urls import reverse

from roadmap.states import RoadmapState
from tests import people
from tests.factories.roadmap import a_roadmap, an_activity

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _now(time_machine):
    time_machine.move_to(datetime(2026, 10, 20, 9, tzinfo=UTC))


@pytest.fixture
def curator():
    return people.curator()


@pytest.fixture
def roadmap(curator):
    return a_roadmap(by=curator, state=RoadmapState.APPROVED)


def month(membership, roadmap, **query):
    url = reverse("roadmap-calendar", args=[roadmap.pk])
    return people.client_of(membership).get(url, query).context["month"]


def year(membership, roadmap):
    url = reverse("roadmap-year", args=[roadmap.pk])
    return people.client_of(membership).get(url).context["year"]


def happening(page):
    """What the days of the month say."""
    return {
        day.on.day: (
            [bar.activity.title for bar in day.begins],
            [bar.activity.title for bar in day.ends],
        )
        for week in page.weeks
        for day in week
        if day.is_inside and not day.is_empty
    }


def test_a_month_shows_what_begins_and_ends_and_what_goes_on(curator, roadmap):
    an_activity(roadmap, "с 5 по 12 октября", title="Школа")
    an_activity(roadmap, "до 25 октября", title="Приказ")
    an_activity(roadmap, "с 1 сентября по 31 мая", title="Встречи")

    page = month(curator, roadmap, month="2026-10")

    assert page.title == "Октябрь 2026"
    assert happening(page) == {
        5: (["Школа"], []),
        12: ([], ["Школа"]),
        25: ([], ["Приказ"]),
    }
    assert [bar.activity.title for bar in page.going_on] == ["Встречи"]


def test_a_month_has_whole_weeks_from_monday_and_knows_today_and_days_off(curator, roadmap):
    page = month(curator, roadmap)

    days = [day for week in page.weeks for day in week]
    assert (days[0].on, days[-1].on) == (date(2026, 9, 28), date(2026, 11, 1))
    assert [day.on for day in days if day.is_today] == [date(2026, 10, 20)]
    assert {day.on.weekday() for day in days if day.is_off and day.is_inside} == {5, 6}


@pytest.mark.parametrize(
    ("asked", "first"),
    [
        ("", date(2026, 10, 1)),
        ("2027-02", date(2027, 2, 1)),
        ("1999-01", date(2026, 9, 1)),
        ("2030-01", date(2027, 8, 1)),
        ("2026-13", date(2026, 10, 1)),
        ("<script>", date(2026, 10, 1)),
    ],
)
def test_any_month_that_is_asked_for_is_brought_within_the_school_year(
    curator, roadmap, asked, first
):
    assert month(curator, roadmap, month=asked).first == first


def test_one_may_look_at_ones_own_month(curator, roadmap):
    an_activity(roadmap, "до 25 октября", title="Моё", responsible=[curator])
    an_activity(roadmap, "до 25 октября", title="Чужое")

    assert happening(month(curator, roadmap, show="mine")) == {25: ([], ["Моё"])}


def test_a_year_lays_every_activity_over_its_weeks(curator, roadmap):
    an_activity(roadmap, "ежегодно декабрь, март", title="Опрос", today=date(2026, 10, 20))
    an_activity(roadmap, "до 25 октября", title="Приказ")
    an_activity(roadmap, "по мере необходимости", title="По случаю")

    page = year(curator, roadmap)

    rows = {row.activity.title: row for row in page.stages[0].rows}
    assert len(page.weeks) == sum(count for _month, count in page.months) == 53
    assert all(sum(piece.weeks for piece in row.pieces) == 53 for row in rows.values())
    assert [piece.weeks for piece in rows["Приказ"].pieces if piece.bar] == [1]
    assert [piece.weeks for piece in rows["Опрос"].pieces if piece.bar] == [5, 5]
    assert [activity.title for activity in page.undated] == ["По случаю"]
    assert page.weeks[page.now] == date(2026, 10, 19)


def test_days_outside_the_school_year_stand_at_its_edge(curator, roadmap):
    an_activity(roadmap, title="Раньше", due_on=date(2026, 8, 1))
    an_activity(roadmap, title="Позже", due_on=date(2027, 12, 1))

    page = year(curator, roadmap)

    first, last = page.stages[0].rows
    assert first.pieces[0].bar is not None
    assert last.pieces[-1].bar is not None


@pytest.mark.parametrize("name", ["roadmap-calendar", "roadmap-year", "roadmap-table"])
def test_an_empty_plan_says_so(curator, name):
    empty = a_roadmap(by=curator, year=2025)

    page = people.client_of(curator).get(reverse(name, args=[empty.pk]))

    assert page.status_code == 200


def test_those_above_see_no_mentors_names(roadmap):
    mentor = people.mentor(user__last_name="Наставникова")
    an_activity(roadmap, "до 25 октября", responsible=[mentor])
    roadmap.state = RoadmapState.AGREED
    roadmap.save()
    client = people.client_of(people.municipal())

    pages = [
        client.get(reverse(name, args=[roadmap.pk])).content.decode()
        for name in ("roadmap-calendar", "roadmap-year", "roadmap-table")
    ]

    assert all("Наставникова" not in text for text in pages)
