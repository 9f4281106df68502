"""Groups, lessons, marks, tests and certificates of training."""

from datetime import date, timedelta

import pytest

from kernel.documents.issue import facts_of
from kernel.models import IssuedDocument, JournalEntry
from notices.models import Notice
from participants.actions import learning, training
from participants.certificates import CertificateFacts, read_code
from participants.models import Attendance, Enrolment, MentorProfile
from participants.queries.training import issued_under, training_standings
from participants.standings import MOST_TRIES
from participants.states import Presence, TrainingStanding
from tests.factories.participants import MentorFactory
from tests.factories.training import BEGINS_ON, MADE_AT, a_group, enrolled, learnt
from tests.people import curator, mentor, stranger

pytestmark = pytest.mark.django_db
DONE_ON = date(2026, 10, 27)


@pytest.fixture
def boss():
    return curator()


def a_mentor(boss, **facts):
    return MentorFactory(person__organization=boss.organization, **facts).person


def certify(group, by):
    return learning.issue_certificates(group, by=by, now=MADE_AT, today=DONE_ON)


def right_answers(enrolment):
    return [question["right"] for question in enrolment.group.course.questions]


def test_four_weekly_meetings_follow_the_first_day(boss):
    group = a_group(boss, begins_on=BEGINS_ON)

    days = list(group.lessons.order_by("position").values_list("held_on", flat=True))
    assert days == [BEGINS_ON + timedelta(weeks=week) for week in range(4)]


def test_an_intensive_takes_two_days_in_a_row(boss):
    group = a_group(boss, course="two-days", begins_on=BEGINS_ON)

    days = set(group.lessons.values_list("held_on", flat=True))
    assert days == {BEGINS_ON, BEGINS_ON + timedelta(days=1)}


def test_a_course_before_work_has_the_three_parts(boss):
    group = a_group(boss)

    assert set(group.lessons.values_list("part", flat=True)) == {"self", "talk", "stages"}


def test_taking_a_mentor_in_twice_is_once_and_told_once(boss):
    learner = mentor()
    person = a_mentor(boss, person__user=learner.user)
    group = a_group(boss)

    first = training.enrol_mentors(group, people=[person], by=boss, now=MADE_AT)
    second = training.enrol_mentors(group, people=[person], by=boss, now=MADE_AT)

    assert (first, second) == (1, 0)
    assert Notice.objects.filter(recipient=learner.user, kind="training").count() == 1


def test_a_mentor_marks_themselves_on_the_day_of_the_lesson(boss):
    learner = mentor()
    group = a_group(boss)
    enrolment = enrolled(group, a_mentor(boss, person__user=learner.user), by=boss)
    lesson = group.lessons.get(position=1)

    learning.come_to_lesson(lesson, by=learner, now=MADE_AT, today=BEGINS_ON)
    learning.come_to_lesson(lesson, by=learner, now=MADE_AT, today=BEGINS_ON)

    mark = Attendance.objects.get(enrolment=enrolment)
    assert (mark.lesson, mark.how) == (lesson, Presence.CODE)


def test_the_code_of_a_lesson_does_nothing_on_another_day(boss):
    learner = mentor()
    group = a_group(boss)
    enrolled(group, a_mentor(boss, person__user=learner.user), by=boss)

    with pytest.raises(training.TrainingRefused):
        learning.come_to_lesson(
            group.lessons.get(position=1), by=learner, now=MADE_AT, today=DONE_ON
        )


def test_the_code_of_a_lesson_marks_nobody_from_outside_the_group(boss):
    learner = mentor()
    a_mentor(boss, person__user=learner.user)
    group = a_group(boss)

    with pytest.raises(training.TrainingRefused):
        learning.come_to_lesson(
            group.lessons.get(position=1), by=learner, now=MADE_AT, today=BEGINS_ON
        )

    assert not Attendance.objects.exists()


def test_marks_by_hand_keep_those_of_the_code_and_take_away_what_is_not_ticked(boss):
    learner = mentor()
    group = a_group(boss)
    by_phone = enrolled(group, a_mentor(boss, person__user=learner.user), by=boss)
    by_hand = enrolled(group, a_mentor(boss), by=boss)
    lesson = group.lessons.get(position=1)
    learning.come_to_lesson(lesson, by=learner, now=MADE_AT, today=BEGINS_ON)

    learning.mark_lesson(lesson, present=[by_phone.pk, by_hand.pk], by=boss, now=MADE_AT)
    learning.mark_lesson(lesson, present=[by_phone.pk], by=boss, now=MADE_AT)

    assert list(lesson.attendances.values_list("enrolment", "how")) == [(by_phone.pk, "code")]


def test_the_share_of_right_answers_is_the_result(boss):
    learner = mentor()
    enrolment = enrolled(a_group(boss), a_mentor(boss, person__user=learner.user), by=boss)
    answers = right_answers(enrolment)
    answers[0] = 0 if answers[0] else 1

    attempt = learning.take_test(enrolment, answers=answers, by=learner, now=MADE_AT)

    assert attempt.percent == round(100 * 6 / 7)


def test_the_test_may_be_taken_online_three_times_only(boss):
    learner = mentor()
    enrolment = enrolled(a_group(boss), a_mentor(boss, person__user=learner.user), by=boss)
    wrong = [0 if right else 1 for right in right_answers(enrolment)]
    for _try in range(MOST_TRIES):
        learning.take_test(enrolment, answers=wrong, by=learner, now=MADE_AT)

    with pytest.raises(training.TrainingRefused):
        learning.take_test(enrolment, answers=wrong, by=learner, now=MADE_AT)

    learning.enter_test(enrolment, percent=80, by=boss, now=MADE_AT)
    assert enrolment.attempts.count() == MOST_TRIES + 1


def test_all_who_have_earned_it_get_certificates_in_one_action(boss):
    group = a_group(boss)
    done = [learnt(enrolled(group, a_mentor(boss), by=boss), by=boss) for _number in range(2)]
    waits = enrolled(group, a_mentor(boss), by=boss)

    count = certify(group, boss)

    assert count == 2
    assert list(
        Enrolment.objects.filter(pk__in=[one.pk for one in done])
        .order_by("certificate__number")
        .values_list("certificate__number_text", flat=True)
    ) == ["1", "2"]
    waits.refresh_from_db()
    assert waits.certificate is None


def test_a_missed_lesson_or_a_failed_test_earns_nothing(boss):
    group = a_group(boss)
    learnt(enrolled(group, a_mentor(boss), by=boss), by=boss, percent=60)

    with pytest.raises(training.TrainingRefused):
        certify(group, boss)

    assert not IssuedDocument.objects.exists()


def test_a_certificate_makes_a_mentor_a_trained_one_and_is_kept_as_issued(boss):
    group = a_group(boss)
    person = a_mentor(boss)
    enrolment = learnt(enrolled(group, person, by=boss), by=boss)
    before = training_standings([person.pk])

    certify(group, boss)

    enrolment.refresh_from_db()
    facts = facts_of(enrolment.certificate, CertificateFacts)
    assert (facts.name, facts.hours, facts.code) == (person.name.full, 8, enrolment.check_code)
    assert MentorProfile.objects.get(person=person).trained_on == DONE_ON
    assert before == {person.pk: TrainingStanding.LEARNING}
    assert training_standings([person.pk]) == {person.pk: TrainingStanding.TRAINED}


def test_asked_again_only_those_who_came_later_get_certificates(boss):
    group = a_group(boss)
    learnt(enrolled(group, a_mentor(boss), by=boss), by=boss)
    certify(group, boss)
    later = learnt(enrolled(group, a_mentor(boss), by=boss), by=boss)

    count = certify(group, boss)

    later.refresh_from_db()
    assert (count, later.certificate.number) == (1, 2)


def test_further_training_does_not_stand_in_for_that_before_work(boss):
    group = a_group(boss, course="further")
    person = a_mentor(boss)
    learnt(enrolled(group, person, by=boss), by=boss)

    certify(group, boss)

    assert MentorProfile.objects.get(person=person).trained_on is None


def test_who_has_a_certificate_is_not_taken_out_of_the_group(boss):
    group = a_group(boss)
    enrolment = learnt(enrolled(group, a_mentor(boss), by=boss), by=boss)
    certify(group, boss)
    enrolment.refresh_from_db()

    with pytest.raises(training.TrainingRefused):
        training.take_out_of_group(enrolment, by=boss)


def test_a_code_is_found_however_it_is_typed(boss):
    group = a_group(boss)
    enrolment = learnt(enrolled(group, a_mentor(boss), by=boss), by=boss)
    certify(group, boss)
    enrolment.refresh_from_db()
    typed = enrolment.check_code.replace("-", " ").lower()

    assert issued_under(typed) == enrolment.certificate
    assert issued_under("АААА-ВВВВ-2222") is None
    assert read_code("abe2 h-t") == "АВЕ2-НТ"


def test_moving_a_lesson_is_told_to_those_who_learn(boss):
    learner = mentor()
    group = a_group(boss)
    enrolled(group, a_mentor(boss, person__user=learner.user), by=boss)
    lesson = group.lessons.get(position=2)
    facts = training.LessonFacts(title=lesson.title, held_on=DONE_ON, place="актовый зал")

    training.change_lesson(lesson, facts=facts, by=boss, now=MADE_AT)

    notice = Notice.objects.filter(recipient=learner.user).latest("pk")
    assert "27\xa0октября" in notice.text
    assert "актовый зал" in notice.text


def test_a_group_that_was_called_off_takes_nobody_in(boss):
    group = a_group(boss)
    training.call_off_group(group, by=boss, now=MADE_AT)
    group.refresh_from_db()

    with pytest.raises(training.TrainingRefused):
        training.enrol_mentors(group, people=[a_mentor(boss)], by=boss, now=MADE_AT)


def test_the_deeds_of_training_are_in_the_journal_of_the_school(boss):
    group = a_group(boss)
    learnt(enrolled(group, a_mentor(boss), by=boss), by=boss)

    certify(group, boss)

    told = JournalEntry.objects.filter(tenant_id=boss.organization_id)
    assert {"open_training", "enrol_mentors", "mark_lesson", "enter_test", "certify", "issue"} <= {
        *told.values_list("verb", flat=True)
    }
    assert not JournalEntry.objects.filter(tenant_id=stranger().organization_id).exists()
