"""Reminders to those who have not answered: owed once a day at most, by hand or by themselves.

A reminder is a notice that is owed in the transaction that counts it, so a worker that is killed
has either done both or nothing, and the next one goes on. What was answered by the time a letter
is sent is not asked for (`reminder_now`).
"""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import Membership
from kernel import journal
from kernel.calendar import local_moment, today_in
from kernel.refusals import Refusal
from notices.actions import owe
from notices.freshness import Words
from notices.models import Notice
from surveys.audience import audience
from surveys.models import Campaign, Invitation
from surveys.states import CampaignState

KIND = "campaign"


def invite(campaign: Campaign, *, now: datetime) -> None:
    """Invite whom the filters find and who is not invited yet; the constraint keeps it to one."""
    people = audience(campaign.programme, campaign.audience)
    Invitation.objects.bulk_create(
        (Invitation(campaign=campaign, person=person, invited_at=now) for person in people),
        ignore_conflicts=True,
    )


@transaction.atomic
def remind_waiting(campaign: Campaign, *, by: Membership, now: datetime) -> int:
    """Remind those who have not answered, once a day at most; return how many still wait."""
    fresh = Campaign.objects.select_for_update().get(pk=campaign.pk)
    if fresh.state != CampaignState.OPEN:
        raise Refusal(_("The campaign is not open: there is nothing to remind of."))
    if not fresh.is_fixed_list:
        invite(fresh, now=now)
    count = _remind(fresh, waiting(fresh), now=now)
    journal.record("remind_waiting", fresh, by=by, people=count)
    return count


def owe_reminders(*, now: datetime) -> None:
    """Remind by itself, in the reminding hour of each school. Safe to run twice or too late."""
    running = Campaign.objects.taking_answers(now).filter(remind_most__gt=0, remind_every__gt=0)
    for pk in list(running.order_by("pk").values_list("pk", flat=True)):
        remind_by_itself(pk, now=now)


@transaction.atomic
def remind_by_itself(campaign_id: int, *, now: datetime) -> int:
    """Remind those of one campaign whose turn it is; return how many."""
    campaign = (
        Campaign.objects.select_for_update(of=("self",))
        .select_related("programme__organization")
        .get(pk=campaign_id)
    )
    school = campaign.programme.organization
    today = today_in(school.time_zone, now)
    if now < local_moment(today, school.reminder_hour, school.time_zone):
        return 0
    if not campaign.is_fixed_list:
        invite(campaign, now=now)
    before = datetime.combine(today, time(), tzinfo=ZoneInfo(school.time_zone)) - timedelta(
        days=campaign.remind_every - 1
    )
    asked_before = Q(reminded_at=None, invited_at__lt=before) & Q(campaign__opens_at__lt=before)
    due = waiting(campaign).filter(
        asked_before | Q(reminded_at__lt=before), reminder_count__lt=campaign.remind_most
    )
    return _remind(campaign, due, now=now)


def waiting(campaign: Campaign) -> QuerySet[Invitation]:
    """The invitations of those who have neither answered nor refused, and are still here."""
    return Invitation.objects.filter(
        campaign=campaign,
        answered_on=None,
        refused_at=None,
        person__archived_at=None,
        person__erased_at=None,
    )


def _remind(campaign: Campaign, whom: QuerySet[Invitation], *, now: datetime) -> int:
    found = list(whom.select_related("person__user").order_by("pk"))
    tell(campaign, found, now=now)
    numbers = [invitation.pk for invitation in found]
    Invitation.objects.filter(pk__in=numbers).update(
        reminded_at=now, reminder_count=F("reminder_count") + 1
    )
    return len(found)


def tell(campaign: Campaign, invitations: list[Invitation], *, now: datetime) -> None:
    """Owe a notice to each who signs in; the key keeps it to one a day."""
    today = today_in(campaign.programme.organization.time_zone, now)
    for invitation in invitations:
        user = invitation.person.user
        if user is not None:
            owe(
                kind=KIND,
                to=user,
                organization=campaign.organization_id,
                subject=_("Please answer: %(title)s") % {"title": campaign.title},
                url=reverse("answer", args=[invitation.pk]),
                key=f"{campaign.pk}-{today}",
                due_at=max(now, campaign.opens_at),
                expires_at=campaign.closes_at,
                now=now,
            )


def reminder_now(notice: Notice, now: datetime) -> Words | None:
    """What the letter says at the moment it is sent; nothing to those who answered meanwhile."""
    number = int(notice.key.partition("-")[0])
    open_now = Campaign.objects.taking_answers(now).filter(pk=number).first()
    if open_now is None or not waiting(open_now).filter(person__user=notice.recipient).exists():
        return None
    return Words(notice.subject, notice.text)
