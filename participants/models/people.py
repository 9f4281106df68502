"""One card a person, and who represents a child."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Membership, Organization, User
from accounts.states import Gender, Role
from kernel.russian import PersonName
from participants.states import PersonKind, Relation


class PersonQuerySet(models.QuerySet["Person"]):
    """Questions about people. Every read of personal data begins with `visible_to`."""

    def visible_to(self, membership: Membership) -> Self:
        """Show whom this role may know of; the levels above a school see no people at all."""
        own = Q(organization_id=membership.organization_id)
        if membership.role in (Role.CURATOR, Role.DIRECTOR, Role.PSYCHOLOGIST):
            return self.filter(own)
        if membership.role == Role.CLASS_TEACHER:
            return self.filter(own, class_name=membership.class_name).exclude(class_name="")
        mine = Q(user_id=membership.user_id)
        if membership.role == Role.GUARDIAN:
            return self.filter(
                own
                & (
                    mine
                    | Q(
                        guardians__guardian__user_id=membership.user_id,
                        guardians__confirmed_at__isnull=False,
                    )
                )
            ).distinct()
        if membership.role in (Role.MENTOR, Role.MENTEE, Role.PARTNER):
            return self.filter(own & mine)
        return self.none()

    def kept(self) -> Self:
        """Keep the people who have neither left nor been erased."""
        return self.filter(archived_at=None, erased_at=None)


class Person(models.Model):
    """One card of one person of an organization, whatever their parts.

    A pupil may be a mentee here and a mentor there, a teacher also a parent. `search` and
    `sort_name` are kept beside the name so that both databases find and sort Russian.
    """

    organization = models.ForeignKey(Organization, models.PROTECT, related_name="people")
    user = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="cards_of")
    kind = models.CharField(_("who"), max_length=10, choices=PersonKind)
    last_name = models.CharField(_("last name"), max_length=100)
    first_name = models.CharField(_("first name"), max_length=100)
    patronymic = models.CharField(_("patronymic"), max_length=100, blank=True)
    gender = models.CharField(_("gender"), max_length=6, choices=Gender, blank=True)
    born_on = models.DateField(_("date of birth"), null=True, blank=True)
    birth_year = models.PositiveSmallIntegerField(_("year of birth"), null=True, blank=True)
    class_name = models.CharField(_("class"), max_length=20, blank=True)
    post = models.CharField(_("post"), max_length=160, blank=True)
    workplace = models.CharField(_("place of work or study"), max_length=300, blank=True)
    experience_years = models.PositiveSmallIntegerField(
        _("years of service"), null=True, blank=True
    )
    phone = models.CharField(_("phone"), max_length=40, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    search = models.CharField(max_length=320, editable=False, default="")
    sort_name = models.CharField(max_length=640, editable=False, default="")
    entered_at = models.DateTimeField()
    archived_at = models.DateTimeField(null=True, blank=True)
    erased_at = models.DateTimeField(null=True, blank=True)

    objects = PersonQuerySet.as_manager()

    class Meta:
        verbose_name = _("person")
        constraints = [
            models.UniqueConstraint(
                fields=["organization", "user"],
                condition=Q(user__isnull=False),
                name="person_one_card_per_user",
            )
        ]
        indexes = [
            models.Index(fields=["organization", "sort_name"], name="person_by_name"),
            models.Index(fields=["organization", "class_name"], name="person_by_class"),
        ]

    def __str__(self) -> str:
        return self.name.full

    @property
    def name(self) -> PersonName:
        """The name as papers and pages write it."""
        return PersonName(self.last_name, self.first_name, self.patronymic, self.gender)

    @property
    def place_text(self) -> str:
        """Class, post or place of work: what stands beside the name in lists and orders."""
        return self.class_name or self.post or self.workplace

    @property
    def place_in_full(self) -> str:
        """Where the person works or studies, with the organization, as official papers ask."""
        where = self.workplace or (
            "" if self.kind == PersonKind.OUTSIDE else str(self.organization)
        )
        return ", ".join(part for part in (where, self.class_name or self.post) if part)

    def age(self, today: date) -> int | None:
        """Full years on the day; by the year of birth alone, the years reached for certain."""
        if self.born_on is not None:
            had_birthday = (today.month, today.day) >= (self.born_on.month, self.born_on.day)
            return today.year - self.born_on.year - (0 if had_birthday else 1)
        return today.year - self.birth_year - 1 if self.birth_year else None


class Guardian(models.Model):
    """Who represents a child: several per child, several children per guardian."""

    child = models.ForeignKey(Person, models.CASCADE, related_name="guardians")
    guardian = models.ForeignKey(Person, models.CASCADE, related_name="children")
    relation = models.CharField(_("relation"), max_length=10, choices=Relation)
    authority = models.CharField(_("document of authority"), max_length=200, blank=True)
    confirmed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("representative")
        constraints = [
            models.UniqueConstraint(fields=["child", "guardian"], name="guardian_once_per_child"),
            models.CheckConstraint(
                condition=~Q(child=F("guardian")), name="guardian_is_somebody_else"
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.guardian_id}-{self.child_id}"

    @property
    def organization_id(self) -> int:
        """Whose journal it belongs to."""
        return self.child.organization_id
