"""Consents: their wordings, the answers to them, and the personal links that ask for them."""

from datetime import datetime
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Membership, Organization, User
from participants.models.people import Person
from participants.states import Category, Channel, ConsentState, Purpose, Relation


class ConsentText(models.Model):
    """The wording of a consent for one purpose; a signed version is never changed.

    Without an organization it is the shipped preset.
    """

    organization = models.ForeignKey(
        Organization, models.PROTECT, null=True, blank=True, related_name="+"
    )
    purpose = models.CharField(_("purpose"), max_length=12, choices=Purpose)
    version = models.PositiveSmallIntegerField(_("version"), default=1)
    body = models.TextField(_("text"))
    source = models.CharField(_("source"), max_length=300, blank=True)
    valid_from_on = models.DateField(_("in force from"))

    class Meta:
        verbose_name = _("text of a consent")
        constraints = [
            models.UniqueConstraint(
                fields=["organization", "purpose", "version"], name="consent_text_version_once"
            ),
            models.UniqueConstraint(
                fields=["purpose", "version"],
                condition=Q(organization=None),
                name="consent_text_shipped_version_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_purpose_display()} v{self.version}"


class ConsentQuerySet(models.QuerySet["Consent"]):
    """Questions about consents."""

    def visible_to(self, membership: Membership) -> Self:
        """Show the consents of the people one may see."""
        return self.filter(person__in=Person.objects.visible_to(membership))


class Consent(models.Model):
    """One answer of one signer about one person for one purpose, under one wording."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="consents")
    purpose = models.CharField(_("purpose"), max_length=12, choices=Purpose)
    signer = models.ForeignKey(Person, models.PROTECT, related_name="signed_consents")
    relation = models.CharField(_("signed as"), max_length=10, blank=True)
    text = models.ForeignKey(ConsentText, models.PROTECT, related_name="+")
    channel = models.CharField(_("channel"), max_length=10, choices=Channel)
    state = models.CharField(max_length=10, choices=ConsentState)
    answered_on = models.DateField(_("date"))
    expires_on = models.DateField(_("valid until"), null=True, blank=True)
    categories = models.JSONField(_("what may be published"), default=list)
    refusal_reason = models.TextField(_("reason of the refusal"), blank=True)
    withdrawn_on = models.DateField(null=True, blank=True)
    scan = models.FileField(upload_to="consents/%Y/%m", blank=True)
    scan_name = models.CharField(max_length=200, blank=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    objects = ConsentQuerySet.as_manager()

    class Meta:
        verbose_name = _("consent")
        constraints = [
            models.CheckConstraint(
                condition=Q(state=ConsentState.WITHDRAWN, withdrawn_on__isnull=False)
                | (~Q(state=ConsentState.WITHDRAWN) & Q(withdrawn_on=None)),
                name="consent_withdrawn_on_a_day",
            ),
            models.UniqueConstraint(
                fields=["person", "purpose", "signer"],
                condition=Q(state=ConsentState.GIVEN),
                name="consent_one_in_force_per_signer",
            ),
        ]
        indexes = [models.Index(fields=["person", "purpose", "state"], name="consent_by_person")]

    def __str__(self) -> str:
        return f"#{self.pk} {self.purpose} {self.state}"

    @property
    def relation_text(self) -> str:
        """What the signer is to the person, in words; nothing for oneself."""
        known = self.relation in Relation.values
        return str(Relation(self.relation).label) if known else ""

    @property
    def categories_text(self) -> str:
        """What may be published, in words."""
        return ", ".join(str(Category(chosen).label) for chosen in self.categories)

    @property
    def organization_id(self) -> int:
        """Whose journal it belongs to."""
        return self.person.organization_id


class ConsentRequestQuerySet(models.QuerySet["ConsentRequest"]):
    """Questions about personal links."""

    def waiting(self, now: datetime) -> Self:
        """Keep those that were sent out, are not answered and still work."""
        return self.filter(answered_at=None, closed_at=None, expires_at__gt=now)


class ConsentRequest(models.Model):
    """A personal link by which one signer answers about one person for one purpose.

    The database keeps the digest of its token and the seed that, with the secret of the
    installation, makes the token. After the answer the same link shows it and withdraws it.
    """

    person = models.ForeignKey(Person, models.PROTECT, related_name="consent_requests")
    purpose = models.CharField(_("purpose"), max_length=12, choices=Purpose)
    signer = models.ForeignKey(Person, models.PROTECT, related_name="+")
    relation = models.CharField(max_length=10, blank=True)
    text = models.ForeignKey(ConsentText, models.PROTECT, related_name="+")
    nonce = models.CharField(max_length=32)
    token_digest = models.CharField(max_length=64, unique=True)
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    expires_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    consent = models.OneToOneField(
        Consent, models.PROTECT, null=True, blank=True, related_name="request"
    )

    objects = ConsentRequestQuerySet.as_manager()

    class Meta:
        verbose_name = _("request for a consent")
        constraints = [
            models.CheckConstraint(
                condition=Q(answered_at=None, consent=None)
                | Q(answered_at__isnull=False, consent__isnull=False),
                name="consent_request_answered_by_a_consent",
            ),
            models.UniqueConstraint(
                fields=["person", "purpose", "signer"],
                condition=Q(answered_at=None, closed_at=None),
                name="consent_request_one_open",
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.purpose}"

    @property
    def organization_id(self) -> int:
        """Whose journal it belongs to."""
        return self.person.organization_id

    def is_open(self, now: datetime) -> bool:
        """Tell whether it can still be answered."""
        return self.answered_at is None and self.closed_at is None and self.expires_at > now
