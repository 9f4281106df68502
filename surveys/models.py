"""Questionnaires, campaigns that ask them, invitations and answers."""

from datetime import datetime
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Membership, Organization, User
from accounts.states import Role
from participants.models import Person
from roadmap.models import Activity, Programme
from surveys.states import (
    CampaignState,
    Privacy,
    QuestionKind,
    QuestionnaireState,
    SheetState,
)


class QuestionnaireQuerySet(models.QuerySet["Questionnaire"]):
    """Questions about questionnaires."""

    def visible_to(self, membership: Membership) -> Self:
        """Show the shipped ones, those of one's own organization and of the levels above it."""
        organization = membership.organization
        above = [organization.pk, organization.parent_id]
        if organization.parent is not None:
            above.append(organization.parent.parent_id)
        return self.filter(
            Q(organization=None)
            | Q(organization_id__in=[pk for pk in above if pk], state=QuestionnaireState.PUBLISHED)
            | Q(organization_id=organization.pk)
        )


class Questionnaire(models.Model):
    """A set of questions. Versions share a code; an answered version is never changed."""

    organization = models.ForeignKey(
        Organization, models.PROTECT, null=True, blank=True, related_name="questionnaires"
    )
    code = models.SlugField(max_length=60)
    version = models.PositiveSmallIntegerField(default=1)
    title = models.CharField(_("title"), max_length=200)
    intro = models.TextField(_("introduction"), blank=True)
    thanks = models.TextField(_("words of thanks"), blank=True)
    side = models.CharField(_("who answers"), max_length=20, blank=True)
    purpose = models.CharField(_("what it is for"), max_length=20, blank=True)
    source = models.CharField(_("source"), max_length=300, blank=True)
    state = models.CharField(
        max_length=10, choices=QuestionnaireState, default=QuestionnaireState.DRAFT
    )

    objects = QuestionnaireQuerySet.as_manager()

    class Meta:
        verbose_name = _("questionnaire")
        constraints = [
            models.UniqueConstraint(
                fields=["organization", "code", "version"], name="questionnaire_version_once"
            ),
            models.UniqueConstraint(
                fields=["code", "version"],
                condition=Q(organization=None),
                name="questionnaire_shipped_version_once",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Question(models.Model):
    """One question. `target` names the field of the card that the answer proposes to fill."""

    questionnaire = models.ForeignKey(Questionnaire, models.CASCADE, related_name="questions")
    position = models.PositiveSmallIntegerField()
    section = models.CharField(_("section"), max_length=200, blank=True)
    code = models.SlugField(max_length=40)
    text = models.TextField(_("question"))
    help_text = models.TextField(_("help"), blank=True)
    kind = models.CharField(_("kind of answer"), max_length=10, choices=QuestionKind)
    choices = models.JSONField(default=list, blank=True)
    scale_from = models.PositiveSmallIntegerField(default=1)
    scale_to = models.PositiveSmallIntegerField(default=10)
    label_low = models.CharField(max_length=80, blank=True)
    label_high = models.CharField(max_length=80, blank=True)
    is_required = models.BooleanField(_("required"), default=False)
    construct = models.CharField(max_length=20, blank=True)
    target = models.CharField(max_length=40, blank=True)

    class Meta:
        verbose_name = _("question")
        constraints = [
            models.UniqueConstraint(
                fields=["questionnaire", "position"], name="question_position_once"
            ),
            models.UniqueConstraint(fields=["questionnaire", "code"], name="question_code_once"),
        ]

    def __str__(self) -> str:
        return self.text[:80]


class CampaignQuerySet(models.QuerySet["Campaign"]):
    """Questions about campaigns."""

    def visible_to(self, membership: Membership) -> Self:
        """Show staff the campaigns of their own organization."""
        if membership.role in (Role.CURATOR, Role.DIRECTOR, Role.PSYCHOLOGIST):
            return self.filter(programme__organization_id=membership.organization_id)
        return self.none()

    def with_waiting_proposals(self) -> Self:
        """Keep applications whose answers the curator has not carried over; `new_count` of them."""
        submitted = Q(
            invitations__sheet__state=SheetState.SUBMITTED, invitations__sheet__accepted_at=None
        )
        return (
            self.filter(questionnaire__purpose="application")
            .annotate(new_count=models.Count("invitations", filter=submitted))
            .filter(new_count__gt=0)
            .order_by("pk")
        )

    def taking_answers(self, now: datetime) -> Self:
        """Keep those that are open at the moment."""
        return self.filter(
            Q(closes_at=None) | Q(closes_at__gt=now), state=CampaignState.OPEN, opens_at__lte=now
        )


class Campaign(models.Model):
    """Asking some people one questionnaire, from a moment to a moment."""

    programme = models.ForeignKey(Programme, models.PROTECT, related_name="campaigns")
    questionnaire = models.ForeignKey(Questionnaire, models.PROTECT, related_name="campaigns")
    activity = models.ForeignKey(
        Activity, models.SET_NULL, null=True, blank=True, related_name="campaigns"
    )
    title = models.CharField(_("title"), max_length=200)
    privacy = models.CharField(max_length=14, choices=Privacy, default=Privacy.NAMED)
    state = models.CharField(max_length=8, choices=CampaignState, default=CampaignState.DRAFT)
    opens_at = models.DateTimeField(_("opens"))
    closes_at = models.DateTimeField(_("closes"), null=True, blank=True)
    made_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    # Only after `with_waiting_proposals`.
    new_count: int

    objects = CampaignQuerySet.as_manager()

    class Meta:
        verbose_name = _("campaign")

    def __str__(self) -> str:
        return self.title

    @property
    def organization_id(self) -> int:
        """Whose journal it belongs to."""
        return self.programme.organization_id


class InvitationQuerySet(models.QuerySet["Invitation"]):
    """Questions about invitations."""

    def visible_to(self, membership: Membership) -> Self:
        """Show people what they themselves are asked."""
        return self.filter(
            person__user_id=membership.user_id,
            campaign__programme__organization_id=membership.organization_id,
        )


class Invitation(models.Model):
    """One person is asked once in a campaign; the personal link is signed and kept nowhere."""

    campaign = models.ForeignKey(Campaign, models.CASCADE, related_name="invitations")
    person = models.ForeignKey(Person, models.CASCADE, related_name="survey_invitations")
    invited_at = models.DateTimeField()
    reminded_at = models.DateTimeField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    refused_at = models.DateTimeField(null=True, blank=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        verbose_name = _("invitation to answer")
        constraints = [
            models.UniqueConstraint(
                fields=["campaign", "person"], name="invitation_once_per_person"
            )
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.campaign_id}-{self.person_id}"


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


class Answer(models.Model):
    """The answer to one question: text, number or the codes of what was chosen."""

    sheet = models.ForeignKey(AnswerSheet, models.CASCADE, related_name="answers")
    question = models.ForeignKey(Question, models.PROTECT, related_name="answers")
    text = models.TextField(blank=True)
    number = models.IntegerField(null=True, blank=True)
    chosen = models.JSONField(default=list, blank=True)

    class Meta:
        verbose_name = _("answer")
        constraints = [
            models.UniqueConstraint(fields=["sheet", "question"], name="answer_once_per_question")
        ]

    def __str__(self) -> str:
        return f"#{self.pk}"
