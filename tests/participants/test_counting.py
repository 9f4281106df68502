"""The database counts who lacks a consent exactly as the rule decides it one by one."""

import random
from datetime import date, timedelta

import pytest

from participants.models import Person
from participants.queries import consent_statuses, count_without_consent
from participants.states import ConsentState, ConsentStatus, PersonKind, Purpose
from tests.factories.participants import (
    ConsentFactory,
    ConsentTextFactory,
    GuardianFactory,
    PersonFactory,
    consenting,
)
from tests.people import the_school

TODAY = date(2026, 11, 24)
LEAP_DAY = date(2028, 2, 29)

pytestmark = pytest.mark.django_db


def one_by_one(people, purpose, today):
    statuses = consent_statuses(people, purpose, today)
    return sum(status != ConsentStatus.GIVEN for status in statuses.values())


def somebody(dice, school, today):
    """A person at any age near the ages of signing, or of unknown age, with any answers."""
    years = dice.choice([13, 14, 15, 17, 18, 19])
    birthday = today.replace(year=today.year - years, day=28) + timedelta(dice.randint(-2, 2))
    born_on = dice.choice([birthday, None])
    return PersonFactory(
        organization=school,
        kind=dice.choice(list(PersonKind)),
        born_on=born_on,
        birth_year=dice.choice([born_on.year if born_on else today.year - years, None]),
    )


def answers(dice, person, text, today):
    signers = [
        person,
        GuardianFactory(child=person).guardian,
        GuardianFactory(child=person).guardian,
    ]
    for signer in dice.sample(signers, dice.randint(0, 3)):
        for state in [
            *dice.choices([ConsentState.REPLACED], k=dice.randint(0, 1)),
            dice.choice([ConsentState.GIVEN, ConsentState.GIVEN, *ConsentState]),
        ]:
            ConsentFactory(
                person=person,
                signer=signer,
                purpose=dice.choice(
                    [Purpose.TAKING_PART, Purpose.TAKING_PART, Purpose.PUBLICATION]
                ),
                text=text,
                state=state,
                withdrawn_on=today if state == ConsentState.WITHDRAWN else None,
                expires_on=dice.choice([None, today, today - timedelta(1), today + timedelta(1)]),
            )


@pytest.mark.parametrize("today", [TODAY, LEAP_DAY])
@pytest.mark.parametrize("seed", range(4))
def test_any_people_with_any_answers_are_counted_as_they_are_judged(seed, today):
    dice, school, text = random.Random(seed), the_school(), ConsentTextFactory()
    for _ in range(40):
        answers(dice, somebody(dice, school, today), text, today)

    people = Person.objects.filter(kind__in=PersonKind)

    assert count_without_consent(people, Purpose.TAKING_PART, today) == one_by_one(
        people, Purpose.TAKING_PART, today
    )


def test_plain_cases_are_counted_in_one_query(django_assert_num_queries):
    for _ in range(3):
        consenting(PersonFactory())
        PersonFactory()

    with django_assert_num_queries(1):
        missing = count_without_consent(
            Person.objects.filter(kind=PersonKind.PUPIL), Purpose.TAKING_PART, TODAY
        )

    assert missing == 3
