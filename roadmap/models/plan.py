"""The programme of a school year and its plan: stages and activities with their days."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Membership, Organization, User
from accounts.states import LEVELS_ABOVE, STAFF, Role
from kernel.calendar import SchoolYear
from roadmap.models.reach import within_reach
from roadmap.states import (
    EDITABLE,
    IN_FORCE,
    ActivityState,
    DayShift,
    Layout,
    RoadmapState,
    StageCode,
)


class ProgrammeQuerySet(models.QuerySet["Programme"]):
    """Questions about programmes."""

    def visible_to(self, membership: Membership) -> Self:
        """Show the programmes of one's own organization and of those below."""
        return self.filter(within_reach(membership))


class Programme(models.Model):
    """Mentoring in one organization in one school year (2026 means 2026/2027).

    `remind_days` says how many days before a deadline people are reminded, `digest_weekday` on
    which morning (0 is Monday) they get the week at a glance, `escalate_days` after how many days
    the director learns of an overdue activity; `reminded_on` is the last morning on which all that
    was done.
    """

    organization = models.ForeignKey(Organization, models.PROTECT, related_name="programmes")
    year = models.PositiveSmallIntegerField(_("school year"))
    opened_at = models.DateTimeField()
    opened_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    remind_days = models.JSONField(_("remind so many days before"), default=list)
    digest_weekday = models.PositiveSmallIntegerField(_("day of the digest"), null=True, default=0)
    escalate_days = models.PositiveSmallIntegerField(
        _("tell the director after so many days"), null=True, default=7
    )
    reminded_on = models.DateField(null=True, blank=True)

    objects = ProgrammeQuerySet.as_manager()

    class Meta:
        verbose_name = _("programme")
        constraints = [
            models.UniqueConstraint(
                fields=["organization", "year"], name="programme_one_per_school_year"
            ),
            models.CheckConstraint(
                condition=Q(digest_weekday=None) | Q(digest_weekday__lte=6),
                name="programme_digest_on_a_weekday",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organization} {self.school_year.label}"

    @property
    def school_year(self) -> SchoolYear:
        """The school year as a value."""
        return SchoolYear(self.year)


class RoadmapQuerySet(models.QuerySet["Roadmap"]):
    """Questions about roadmaps."""

    def visible_to(self, membership: Membership) -> Self:
        """Show one's own organization's plan and, to those above, the submitted ones below."""
        seen = self.filter(within_reach(membership, "programme__organization"))
        if membership.role in LEVELS_ABOVE:
            own = Q(programme__organization_id=membership.organization_id)
            return seen.filter(own | ~Q(state=RoadmapState.DRAFT))
        if membership.role in (*STAFF, Role.MENTOR):
            return seen
        return self.none()

    def in_force(self) -> Self:
        """Keep those that run the year."""
        return self.filter(state__in=IN_FORCE)

    def with_organization(self) -> Self:
        """Bring the programme and the organization along."""
        return self.select_related("programme__organization")


class Roadmap(models.Model):
    """The plan of a programme: approved by the director, agreed by the municipality.

    `source_approval` is what the uploaded document says about who approved it and when;
    `template_version` is the version of a template of those above that the plan follows.
    """

    programme = models.OneToOneField(Programme, models.PROTECT, related_name="roadmap")
    title = models.CharField(_("title"), max_length=400)
    state = models.CharField(max_length=10, choices=RoadmapState, default=RoadmapState.DRAFT)
    source_name = models.CharField(_("made from"), max_length=200, blank=True)
    source_text = models.TextField(blank=True)
    source_approval = models.CharField(
        _("approved, as the document says"), max_length=400, blank=True
    )
    layout = models.CharField(_("layout in print"), max_length=1, choices=Layout, default=Layout.A)
    day_shift = models.CharField(
        _("a deadline on a day off"), max_length=8, choices=DayShift, default=DayShift.KEEP
    )
    template_version = models.ForeignKey(
        "roadmap.TemplateVersion", models.SET_NULL, null=True, blank=True, related_name="roadmaps"
    )
    made_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    submitted_at = models.DateTimeField(null=True, blank=True)
    submitted_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    approved_at = models.DateTimeField(null=True, blank=True)
    approved_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    agreed_at = models.DateTimeField(null=True, blank=True)
    agreed_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    comment = models.TextField(_("comment of the one who returned it"), blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)

    objects = RoadmapQuerySet.as_manager()

    class Meta:
        verbose_name = _("roadmap")
        constraints = [
            models.CheckConstraint(
                condition=Q(approved_at=None, approved_by=None)
                | Q(approved_at__isnull=False, approved_by__isnull=False),
                name="roadmap_approved_by_somebody",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=IN_FORCE) | Q(approved_at__isnull=False),
                name="roadmap_in_force_only_approved",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def organization_id(self) -> int:
        """Whose journal it belongs to."""
        return self.programme.organization_id

    @property
    def is_editable(self) -> bool:
        """Tell whether the curator may still change it."""
        return self.state in EDITABLE

    @property
    def is_in_force(self) -> bool:
        """Tell whether it runs the year."""
        return self.state in IN_FORCE


class StageQuerySet(models.QuerySet["Stage"]):
    """Questions about stages."""

    def visible_to(self, membership: Membership) -> Self:
        """Show the stages of the roadmaps one may see."""
        return self.filter(roadmap__in=Roadmap.objects.visible_to(membership)).select_related(
            "roadmap__programme__organization"
        )


class Stage(models.Model):
    """A part of the roadmap: its number as printed, goal and expected result."""

    roadmap = models.ForeignKey(Roadmap, models.CASCADE, related_name="stages")
    position = models.PositiveSmallIntegerField()
    number = models.CharField(_("number"), max_length=12, blank=True)
    title = models.CharField(_("title"), max_length=400)
    goal = models.TextField(_("goal"), blank=True)
    result = models.TextField(_("expected result"), blank=True)
    code = models.CharField(
        _("stage of the target model"),
        max_length=20,
        blank=True,
        choices=StageCode,
        help_text=_("Which of the seven stages it is, for tools and help."),
    )
    template_key = models.CharField(max_length=40, blank=True)

    objects = StageQuerySet.as_manager()

    class Meta:
        verbose_name = _("stage")
        constraints = [
            models.UniqueConstraint(fields=["roadmap", "position"], name="stage_position_once")
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.title}".strip()

    @property
    def organization_id(self) -> int:
        """Whose journal it belongs to."""
        return self.roadmap.organization_id


class ActivityQuerySet(models.QuerySet["Activity"]):
    """Questions about activities."""

    def visible_to(self, membership: Membership) -> Self:
        """Show the activities of the roadmaps one may see."""
        seen = Roadmap.objects.visible_to(membership)
        return self.filter(stage__roadmap__in=seen).select_related(
            "stage__roadmap__programme__organization"
        )

    def planned(self) -> Self:
        """Keep what is still to be done."""
        return self.filter(state=ActivityState.PLANNED)

    def overdue(self, today: date) -> Self:
        """Keep what should have been done before today."""
        return self.planned().filter(due_on__lt=today)

    def in_force(self) -> Self:
        """Keep those of roadmaps that run the year."""
        return self.filter(stage__roadmap__state__in=IN_FORCE)

    def of_programme(self, programme: Programme) -> Self:
        """Keep those of one programme."""
        return self.filter(stage__roadmap__programme=programme)

    def in_order(self) -> Self:
        """Sort as printed."""
        return self.order_by("stage__position", "position")


class Activity(models.Model):
    """Something to be done within a stage, until a day, by somebody.

    `deadline_text` is printed as it was written; `deadline` is what the language understood
    (`roadmap.deadlines`); `starts_on` and `due_on` are this school year's days. An activity that
    comes back within the year stands at its next days until the last are over. `heading` names
    what several activities are parts of, where the document has such a column.

    `responsible` are the people in charge, `bodies` what is in charge without being a person
    («педагогический совет»); `helpers` and `helping_bodies` take part. An activity that is tied to
    facts (`proof_code`) closes itself once they prove it, unless a person has undone that;
    `closing_fact` is the one that closed it, `proved_total` how much it had to count then.
    """

    stage = models.ForeignKey(Stage, models.CASCADE, related_name="activities")
    position = models.PositiveSmallIntegerField()
    number = models.CharField(_("number"), max_length=12, blank=True)
    heading = models.CharField(_("part of"), max_length=400, blank=True)
    title = models.TextField(_("activity"))
    deadline_text = models.CharField(_("deadline as written"), max_length=400, blank=True)
    deadline = models.JSONField(default=dict, blank=True)
    is_understood = models.BooleanField(default=False)
    starts_on = models.DateField(_("from"), null=True, blank=True)
    due_on = models.DateField(_("until"), null=True, blank=True)
    responsible_text = models.CharField(_("responsible as written"), max_length=600, blank=True)
    responsible = models.ManyToManyField(Membership, blank=True, related_name="activities")
    bodies = models.CharField(_("bodies in charge"), max_length=300, blank=True)
    helpers = models.ManyToManyField(Membership, blank=True, related_name="helped_activities")
    helping_bodies = models.CharField(_("bodies that help"), max_length=300, blank=True)
    result = models.TextField(_("expected result"), blank=True)
    proof_code = models.CharField(_("proved by"), max_length=40, blank=True)
    closes_itself = models.BooleanField(_("closes itself when proved"), default=True)
    closing_fact = models.CharField(max_length=40, blank=True)
    proved_total = models.PositiveIntegerField(default=0)
    state = models.CharField(max_length=12, choices=ActivityState, default=ActivityState.PLANNED)
    done_on = models.DateField(null=True, blank=True)
    note = models.TextField(_("note"), blank=True)
    template_key = models.CharField(max_length=40, blank=True)

    objects = ActivityQuerySet.as_manager()

    class Meta:
        verbose_name = _("activity")
        constraints = [
            models.UniqueConstraint(fields=["stage", "position"], name="activity_position_once"),
            models.CheckConstraint(
                condition=Q(starts_on=None) | Q(due_on=None) | Q(due_on__gte=F("starts_on")),
                name="activity_ends_after_it_starts",
            ),
            models.CheckConstraint(
                condition=Q(state=ActivityState.DONE, done_on__isnull=False)
                | (~Q(state=ActivityState.DONE) & Q(done_on=None)),
                name="activity_done_on_a_day",
            ),
        ]
        indexes = [models.Index(fields=["state", "due_on"], name="activity_due")]

    def __str__(self) -> str:
        return f"{self.number} {self.title[:80]}".strip()

    @property
    def organization_id(self) -> int:
        """Whose journal it belongs to."""
        return self.stage.organization_id

    @property
    def roadmap(self) -> Roadmap:
        """The plan it stands in."""
        return self.stage.roadmap

    @property
    def is_planned(self) -> bool:
        """Tell whether it is still to be done."""
        return self.state == ActivityState.PLANNED

    def is_overdue(self, today: date) -> bool:
        """Tell whether the day has passed and it is not done."""
        return bool(self.is_planned and self.due_on is not None and self.due_on < today)
