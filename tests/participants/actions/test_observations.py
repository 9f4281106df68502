"""Information from third parties: the gate, the answer, the closed note, the extract."""

from datetime import timedelta

import pytest

from kernel.models import JournalEntry
from notices.models import Notice
from participants.actions import observations as acts
from participants.actions.consents import withdraw_consent
from participants.consents import Verdict
from participants.delicate import delicate_words
from participants.models import Consent, MentorExtract, Observation
from participants.queries.observations import consent_to_ask
from participants.states import ConsentStatus, Purpose
from tests.factories.observations import ASKED_AT, GIVEN, answered, asked_about
from tests.factories.participants import ConsentFactory, EmployeeFactory, MenteeFactory
from tests.people import class_teacher, curator, psychologist

pytestmark = pytest.mark.django_db
TODAY = ASKED_AT.date()
NOTE = "Просил поговорить наедине."


@pytest.fixture
def boss():
    return curator()


def a_mentee(boss):
    return MenteeFactory(person__organization=boss.organization).person


@pytest.mark.parametrize("status", sorted(set(ConsentStatus) - {ConsentStatus.GIVEN}))
def test_nobody_is_asked_without_a_valid_consent(boss, status):
    person = a_mentee(boss)

    with pytest.raises(acts.ObservationRefused):
        acts.ask_third_party(
            person,
            source="teacher",
            source_name="Полевая Р. С.",
            user=None,
            consent=Verdict(status),
            by=boss,
            now=ASKED_AT,
        )

    assert not Observation.objects.exists()


def test_the_gate_asks_for_the_consent_to_information_from_third_parties(boss):
    person = EmployeeFactory(organization=boss.organization)
    before = consent_to_ask(person, TODAY).status

    ConsentFactory(person=person, purpose=Purpose.THIRD_PARTY)

    assert before == ConsentStatus.NOT_ASKED
    assert consent_to_ask(person, TODAY).status == ConsentStatus.GIVEN


def test_who_signs_in_is_told_and_the_curator_learns_of_the_answer(boss):
    teacher = class_teacher()
    asked = asked_about(a_mentee(boss), by=boss, user=teacher.user)

    answered(asked)

    told = Notice.objects.filter(kind="observation").values_list("recipient", flat=True)
    assert set(told) == {teacher.user_id, boss.user_id}


def test_no_notice_holds_what_was_said(boss):
    answered(asked_about(a_mentee(boss), by=boss), said="Любит чертить.", closed_note=NOTE)

    texts = " ".join(f"{one.subject} {one.text}" for one in Notice.objects.all())
    assert "чертить" not in texts
    assert NOTE not in texts


def test_a_question_is_answered_once(boss):
    asked = answered(asked_about(a_mentee(boss), by=boss))

    with pytest.raises(acts.ObservationRefused):
        answered(asked, said="Другое.")

    asked.refresh_from_db()
    assert asked.said == "Любит чертить."


def test_a_question_is_not_answered_after_its_two_weeks(boss):
    asked = asked_about(a_mentee(boss), by=boss)

    with pytest.raises(acts.ObservationRefused):
        answered(asked, now=ASKED_AT + timedelta(days=15))


def test_an_answer_is_not_taken_when_the_consent_is_gone_meanwhile(boss):
    asked = asked_about(a_mentee(boss), by=boss)

    with pytest.raises(acts.ObservationRefused):
        acts.answer_observation(
            asked,
            said="Любит чертить.",
            closed_note="",
            consent=Verdict(ConsentStatus.WITHDRAWN),
            by=None,
            now=ASKED_AT,
        )


def test_withdrawing_the_consent_closes_what_is_still_asked(boss):
    person = EmployeeFactory(organization=boss.organization)
    consent = ConsentFactory(person=person, purpose=Purpose.THIRD_PARTY)
    waiting = asked_about(person, by=boss)

    withdraw_consent(
        Consent.objects.get(pk=consent.pk), by=boss, now=ASKED_AT, today=TODAY, channel="paper"
    )

    waiting.refresh_from_db()
    assert waiting.closed_on == TODAY


def test_each_opening_of_the_closed_note_is_in_the_journal_with_its_reason(boss):
    asked = answered(asked_about(a_mentee(boss), by=boss), closed_note=NOTE)
    opens = psychologist()

    text = acts.open_closed_note(asked, reason="Готовлюсь к беседе", by=opens)

    entry = JournalEntry.objects.get(verb="open_closed_note")
    assert text == NOTE
    assert (entry.by_id, entry.details["reason"]) == (opens.user_id, "Готовлюсь к беседе")


def test_the_journal_holds_nothing_of_what_was_said(boss):
    answered(asked_about(a_mentee(boss), by=boss), said="Любит чертить.", closed_note=NOTE)

    told = " ".join(str(entry.details) for entry in JournalEntry.objects.all())
    assert "чертить" not in told
    assert NOTE not in told


def test_an_empty_extract_is_taken_back(boss):
    person = a_mentee(boss)
    acts.write_extract(person, text="Начните с чертежей.", by=boss, now=ASKED_AT)

    acts.write_extract(person, text="", by=boss, now=ASKED_AT)

    assert not MentorExtract.objects.exists()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Любит чертить, стесняется отвечать.", []),
        ("У него диагноз, принимает таблетки.", ["диагноз", "таблетки"]),
        ("Родители в разводе.", ["разводе"]),
        ("Хорошо развит, судит о книгах здраво.", []),
        ("Состоит на учёте: ОВЗ", ["овз"]),
    ],
)
def test_delicate_words_are_found_by_their_beginning(text, words):
    assert delicate_words(text) == words


def test_the_gate_is_what_the_tests_say_it_is():
    assert GIVEN.is_given
