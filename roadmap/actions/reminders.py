"""Remind of deadlines: one notice a person a morning, at the hour of their own school."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import Organization, User
from accounts.states import Role
from kernel.calendar import local_moment, today_in
from kernel.russian import date_words
from notices.actions import owe
from roadmap.actions.telling import people_in
from roadmap.models import Activity, Programme
from roadmap.states import IN_FORCE

ONE_DAY = timedelta(days=1)
DEFAULT_DAYS = (1,)
KIND = "deadlines"


@dataclass
class Morning:
    """What one person is told on one morning."""

    near: list[Activity] = field(default_factory=list)
    late: list[Activity] = field(default_factory=list)

    def subject(self) -> str:
        """Say it in one line; a single activity is named."""
        if len(self.near) + len(self.late) == 1:
            (activity,) = self.near or self.late
            word = _("Deadline is near: %(title)s") if self.near else _("Overdue: %(title)s")
            return word % {"title": activity.title[:120]}
        return "; ".join(filter(None, (self._near_words(), self._late_words())))

    def text(self) -> str:
        """List the activities with their days."""
        parts = []
        if self.late:
            parts.append("\n".join([_("Overdue:"), *map(_line, self.late)]))
        if self.near:
            parts.append("\n".join([_("Deadline is near:"), *map(_line, self.near)]))
        return "\n\n".join(parts)

    def _near_words(self) -> str:
        count = len(self.near)
        words = ngettext("%(count)d deadline is near", "%(count)d deadlines are near", count)
        return words % {"count": count} if count else ""

    def _late_words(self) -> str:
        count = len(self.late)
        words = ngettext("%(count)d activity is overdue", "%(count)d activities are overdue", count)
        return words % {"count": count} if count else ""


def owe_deadline_reminders(*, now: datetime) -> None:
    """Promise this morning's reminders wherever the morning has come.

    Safe however often it runs, late, or after days of silence: each organization has its morning
    once, a deadline that passed in the silence is told as overdue and not as near. Who is told is
    decided now: what is done is silent, and a person whose role has ended is not asked.
    """
    with_roadmap = Organization.objects.filter(programmes__roadmap__state__in=IN_FORCE).distinct()
    for organization in with_roadmap.order_by("pk"):
        today = today_in(organization.time_zone, now)
        if now >= local_moment(today, organization.reminder_hour, organization.time_zone):
            _owe_morning(organization, today=today, now=now)


@transaction.atomic
def _owe_morning(organization: Organization, *, today: date, now: datetime) -> None:
    mornings: dict[User, Morning] = defaultdict(Morning)
    claimed: list[str] = []
    for programme in _not_reminded(organization, today=today):
        before = programme.reminded_on or today - ONE_DAY
        if not _claim(programme, today=today):
            continue
        claimed.append(str(programme.pk))
        for activity in _near(programme, before=before, today=today):
            for user in _recipients(activity, today=today, now=now):
                mornings[user].near.append(activity)
        for activity in _late(programme, before=before, today=today):
            for user in _recipients(activity, today=today, now=now):
                mornings[user].late.append(activity)
    tomorrow = local_moment(today + ONE_DAY, organization.reminder_hour, organization.time_zone)
    for user, morning in mornings.items():
        owe(
            kind=KIND,
            to=user,
            organization=organization,
            subject=morning.subject(),
            text=morning.text(),
            url=_address(morning),
            key=f"{','.join(claimed)}:{today.isoformat()}",
            now=now,
            expires_at=tomorrow,
        )


def _not_reminded(organization: Organization, *, today: date) -> QuerySet[Programme]:
    waiting = Q(reminded_on=None) | Q(reminded_on__lt=today)
    return Programme.objects.filter(
        waiting, organization=organization, roadmap__state__in=IN_FORCE
    ).order_by("pk")


def _claim(programme: Programme, *, today: date) -> bool:
    """Take the morning of a programme. One UPDATE on one table: only one caller ever wins."""
    waiting = Q(reminded_on=None) | Q(reminded_on__lt=today)
    return Programme.objects.filter(waiting, pk=programme.pk).update(reminded_on=today) == 1


def _near(programme: Programme, *, before: date, today: date) -> list[Activity]:
    """Keep what one of the reminder days has come for since the last morning."""
    days = programme.remind_days or DEFAULT_DAYS
    ahead = _planned(programme).filter(due_on__gte=today, due_on__lte=today + max(days) * ONE_DAY)
    return [
        activity
        for activity in ahead
        if activity.due_on
        and any(before < activity.due_on - day * ONE_DAY <= today for day in days)
    ]


def _late(programme: Programme, *, before: date, today: date) -> list[Activity]:
    """Keep what has become overdue since the last morning."""
    return list(_planned(programme).filter(due_on__gte=before, due_on__lt=today))


def _planned(programme: Programme) -> QuerySet[Activity]:
    return (
        Activity.objects.of_programme(programme)
        .planned()
        .select_related("stage__roadmap__programme")
        .prefetch_related("responsible__user")
        .order_by("due_on", "stage__position", "position")
    )


def _recipients(activity: Activity, *, today: date, now: datetime) -> Iterable[User]:
    """The responsible people whose roles are in force; without any, those who run the programme."""
    responsible = {
        person.user
        for person in activity.responsible.all()
        if person.is_current(today) and person.user.is_active
    }
    roles = (Role.CURATOR, Role.MUNICIPALITY, Role.REGION)
    return responsible or people_in(activity.organization_id, roles, now=now)


def _address(morning: Morning) -> str:
    activities = [*morning.late, *morning.near]
    if len(activities) == 1:
        return reverse("activity", args=[activities[0].pk])
    return reverse("roadmap-plan", args=[activities[0].stage.roadmap_id])


def _line(activity: Activity) -> str:
    day = date_words(activity.due_on) if activity.due_on else ""
    return f"— {activity.number} {activity.title[:200]} ({day})".replace("  ", " ")
