"""Periodic reports: built from facts, frozen when submitted, added up to the region."""

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Membership, Organization, User
from accounts.states import Role
from kernel.calendar import Quarter
from kernel.models import Job
from reports.states import ReportState
from roadmap.models import within_reach


class ReportQuerySet(models.QuerySet["Report"]):
    """Questions about reports."""

    def visible_to(self, membership: Membership) -> Self:
        """Show a school its own; those above, what was submitted to them."""
        if membership.role in (Role.REGION, Role.MUNICIPALITY):
            return self.filter(within_reach(membership)).exclude(
                ~Q(organization_id=membership.organization_id) & Q(state=ReportState.DRAFT)
            )
        if membership.role in (Role.CURATOR, Role.DIRECTOR):
            return self.filter(organization_id=membership.organization_id)
        return self.none()

    def newest(self) -> Self:
        """Keep the newest version of each."""
        return self.filter(replaced_by=None)

    def sent(self) -> Self:
        """Keep what has left the school, the latest version last."""
        return self.exclude(state=ReportState.DRAFT).order_by("version")


class Report(models.Model):
    """One organization's report for one quarter; a correction is a new version."""

    organization = models.ForeignKey(Organization, models.PROTECT, related_name="reports")
    year = models.PositiveSmallIntegerField(_("year"))
    quarter = models.PositiveSmallIntegerField(_("quarter"))
    version = models.PositiveSmallIntegerField(default=1)
    replaced_by = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="replaces"
    )
    state = models.CharField(max_length=10, choices=ReportState, default=ReportState.DRAFT)
    job = models.ForeignKey(Job, models.SET_NULL, null=True, blank=True, related_name="+")
    built_at = models.DateTimeField(null=True, blank=True)
    facts = models.JSONField(default=dict)
    sha256 = models.CharField(max_length=64, blank=True)
    made_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    submitted_at = models.DateTimeField(null=True, blank=True)
    submitted_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    accepted_at = models.DateTimeField(null=True, blank=True)
    accepted_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    comment = models.TextField(_("comment of the one who returned it"), blank=True)

    objects = ReportQuerySet.as_manager()

    class Meta:
        verbose_name = _("report")
        constraints = [
            models.UniqueConstraint(
                fields=["organization", "year", "quarter", "version"], name="report_version_once"
            ),
            models.CheckConstraint(
                condition=Q(quarter__gte=1, quarter__lte=4), name="report_of_a_quarter"
            ),
            models.CheckConstraint(
                condition=Q(state=ReportState.DRAFT) | Q(submitted_at__isnull=False),
                name="report_submitted_at_a_moment",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organization} {self.period.label}"

    @property
    def period(self) -> Quarter:
        """The quarter as a value."""
        return Quarter(self.year, self.quarter)


class ReportFigure(models.Model):
    """One figure of a report. `behind` lists the records it counts, for those who may open it."""

    report = models.ForeignKey(Report, models.CASCADE, related_name="figures")
    code = models.CharField(max_length=60)
    position = models.PositiveSmallIntegerField()
    value = models.IntegerField(null=True, blank=True)
    behind = models.JSONField(default=list)

    class Meta:
        verbose_name = _("figure of a report")
        constraints = [
            models.UniqueConstraint(fields=["report", "code"], name="figure_once_per_report")
        ]

    def __str__(self) -> str:
        return f"{self.code}: {self.value}"
