"""Interviews: planning, criteria from requests, the decision, who learns what of it."""

from datetime import date, time

import pytest
from django.db.models import Q

from kernel.lifecycle import MoveRefused
from kernel.models import JournalEntry
from notices.models import Notice
from pairs.candidates import pool
from pairs.matching import Why
from participants.actions import interviews as acts
from participants.actions.training import ask_of_mentors
from participants.criteria import most_wanted
from participants.models import Interview
from participants.states import InterviewDecision, InterviewState, PersonKind
from tests.factories.interviews import HELD_ON, PLANNED_AT, decided, invited
from tests.factories.participants import DirectionFactory, MenteeFactory, MentorFactory
from tests.factories.roadmap import ProgrammeFactory
from tests.people import curator, mentor, psychologist

pytestmark = pytest.mark.django_db
REASON = "Резко отзывался об учениках."


@pytest.fixture
def boss():
    return curator()


def a_mentor(boss, **facts):
    return MentorFactory(person__organization=boss.organization, **facts).person


def judged(boss, person):
    """What matching says of the mentor with some mentee."""
    mentee = MenteeFactory(person__organization=boss.organization).person
    programme = ProgrammeFactory(organization=boss.organization)
    found = pool(programme, today=HELD_ON, mentees={mentee.pk}, mentors={person.pk})
    return found.judge.verdict(found.mentees[0].side, found.mentors[0].side)


def test_talks_stand_one_after_another(boss):
    planned = invited(a_mentor(boss), a_mentor(boss), a_mentor(boss), by=boss)

    assert [one.starts_at for one in planned] == [time(14), time(14, 20), time(14, 40)]


def test_the_criteria_name_what_most_mentees_ask_for(boss):
    often, seldom = DirectionFactory(name="Физика"), DirectionFactory(name="Музыка")
    for directions in ([often], [often, seldom]):
        MenteeFactory(person__organization=boss.organization).directions.set(directions)

    interview = invited(a_mentor(boss), by=boss)

    assert most_wanted(boss.organization) == [("Физика", 2), ("Музыка", 1)]
    assert [point for point in interview.criteria if "Физика" in point] == [
        "Может помочь с тем, о чём просят: Физика (запросов: 2)"
    ]


def test_both_sides_are_invited(boss):
    learner, second = mentor(), psychologist()

    invited(a_mentor(boss, person__user=learner.user), by=boss, second=second)

    told = set(Notice.objects.filter(kind="interview").values_list("recipient", flat=True))
    assert told == {learner.user_id, boss.user_id, second.user_id}


def test_nobody_is_invited_twice_at_once(boss):
    person = a_mentor(boss)
    invited(person, by=boss)

    with pytest.raises(acts.InterviewRefused):
        invited(person, by=boss)


def test_two_interviewers_are_two_people(boss):
    with pytest.raises(acts.InterviewRefused):
        invited(a_mentor(boss), by=boss, second=boss)


def test_a_refusal_without_its_private_reason_is_not_written_down(boss):
    interview = invited(a_mentor(boss), by=boss)
    sheet = acts.Sheet(("yes",) * len(interview.criteria), "", InterviewDecision.REFUSED)

    with pytest.raises(acts.InterviewRefused):
        acts.decide_interview(interview, sheet=sheet, by=boss, now=PLANNED_AT, today=HELD_ON)

    interview.refresh_from_db()
    assert interview.state == InterviewState.PLANNED


@pytest.mark.parametrize("decision", [InterviewDecision.RESERVE, InterviewDecision.REFUSED])
def test_a_mentor_who_is_not_admitted_is_told_nothing_by_the_system(boss, decision):
    learner = mentor()
    person = a_mentor(boss, person__user=learner.user)

    decided(person, decision, by=boss, reason=REASON)

    told = Notice.objects.filter(recipient=learner.user)
    assert told.count() == 1
    assert not told.filter(Q(text__contains=REASON) | Q(subject__contains="резерв")).exists()


def test_an_admitted_mentor_is_told(boss):
    learner = mentor()

    decided(a_mentor(boss, person__user=learner.user), InterviewDecision.READY, by=boss)

    assert Notice.objects.filter(subject="Вы в базе наставников").get().recipient == learner.user


def test_the_journal_does_not_hold_the_private_reason(boss):
    decided(a_mentor(boss), InterviewDecision.REFUSED, by=boss, reason=REASON)

    entry = JournalEntry.objects.get(verb="decide_interview")
    assert REASON not in str(entry.details)


def test_a_decision_is_taken_once(boss):
    interview = decided(a_mentor(boss), InterviewDecision.RESERVE, by=boss)
    sheet = acts.Sheet(("no",) * len(interview.criteria), "", InterviewDecision.READY)

    with pytest.raises(MoveRefused):
        acts.decide_interview(interview, sheet=sheet, by=boss, now=PLANNED_AT, today=HELD_ON)


def test_after_a_reserve_another_talk_may_admit(boss):
    person = a_mentor(boss)
    decided(person, InterviewDecision.RESERVE, by=boss)
    decided(person, InterviewDecision.READY, by=boss)

    warnings = judged(boss, person).warnings

    assert Interview.objects.count() == 2
    assert {Why("in_reserve"), Why("no_interview")}.isdisjoint(warnings)


@pytest.mark.parametrize(
    ("decision", "warning"),
    [("", Why("no_interview")), (InterviewDecision.RESERVE, Why("in_reserve"))],
)
def test_matching_warns_of_a_mentor_whom_no_interview_has_admitted(boss, decision, warning):
    person = a_mentor(boss)
    if decision:
        decided(person, decision, by=boss)

    verdict = judged(boss, person)

    assert warning in verdict.warnings
    assert Why("must_be_admitted") not in verdict.obstacles


def test_a_refused_mentor_gets_no_pair(boss):
    person = a_mentor(boss)
    decided(person, InterviewDecision.REFUSED, by=boss, reason=REASON)

    assert Why("not_admitted") in judged(boss, person).obstacles


def test_a_school_may_forbid_pairs_before_an_interview(boss):
    person = a_mentor(boss)
    ask_of_mentors(asks_for_training=False, asks_for_interview=True, by=boss)

    assert Why("must_be_admitted") in judged(boss, person).obstacles


def test_a_certificate_of_no_criminal_record_is_noted_without_a_copy(boss):
    person = a_mentor(boss, person__kind=PersonKind.OUTSIDE)
    before = judged(boss, person).warnings

    note = acts.note_no_record(
        person, number="123/45", issued_on=date(2026, 9, 1), by=boss, now=PLANNED_AT
    )

    assert Why("no_record_shown") in before
    assert not any("file" in field.name for field in note._meta.get_fields())
    assert note.number == "123/45"
