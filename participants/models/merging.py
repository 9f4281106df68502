"""Two cards of one person: which were made one, and which look alike and are not."""

from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Membership, User
from participants.models.people import Person


class CardMergeQuerySet(models.QuerySet["CardMerge"]):
    """Questions about cards that were made one."""

    def visible_to(self, membership: Membership) -> Self:
        """Show what became of the cards one may see."""
        return self.filter(kept__in=Person.objects.visible_to(membership))


class CardMerge(models.Model):
    """A card that is no more: all that hung on number `former` hangs on the kept card now.

    `taken` names the fields whose value came from the former card; what the fields held is not
    repeated. `moved` counts the records that moved, by their kind.
    """

    kept = models.ForeignKey(Person, models.CASCADE, related_name="merges")
    former = models.BigIntegerField(unique=True)
    taken = models.JSONField(default=list)
    moved = models.JSONField(default=dict)
    merged_at = models.DateTimeField()
    merged_by = models.ForeignKey(User, models.PROTECT, related_name="+")

    objects = CardMergeQuerySet.as_manager()

    class Meta:
        verbose_name = _("merge of two cards")

    def __str__(self) -> str:
        return f"#{self.former} in #{self.kept_id}"

    @property
    def organization_id(self) -> int:
        """Whose journal it belongs to."""
        return self.kept.organization_id


class DifferentPeople(models.Model):
    """Two cards that look alike and belong to two people: somebody has made sure."""

    first = models.ForeignKey(Person, models.CASCADE, related_name="+")
    second = models.ForeignKey(Person, models.CASCADE, related_name="+")
    said_at = models.DateTimeField()
    said_by = models.ForeignKey(User, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("namesakes")
        constraints = [
            models.UniqueConstraint(fields=["first", "second"], name="namesakes_told_apart_once"),
            models.CheckConstraint(
                condition=Q(first__lt=F("second")), name="namesakes_first_card_first"
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.first_id} and #{self.second_id}"
