"""Remind of deadlines: one notice a person a morning, at the hour of their own school."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from functools import partial

from django.db import transaction
from django.db.models import Q, QuerySet

from accounts.models import Organization, User
from kernel.calendar import local_moment, today_in
from notices.actions import owe
from notices.freshness import Words
from notices.models import Notice
from roadmap import proofs
from roadmap.actions.addressing import Addressees
from roadmap.actions.sweeping import for_each
from roadmap.models import Activity, Programme, Reminder
from roadmap.models.plan import ActivityQuerySet
from roadmap.mornings import ONE_DAY, Morning, Stretch, occasion_of
from roadmap.states import IN_FORCE

KIND = "deadlines"


def owe_deadline_reminders(*, now: datetime) -> None:
    """Promise this morning's reminders wherever the morning has come.

    Safe however often it runs, late, or after days of silence: each organization has its morning
    once, whatever the silence has left untold is told in one message, and nobody is told the same
    twice about the same day. Whom it concerns is decided now, and once more when it is sent.
    """
    with_roadmap = Organization.objects.filter(programmes__roadmap__state__in=IN_FORCE).distinct()
    for_each(with_roadmap.order_by("pk"), partial(_owe_when_its_hour_has_come, now=now))


def _owe_when_its_hour_has_come(organization: Organization, *, now: datetime) -> None:
    today = today_in(organization.time_zone, now)
    hour = local_moment(today, organization.reminder_hour, organization.time_zone)
    if now >= hour:
        _owe_morning(organization, today=today, hour=hour, now=now)


@transaction.atomic
def _owe_morning(organization: Organization, *, today: date, hour: datetime, now: datetime) -> None:
    stretches = _claimed(organization, today=today)
    if not stretches:
        return
    addressees = Addressees(organization, today=today, now=now)
    mornings: dict[User, Morning] = defaultdict(Morning)
    reminders = [reminder for stretch in stretches for reminder in _reminders(stretch, addressees)]
    reminders = _not_told(reminders)
    for reminder in reminders:
        occasion = occasion_of(reminder.mark, reminder.due_on, today)
        mornings[reminder.recipient].tell(occasion, reminder.activity)
    Reminder.objects.bulk_create(reminders, ignore_conflicts=True)
    tomorrow = local_moment(today + ONE_DAY, organization.reminder_hour, organization.time_zone)
    for user, morning in mornings.items():
        owe(
            kind=KIND,
            to=user,
            organization=organization,
            subject=morning.subject,
            text=morning.text,
            url=morning.url,
            key=f"{organization.pk}:{today.isoformat()}",
            now=now,
            due_at=hour,
            expires_at=tomorrow,
        )


def _claimed(organization: Organization, *, today: date) -> list[Stretch]:
    """Take the morning of an organization. One UPDATE a programme: only one caller ever wins.

    A plan that comes into force later in the day waits for the next morning.
    """
    programmes = Programme.objects.filter(organization=organization, roadmap__state__in=IN_FORCE)
    if programmes.filter(reminded_on__gte=today).exists():
        return []
    waiting = Q(reminded_on=None) | Q(reminded_on__lt=today)
    return [
        Stretch.of(programme, today)
        for programme in programmes.order_by("pk")
        if Programme.objects.filter(waiting, pk=programme.pk).update(reminded_on=today) == 1
    ]


def _reminders(stretch: Stretch, addressees: Addressees) -> Iterator[Reminder]:
    """Everything there is to say for one programme, to everybody whom it concerns."""
    ahead = _planned().of_programme(stretch.programme).filter(due_on__lte=stretch.looks_until)
    for activity in _unproved(stretch.programme, list(ahead)):
        if activity.due_on is None:
            continue
        for occasion, mark in stretch.occasions(activity.due_on).items():
            for user in addressees.of(occasion, activity):
                yield Reminder(
                    recipient=user,
                    activity=activity,
                    due_on=activity.due_on,
                    mark=mark,
                    told_on=stretch.today,
                )


def _not_told(reminders: Iterable[Reminder]) -> list[Reminder]:
    """Leave out what was told before, and doubles."""
    wanted = {
        (each.recipient_id, each.activity_id, each.due_on, each.mark): each for each in reminders
    }
    told = Reminder.objects.filter(activity__in={activity for _who, activity, *_rest in wanted})
    known = set(told.values_list("recipient_id", "activity_id", "due_on", "mark"))
    return [reminder for key, reminder in wanted.items() if key not in known]


def _planned() -> ActivityQuerySet:
    return (
        Activity.objects.planned()
        .in_force()
        .select_related("stage__roadmap__programme")
        .prefetch_related("responsible__user", "helpers__user")
    )


def _unproved(programme: Programme, activities: list[Activity]) -> list[Activity]:
    """Leave out what the facts have proved already: it closes itself, nobody need be asked."""
    tied = [each.proof_code for each in activities if each.proof_code and each.closes_itself]
    measured = proofs.measured(programme, tied)
    return [
        activity
        for activity in activities
        if not (
            activity.closes_itself
            and (progress := measured.get(activity.proof_code))
            and progress.is_complete
            and progress.total > activity.proved_total
        )
    ]


def reminder_now(notice: Notice, now: datetime) -> Words | None:
    """What this morning's letter says at the moment it is sent; nothing when all is done.

    What was done meanwhile is left out, and so is what does not concern the person any more.
    """
    day = date.fromisoformat(notice.key.rpartition(":")[2])
    organization = notice.organization
    told = Reminder.objects.filter(
        recipient=notice.recipient,
        told_on=day,
        activity__stage__roadmap__programme__organization=organization,
    )
    marks = list(told.values_list("activity_id", "due_on", "mark"))
    open_now = {
        activity.pk: activity
        for activity in _still_open(_planned().filter(pk__in={pk for pk, *_rest in marks}))
    }
    today = today_in(organization.time_zone, now)
    addressees = Addressees(organization, today=today, now=now)
    morning = Morning()
    for pk, due_on, mark in marks:
        activity, occasion = open_now.get(pk), occasion_of(mark, due_on, day)
        if activity is None or activity.due_on != due_on:
            continue
        if notice.recipient in addressees.of(occasion, activity):
            morning.tell(occasion, activity)
    return Words(morning.subject, morning.text) if morning.activities else None


def _still_open(activities: QuerySet[Activity]) -> Iterator[Activity]:
    by_programme: dict[Programme, list[Activity]] = defaultdict(list)
    for activity in activities:
        by_programme[activity.roadmap.programme].append(activity)
    for programme, found in by_programme.items():
        yield from _unproved(programme, found)
