"""What third parties say about the request of a mentee, in three circles of visibility.

The first circle is for those who run the programme, the second is closed for the psychologist and
opened with a reason, the third is an extract that the curator writes for the mentor.
"""

from datetime import datetime
from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import Membership, User
from accounts.states import Role
from participants.models.people import Person
from participants.states import SourceKind

FIRST_CIRCLE = frozenset({Role.CURATOR, Role.PSYCHOLOGIST, Role.DIRECTOR})


class ObservationQuerySet(models.QuerySet["Observation"]):
    """Questions about what was asked and said."""

    def visible_to(self, membership: Membership) -> Self:
        """All of the school's for the first circle; to others only what they are asked for."""
        own = self.filter(person__organization_id=membership.organization_id)
        if membership.role in FIRST_CIRCLE:
            return own
        return own.waiting().filter(asked_user_id=membership.user_id)

    def waiting(self) -> Self:
        """Keep those that were neither answered nor closed."""
        return self.filter(answered_at=None, closed_on=None)


class Observation(models.Model):
    """One question to one third party about one mentee, and the answer."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="observations")
    source = models.CharField(_("who is asked"), max_length=14, choices=SourceKind)
    source_name = models.CharField(_("name"), max_length=200)
    asked_user = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    nonce = models.CharField(max_length=32)
    token_digest = models.CharField(max_length=64, unique=True)
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    expires_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True, blank=True)
    closed_on = models.DateField(null=True, blank=True)
    said = models.TextField(_("what helps to choose a mentor"), blank=True)
    closed_note = models.TextField(_("for the psychologist only"), blank=True)

    objects = ObservationQuerySet.as_manager()

    class Meta:
        verbose_name = _("information from a third party")

    def __str__(self) -> str:
        return f"#{self.pk} {self.source}"

    @property
    def organization_id(self) -> int:
        """Whose journal it belongs to."""
        return self.person.organization_id

    def is_open(self, now: datetime) -> bool:
        """Tell whether it can still be answered."""
        return self.answered_at is None and self.closed_on is None and self.expires_at > now


class MentorExtract(models.Model):
    """What the mentor may know of it, in the words of the curator."""

    person = models.OneToOneField(Person, models.CASCADE, related_name="mentor_extract")
    text = models.TextField(_("for the mentor"))
    written_at = models.DateTimeField()
    written_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = _("extract for the mentor")

    def __str__(self) -> str:
        return f"#{self.pk}"

    @property
    def organization_id(self) -> int:
        """Whose journal it belongs to."""
        return self.person.organization_id
