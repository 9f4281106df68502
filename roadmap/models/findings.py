"""What was decided about findings of the linter: mended in one step, or left as it is."""

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Membership, User
from roadmap.models.plan import Roadmap
from roadmap.states import FindingAnswer


class FindingDecisionQuerySet(models.QuerySet["FindingDecision"]):
    """Questions about decisions."""

    def visible_to(self, membership: Membership) -> Self:
        """Show the decisions about the roadmaps one may see."""
        seen = Roadmap.objects.visible_to(membership)
        return self.filter(roadmap__in=seen).select_related("roadmap__programme__organization")


class FindingDecision(models.Model):
    """One finding of one roadmap, by its `mark`, and what the curator has done about it.

    `quote` is what the plan said then. `change` is what was mended, so that it can be undone
    (`roadmap.linting.undoing`); what is left as it is has a reason, which the director reads.
    """

    roadmap = models.ForeignKey(Roadmap, models.CASCADE, related_name="finding_decisions")
    mark = models.CharField(max_length=16)
    code = models.CharField(max_length=40)
    place = models.CharField(max_length=120, blank=True)
    quote = models.TextField()
    answer = models.CharField(max_length=7, choices=FindingAnswer)
    reason = models.TextField(_("why it stays as it is"), blank=True)
    change = models.JSONField(default=dict)
    decided_at = models.DateTimeField()
    decided_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    objects = FindingDecisionQuerySet.as_manager()

    class Meta:
        verbose_name = _("decision about a finding")
        constraints = [
            models.UniqueConstraint(
                fields=["roadmap", "mark"],
                condition=Q(answer=FindingAnswer.LEFT),
                name="finding_left_once",
            ),
            models.CheckConstraint(
                condition=~Q(answer=FindingAnswer.LEFT) | ~Q(reason=""),
                name="finding_left_with_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.code} {self.answer}"

    @property
    def organization_id(self) -> int:
        """Whose journal it belongs to."""
        return self.roadmap.organization_id
