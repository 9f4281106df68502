"""Campaigns that ask a questionnaire, and who is invited to answer."""

from datetime import datetime
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Membership, User
from accounts.states import Role
from participants.models import Person
from roadmap.models import Activity, Programme
from surveys.models.questionnaires import Questionnaire
from surveys.states import (
    CampaignState,
    Privacy,
    SheetState,
)

FEWEST = 5


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
    may_change = models.BooleanField(_("answers may be changed until closing"), default=True)
    fewest = models.PositiveSmallIntegerField(_("results are shown from"), default=FEWEST)
    box_opened_on = models.DateField(null=True, blank=True, editable=False)
    box_count = models.PositiveIntegerField(default=0, editable=False)
    opens_at = models.DateTimeField(_("opens"))
    closes_at = models.DateTimeField(_("closes"), null=True, blank=True)
    audience = models.JSONField(default=list, blank=True)
    is_fixed_list = models.BooleanField(_("nobody is added later"), default=True)
    remind_every = models.PositiveSmallIntegerField(_("days between reminders"), default=0)
    remind_most = models.PositiveSmallIntegerField(_("how many reminders"), default=0)
    made_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    told = models.ManyToManyField(User, blank=True, related_name="+")
    # Whom those who answer may choose; nobody named means everybody of the other side.
    offered = models.ManyToManyField(Person, blank=True, related_name="+")

    # Only after `with_waiting_proposals`.
    new_count: int

    objects = CampaignQuerySet.as_manager()

    class Meta:
        verbose_name = _("campaign")
        constraints = [
            models.CheckConstraint(
                condition=Q(fewest__gte=FEWEST), name="campaign_hides_fewer_than_five"
            ),
            models.CheckConstraint(
                condition=Q(box_opened_on=None)
                | Q(privacy=Privacy.ANONYMOUS, state=CampaignState.CLOSED),
                name="campaign_closed_once_its_box_is_open",
            ),
        ]

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
    reminder_count = models.PositiveSmallIntegerField(default=0)
    answered_on = models.DateField(null=True, blank=True)
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

    @property
    def is_waiting(self) -> bool:
        """Tell whether the person has neither answered nor refused."""
        return self.answered_on is None and self.refused_at is None
