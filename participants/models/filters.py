"""What narrows a list, under a name: for oneself or for the whole organization."""

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Membership, Organization, User
from participants.states import PeopleList


class SavedFilterQuerySet(models.QuerySet["SavedFilter"]):
    """Questions about saved filters."""

    def visible_to(self, membership: Membership) -> Self:
        """Show one's own, and those that somebody of the organization has shared."""
        own = Q(owner_id=membership.user_id) | Q(is_shared=True)
        return self.filter(own, organization_id=membership.organization_id)


class SavedFilter(models.Model):
    """A list as somebody wants to find it again; `query` stands behind its address."""

    organization = models.ForeignKey(Organization, models.CASCADE, related_name="+")
    owner = models.ForeignKey(User, models.CASCADE, related_name="+")
    of_list = models.CharField(max_length=10, choices=PeopleList)
    name = models.CharField(_("name"), max_length=60)
    query = models.CharField(max_length=1000)
    is_shared = models.BooleanField(_("for the whole school"), default=False)
    saved_at = models.DateTimeField()

    objects = SavedFilterQuerySet.as_manager()

    class Meta:
        verbose_name = _("saved filter")
        constraints = [
            models.UniqueConstraint(
                fields=["organization", "owner", "of_list", "name"], name="saved_filter_name_once"
            )
        ]

    def __str__(self) -> str:
        return self.name
