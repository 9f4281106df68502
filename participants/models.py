"""People of an organization: one card each, their parts as mentee and mentor, their consents."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Membership, Organization, User
from accounts.states import Gender, Role
from kernel.russian import PersonName
from participants.states import Channel, ConsentState, PersonKind, Purpose, Relation


class Direction(models.Model):
    """What a mentee may ask for and a mentor may be good at: the directory both sides choose from.

    Without an organization it is shipped with the product; a region or school may add its own.
    """

    organization = models.ForeignKey(
        Organization, models.PROTECT, null=True, blank=True, related_name="+"
    )
    code = models.SlugField(max_length=40)
    name = models.CharField(_("name"), max_length=160)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = _("direction")
        constraints = [
            models.UniqueConstraint(fields=["organization", "code"], name="direction_code_once"),
            models.UniqueConstraint(
                fields=["code"], condition=Q(organization=None), name="direction_code_shipped_once"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class MentoringForm(models.Model):
    """Who mentors whom: «ученик — ученик» and so on, with role variants (a directory)."""

    organization = models.ForeignKey(
        Organization, models.PROTECT, null=True, blank=True, related_name="+"
    )
    code = models.SlugField(max_length=40)
    name = models.CharField(_("name"), max_length=160)
    mentor_kinds = models.JSONField(default=list)
    mentee_kinds = models.JSONField(default=list)
    variants = models.JSONField(default=list)
    is_labour = models.BooleanField(
        _("mentoring at work (Labour Code, art. 351.8)"), default=False
    )
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = _("form of mentoring")
        constraints = [
            models.UniqueConstraint(fields=["organization", "code"], name="form_code_once"),
            models.UniqueConstraint(
                fields=["code"], condition=Q(organization=None), name="form_code_shipped_once"
            ),
        ]

    def __str__(self) -> str:
        return self.name


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
                own & (mine | Q(guardians__guardian__user_id=membership.user_id, guardians__confirmed_at__isnull=False))
            ).distinct()
        if membership.role in (Role.MENTOR, Role.MENTEE):
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


class MenteeProfile(models.Model):
    """The part of a mentee: what they ask for, in their own words and from the directory."""

    person = models.OneToOneField(Person, models.CASCADE, related_name="mentee")
    request = models.TextField(_("request in own words"), blank=True)
    directions = models.ManyToManyField(
        Direction, blank=True, related_name="+", verbose_name=_("what help is wanted")
    )
    interests = models.TextField(_("interests"), blank=True)
    strengths = models.TextField(_("strengths"), blank=True)
    difficulties = models.TextField(_("difficulties"), blank=True)
    wished_form = models.ForeignKey(
        MentoringForm, models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name=_("wished form"),
    )
    wished_mentor = models.TextField(_("wishes about the mentor"), blank=True)
    available_time = models.CharField(_("suitable time"), max_length=200, blank=True)
    entered_on = models.DateField(_("in the programme since"))
    left_on = models.DateField(null=True, blank=True)
    left_reason = models.TextField(blank=True)

    class Meta:
        verbose_name = _("mentee")

    def __str__(self) -> str:
        return str(self.person)

    @property
    def organization_id(self) -> int:
        """Whose journal it belongs to."""
        return self.person.organization_id


class MentorProfile(models.Model):
    """The part of a mentor: what they are good at and how much they can take on.

    Capacity 0 is valid: they take no new mentees.
    """

    person = models.OneToOneField(Person, models.CASCADE, related_name="mentor")
    directions = models.ManyToManyField(
        Direction, blank=True, related_name="+", verbose_name=_("can help with")
    )
    competences = models.TextField(_("competences"), blank=True)
    achievements = models.TextField(_("achievements"), blank=True)
    interests = models.TextField(_("interests"), blank=True)
    forms = models.ManyToManyField(
        MentoringForm, blank=True, related_name="+", verbose_name=_("wished forms")
    )
    age_from = models.PositiveSmallIntegerField(_("mentees aged from"), null=True, blank=True)
    age_to = models.PositiveSmallIntegerField(_("to"), null=True, blank=True)
    capacity = models.PositiveSmallIntegerField(_("how many mentees at once"), default=1)
    available_time = models.CharField(_("time for mentoring"), max_length=200, blank=True)
    experience = models.TextField(_("experience as a mentor"), blank=True)
    is_ready_for_training = models.BooleanField(_("ready for training"), default=True)
    trained_on = models.DateField(_("trained on"), null=True, blank=True)
    entered_on = models.DateField(_("in the programme since"))
    left_on = models.DateField(null=True, blank=True)
    left_reason = models.TextField(blank=True)

    class Meta:
        verbose_name = _("mentor")

    def __str__(self) -> str:
        return str(self.person)

    @property
    def organization_id(self) -> int:
        """Whose journal it belongs to."""
        return self.person.organization_id


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
    def organization_id(self) -> int:
        """Whose journal it belongs to."""
        return self.person.organization_id
