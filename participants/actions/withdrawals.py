"""What follows a withdrawal: three steps with their last days, done one by one."""

from datetime import date, datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.models import Membership
from kernel import journal
from kernel.calendar import add_working_days
from kernel.calendar_days import calendar_changes
from kernel.refusals import Refusal
from participants.models import Consent, Person, WithdrawalStep
from participants.states import StepKind


class StepDone(Refusal):
    """Somebody has already done this step."""


def last_days(withdrawn_on: date) -> dict[str, date]:
    """By which day each step is due: two in working days, the last in calendar days."""
    changes = calendar_changes()
    return {
        StepKind.STOP: add_working_days(withdrawn_on, settings.WITHDRAWAL_STOP_DAYS, changes),
        StepKind.ANSWER: add_working_days(withdrawn_on, settings.WITHDRAWAL_ANSWER_DAYS, changes),
        StepKind.DESTROY: withdrawn_on + timedelta(days=settings.WITHDRAWAL_DESTROY_DAYS),
    }


def open_steps(consent: Consent, *, withdrawn_on: date) -> None:
    """Owe the steps after a withdrawal. In its transaction; twice changes nothing."""
    WithdrawalStep.objects.bulk_create(
        [
            WithdrawalStep(consent=consent, kind=kind, due_on=due_on)
            for kind, due_on in last_days(withdrawn_on).items()
        ],
        ignore_conflicts=True,
    )


def drop_steps(person: Person, *, purpose: str, signer: Person, now: datetime) -> None:
    """The same signer has agreed again: what was owed for the withdrawal is owed no more."""
    WithdrawalStep.objects.open().filter(
        consent__person=person, consent__purpose=purpose, consent__signer=signer
    ).update(done_at=now, is_needless=True)


@transaction.atomic
def finish_step(step: WithdrawalStep, *, note: str, by: Membership, now: datetime) -> None:
    """Say that a step is done, and what was done."""
    done = WithdrawalStep.objects.open().filter(pk=step.pk)
    if not done.update(done_at=now, done_by=by.user_id, note=note):
        raise StepDone(_("This step has already been done."))
    journal.record(
        "finish_step", step.consent.person, by=by, kind=step.kind, consent=step.consent_id
    )
