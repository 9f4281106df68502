"""Measurements of mentees, before the work of the pair and after it: the influence card."""

from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import Membership, User
from participants.models.people import Person
from participants.states import MeasuredAt


class MeasurementQuerySet(models.QuerySet["Measurement"]):
    """Questions about measurements."""

    def visible_to(self, membership: Membership) -> Self:
        """Show those of the people one may see; psychological values are another matter."""
        return self.filter(person__in=Person.objects.visible_to(membership))


class Measurement(models.Model):
    """One value of one parameter of one mentee, before or after, in one school year."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="measurements")
    year = models.PositiveSmallIntegerField(_("school year"))
    moment = models.CharField(max_length=6, choices=MeasuredAt)
    parameter = models.CharField(max_length=20)
    value = models.DecimalField(max_digits=4, decimal_places=2)
    measured_on = models.DateField(_("date"))
    measured_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    objects = MeasurementQuerySet.as_manager()

    class Meta:
        verbose_name = _("measurement")
        constraints = [
            models.UniqueConstraint(
                fields=["person", "year", "moment", "parameter"], name="measurement_once"
            )
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.parameter}"

    @property
    def organization_id(self) -> int:
        """Whose journal it belongs to."""
        return self.person.organization_id
