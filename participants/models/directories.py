"""Directories that both sides choose from: directions of help and forms of mentoring."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Organization


class DirectoryQuerySet(models.QuerySet[models.Model]):
    """Questions about a directory: shipped entries, with those of the organization and above."""

    def offered_to(self, organization: Organization) -> "DirectoryQuerySet":
        """Keep what this organization may choose from, in the order people are shown."""
        parent = organization.parent
        above = {organization.pk, organization.parent_id, parent.parent_id if parent else None}
        known = Q(organization=None) | Q(organization__in=[pk for pk in above if pk])
        return self.filter(known).order_by("position", "pk")


class Direction(models.Model):
    """What a mentee may ask for and a mentor may be good at: the directory both sides choose from.

    Without an organization it is shipped with the product; a region or school may add its own.
    """

    organization = models.ForeignKey(
        Organization, models.PROTECT, null=True, blank=True, related_name="+"
    )
    code = models.SlugField(max_length=40)
    name = models.CharField(_("name"), max_length=160)
    position = models.PositiveSmallIntegerField(default=0)

    objects = DirectoryQuerySet.as_manager()

    class Meta:
        verbose_name = _("direction")
        constraints = [
            models.UniqueConstraint(fields=["organization", "code"], name="direction_code_once"),
            models.UniqueConstraint(
                fields=["code"], condition=Q(organization=None), name="direction_code_shipped_once"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class MentoringForm(models.Model):
    """Who mentors whom: «ученик — ученик» and so on, with role variants (a directory)."""

    organization = models.ForeignKey(
        Organization, models.PROTECT, null=True, blank=True, related_name="+"
    )
    code = models.SlugField(max_length=40)
    name = models.CharField(_("name"), max_length=160)
    mentor_kinds = models.JSONField(default=list)
    mentee_kinds = models.JSONField(default=list)
    variants = models.JSONField(default=list)
    is_labour = models.BooleanField(_("mentoring at work (Labour Code, art. 351.8)"), default=False)
    position = models.PositiveSmallIntegerField(default=0)

    objects = DirectoryQuerySet.as_manager()

    class Meta:
        verbose_name = _("form of mentoring")
        constraints = [
            models.UniqueConstraint(fields=["organization", "code"], name="form_code_once"),
            models.UniqueConstraint(
                fields=["code"], condition=Q(organization=None), name="form_code_shipped_once"
            ),
        ]

    def __str__(self) -> str:
        return self.name
