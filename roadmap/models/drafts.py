"""A roadmap that is being opened: what was read, and what the curator has corrected in it."""

from typing import Any, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Membership, Organization, User
from kernel.calendar import SchoolYear
from kernel.models import Job
from roadmap.file_names import draft_path
from roadmap.models.plan import Roadmap
from roadmap.models.versions import TemplateVersion
from roadmap.states import WayIn


class DraftQuerySet(models.QuerySet["Draft"]):
    """Questions about drafts."""

    def visible_to(self, membership: Membership) -> Self:
        """Show the drafts of one's own organization."""
        return self.filter(organization_id=membership.organization_id).select_related(
            "organization", "job"
        )


class Draft(models.Model):
    """What was read from a file, a text, a template or an earlier year, before it is a roadmap.

    `content` is written as `roadmap.wording` says; while it is empty, `job` still reads.
    """

    organization = models.ForeignKey(Organization, models.CASCADE, related_name="+")
    year = models.PositiveSmallIntegerField(_("school year"))
    way_in = models.CharField(max_length=8, choices=WayIn)
    source_name = models.CharField(_("made from"), max_length=200, blank=True)
    source_text = models.TextField(blank=True)
    file = models.FileField(upload_to=draft_path, blank=True)
    content = models.JSONField(default=dict)
    earlier = models.ForeignKey(
        Roadmap, models.CASCADE, null=True, blank=True, related_name="drafts_of_next_year"
    )
    template_version = models.ForeignKey(
        TemplateVersion, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    job = models.ForeignKey(Job, models.SET_NULL, null=True, blank=True, related_name="+")
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    objects = DraftQuerySet.as_manager()

    class Meta:
        verbose_name = _("roadmap that is being opened")
        constraints = [
            models.UniqueConstraint(
                fields=["earlier", "year"],
                condition=Q(earlier__isnull=False),
                name="draft_one_of_an_earlier_year",
            )
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.source_name}"

    @property
    def school_year(self) -> SchoolYear:
        """The school year as a value."""
        return SchoolYear(self.year)

    @property
    def is_read(self) -> bool:
        """Tell whether there is something to look at already."""
        return bool(self.content)

    @property
    def stages(self) -> list[dict[str, Any]]:
        """The stages as they were read."""
        return list(self.content.get("stages", []))
