"""Talks with those who want to be mentors, and the note of a certificate of no criminal record."""

from typing import Any, Self

from django.db import models
from django.db.models import OuterRef, Q, Subquery
from django.utils.translation import gettext_lazy as _

from accounts.models import Membership, User
from accounts.states import Role
from participants.models.people import Person
from participants.states import DECIDED, InterviewDecision, InterviewState

LEADS = frozenset({Role.CURATOR, Role.DIRECTOR, Role.PSYCHOLOGIST})


class InterviewQuerySet(models.QuerySet["Interview"]):
    """Questions about interviews."""

    def visible_to(self, membership: Membership) -> Self:
        """Those of the school for those who select mentors; nobody else sees a sheet."""
        if membership.role not in LEADS:
            return self.none()
        return self.filter(person__organization_id=membership.organization_id)

    def decided(self) -> Self:
        """Those that ended in a decision."""
        return self.filter(state__in=DECIDED)


class Interview(models.Model):
    """One talk with a mentor: when, with whom, by which criteria, and what was decided.

    `criteria` are made from the requests of mentees when the talk is planned; `marks` answer
    them place by place. The private reason is for the curator and those who talked.
    """

    person = models.ForeignKey(Person, models.PROTECT, related_name="interviews")
    state = models.CharField(max_length=10, choices=InterviewState, default=InterviewState.PLANNED)
    held_on = models.DateField(_("date"))
    starts_at = models.TimeField(_("begins at"))
    place = models.CharField(_("where"), max_length=160, blank=True)
    interviewer = models.ForeignKey(
        Membership, models.PROTECT, related_name="+", verbose_name=_("who talks")
    )
    second = models.ForeignKey(
        Membership,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("second interviewer"),
    )
    criteria = models.JSONField(default=list)
    marks = models.JSONField(default=list)
    notes = models.TextField(_("notes"), blank=True)
    decision = models.CharField(_("decision"), max_length=10, choices=InterviewDecision, blank=True)
    private_reason = models.TextField(_("private reason"), blank=True)
    decided_on = models.DateField(_("decided on"), null=True, blank=True)
    decided_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    objects = InterviewQuerySet.as_manager()

    class Meta:
        verbose_name = _("interview")
        constraints = [
            models.CheckConstraint(
                condition=Q(state=InterviewState.DECIDED, decided_on__isnull=False)
                & ~Q(decision="")
                | ~Q(state=InterviewState.DECIDED) & Q(decision="", decided_on=None),
                name="interview_decided_exactly_with_a_decision",
            ),
            models.UniqueConstraint(
                fields=["person"],
                condition=Q(state=InterviewState.PLANNED),
                name="interview_one_planned_per_mentor",
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.state}"

    @property
    def organization_id(self) -> int:
        """Whose journal it belongs to."""
        return self.person.organization_id


class NoRecordNote(models.Model):
    """A certificate of no criminal record was shown: its number and date, never a copy."""

    person = models.OneToOneField(Person, models.CASCADE, related_name="no_record_note")
    number = models.CharField(_("number of the certificate"), max_length=60)
    issued_on = models.DateField(_("date of the certificate"))
    noted_at = models.DateTimeField()
    noted_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = _("certificate of no criminal record")

    def __str__(self) -> str:
        return f"#{self.pk}"

    @property
    def organization_id(self) -> int:
        """Whose journal it belongs to."""
        return self.person.organization_id


def latest_decision(person: str = "pk") -> Subquery:
    """The latest decision about a mentor, for annotations; nothing where nobody talked yet."""
    decided: Any = Interview.objects.decided().filter(person=OuterRef(person))
    return Subquery(decided.order_by("-decided_on", "-pk").values("decision")[:1])
