"""What is owed after a consent was withdrawn: each step with its last day."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Membership, User
from participants.models.consents import Consent
from participants.models.people import Person
from participants.states import StepKind


class WithdrawalStepQuerySet(models.QuerySet["WithdrawalStep"]):
    """Questions about what is owed after withdrawals."""

    def visible_to(self, membership: Membership) -> Self:
        """Show the steps about the people one may see."""
        return self.filter(consent__person__in=Person.objects.visible_to(membership))

    def open(self) -> Self:
        """Keep what is still to be done."""
        return self.filter(done_at=None)


class WithdrawalStep(models.Model):
    """One thing that the law wants done after a withdrawal, and by which day.

    `is_needless` says that nothing had to be done: the same signer has agreed again.
    """

    consent = models.ForeignKey(Consent, models.PROTECT, related_name="withdrawal_steps")
    kind = models.CharField(_("what is to be done"), max_length=10, choices=StepKind)
    due_on = models.DateField(_("last day"))
    done_at = models.DateTimeField(null=True, blank=True)
    done_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    note = models.CharField(_("what was done"), max_length=300, blank=True)
    is_needless = models.BooleanField(default=False)

    objects = WithdrawalStepQuerySet.as_manager()

    class Meta:
        verbose_name = _("step after a withdrawal")
        constraints = [
            models.UniqueConstraint(fields=["consent", "kind"], name="withdrawal_step_once"),
            models.CheckConstraint(
                condition=Q(is_needless=False) | Q(done_at__isnull=False),
                name="withdrawal_step_needless_is_closed",
            ),
        ]
        indexes = [models.Index(fields=["done_at", "due_on"], name="withdrawal_step_due")]

    def __str__(self) -> str:
        return f"#{self.pk} {self.kind}"

    @property
    def organization_id(self) -> int:
        """Whose journal it belongs to."""
        return self.consent.person.organization_id

    def is_late(self, today: date) -> bool:
        """Tell whether its last day has passed."""
        return self.done_at is None and self.due_on < today
