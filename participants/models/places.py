"""Where a person was: classes and posts as dated events on one card."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from participants.models.people import Person
from participants.states import PlaceEventKind


class PlaceEvent(models.Model):
    """Somebody moved to another class or post, stayed for a second year, or left the school.

    `school_year` is set for what happens once a year, so that nobody moves up twice.
    """

    person = models.ForeignKey(Person, models.CASCADE, related_name="places")
    kind = models.CharField(max_length=12, choices=PlaceEventKind)
    happened_on = models.DateField(_("since"))
    before = models.CharField(max_length=160, blank=True)
    after = models.CharField(max_length=160, blank=True)
    note = models.CharField(max_length=300, blank=True)
    school_year = models.PositiveSmallIntegerField(null=True, blank=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = _("move to another class or post")
        constraints = [
            models.UniqueConstraint(
                fields=["person", "school_year"],
                condition=Q(school_year__isnull=False),
                name="moved_up_once_a_year",
            )
        ]
        indexes = [models.Index(fields=["person", "happened_on"], name="places_of_person")]

    def __str__(self) -> str:
        return f"#{self.pk} {self.kind}"

    @property
    def organization_id(self) -> int:
        """Whose journal it belongs to."""
        return self.person.organization_id
