"""The page of withdrawals: who has taken back what, and how long there is for each step."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from accounts.models import Membership
from kernel.calendar import days_left
from kernel.pieces import Tone
from kernel.russian import day_words
from participants.models import Consent, ConsentQuerySet, WithdrawalStep
from participants.states import ConsentState, StepKind

NEAR_DAYS = 2


@dataclass(frozen=True)
class StepCell:
    """One step in the row of a withdrawal: its counter, or that it is done."""

    step: WithdrawalStep
    label: str
    tone: str

    @property
    def until(self) -> str:
        """The last day of a step that is still to be done."""
        return _("until %(day)s") % {"day": day_words(self.step.due_on)} if self.is_open else ""

    @property
    def is_open(self) -> bool:
        """Tell whether it can be done now."""
        return self.step.done_at is None


@dataclass(frozen=True)
class WithdrawalRow:
    """A withdrawn consent with its three steps."""

    consent: Consent
    cells: tuple[StepCell, ...]


def withdrawn_of(membership: Membership) -> ConsentQuerySet:
    """The withdrawn consents that a role may see."""
    visible = Consent.objects.visible_to(membership).filter(state=ConsentState.WITHDRAWN)
    return visible.select_related("person", "signer")


def rows_with_steps(consents: Iterable[Consent], today: date) -> list[WithdrawalRow]:
    """Give each withdrawal its steps: one query for all."""
    shown = list(consents)
    steps: dict[int, dict[str, WithdrawalStep]] = defaultdict(dict)
    for step in WithdrawalStep.objects.filter(consent__in=shown):
        steps[step.consent_id][step.kind] = step
    return [
        WithdrawalRow(
            consent,
            tuple(
                _cell(steps[consent.pk][kind], today)
                for kind in StepKind
                if kind in steps[consent.pk]
            ),
        )
        for consent in shown
    ]


def due_steps(membership: Membership) -> list[WithdrawalStep]:
    """What is still to be done after withdrawals, the nearest last day first."""
    open_ones = WithdrawalStep.objects.visible_to(membership).open()
    return list(open_ones.order_by("due_on", "pk"))


def _cell(step: WithdrawalStep, today: date) -> StepCell:
    if step.is_needless:
        return StepCell(step, _("not needed any more"), Tone.IDLE)
    if step.done_at is not None:
        return StepCell(step, _("done"), Tone.GOOD)
    left = days_left(step.due_on, today)
    if step.is_late(today):
        return StepCell(step, left, Tone.BAD)
    near = (step.due_on - today).days <= NEAR_DAYS
    return StepCell(step, left, Tone.WARN if near else Tone.CALM)
