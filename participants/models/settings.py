"""What an organization decides about its bases."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import Organization


class BaseSettings(models.Model):
    """Who counts as a young specialist: regulations of regions and schools differ."""

    organization = models.OneToOneField(Organization, models.CASCADE, related_name="+")
    young_until_years = models.PositiveSmallIntegerField(
        _("years of service, fewer than"),
        default=3,
        validators=[MinValueValidator(1), MaxValueValidator(10)],
    )
    young_until_age = models.PositiveSmallIntegerField(
        _("not older than"),
        null=True,
        blank=True,
        validators=[MinValueValidator(18), MaxValueValidator(60)],
    )

    class Meta:
        verbose_name = _("settings of the bases")

    def __str__(self) -> str:
        return f"#{self.organization_id}"
