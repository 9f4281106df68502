"""Files of people on their way into the base: what was read, what is decided, what came of it."""

from datetime import date, datetime, timedelta
from typing import Self

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import Membership, Organization, User
from participants.states import ImportProfile, ImportState


class PeopleImportQuerySet(models.QuerySet["PeopleImport"]):
    """Questions about imports."""

    def visible_to(self, membership: Membership) -> Self:
        """Show the files that this person brought to this organization, no other."""
        return self.filter(
            organization_id=membership.organization_id, uploaded_by_id=membership.user_id
        )

    def over_age(self, now: datetime) -> Self:
        """Keep the files that have lain here for the set time and are to be forgotten."""
        oldest = now - timedelta(days=settings.IMPORT_KEEP_DAYS)
        return self.filter(forgotten_at=None, uploaded_at__lt=oldest)


class PeopleImport(models.Model):
    """One file: first checked, then applied as a whole or not at all.

    `columns` says which field stands in which column; `rows` is the preview, one dict a row of
    the file; `decisions` holds what a person decided about doubtful rows, by row number; `doubts`
    are the sentences that stop a file which looks like the wrong one; `trace` is what the loading
    wrote, so that it can be taken back. After a set time the file and all it said are forgotten.
    """

    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+")
    profile = models.CharField(_("what is in the file"), max_length=12, choices=ImportProfile)
    file = models.FileField(upload_to="imports/%Y/%m", blank=True)
    file_name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    sheet = models.CharField(max_length=200, blank=True)
    heading_row = models.PositiveIntegerField(default=0)
    headings = models.JSONField(default=list)
    columns = models.JSONField(default=dict)
    rows = models.JSONField(default=list)
    decisions = models.JSONField(default=dict)
    counts = models.JSONField(default=dict)
    doubts = models.JSONField(default=list)
    trace = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    state = models.CharField(max_length=10, choices=ImportState, default=ImportState.UPLOADED)
    uploaded_at = models.DateTimeField()
    uploaded_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    checked_at = models.DateTimeField(null=True, blank=True)
    applied_at = models.DateTimeField(null=True, blank=True)
    forgotten_at = models.DateTimeField(null=True, blank=True)
    job_id = models.BigIntegerField(null=True, blank=True)

    objects = PeopleImportQuerySet.as_manager()

    class Meta:
        verbose_name = _("import of people")

    def __str__(self) -> str:
        return f"#{self.pk} {self.file_name}"

    @property
    def undo_until_at(self) -> datetime | None:
        """Until when the loading can be taken back; nothing when it never was loaded."""
        if self.applied_at is None:
            return None
        return self.applied_at + timedelta(days=settings.IMPORT_UNDO_DAYS)

    @property
    def forget_on(self) -> date:
        """The day on which the file is deleted."""
        return (self.uploaded_at + timedelta(days=settings.IMPORT_KEEP_DAYS)).date()


class RememberedColumn(models.Model):
    """What a heading means in the files of one organization; said once, known next time.

    An empty `field` means that the column is left out.
    """

    organization = models.ForeignKey(Organization, models.CASCADE, related_name="+")
    profile = models.CharField(max_length=12, choices=ImportProfile)
    heading = models.CharField(max_length=200)
    field = models.CharField(max_length=40, blank=True)

    class Meta:
        verbose_name = _("remembered column")
        constraints = [
            models.UniqueConstraint(
                fields=["organization", "profile", "heading"], name="remembered_column_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.heading}: {self.field}"
