"""What the running year keeps: leaves with deputies, comments, reminders told, calendar feeds."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Membership, User
from accounts.states import LEVELS_ABOVE, STAFF
from roadmap.models.plan import Activity


class LeaveQuerySet(models.QuerySet["Leave"]):
    """Questions about leaves."""

    def visible_to(self, membership: Membership) -> Self:
        """Show the leaves of one's own organization to those who work there."""
        if membership.role not in (*STAFF, *LEVELS_ABOVE):
            return self.filter(person__user_id=membership.user_id)
        return self.filter(person__organization_id=membership.organization_id)

    def on(self, day: date) -> Self:
        """Keep those that last on the day."""
        return self.filter(since_on__lte=day, until_on__gte=day)


class Leave(models.Model):
    """Somebody is away for some days; whatever they answer for is asked of the deputy."""

    person = models.ForeignKey(Membership, models.CASCADE, related_name="leaves")
    deputy = models.ForeignKey(Membership, models.CASCADE, related_name="deputizes")
    since_on = models.DateField(_("from"))
    until_on = models.DateField(_("until"))
    set_at = models.DateTimeField()
    set_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    objects = LeaveQuerySet.as_manager()

    class Meta:
        verbose_name = _("leave")
        constraints = [
            models.CheckConstraint(
                condition=Q(until_on__gte=F("since_on")), name="leave_ends_after_it_begins"
            ),
            models.CheckConstraint(
                condition=~Q(deputy=F("person")), name="leave_deputy_is_somebody_else"
            ),
        ]
        indexes = [models.Index(fields=["since_on", "until_on"], name="leave_by_days")]

    def __str__(self) -> str:
        return f"#{self.pk} {self.person_id}: {self.since_on} – {self.until_on}"

    @property
    def organization_id(self) -> int:
        """Whose journal it belongs to."""
        return self.person.organization_id


class CommentQuerySet(models.QuerySet["Comment"]):
    """Questions about comments."""

    def visible_to(self, membership: Membership) -> Self:
        """Show them within the organization: to its staff, and to whoever carries out.

        Comments may name children: those above see none but their own.
        """
        inside = self.filter(
            activity__stage__roadmap__programme__organization_id=membership.organization_id
        )
        if membership.role in (*STAFF, *LEVELS_ABOVE):
            return inside
        me = membership.user_id
        mine = (
            Q(activity__responsible__user=me)
            | Q(activity__helpers__user=me)
            | Q(activity__responsible__leaves__deputy__user=me)
            | Q(author=me)
        )
        return inside.filter(mine).distinct()


class Comment(models.Model):
    """What people who carry an activity out tell each other about it."""

    activity = models.ForeignKey(Activity, models.CASCADE, related_name="comments")
    text = models.TextField(_("comment"))
    author = models.ForeignKey(User, models.PROTECT, related_name="+")
    written_at = models.DateTimeField()

    objects = CommentQuerySet.as_manager()

    class Meta:
        verbose_name = _("comment")

    def __str__(self) -> str:
        return f"#{self.pk} on {self.activity_id}"

    @property
    def organization_id(self) -> int:
        """Whose journal it belongs to."""
        return self.activity.organization_id


class Reminder(models.Model):
    """One thing a person was reminded of on a morning.

    The constraint keeps anybody from being told the same twice about the same day: `mark` is the
    occasion («14», «0», «late», «week:2026-10-19», «escalated»).
    """

    recipient = models.ForeignKey(User, models.CASCADE, related_name="+")
    activity = models.ForeignKey(Activity, models.CASCADE, related_name="reminders")
    due_on = models.DateField()
    mark = models.CharField(max_length=20)
    told_on = models.DateField()

    class Meta:
        verbose_name = _("reminder")
        constraints = [
            models.UniqueConstraint(
                fields=["recipient", "activity", "due_on", "mark"], name="reminder_told_once"
            )
        ]
        indexes = [models.Index(fields=["recipient", "told_on"], name="reminder_of_a_morning")]

    def __str__(self) -> str:
        return f"#{self.pk} {self.mark} of {self.activity_id}"


class CalendarFeedQuerySet(models.QuerySet["CalendarFeed"]):
    """Questions about calendar feeds."""

    def visible_to(self, membership: Membership) -> Self:
        """Show one's own only."""
        return self.filter(membership=membership)


class CalendarFeed(models.Model):
    """The secret address under which a person's calendar program reads their deadlines.

    The address is made of `nonce` and the secret of the installation; whoever reads only the
    database cannot make it. A new nonce kills the old address.
    """

    membership = models.OneToOneField(Membership, models.CASCADE, related_name="calendar_feed")
    nonce = models.CharField(max_length=32)
    token_digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()

    objects = CalendarFeedQuerySet.as_manager()

    class Meta:
        verbose_name = _("calendar feed")

    def __str__(self) -> str:
        return f"#{self.pk} of {self.membership_id}"

    @property
    def organization_id(self) -> int:
        """Whose journal it belongs to."""
        return self.membership.organization_id
