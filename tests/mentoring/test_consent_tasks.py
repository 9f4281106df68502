"""What consents ask of the curator today stands among the tasks of the home page."""

from datetime import UTC, date, datetime

import pytest

from mentoring.consent_tasks import consent_tasks
from participants.actions.consents import withdraw_consent
from participants.models import Person
from tests.factories.participants import (
    ConsentFactory,
    EmployeeFactory,
    GuardianFactory,
    PersonFactory,
)
from tests.people import curator, the_school

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)
TODAY = date(2026, 11, 24)


def tasks(today=TODAY):
    people = Person.objects.filter(kind="pupil")
    return {
        task.text: task.note.replace("\xa0", " ")
        for task in consent_tasks(curator(), people, today)
    }


def test_nothing_is_asked_where_nothing_is_owed():
    assert tasks() == {}


def test_the_steps_after_a_withdrawal_come_with_their_last_day():
    consent = ConsentFactory(person=EmployeeFactory(organization=the_school()))
    withdraw_consent(consent, by=curator(), now=NOW, today=TODAY)

    on_time, late = tasks(), tasks(date(2026, 12, 1))

    assert on_time == {"После отзыва согласий нужно сделать 3 шага": "до 27 ноября"}
    assert late == {"После отзыва согласий нужно сделать 3 шага": "просрочено с 27 ноября"}


def test_a_birthday_and_the_end_of_a_term_raise_a_task_before_they_come():
    for born_on, until in (
        (date(2012, 12, 10), None),
        (date(2014, 3, 10), date(2026, 12, 1)),
    ):
        link = GuardianFactory(child=PersonFactory(organization=the_school(), born_on=born_on))
        ConsentFactory(
            person=link.child, signer=link.guardian, relation=link.relation, expires_on=until
        )

    assert list(tasks()) == [
        "У 1 участника скоро день рождения: нужна ещё одна подпись",
        "У 1 участника в течение месяца закончится согласие",
    ]
