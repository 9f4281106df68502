"""Proposals of matching, pairs, the order that fixes them, meetings, the queue of the unpaired."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Membership, User
from accounts.states import Role
from kernel.models import IssuedDocument, Job
from pairs.states import (
    CLOSED,
    OPEN,
    MeetingFormat,
    MeetingKind,
    NextStep,
    OrderState,
    OrderWord,
    PairState,
    QueueState,
)
from participants.models import MentoringForm, Person
from roadmap.models import Programme


class PairQuerySet(models.QuerySet["Pair"]):
    """Questions about pairs."""

    def visible_to(self, membership: Membership) -> Self:
        """Show staff the pairs of their school, the sides their own, parents their child's."""
        own = Q(programme__organization_id=membership.organization_id)
        if membership.role in (Role.CURATOR, Role.DIRECTOR, Role.PSYCHOLOGIST):
            return self.filter(own)
        if membership.role == Role.CLASS_TEACHER:
            return self.filter(own, mentee__class_name=membership.class_name).exclude(
                mentee__class_name=""
            )
        if membership.role in (Role.MENTOR, Role.PARTNER):
            return self.filter(own, mentor__user_id=membership.user_id, state=PairState.ACTIVE)
        if membership.role == Role.MENTEE:
            return self.filter(own, mentee__user_id=membership.user_id, state=PairState.ACTIVE)
        if membership.role == Role.GUARDIAN:
            return self.filter(
                own,
                state=PairState.ACTIVE,
                mentee__guardians__guardian__user_id=membership.user_id,
                mentee__guardians__confirmed_at__isnull=False,
            ).distinct()
        return self.none()

    def open(self) -> Self:
        """Keep those that are proposed or active."""
        return self.filter(state__in=OPEN)

    def active(self) -> Self:
        """Keep those that an order has fixed."""
        return self.filter(state=PairState.ACTIVE)

    def with_people(self) -> Self:
        """Fetch both sides with the pair."""
        return self.select_related("mentee", "mentor", "form")


class MatchingRun(models.Model):
    """One run of matching: what it looked at and proposed, so that it can be shown again."""

    programme = models.ForeignKey(Programme, models.PROTECT, related_name="matching_runs")
    job = models.OneToOneField(Job, models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    report = models.JSONField(default=dict)

    class Meta:
        verbose_name = _("matching run")

    def __str__(self) -> str:
        return f"#{self.pk} of {self.programme_id}"

    @property
    def organization_id(self) -> int:
        """Whose journal it belongs to."""
        return self.programme.organization_id


class PairOrderQuerySet(models.QuerySet["PairOrder"]):
    """Questions about orders."""

    def visible_to(self, membership: Membership) -> Self:
        """Show the orders of one's own school to those who draw them up and sign them."""
        if membership.role in (Role.CURATOR, Role.DIRECTOR, Role.PSYCHOLOGIST):
            return self.filter(programme__organization_id=membership.organization_id)
        return self.none()

    def counted(self) -> Self:
        """Count the pairs of each order."""
        return self.annotate(pair_count=models.Count("pairs"))


class PairOrder(models.Model):
    """The act of the head that fixes pairs: «приказ» or «распоряжение», a setting of the school."""

    programme = models.ForeignKey(Programme, models.PROTECT, related_name="pair_orders")
    word = models.CharField(
        _("kind of act"), max_length=20, choices=OrderWord, default=OrderWord.PRIKAZ
    )
    until_on = models.DateField(_("pairs work until"))
    curator = models.ForeignKey(
        Membership, models.PROTECT, related_name="+", verbose_name=_("curator of the programme")
    )
    control = models.ForeignKey(
        Membership,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("control is laid on"),
    )
    state = models.CharField(max_length=10, choices=OrderState, default=OrderState.DRAFT)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    submitted_at = models.DateTimeField(null=True, blank=True)
    submitted_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    comment = models.TextField(_("comment of the one who returned it"), blank=True)
    signed_on = models.DateField(null=True, blank=True)
    signed_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    document = models.OneToOneField(
        IssuedDocument, models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = PairOrderQuerySet.as_manager()

    class Meta:
        verbose_name = _("order")
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    state=OrderState.SIGNED,
                    signed_on__isnull=False,
                    signed_by__isnull=False,
                    document__isnull=False,
                )
                | (~Q(state=OrderState.SIGNED) & Q(signed_on=None, signed_by=None, document=None)),
                name="order_signed_by_somebody",
            )
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.word}"

    @property
    def organization_id(self) -> int:
        """Whose journal it belongs to."""
        return self.programme.organization_id


class Pair(models.Model):
    """A mentor and a mentee who work together in one programme.

    `reasons` says in words why matching or the curator brought them together.
    """

    programme = models.ForeignKey(Programme, models.PROTECT, related_name="pairs")
    mentor = models.ForeignKey(Person, models.PROTECT, related_name="pairs_as_mentor")
    mentee = models.ForeignKey(Person, models.PROTECT, related_name="pairs_as_mentee")
    form = models.ForeignKey(MentoringForm, models.PROTECT, related_name="+")
    goal = models.TextField(_("goal"), blank=True)
    state = models.CharField(max_length=10, choices=PairState, default=PairState.PROPOSED)
    run = models.ForeignKey(MatchingRun, models.SET_NULL, null=True, related_name="pairs")
    score = models.PositiveSmallIntegerField(default=0)
    reasons = models.JSONField(default=list)
    is_by_hand = models.BooleanField(default=False)
    hand_reason = models.TextField(_("why it was made by hand"), blank=True)
    replaces = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="replaced_by"
    )
    proposed_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    order = models.ForeignKey(
        PairOrder, models.PROTECT, null=True, blank=True, related_name="pairs"
    )
    proposed_at = models.DateTimeField()
    active_since_on = models.DateField(null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True)
    end_reason = models.TextField(blank=True)

    objects = PairQuerySet.as_manager()

    class Meta:
        verbose_name = _("pair")
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "mentee"],
                condition=Q(state__in=OPEN),
                name="pair_one_open_per_mentee",
            ),
            models.CheckConstraint(
                condition=Q(state__in=CLOSED, ended_on__isnull=False)
                | Q(state__in=OPEN, ended_on__isnull=True),
                name="pair_ended_exactly_when_closed",
            ),
            models.CheckConstraint(
                condition=~Q(state=PairState.ACTIVE)
                | Q(order__isnull=False, active_since_on__isnull=False),
                name="pair_active_only_by_order",
            ),
            models.CheckConstraint(condition=~Q(mentor=models.F("mentee")), name="pair_of_two"),
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.mentor_id}-{self.mentee_id}"

    @property
    def organization_id(self) -> int:
        """Whose journal it belongs to."""
        return self.programme.organization_id


class MeetingQuerySet(models.QuerySet["Meeting"]):
    """Questions about meetings."""

    def visible_to(self, membership: Membership) -> Self:
        """Show the meetings of the pairs one may see."""
        return self.filter(pair__in=Pair.objects.visible_to(membership))

    def held(self) -> Self:
        """Keep those that took place, as far as anybody knows."""
        return self.filter(cancelled_at=None)


class Meeting(models.Model):
    """One meeting of a pair, recorded in half a minute."""

    pair = models.ForeignKey(Pair, models.PROTECT, related_name="meetings")
    kind = models.CharField(_("kind"), max_length=10, choices=MeetingKind)
    held_on = models.DateField(_("date"))
    lasted_minutes = models.PositiveSmallIntegerField(_("minutes"))
    format = models.CharField(
        _("format"), max_length=10, choices=MeetingFormat, default=MeetingFormat.IN_PERSON
    )
    topic = models.CharField(_("what was done"), max_length=500)
    next_on = models.DateField(_("next meeting"), null=True, blank=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    late_reason = models.CharField(_("why it is recorded late"), max_length=300, blank=True)
    cancelled_at = models.DateTimeField(null=True, blank=True)
    cancel_reason = models.CharField(_("why it is cancelled"), max_length=300, blank=True)

    objects = MeetingQuerySet.as_manager()

    class Meta:
        verbose_name = _("meeting")
        constraints = [
            models.UniqueConstraint(
                fields=["pair", "held_on", "topic"],
                condition=Q(cancelled_at=None),
                name="meeting_recorded_once",
            ),
            models.CheckConstraint(
                condition=Q(lasted_minutes__gte=1, lasted_minutes__lte=600),
                name="meeting_lasts_a_sensible_time",
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.held_on}"

    @property
    def organization_id(self) -> int:
        """Whose journal it belongs to."""
        return self.pair.organization_id


class QueueCardQuerySet(models.QuerySet["QueueCard"]):
    """Questions about those without a pair."""

    def visible_to(self, membership: Membership) -> Self:
        """Show the queue of one's own school to the staff; a class teacher sees the class."""
        own = Q(programme__organization_id=membership.organization_id)
        if membership.role in (Role.CURATOR, Role.DIRECTOR, Role.PSYCHOLOGIST):
            return self.filter(own)
        if membership.role == Role.CLASS_TEACHER:
            return self.filter(own, mentee__class_name=membership.class_name).exclude(
                mentee__class_name=""
            )
        return self.none()

    def waiting(self) -> Self:
        """Keep those who still wait."""
        return self.filter(state=QueueState.WAITING)


class QueueCard(models.Model):
    """A mentee without a pair: why, what is done about it, and when somebody looks again.

    `reason` is what matching found (`pairs.reasons`). It is never closed by itself.
    """

    programme = models.ForeignKey(Programme, models.PROTECT, related_name="queue")
    mentee = models.ForeignKey(Person, models.PROTECT, related_name="queue_cards")
    reason = models.JSONField(default=dict)
    state = models.CharField(max_length=10, choices=QueueState, default=QueueState.WAITING)
    next_step = models.CharField(
        _("next step"), max_length=12, choices=NextStep, default=NextStep.SEARCH
    )
    review_on = models.DateField(_("look again on"))
    note = models.TextField(_("note"), blank=True)
    entered_on = models.DateField(_("waits since"))
    left_on = models.DateField(null=True, blank=True)

    objects = QueueCardQuerySet.as_manager()

    class Meta:
        verbose_name = _("mentee without a pair")
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "mentee"],
                condition=Q(state=QueueState.WAITING),
                name="queue_card_one_open_per_mentee",
            ),
            models.CheckConstraint(
                condition=Q(state=QueueState.WAITING, left_on=None)
                | (~Q(state=QueueState.WAITING) & Q(left_on__isnull=False)),
                name="queue_card_left_on_a_day",
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.mentee_id}"

    @property
    def organization_id(self) -> int:
        """Whose journal it belongs to."""
        return self.programme.organization_id

    def days_waited(self, today: date) -> int:
        """How long the mentee has been waiting."""
        return ((self.left_on or today) - self.entered_on).days
