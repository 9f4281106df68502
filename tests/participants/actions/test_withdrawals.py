"""After a withdrawal three steps are owed, each with its last day, until a person does them."""

from datetime import UTC, date, datetime

import pytest

from participants.actions.consents import record_paper, withdraw_consent
from participants.actions.withdrawals import StepDone, finish_step, last_days
from participants.models import WithdrawalStep
from participants.states import Purpose, StepKind
from tests.factories.participants import ConsentFactory, ConsentTextFactory, EmployeeFactory
from tests.people import curator, the_school

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)
TODAY = date(2026, 11, 24)


@pytest.fixture
def withdrawn():
    consent = ConsentFactory(person=EmployeeFactory(organization=the_school()))
    return withdraw_consent(consent, by=curator(), now=NOW, today=TODAY)


def dues(consent):
    return dict(consent.withdrawal_steps.values_list("kind", "due_on"))


@pytest.mark.parametrize(
    ("day", "stop", "answer", "destroy"),
    [
        (date(2026, 11, 24), date(2026, 11, 27), date(2026, 12, 8), date(2026, 12, 24)),
        (date(2026, 11, 27), date(2026, 12, 2), date(2026, 12, 11), date(2026, 12, 27)),
        # The New Year holidays are no working days.
        (date(2026, 12, 30), date(2027, 1, 13), date(2027, 1, 22), date(2027, 1, 29)),
    ],
)
def test_the_days_are_counted_by_the_production_calendar(day, stop, answer, destroy):
    assert last_days(day) == {
        StepKind.STOP: stop, StepKind.ANSWER: answer, StepKind.DESTROY: destroy,
    }  # fmt: skip


def test_a_withdrawal_owes_three_steps(withdrawn):
    assert dues(withdrawn) == last_days(TODAY)


def test_the_days_are_a_setting(settings):
    settings.WITHDRAWAL_DESTROY_DAYS = 7

    assert last_days(TODAY)[StepKind.DESTROY] == date(2026, 12, 1)


def test_a_step_is_done_once_and_says_what_was_done(withdrawn):
    step = withdrawn.withdrawal_steps.get(kind=StepKind.STOP)

    finish_step(step, note="Фото убрано", by=curator(), now=NOW)

    step.refresh_from_db()
    assert (step.note, step.done_at) == ("Фото убрано", NOW)
    with pytest.raises(StepDone):
        finish_step(step, note="Ещё раз", by=curator(), now=NOW)


def test_who_agrees_again_owes_nothing_more(withdrawn):
    record_paper(
        withdrawn.person,
        purpose=Purpose.TAKING_PART,
        signer=withdrawn.signer,
        text=ConsentTextFactory(),
        agrees=True,
        answered_on=TODAY,
        by=curator(),
        now=NOW,
    )

    assert WithdrawalStep.objects.open().count() == 0
    assert WithdrawalStep.objects.filter(is_needless=True).count() == 3
