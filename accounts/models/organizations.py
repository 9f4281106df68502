"""Organizations as a tree, with the requisites that papers print."""

from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.states import ABOVE_SCHOOLS, EDUCATIONAL, Gender, OrganizationKind
from kernel.russian import PersonName

if TYPE_CHECKING:
    from accounts.models.people import Membership


class OrganizationQuerySet(models.QuerySet["Organization"]):
    """Questions about the tree. It is three levels deep: region, municipality, school."""

    def within(self, top: "Organization | int") -> Self:
        """Keep the organization itself and everything below it."""
        pk = top if isinstance(top, int) else top.pk
        return self.filter(Q(pk=pk) | Q(parent_id=pk) | Q(parent__parent_id=pk))

    def visible_to(self, membership: "Membership") -> Self:
        """Show one's own organization and those below it."""
        return self.within(membership.organization_id)

    def educational(self) -> Self:
        """Keep those that run programmes: schools, colleges, kindergartens, centres."""
        return self.filter(kind__in=EDUCATIONAL)


class Organization(models.Model):
    """A region, a municipality or a school: the tenant that everything belongs to.

    The requisites are printed on orders, consents and reports.
    """

    parent = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="children",
        verbose_name=_("subordinate to"),
    )
    kind = models.CharField(_("kind"), max_length=20, choices=OrganizationKind)
    full_name = models.CharField(_("full name"), max_length=400)
    short_name = models.CharField(_("short name"), max_length=120)
    head_post = models.CharField(_("post of the head"), max_length=120, blank=True)
    head_last_name = models.CharField(_("head's last name"), max_length=100, blank=True)
    head_first_name = models.CharField(_("head's first name"), max_length=100, blank=True)
    head_patronymic = models.CharField(_("head's patronymic"), max_length=100, blank=True)
    head_gender = models.CharField(_("head's gender"), max_length=6, choices=Gender, blank=True)
    place = models.CharField(_("place"), max_length=120, blank=True)
    address = models.CharField(_("address"), max_length=300, blank=True)
    inn = models.CharField(_("INN"), max_length=12, blank=True)
    ogrn = models.CharField(_("OGRN"), max_length=15, blank=True)
    site = models.URLField(_("site"), blank=True)
    phone = models.CharField(_("phone"), max_length=40, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    time_zone = models.CharField(_("time zone"), max_length=40, default="Europe/Moscow")
    reminder_hour = models.PositiveSmallIntegerField(_("hour of reminders"), default=8)
    second_factor_roles = models.JSONField(_("roles that need a second factor"), default=list)
    search = models.CharField(max_length=600, editable=False, default="")
    closed_on = models.DateField(null=True, blank=True)

    objects = OrganizationQuerySet.as_manager()

    class Meta:
        verbose_name = _("organization")
        constraints = [
            models.CheckConstraint(
                condition=Q(kind=OrganizationKind.REGION, parent__isnull=True)
                | (~Q(kind=OrganizationKind.REGION) & Q(parent__isnull=False)),
                name="organization_only_region_has_no_parent",
            ),
            models.CheckConstraint(
                condition=Q(reminder_hour__lte=23), name="organization_hour_of_day"
            ),
        ]

    def __str__(self) -> str:
        return self.short_name

    @property
    def organization_id(self) -> int:
        """Its own tenant, for the journal."""
        return int(self.pk)

    @property
    def head_name(self) -> PersonName:
        """The head, as papers name them."""
        return PersonName(
            self.head_last_name, self.head_first_name, self.head_patronymic, self.head_gender
        )

    @property
    def is_above_schools(self) -> bool:
        """Tell whether it sees figures of schools and never people."""
        return self.kind in ABOVE_SCHOOLS
