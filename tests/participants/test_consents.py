"""Status of a consent as a table over ages, signers, answers and dates; no database."""

from datetime import date

import pytest

from participants.consents import Ages, Answer, Subject, judge, signers_on
from participants.states import ConsentState, ConsentStatus, PersonKind

TODAY = date(2026, 11, 24)
CHILD, MOTHER, FATHER = 1, 2, 3
AGES = Ages()
BORN = {12: date(2014, 3, 10), 15: date(2011, 3, 10), 18: date(2008, 3, 10)}


def subject(age=12, **facts):
    facts.setdefault("has_guardian", True)
    return Subject(CHILD, PersonKind.PUPIL, BORN[age], None, **facts)


def said(signer, state=ConsentState.GIVEN, on=date(2026, 9, 5), until=None, number=1):
    return Answer(signer, state, on, until, number)


YES, NO, BACK = ConsentState.GIVEN, ConsentState.REFUSED, ConsentState.WITHDRAWN

TABLE = [
    # who, answers, status
    (subject(12), [], ConsentStatus.NOT_ASKED),
    (subject(12, is_asked=True), [], ConsentStatus.ASKED),
    (subject(12, has_guardian=False), [], ConsentStatus.NO_CONTACT),
    (subject(12), [said(MOTHER)], ConsentStatus.GIVEN),
    (subject(12), [said(CHILD)], ConsentStatus.PARTLY),
    (subject(12), [said(MOTHER, NO)], ConsentStatus.REFUSED),
    (subject(12), [said(MOTHER, BACK)], ConsentStatus.WITHDRAWN),
    (subject(12), [said(MOTHER, until=date(2026, 11, 23))], ConsentStatus.EXPIRED),
    (subject(12), [said(MOTHER, until=TODAY)], ConsentStatus.GIVEN),
    (subject(12), [said(MOTHER), said(FATHER, NO, number=2)], ConsentStatus.CONTRADICTORY),
    (subject(12), [said(MOTHER), said(FATHER, BACK, number=2)], ConsentStatus.CONTRADICTORY),
    (subject(12), [said(MOTHER, NO), said(MOTHER, YES, number=2)], ConsentStatus.GIVEN),
    (subject(12), [said(MOTHER, BACK), said(MOTHER, YES, number=2)], ConsentStatus.GIVEN),
    (subject(15), [said(MOTHER)], ConsentStatus.PARTLY),
    (subject(15), [said(CHILD)], ConsentStatus.PARTLY),
    (subject(15), [said(MOTHER), said(CHILD)], ConsentStatus.GIVEN),
    (subject(15), [said(MOTHER), said(CHILD, NO)], ConsentStatus.REFUSED),
    (subject(15), [said(MOTHER, on=date(2024, 9, 5))], ConsentStatus.RENEW),
    (subject(15), [said(MOTHER), said(CHILD, until=date(2026, 1, 1))], ConsentStatus.EXPIRED),
    (subject(18), [said(CHILD)], ConsentStatus.GIVEN),
    (subject(18), [], ConsentStatus.NOT_ASKED),
    (subject(18, has_guardian=False), [], ConsentStatus.NOT_ASKED),
    (subject(18), [said(MOTHER, on=date(2021, 9, 5))], ConsentStatus.RENEW),
    (Subject(CHILD, PersonKind.EMPLOYEE), [said(CHILD)], ConsentStatus.GIVEN),
    (Subject(CHILD, PersonKind.EMPLOYEE), [], ConsentStatus.NOT_ASKED),
    (Subject(CHILD, PersonKind.PUPIL, has_guardian=True), [said(MOTHER)], ConsentStatus.PARTLY),
]


@pytest.mark.parametrize(("who", "answers", "status"), TABLE)
def test_status_follows_from_the_answers(who, answers, status):
    assert judge(who, answers, today=TODAY, ages=AGES).status == status


def test_every_status_stands_in_the_table():
    assert {status for _who, _answers, status in TABLE} == set(ConsentStatus)


@pytest.mark.parametrize(
    ("who", "signers"),
    [
        (subject(12), (False, True)),
        (subject(15), (True, True)),
        (subject(18), (True, False)),
        # Born in 2012: may be 13 or 14 today, so both sign.
        (Subject(CHILD, PersonKind.PUPIL, None, 2012), (True, True)),
        (Subject(CHILD, PersonKind.PUPIL, None, 2014), (False, True)),
        (Subject(CHILD, PersonKind.PUPIL), (True, True)),
        (Subject(CHILD, PersonKind.EMPLOYEE), (True, False)),
    ],
)
def test_in_doubt_about_the_age_both_sign(who, signers):
    assert signers_on(who, TODAY, AGES) == signers


def test_the_day_of_the_birthday_counts():
    born = Subject(CHILD, PersonKind.PUPIL, date(2012, 11, 24))

    assert signers_on(born, date(2026, 11, 23), AGES) == (False, True)
    assert signers_on(born, date(2026, 11, 24), AGES) == (True, True)


def test_the_ages_are_a_setting():
    assert signers_on(subject(15), TODAY, Ages(signs_from=16, adult_from=18)) == (False, True)
