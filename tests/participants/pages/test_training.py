"""Training through pages: the curator's side, the mentor's side, the check from outside."""

from datetime import UTC, datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from participants.actions import learning, training
from participants.models import Attendance, Material, TestAttempt, TrainingGroup
from tests.factories.participants import MentorFactory
from tests.factories.training import MADE_AT, a_group, enrolled, learnt
from tests.people import client_of, curator, mentor

pytestmark = pytest.mark.django_db
NOW = datetime.now(UTC)


@pytest.fixture
def boss():
    return curator()


@pytest.fixture
def learner():
    return mentor()


def in_group(boss, learner, **facts):
    person = MentorFactory(
        person__organization=boss.organization,
        person__user=learner.user if learner else None,
        person__last_name="Обучаева",
    ).person
    return enrolled(a_group(boss, **facts), person, by=boss)


def test_a_group_is_opened_and_the_next_page_offers_mentors(boss):
    a_group(boss)
    person = MentorFactory(person__organization=boss.organization).person
    course = TrainingGroup.objects.get().course
    client = client_of(boss)

    answer = client.post(
        reverse("open-training"),
        {"course": course.pk, "title": "Весна", "begins_on": "02.03.2027", "starts_at": "16:00"},
        follow=True,
    )

    group = TrainingGroup.objects.get(title="Весна")
    assert answer.redirect_chain[-1][0] == reverse("enrol-mentors", args=[group.pk])
    assert person.name.full in answer.content.decode()
    assert (group.year, group.lessons.count()) == (2026, 4)


def test_what_was_typed_stays_when_the_group_cannot_be_opened(boss):
    answer = client_of(boss).post(reverse("open-training"), {"title": "Весна"})

    assert answer.status_code == 422
    assert 'value="Весна"' in answer.content.decode()


@pytest.mark.parametrize("count", [1, 6])
def test_a_group_reads_the_same_number_of_queries_for_any_number_of_mentors(
    boss, count, django_assert_max_num_queries
):
    group = a_group(boss)
    for _number in range(count):
        person = MentorFactory(person__organization=boss.organization).person
        learnt(enrolled(group, person, by=boss), by=boss)
    client = client_of(boss)

    with django_assert_max_num_queries(21):
        page = client.get(reverse("training-group", args=[group.pk]))

    assert len(page.context["page"].learners) == count


def test_a_mentor_marks_themselves_with_the_phone(boss, learner):
    enrolment = in_group(boss, learner, begins_on=NOW.date())
    lesson = enrolment.group.lessons.get(position=1)
    address = reverse("come-to-lesson", args=[training.lesson_token(lesson.nonce)])
    client = client_of(learner)
    asked = client.get(address)

    answer = client.post(address, follow=True)

    assert not asked.context["user"].is_anonymous
    assert "Вы отмечены на занятии" in answer.content.decode()
    assert Attendance.objects.get().enrolment == enrolment


def test_the_code_sends_who_is_not_signed_in_to_the_door_and_back(boss):
    lesson = a_group(boss).lessons.get(position=1)
    address = reverse("come-to-lesson", args=[training.lesson_token(lesson.nonce)])

    answer = Client().get(address)

    assert answer.status_code == 302
    assert address in answer.url.replace("%2F", "/")


def test_a_mentor_takes_the_test_and_reads_the_result(boss, learner):
    enrolment = in_group(boss, learner)
    questions = enrolment.group.course.questions
    sent = {f"answer_{place}": question["right"] for place, question in enumerate(questions)}

    answer = client_of(learner).post(
        reverse("training-test", args=[enrolment.pk]), sent, follow=True
    )

    assert TestAttempt.objects.get().percent == 100
    assert "Тест сдан" in answer.content.decode()


def test_a_test_with_an_unanswered_question_is_not_counted(boss, learner):
    enrolment = in_group(boss, learner)

    answer = client_of(learner).post(
        reverse("training-test", args=[enrolment.pk]), {"answer_0": "1"}
    )

    assert answer.status_code == 422
    assert not TestAttempt.objects.exists()


def test_the_right_answers_are_nowhere_on_the_page_of_the_test(boss, learner):
    enrolment = in_group(boss, learner)

    text = client_of(learner).get(reverse("training-test", args=[enrolment.pk])).content.decode()

    assert "right" not in text.partition("<form")[2].partition("</form>")[0]


def test_a_certificate_is_checked_by_anybody_without_a_name(boss, learner):
    enrolment = learnt(in_group(boss, learner), by=boss)
    learning.issue_certificates(enrolment.group, by=boss, now=MADE_AT, today=MADE_AT.date())
    enrolment.refresh_from_db()

    text = (
        Client().get(reverse("check-certificate"), {"code": enrolment.check_code}).content.decode()
    )

    assert "Сертификат выдан" in text
    assert enrolment.group.course.name in text
    assert "Обучаева" not in text


def test_an_unknown_code_is_said_to_be_unknown():
    text = Client().get(reverse("check-certificate"), {"code": "АВЕК-МНРС-2345"}).content.decode()

    assert "Сертификат с таким кодом не выдавался" in text


def test_the_certificate_opens_as_pdf_for_its_owner(boss, learner):
    enrolment = learnt(in_group(boss, learner), by=boss)
    learning.issue_certificates(enrolment.group, by=boss, now=MADE_AT, today=MADE_AT.date())

    answer = client_of(learner).get(reverse("certificate", args=[enrolment.pk]))

    assert answer.content.startswith(b"%PDF-")


def test_a_file_of_the_group_reaches_its_mentors_and_goes_with_the_material(boss, learner):
    enrolment = in_group(boss, learner)
    client = client_of(boss)
    client.post(
        reverse("add-material", args=[enrolment.group_id]),
        {"title": "Памятка", "file": SimpleUploadedFile("памятка.pdf", b"%PDF-1.7 memo")},
    )
    material = Material.objects.get()

    got = client_of(learner).get(reverse("training-material", args=[material.pk]))

    assert b"".join(got.streaming_content) == b"%PDF-1.7 memo"
    assert "attachment" in got.headers["Content-Disposition"]


def test_a_material_is_a_file_or_a_link_and_not_both(boss):
    group = a_group(boss)

    answer = client_of(boss).post(reverse("add-material", args=[group.pk]), {"title": "Пусто"})

    assert answer.status_code == 422
    assert "что-то одно" in answer.content.decode()


def test_the_list_of_mentors_can_be_narrowed_to_those_who_learn(boss):
    in_group(boss, None)
    other = MentorFactory(person__organization=boss.organization).person

    text = client_of(boss).get(reverse("mentors"), {"trained": "learning"}).content.decode()

    assert "Обучаева" in text
    assert other.name.full not in text
