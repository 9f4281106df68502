"""The people who sign in, and their roles with dates."""

from datetime import date
from typing import Any, Self

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models.organizations import Organization
from accounts.states import LEADING, LEVELS_ABOVE, Gender, Role
from kernel.russian import PersonName


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
    search = models.CharField(max_length=320, editable=False, default="")
    sort_name = models.CharField(max_length=320, editable=False, default="")

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
        lasts = Q(until_on=None) | Q(until_on__gte=today)
        return self.filter(lasts, since_on__lte=today, ended_at=None)

    def in_role(self, *roles: Role) -> Self:
        """Keep some roles."""
        return self.filter(role__in=roles)

    def visible_to(self, membership: "Membership") -> Self:
        """Show the people of one's own organization and, to those above, staff of those below."""
        own = Q(organization_id=membership.organization_id)
        if membership.role in LEVELS_ABOVE:
            below = Q(organization__in=Organization.objects.within(membership.organization_id))
            return self.filter(own | (below & Q(role__in=LEADING)))
        if membership.role in (Role.DIRECTOR, Role.CURATOR, Role.ADMIN):
            return self.filter(own)
        return self.filter(user_id=membership.user_id)


class Membership(models.Model):
    """A role of a person in an organization, from a day, until a day, by a paper.

    A person acts through one membership at a time; rights follow its dates. `ended_at` is set
    when the role was taken away at once, in the middle of a day.
    """

    user = models.ForeignKey(User, models.PROTECT, related_name="memberships")
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="memberships")
    role = models.CharField(_("role"), max_length=20, choices=Role)
    post = models.CharField(_("post"), max_length=160, blank=True)
    class_name = models.CharField(_("class"), max_length=20, blank=True)
    since_on = models.DateField(_("since"))
    until_on = models.DateField(pgettext_lazy("role", "until"), null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
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
            models.CheckConstraint(
                condition=Q(ended_at=None) | Q(until_on__isnull=False),
                name="membership_ended_has_a_last_day",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} — {self.get_role_display()}, {self.organization}"

    def is_current(self, today: date) -> bool:
        """Tell whether the role is in force on the day."""
        lasts = self.until_on is None or self.until_on >= today
        return self.ended_at is None and self.since_on <= today and lasts


def name_fields(source: Any) -> dict[str, str]:
    """Copy the four parts of a name from one record to another."""
    return {
        part: getattr(source, part, "")
        for part in ("last_name", "first_name", "patronymic", "gender")
    }
