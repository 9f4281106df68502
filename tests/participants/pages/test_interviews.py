"""Interviews through pages, and who reads the private reason."""

import pytest
from django.urls import reverse

from participants.models import Interview
from participants.states import InterviewDecision
from tests.factories.interviews import decided, invited
from tests.factories.participants import MentorFactory
from tests.people import (
    class_teacher,
    client_of,
    curator,
    director,
    mentor,
    psychologist,
    the_school,
)

pytestmark = pytest.mark.django_db
REASON = "Резко отзывался об учениках."


@pytest.fixture
def boss():
    return curator()


def a_mentor(**facts):
    return MentorFactory(person__organization=the_school(), **facts).person


def test_a_row_of_interviews_is_planned_on_one_page(boss):
    people = [a_mentor(), a_mentor()]
    client = client_of(boss)

    answer = client.post(
        reverse("plan-interviews"),
        {
            "people": [person.pk for person in people],
            "held_on": "05.10.2026",
            "starts_at": "14:00",
            "minutes": "15",
            "interviewer": boss.pk,
            "second": "",
        },
        follow=True,
    )

    assert "Назначено 2 собеседования." in answer.content.decode()
    assert Interview.objects.count() == 2


def test_the_sheet_is_filled_in_and_the_decision_stands_in_the_list_of_mentors(boss):
    interview = invited(a_mentor(), by=boss)
    client = client_of(boss)
    marks = {f"mark_{place}": "yes" for place in range(len(interview.criteria))}

    client.post(reverse("decide-interview", args=[interview.pk]), {**marks, "decision": "reserve"})

    assert "в резерве" in client.get(reverse("mentors")).content.decode()


def test_a_refusal_without_a_reason_keeps_what_was_typed(boss):
    interview = invited(a_mentor(), by=boss)
    marks = {f"mark_{place}": "no" for place in range(len(interview.criteria))}

    answer = client_of(boss).post(
        reverse("decide-interview", args=[interview.pk]),
        {**marks, "decision": "refused", "notes": "Опоздал на полчаса."},
    )

    assert answer.status_code == 422
    assert "Опоздал на полчаса." in answer.content.decode()


def test_the_private_reason_is_read_by_the_curator_and_those_who_talked(boss):
    second = psychologist()
    interview = decided(a_mentor(), InterviewDecision.REFUSED, by=boss, reason=REASON)
    address = reverse("interview", args=[interview.pk])

    by_curator = client_of(boss).get(address).content.decode()
    by_other = client_of(second).get(address).content.decode()
    by_director = client_of(director()).get(address).content.decode()

    assert REASON in by_curator
    assert REASON not in by_other
    assert REASON not in by_director


@pytest.mark.parametrize("page", ["my-training", "my-data", "home", "notices"])
def test_a_mentor_reads_neither_the_decision_nor_its_reason(boss, page):
    learner = mentor()
    person = a_mentor(person__user=learner.user)
    decided(person, InterviewDecision.REFUSED, by=boss, reason=REASON)

    text = client_of(learner).get(reverse(page)).content.decode()

    assert REASON not in text
    assert "не допущен" not in text


def test_a_class_teacher_does_not_learn_decisions_from_the_list(boss):
    person = a_mentor(person__class_name="7А", person__kind="pupil")
    decided(person, InterviewDecision.REFUSED, by=boss, reason=REASON)

    text = client_of(class_teacher(class_name="7А")).get(reverse("mentors")).content.decode()

    assert person.name.full in text
    assert "не допущен" not in text


def test_the_printed_sheet_has_no_private_reason(boss):
    interview = decided(a_mentor(), InterviewDecision.REFUSED, by=boss, reason=REASON)

    answer = client_of(boss).get(reverse("interview-sheet", args=[interview.pk]))

    assert answer.content.startswith(b"%PDF-")


@pytest.mark.parametrize("count", [1, 6])
def test_the_list_of_interviews_reads_the_same_number_of_queries(
    boss, count, django_assert_max_num_queries
):
    for _number in range(count):
        invited(a_mentor(), by=boss)
    client = client_of(boss)

    with django_assert_max_num_queries(14):
        page = client.get(reverse("interviews"))

    assert len(page.context["listing"].rows) == count
