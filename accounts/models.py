"""Organizations as a tree, the people who sign in, and their roles with dates."""

from datetime import date
from typing import TYPE_CHECKING, Any, Self

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.states import ABOVE_SCHOOLS, EDUCATIONAL, Gender, OrganizationKind, Role
from kernel.russian import PersonName

if TYPE_CHECKING:
    from datetime import datetime


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


class UserManager(BaseUserManager["User"]):
    """Finds people by their sign-in name."""

    def get_by_natural_key(self, username: str | None) -> "User":
        """Find by login name, whatever the case of its letters."""
        return self.get(username__iexact=username)


class User(AbstractBaseUser):
    """Somebody who signs in: by e-mail, by login name, or (pupils) by a printed card."""

    username = models.CharField(_("login name"), max_length=60, unique=True)
    email = models.EmailField(_("e-mail"), blank=True)
    last_name = models.CharField(_("last name"), max_length=100)
    first_name = models.CharField(_("first name"), max_length=100)
    patronymic = models.CharField(_("patronymic"), max_length=100, blank=True)
    gender = models.CharField(_("gender"), max_length=6, choices=Gender, blank=True)
    phone = models.CharField(_("phone"), max_length=40, blank=True)
    language = models.CharField(_("language"), max_length=5, default="ru")
    is_active = models.BooleanField(_("may sign in"), default=True)
    joined_at = models.DateTimeField(auto_now_add=True)

    objects = UserManager()

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["email"]

    class Meta:
        verbose_name = _("user")
        constraints = [
            models.UniqueConstraint(
                fields=["email"], condition=~Q(email=""), name="user_email_once"
            )
        ]

    def __str__(self) -> str:
        return self.name.full

    @property
    def name(self) -> PersonName:
        """The name as papers and pages write it."""
        return PersonName(self.last_name, self.first_name, self.patronymic, self.gender)

    @property
    def is_staff(self) -> bool:
        """Nobody: Django's own administration is not mounted."""
        return False


class MembershipQuerySet(models.QuerySet["Membership"]):
    """Questions about roles."""

    def current(self, today: date) -> Self:
        """Keep the roles that are in force on the day."""
        return self.filter(Q(until_on=None) | Q(until_on__gte=today), since_on__lte=today)

    def in_role(self, *roles: Role) -> Self:
        """Keep some roles."""
        return self.filter(role__in=roles)

    def visible_to(self, membership: "Membership") -> Self:
        """Show the people of one's own organization and, to those above, staff of those below."""
        own = Q(organization_id=membership.organization_id)
        if membership.role in (Role.REGION, Role.MUNICIPALITY):
            below = Q(organization__in=Organization.objects.within(membership.organization_id))
            return self.filter(
                own | (below & Q(role__in=[Role.MUNICIPALITY, Role.DIRECTOR, Role.CURATOR]))
            )
        if membership.role in (Role.DIRECTOR, Role.CURATOR, Role.ADMIN):
            return self.filter(own)
        return self.filter(user_id=membership.user_id)


class Membership(models.Model):
    """A role of a person in an organization, from a day, until a day, by a paper.

    A person acts through one membership at a time; rights follow its dates.
    """

    user = models.ForeignKey(User, models.PROTECT, related_name="memberships")
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="memberships")
    role = models.CharField(_("role"), max_length=20, choices=Role)
    post = models.CharField(_("post"), max_length=160, blank=True)
    class_name = models.CharField(_("class"), max_length=20, blank=True)
    since_on = models.DateField(_("since"))
    until_on = models.DateField(_("until"), null=True, blank=True)
    paper = models.CharField(_("appointed by"), max_length=200, blank=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        verbose_name = _("role")
        constraints = [
            models.CheckConstraint(
                condition=Q(until_on=None) | Q(until_on__gte=F("since_on")),
                name="membership_ends_after_it_begins",
            ),
            models.UniqueConstraint(
                fields=["user", "organization", "role"],
                condition=Q(until_on=None),
                name="membership_one_open_per_role",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} — {self.get_role_display()}, {self.organization}"

    def is_current(self, today: date) -> bool:
        """Tell whether the role is in force on the day."""
        return self.since_on <= today and (self.until_on is None or self.until_on >= today)


class Invitation(models.Model):
    """A personal link by which somebody takes up a role: used once, with an expiry."""

    organization = models.ForeignKey(Organization, models.PROTECT, related_name="invitations")
    role = models.CharField(_("role"), max_length=20, choices=Role)
    last_name = models.CharField(_("last name"), max_length=100)
    first_name = models.CharField(_("first name"), max_length=100)
    patronymic = models.CharField(_("patronymic"), max_length=100, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    paper = models.CharField(_("appointed by"), max_length=200, blank=True)
    person_id = models.BigIntegerField(null=True, blank=True)
    token_digest = models.CharField(max_length=64, unique=True)
    invited_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    invited_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, blank=True)
    accepted_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    withdrawn_at = models.DateTimeField(null=True, blank=True)

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

    def is_open(self, now: "datetime") -> bool:
        """Tell whether the link still works."""
        return self.accepted_at is None and self.withdrawn_at is None and self.expires_at > now


class CardQuerySet(models.QuerySet["Card"]):
    """Questions about class cards."""

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


def name_fields(source: Any) -> dict[str, str]:
    """Copy the four parts of a name from one record to another."""
    return {
        part: getattr(source, part, "")
        for part in ("last_name", "first_name", "patronymic", "gender")
    }
