"""How people come in: personal invitations, class cards, and the letters of sign-in."""

from datetime import datetime
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models.organizations import Organization
from accounts.models.people import Membership, User
from accounts.states import LEADING, LEVELS_ABOVE, LetterKind, LetterState, Role
from kernel.russian import PersonName


class RoleInvitationQuerySet(models.QuerySet["Invitation"]):
    """Questions about invitations."""

    def visible_to(self, membership: Membership) -> Self:
        """Show what was sent from one's organization and, to those above, from those below."""
        if membership.role in LEVELS_ABOVE:
            below = Organization.objects.within(membership.organization_id)
            return self.filter(organization__in=below, role__in=LEADING)
        return self.filter(organization_id=membership.organization_id)

    def open(self, now: datetime) -> Self:
        """Keep those whose link still works."""
        return self.filter(accepted_at=None, withdrawn_at=None, expires_at__gt=now)


class Invitation(models.Model):
    """A personal link by which somebody takes up a role: used once, with an expiry.

    The link is made of `nonce` and the secret of the installation, so that a letter can carry it
    again; whoever reads only the database cannot make it.
    """

    organization = models.ForeignKey(Organization, models.PROTECT, related_name="invitations")
    role = models.CharField(_("role"), max_length=20, choices=Role)
    last_name = models.CharField(_("last name"), max_length=100)
    first_name = models.CharField(_("first name"), max_length=100)
    patronymic = models.CharField(_("patronymic"), max_length=100, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    paper = models.CharField(_("appointed by"), max_length=200, blank=True)
    post = models.CharField(_("post"), max_length=160, blank=True)
    class_name = models.CharField(_("class"), max_length=20, blank=True)
    person_id = models.BigIntegerField(null=True, blank=True)
    nonce = models.CharField(max_length=32, default="")
    token_digest = models.CharField(max_length=64, unique=True)
    invited_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    invited_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, blank=True)
    accepted_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = RoleInvitationQuerySet.as_manager()

    class Meta:
        verbose_name = _("invitation")
        constraints = [
            models.CheckConstraint(
                condition=Q(accepted_at=None, accepted_by=None)
                | Q(accepted_at__isnull=False, accepted_by__isnull=False),
                name="invitation_accepted_by_somebody",
            )
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.role} {self.last_name}"

    @property
    def name(self) -> PersonName:
        """The name of the invited, as pages write it."""
        return PersonName(self.last_name, self.first_name, self.patronymic)

    def is_open(self, now: datetime) -> bool:
        """Tell whether the link still works."""
        return self.accepted_at is None and self.withdrawn_at is None and self.expires_at > now


class CardQuerySet(models.QuerySet["Card"]):
    """Questions about class cards."""

    def visible_to(self, membership: Membership) -> Self:
        """Show the cards of one's own school, to those who work there."""
        return self.filter(organization_id=membership.organization_id)

    def valid(self) -> Self:
        """Keep the cards that have not been replaced or taken back."""
        return self.filter(revoked_at=None)


class Card(models.Model):
    """A printed class card: a QR link and a short PIN let a pupil in without e-mail.

    Only digests are kept; a lost card is replaced, not shown again.
    """

    user = models.ForeignKey(User, models.CASCADE, related_name="cards")
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+")
    token_digest = models.CharField(max_length=64, unique=True)
    pin_hash = models.CharField(max_length=128)
    failed_count = models.PositiveSmallIntegerField(default=0)
    locked_until_at = models.DateTimeField(null=True, blank=True)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    revoked_at = models.DateTimeField(null=True, blank=True)

    objects = CardQuerySet.as_manager()

    class Meta:
        verbose_name = _("class card")
        constraints = [
            models.UniqueConstraint(
                fields=["user"], condition=Q(revoked_at=None), name="card_one_valid_per_user"
            )
        ]

    def __str__(self) -> str:
        return f"#{self.pk} card of {self.user_id}"

    def is_locked(self, now: datetime) -> bool:
        """Tell whether wrong PINs have closed it for the moment."""
        return self.locked_until_at is not None and self.locked_until_at > now


class LetterQuerySet(models.QuerySet["Letter"]):
    """Questions about letters."""

    def waiting(self, now: datetime) -> Self:
        """Keep those to be sent now."""
        ripe = Q(next_attempt_at=None) | Q(next_attempt_at__lte=now)
        return self.filter(ripe, sent_at=None, gave_up_at=None)


class Letter(models.Model):
    """A letter about sign-in that is owed, claimed, proven.

    It keeps no secret: the link is made at the moment of sending. `address` is where it goes,
    also when that is not (yet, or any more) the person's own.
    """

    kind = models.CharField(max_length=20, choices=LetterKind)
    address = models.EmailField()
    user = models.ForeignKey(User, models.CASCADE, null=True, blank=True, related_name="+")
    invitation = models.ForeignKey(
        Invitation, models.CASCADE, null=True, blank=True, related_name="letters"
    )
    owed_at = models.DateTimeField()
    claimed_at = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    attempt_count = models.PositiveSmallIntegerField(default=0)
    next_attempt_at = models.DateTimeField(null=True, blank=True)
    gave_up_at = models.DateTimeField(null=True, blank=True)
    trouble = models.CharField(max_length=300, blank=True)

    objects = LetterQuerySet.as_manager()

    class Meta:
        verbose_name = _("letter")
        constraints = [
            models.CheckConstraint(
                condition=Q(user__isnull=False) | Q(invitation__isnull=False),
                name="letter_about_somebody",
            )
        ]
        indexes = [models.Index(fields=["sent_at", "gave_up_at"], name="letter_waiting")]

    def __str__(self) -> str:
        return f"#{self.pk} {self.kind}"

    @property
    def organization_id(self) -> int | None:
        """Whose invitation it carries, for the journal."""
        return self.invitation.organization_id if self.invitation else None

    @property
    def mail_state(self) -> LetterState:
        """How far its delivery is."""
        if self.sent_at is not None:
            return LetterState.SENT
        return LetterState.WAITING if self.gave_up_at is None else LetterState.GAVE_UP
