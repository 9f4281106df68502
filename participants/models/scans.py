"""Sheets of signed papers on their way to the people they are about."""

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Membership, Organization, User
from accounts.states import Role
from participants.models.consents import Consent, ConsentText
from participants.models.people import Person
from participants.states import Purpose, ScanState


class PaperScanQuerySet(models.QuerySet["PaperScan"]):
    """Questions about scanned sheets."""

    def visible_to(self, membership: Membership) -> Self:
        """Show the sheets of the organization to those who keep its papers."""
        if membership.role != Role.CURATOR:
            return self.none()
        return self.filter(organization_id=membership.organization_id)

    def waiting(self) -> Self:
        """Keep the sheets that are read and not decided about."""
        return self.filter(state=ScanState.WAITING)

    def known(self) -> Self:
        """Keep those whose code says whose they are."""
        return self.filter(person__isnull=False)

    def strange(self) -> Self:
        """Keep those that fit nobody yet."""
        return self.filter(person=None)


class PaperScan(models.Model):
    """One sheet, or a file that is not taken apart yet.

    A code on the sheet says whose it is. What the paper says is marked by a person, never guessed;
    then the picture goes to the consent and is kept nowhere else.
    """

    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+")
    file = models.FileField(upload_to="scans/%Y/%m", blank=True)
    file_name = models.CharField(max_length=200)
    sheet = models.PositiveSmallIntegerField(default=0)
    state = models.CharField(max_length=10, choices=ScanState, default=ScanState.UNREAD)
    person = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="paper_scans"
    )
    purpose = models.CharField(_("purpose"), max_length=12, choices=Purpose, blank=True)
    signer = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    text = models.ForeignKey(ConsentText, models.PROTECT, null=True, blank=True, related_name="+")
    consent = models.OneToOneField(
        Consent, models.PROTECT, null=True, blank=True, related_name="paper_scan"
    )
    trouble = models.CharField(max_length=300, blank=True)
    uploaded_at = models.DateTimeField()
    uploaded_by = models.ForeignKey(User, models.PROTECT, related_name="+")

    objects = PaperScanQuerySet.as_manager()

    class Meta:
        verbose_name = _("scanned sheet")
        constraints = [
            models.CheckConstraint(
                condition=Q(state=ScanState.ATTACHED, consent__isnull=False)
                | (~Q(state=ScanState.ATTACHED) & Q(consent=None)),
                name="paper_scan_attached_to_a_consent",
            )
        ]
        indexes = [models.Index(fields=["organization", "state"], name="paper_scan_waiting")]

    def __str__(self) -> str:
        return f"#{self.pk} {self.file_name}"
