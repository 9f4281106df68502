"""Posters: one code on the wall of a class, from which each pupil comes to their own sheet."""

from datetime import datetime, timedelta
from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import Membership
from surveys.models.campaigns import Campaign

WRONG_PINS = 20
WATCHED_FOR = timedelta(minutes=15)


class ClassPosterQuerySet(models.QuerySet["ClassPoster"]):
    """Questions about posters."""

    def visible_to(self, membership: Membership) -> Self:
        """Show those who ask the posters of their organization."""
        return self.filter(campaign__in=Campaign.objects.visible_to(membership))


class ClassPoster(models.Model):
    """The poster of a class in a campaign. Link and PIN are made of `nonce` and the secret.

    Wrong PINs are counted for the poster and not for the address: a class sits behind one
    address. A right PIN of one pupil does not forgive the guesses of another.
    """

    campaign = models.ForeignKey(Campaign, models.CASCADE, related_name="posters")
    class_name = models.CharField(max_length=20)
    nonce = models.CharField(max_length=32)
    wrong_count = models.PositiveSmallIntegerField(default=0)
    watched_since_at = models.DateTimeField(null=True, blank=True)

    objects = ClassPosterQuerySet.as_manager()

    class Meta:
        verbose_name = _("poster of a class")
        constraints = [
            models.UniqueConstraint(fields=["campaign", "class_name"], name="poster_once_per_class")
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.class_name}"

    @property
    def organization_id(self) -> int:
        """Whose journal it belongs to."""
        return self.campaign.organization_id

    def is_watched(self, now: datetime) -> bool:
        """Tell whether the wrong PINs of a short while ago still count."""
        return self.watched_since_at is not None and self.watched_since_at + WATCHED_FOR > now

    def is_locked(self, now: datetime) -> bool:
        """Tell whether somebody is guessing."""
        return self.is_watched(now) and self.wrong_count >= WRONG_PINS
