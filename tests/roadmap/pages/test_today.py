"""«Сегодня»: what waits for each person, in which order, and how it is done with."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.urls import reverse

from roadmap.models import Activity, Leave
from roadmap.states import RoadmapState
from tests import people
from tests.factories.roadmap import a_roadmap, an_activity

pytestmark = pytest.mark.django_db

TODAY = date(2026, 10, 20)


@pytest.fixture(autouse=True)
def _now(time_machine):
    time_machine.move_to(datetime(2026, 10, 20, 9, tzinfo=UTC))


@pytest.fixture
def curator():
    return people.curator()


@pytest.fixture
def roadmap(curator):
    return a_roadmap(by=curator, state=RoadmapState.APPROVED)


def shown(membership, **query):
    return people.client_of(membership).get(reverse("today"), query).context["page"]


def titles(rows):
    return [each.activity.title for each in rows]


def test_what_waits_stands_by_its_urgency(curator, roadmap):
    for days, title in [(9, "Потом"), (-3, "Давно"), (2, "Скоро"), (0, "Сейчас"), (-1, "Вчера")]:
        day = TODAY + timedelta(days=days)
        an_activity(roadmap, title=title, due_on=day)
    an_activity(roadmap, title="Без срока")

    page = shown(curator)

    assert [titles(rows) for _heading, rows in page.groups] == [
        ["Давно", "Вчера"],
        ["Сейчас"],
        ["Скоро"],
        ["Потом"],
    ]


def test_the_curator_sees_the_whole_plan_and_may_look_at_their_own(curator, roadmap):
    an_activity(roadmap, title="Моё", due_on=TODAY, responsible=[curator])
    an_activity(roadmap, title="Чужое", due_on=TODAY)

    everything, own = shown(curator), shown(curator, show="mine")

    assert titles(everything.due_today) == ["Моё", "Чужое"]
    assert titles(own.due_today) == ["Моё"]


def test_others_see_what_they_answer_for_what_they_help_with_and_whom_they_stand_in_for(roadmap):
    psychologist, away = people.psychologist(), people.class_teacher()
    an_activity(roadmap, title="Моё", due_on=TODAY, responsible=[psychologist])
    helped = an_activity(roadmap, title="Помогаю", due_on=TODAY)
    helped.helpers.add(psychologist)
    an_activity(roadmap, title="Замещаю", due_on=TODAY, responsible=[away])
    an_activity(roadmap, title="Чужое", due_on=TODAY)
    Leave.objects.create(
        person=away,
        deputy=psychologist,
        since_on=TODAY,
        until_on=TODAY,
        set_at=datetime(2026, 10, 1, tzinfo=UTC),
    )

    page = shown(psychologist)

    assert titles(page.due_today) == ["Моё", "Помогаю", "Замещаю"]
    assert [each.can_complete for each in page.due_today] == [True, False, True]


def test_it_is_done_from_here_and_one_stays_here(roadmap):
    mentor = people.mentor()
    activity = an_activity(roadmap, due_on=TODAY, responsible=[mentor])
    client = people.client_of(mentor)

    answer = client.post(reverse("complete-activity", args=[activity.pk]), {"back": "today"})

    assert answer["Location"] == reverse("today")
    assert Activity.objects.get().state == "done"


def test_an_empty_day_says_so(curator, roadmap):
    an_activity(roadmap, due_on=TODAY, state="done", done_on=TODAY)

    page = people.client_of(curator).get(reverse("today")).content.decode()

    assert "На этой неделе ничего не ждёт" in page


def test_the_number_of_queries_does_not_grow(curator, roadmap, django_assert_max_num_queries):
    client = people.client_of(curator)
    for count in (1, 8):
        for _ in range(count):
            an_activity(roadmap, due_on=TODAY, responsible=[curator], proof_code="consents")
        with django_assert_max_num_queries(24):
            client.get(reverse("today"))
