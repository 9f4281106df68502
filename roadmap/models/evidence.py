"""What shows that an activity was done: files and links."""

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Membership, User
from accounts.states import LEVELS_ABOVE, Role
from roadmap.file_names import evidence_path
from roadmap.models.plan import Activity

SEES_ALL = frozenset({Role.DIRECTOR, Role.CURATOR, Role.PSYCHOLOGIST})


class EvidenceQuerySet(models.QuerySet["Evidence"]):
    """Questions about evidence."""

    def visible_to(self, membership: Membership) -> Self:
        """Show all of it to those who run the programme, their own to those who help.

        Those above see only what is marked as free of personal data.
        """
        of_plans = self.filter(activity__in=Activity.objects.visible_to(membership))
        if membership.role in LEVELS_ABOVE:
            own = Q(activity__stage__roadmap__programme__organization=membership.organization_id)
            return of_plans.filter(own | Q(is_free_of_personal_data=True))
        if membership.role in SEES_ALL:
            return of_plans
        return of_plans.filter(
            Q(added_by=membership.user_id)
            | Q(activity__responsible__user=membership.user_id)
            | Q(activity__helpers__user=membership.user_id)
            | Q(activity__responsible__leaves__deputy__user=membership.user_id)
        ).distinct()


class Evidence(models.Model):
    """A file or a link that shows an activity was done. The file is never served by itself."""

    activity = models.ForeignKey(Activity, models.CASCADE, related_name="evidence")
    title = models.CharField(_("title"), max_length=200)
    file = models.FileField(upload_to=evidence_path, blank=True)
    size = models.PositiveIntegerField(default=0)
    link = models.URLField(_("link"), blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    is_free_of_personal_data = models.BooleanField(
        _("without personal data: those above may see it"), default=False
    )
    added_at = models.DateTimeField()
    added_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    objects = EvidenceQuerySet.as_manager()

    class Meta:
        verbose_name = _("evidence")
        constraints = [
            models.CheckConstraint(
                condition=Q(file="") | ~Q(sha256=""), name="evidence_file_has_a_fingerprint"
            )
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def organization_id(self) -> int:
        """Whose journal it belongs to."""
        return self.activity.organization_id
