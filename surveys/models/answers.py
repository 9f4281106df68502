"""Answer sheets and the answers on them."""

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Membership
from accounts.states import Role
from surveys.models.campaigns import Invitation
from surveys.models.questionnaires import Question
from surveys.states import (
    SheetState,
)


class AnswerSheetQuerySet(models.QuerySet["AnswerSheet"]):
    """Questions about answer sheets."""

    def visible_to(self, membership: Membership) -> Self:
        """Show curator and psychologist the sheets of their organization that were handed in."""
        if membership.role in (Role.CURATOR, Role.PSYCHOLOGIST):
            return self.filter(
                invitation__campaign__programme__organization_id=membership.organization_id,
                state=SheetState.SUBMITTED,
            )
        return self.none()


class AnswerSheet(models.Model):
    """One person's filled questionnaire. Drafts are kept; the submission is one."""

    invitation = models.OneToOneField(Invitation, models.CASCADE, related_name="sheet")
    state = models.CharField(max_length=10, choices=SheetState, default=SheetState.BEGUN)
    begun_at = models.DateTimeField()
    submitted_at = models.DateTimeField(null=True, blank=True)
    accepted_at = models.DateTimeField(null=True, blank=True)

    objects = AnswerSheetQuerySet.as_manager()

    class Meta:
        verbose_name = _("answer sheet")
        constraints = [
            models.CheckConstraint(
                condition=Q(state=SheetState.SUBMITTED, submitted_at__isnull=False)
                | Q(state=SheetState.BEGUN, submitted_at=None),
                name="sheet_submitted_at_a_moment",
            )
        ]

    def __str__(self) -> str:
        return f"#{self.pk}"

    @property
    def organization_id(self) -> int:
        """Whose journal it belongs to."""
        return self.invitation.campaign.organization_id


class AnswerQuerySet(models.QuerySet["Answer"]):
    """Questions about answers."""

    def visible_to(self, membership: Membership) -> Self:
        """Show the answers on the sheets that one sees."""
        return self.filter(sheet__in=AnswerSheet.objects.visible_to(membership))


class Answer(models.Model):
    """The answer to one question: text, number or the codes of what was chosen.

    Which kind fills which column stands in surveys/kinds/__init__.py. `score` is what the answer
    counts for towards the construct of its question, reverse items already turned round.
    """

    sheet = models.ForeignKey(AnswerSheet, models.CASCADE, related_name="answers")
    question = models.ForeignKey(Question, models.PROTECT, related_name="answers")
    text = models.TextField(blank=True)
    number = models.IntegerField(null=True, blank=True)
    chosen = models.JSONField(default=list, blank=True)
    file = models.FileField(upload_to="answers/%Y/%m", blank=True)
    score = models.IntegerField(null=True, blank=True)

    objects = AnswerQuerySet.as_manager()

    class Meta:
        verbose_name = _("answer")
        constraints = [
            models.UniqueConstraint(fields=["sheet", "question"], name="answer_once_per_question")
        ]

    def __str__(self) -> str:
        return f"#{self.pk}"
