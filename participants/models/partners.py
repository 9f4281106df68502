"""Partner organizations and the mentors they offer."""

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Membership, Organization, User
from accounts.states import Role
from kernel.russian import PersonName
from participants.models.people import Person
from participants.states import OfferState, PartnerKind


class PartnerQuerySet(models.QuerySet["Partner"]):
    """Questions about partners."""

    def visible_to(self, membership: Membership) -> Self:
        """Show a school its partners, a partner the own organization and no other."""
        own = Q(organization_id=membership.organization_id)
        if membership.role in (Role.CURATOR, Role.DIRECTOR):
            return self.filter(own)
        if membership.role == Role.PARTNER:
            return self.filter(own, contact__user_id=membership.user_id)
        return self.none()


class Partner(models.Model):
    """An employer, university or NGO that helps a school with mentors.

    `contact` is the person who speaks for it and may come into its cabinet.
    """

    organization = models.ForeignKey(Organization, models.PROTECT, related_name="partners")
    kind = models.CharField(_("what it is"), max_length=12, choices=PartnerKind)
    name = models.CharField(_("name"), max_length=300)
    contact = models.ForeignKey(Person, models.PROTECT, related_name="speaks_for")
    note = models.TextField(_("agreement and notes"), blank=True)
    since_on = models.DateField(_("partner since"))
    ended_on = models.DateField(null=True, blank=True)

    objects = PartnerQuerySet.as_manager()

    class Meta:
        verbose_name = _("partner organization")
        constraints = [
            models.UniqueConstraint(
                fields=["organization", "name"],
                condition=Q(ended_on=None),
                name="partner_name_once",
            )
        ]

    def __str__(self) -> str:
        return self.name


class MentorOfferQuerySet(models.QuerySet["MentorOffer"]):
    """Questions about offered mentors."""

    def visible_to(self, membership: Membership) -> Self:
        """Show the offers of the partners one may see."""
        return self.filter(partner__in=Partner.objects.visible_to(membership))


class MentorOffer(models.Model):
    """A worker or student whom a partner offers as a mentor; the curator says yes or no."""

    partner = models.ForeignKey(Partner, models.PROTECT, related_name="offers")
    last_name = models.CharField(_("last name"), max_length=100)
    first_name = models.CharField(_("first name"), max_length=100)
    patronymic = models.CharField(_("patronymic"), max_length=100, blank=True)
    post = models.CharField(_("post"), max_length=160, blank=True)
    competences = models.TextField(_("competences"))
    available_time = models.CharField(_("time for mentoring"), max_length=200, blank=True)
    phone = models.CharField(_("phone"), max_length=40, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    state = models.CharField(max_length=10, choices=OfferState, default=OfferState.OFFERED)
    offered_at = models.DateTimeField()
    offered_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    reason = models.CharField(_("reason"), max_length=300, blank=True)
    person = models.ForeignKey(
        Person, models.SET_NULL, null=True, blank=True, related_name="offered_as"
    )

    objects = MentorOfferQuerySet.as_manager()

    class Meta:
        verbose_name = _("offered mentor")
        constraints = [
            models.CheckConstraint(
                condition=Q(state=OfferState.OFFERED, decided_at=None)
                | (~Q(state=OfferState.OFFERED) & Q(decided_at__isnull=False)),
                name="offer_decided_at_a_moment",
            )
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.state}"

    @property
    def organization_id(self) -> int:
        """Whose journal it belongs to."""
        return self.partner.organization_id

    @property
    def name(self) -> PersonName:
        """The name as pages write it."""
        return PersonName(self.last_name, self.first_name, self.patronymic)
