"""Training of mentors: courses, groups with lessons, who came, tests, materials, certificates."""

from typing import Any, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Membership, Organization, User
from accounts.states import Role
from kernel.models import IssuedDocument
from participants.models.directories import DirectoryQuerySet
from participants.models.people import Person
from participants.states import CourseKind, Presence, TrainingPart

LEADS = frozenset({Role.CURATOR, Role.DIRECTOR, Role.PSYCHOLOGIST})


class Course(models.Model):
    """What mentors are taught: the lessons with their parts, and the test at the end.

    Without an organization it is shipped with the product. `lessons` are
    `{"day", "part", "title", "content"}`, `questions` are `{"text", "options", "right"}`.
    """

    organization = models.ForeignKey(
        Organization, models.PROTECT, null=True, blank=True, related_name="+"
    )
    code = models.SlugField(max_length=40)
    name = models.CharField(_("name"), max_length=160)
    kind = models.CharField(_("kind"), max_length=8, choices=CourseKind)
    summary = models.TextField(_("what it is for"), blank=True)
    hours = models.PositiveSmallIntegerField(_("hours"))
    lessons = models.JSONField(default=list)
    questions = models.JSONField(default=list)
    pass_percent = models.PositiveSmallIntegerField(_("pass mark, %"), default=70)
    position = models.PositiveSmallIntegerField(default=0)

    objects = DirectoryQuerySet.as_manager()

    class Meta:
        verbose_name = _("training course")
        constraints = [
            models.UniqueConstraint(fields=["organization", "code"], name="course_code_once"),
            models.UniqueConstraint(
                fields=["code"], condition=Q(organization=None), name="course_code_shipped_once"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class TrainingGroupQuerySet(models.QuerySet["TrainingGroup"]):
    """Questions about groups."""

    def visible_to(self, membership: Membership) -> Self:
        """The school's own for those who run it; to others the groups they learn in."""
        own = self.filter(organization_id=membership.organization_id)
        if membership.role in LEADS:
            return own
        return own.filter(enrolments__person__user_id=membership.user_id).distinct()


class TrainingGroup(models.Model):
    """Mentors of one school who take one course together, in one school year."""

    organization = models.ForeignKey(Organization, models.PROTECT, related_name="training_groups")
    course = models.ForeignKey(Course, models.PROTECT, related_name="groups")
    year = models.PositiveSmallIntegerField(_("school year"))
    title = models.CharField(_("name of the group"), max_length=160)
    needed_lessons = models.PositiveSmallIntegerField(_("how many lessons must be attended"))
    pass_percent = models.PositiveSmallIntegerField(_("pass mark, %"))
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    cancelled_at = models.DateTimeField(null=True, blank=True)

    objects = TrainingGroupQuerySet.as_manager()

    class Meta:
        verbose_name = _("training group")
        indexes = [models.Index(fields=["organization", "year"], name="training_group_by_year")]
        constraints = [
            models.CheckConstraint(
                condition=Q(pass_percent__lte=100), name="training_group_pass_mark_is_a_share"
            )
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def has_test(self) -> bool:
        """Tell whether a test stands at the end."""
        return bool(self.course.questions)


class Lesson(models.Model):
    """One lesson of a group: when, where, who leads it; its code lets mentors mark themselves."""

    group = models.ForeignKey(TrainingGroup, models.CASCADE, related_name="lessons")
    position = models.PositiveSmallIntegerField()
    part = models.CharField(_("part of the course"), max_length=8, choices=TrainingPart)
    title = models.CharField(_("subject"), max_length=200)
    content = models.TextField(_("what it is about"), blank=True)
    held_on = models.DateField(_("date"))
    starts_at = models.TimeField(_("begins at"), null=True, blank=True)
    place = models.CharField(_("where"), max_length=160, blank=True)
    trainer = models.CharField(_("who leads it"), max_length=200, blank=True)
    nonce = models.CharField(max_length=32)
    token_digest = models.CharField(max_length=64, unique=True)

    class Meta:
        verbose_name = _("lesson")
        constraints = [
            models.UniqueConstraint(fields=["group", "position"], name="lesson_place_once")
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def organization_id(self) -> int:
        """Whose journal it belongs to."""
        return self.group.organization_id


class EnrolmentQuerySet(models.QuerySet["Enrolment"]):
    """Questions about those who learn."""

    def visible_to(self, membership: Membership) -> Self:
        """Everybody of the school for those who run it, to others themselves."""
        own = self.filter(group__organization_id=membership.organization_id)
        if membership.role in LEADS:
            return own
        return own.filter(person__user_id=membership.user_id)


class Enrolment(models.Model):
    """One mentor in one group, up to the certificate."""

    group = models.ForeignKey(TrainingGroup, models.CASCADE, related_name="enrolments")
    person = models.ForeignKey(Person, models.PROTECT, related_name="enrolments")
    enrolled_at = models.DateTimeField()
    certificate = models.OneToOneField(
        IssuedDocument, models.PROTECT, null=True, blank=True, related_name="+"
    )
    check_code = models.CharField(max_length=16, null=True, blank=True, unique=True)
    completed_on = models.DateField(_("training finished on"), null=True, blank=True)

    objects = EnrolmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("mentor in a training group")
        constraints = [
            models.UniqueConstraint(fields=["group", "person"], name="enrolment_once_per_group"),
            models.CheckConstraint(
                condition=Q(certificate=None, check_code=None, completed_on=None)
                | Q(
                    certificate__isnull=False,
                    check_code__isnull=False,
                    completed_on__isnull=False,
                ),
                name="enrolment_certificate_is_whole",
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.person_id} in {self.group_id}"

    @property
    def organization_id(self) -> int:
        """Whose journal it belongs to."""
        return self.group.organization_id


class Attendance(models.Model):
    """A mentor was at a lesson: marked by the own phone or by the curator."""

    lesson = models.ForeignKey(Lesson, models.CASCADE, related_name="attendances")
    enrolment = models.ForeignKey(Enrolment, models.CASCADE, related_name="attendances")
    how = models.CharField(max_length=6, choices=Presence)
    marked_at = models.DateTimeField()
    marked_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = _("mark of a lesson")
        constraints = [
            models.UniqueConstraint(fields=["lesson", "enrolment"], name="attendance_once")
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.enrolment_id} at {self.lesson_id}"


class TestAttempt(models.Model):
    """One try at the test: taken online, or on paper and entered by the curator."""

    __test__ = False  # pytest takes whatever begins with «Test» for a test

    enrolment = models.ForeignKey(Enrolment, models.CASCADE, related_name="attempts")
    percent = models.PositiveSmallIntegerField(_("result, %"))
    answers = models.JSONField(default=list)
    is_on_paper = models.BooleanField(default=False)
    taken_at = models.DateTimeField()

    class Meta:
        verbose_name = _("try at the test")
        constraints = [
            models.CheckConstraint(condition=Q(percent__lte=100), name="test_attempt_is_a_share")
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.percent}%"


class MaterialQuerySet(models.QuerySet["Material"]):
    """Questions about materials."""

    def visible_to(self, membership: Membership) -> Self:
        """The materials of the groups one may see."""
        return self.filter(group__in=TrainingGroup.objects.visible_to(membership))


class Material(models.Model):
    """A file or a link for those who learn."""

    group = models.ForeignKey(TrainingGroup, models.CASCADE, related_name="materials")
    title = models.CharField(_("name"), max_length=200)
    link = models.URLField(_("link"), blank=True)
    file = models.FileField(upload_to="training/%Y/%m", blank=True)
    file_name = models.CharField(max_length=200, blank=True)
    added_at = models.DateTimeField()
    added_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    objects = MaterialQuerySet.as_manager()

    class Meta:
        verbose_name = _("training material")
        constraints = [
            models.CheckConstraint(
                condition=Q(link="") ^ Q(file=""), name="material_is_a_file_or_a_link"
            )
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def organization_id(self) -> int:
        """Whose journal it belongs to."""
        return self.group.organization_id


class MentorDemandQuerySet(models.QuerySet["MentorDemand"]):
    """Questions about what schools ask of mentors."""

    def of(self, organization_id: int) -> "MentorDemand":
        """What a school asks for; without a row it warns and forbids nothing."""
        found = self.filter(organization_id=organization_id).first()
        return found or MentorDemand(organization_id=organization_id)


class MentorDemand(models.Model):
    """What a school asks of a mentor before a pair; what is not asked for is a warning only."""

    organization = models.OneToOneField(Organization, models.CASCADE, related_name="mentor_demand")
    asks_for_training = models.BooleanField(
        _("no pair before the training is finished"), default=False
    )
    asks_for_interview = models.BooleanField(
        _("no pair before an interview has admitted the mentor"), default=False
    )

    objects = MentorDemandQuerySet.as_manager()

    class Meta:
        verbose_name = _("what is asked of mentors")

    def __str__(self) -> str:
        return f"#{self.pk} {self.organization_id}"


def options_of(question: dict[str, Any]) -> list[tuple[str, str]]:
    """The answers of a question as choices."""
    return [(str(place), text) for place, text in enumerate(question["options"])]
