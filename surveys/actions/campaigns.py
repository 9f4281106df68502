"""Campaigns: who is asked what, from when to when."""

import logging
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from accounts.models import Membership, Organization, User
from kernel import journal
from kernel.calendar import SchoolYear, today_in
from kernel.refusals import Refusal
from participants.models import Person
from roadmap.actions.closing import look_again
from roadmap.models import Activity, Programme
from surveys.actions.anonymous import open_box, require_nameless
from surveys.actions.reminders import tell, waiting
from surveys.models import Campaign, Invitation, Questionnaire
from surveys.states import CAMPAIGN_LIFE, CampaignState, Privacy

logger = logging.getLogger(__name__)


class BoxIsOpen(Refusal):
    """Answers that came after the counting could be found by comparing."""


class PrivacyIsFixed(Refusal):
    """People have answered under a promise."""


class NobodyToAsk(Refusal):
    """A campaign without people would wait for ever."""


class NoProgramme(Refusal):
    """People are asked within a programme of the school year."""


def require_programme(organization: Organization, *, now: datetime) -> Programme:
    """Return the programme of the school year. Raises NoProgramme when it is not open yet."""
    year = SchoolYear.of(today_in(organization.time_zone, now)).start
    found = Programme.objects.filter(organization=organization, year=year).first()
    if found is None:
        raise NoProgramme(
            _("The programme of this school year is not open yet. Open it first, then ask people.")
        )
    return found


@transaction.atomic
def plan_campaign(
    *,
    programme: Programme,
    questionnaire: Questionnaire,
    title: str,
    people: Iterable[Person],
    privacy: Privacy,
    opens_at: datetime,
    closes_at: datetime | None,
    activity: Activity | None,
    by: Membership,
    now: datetime,
    audience: Sequence[str] = (),
    is_fixed_list: bool = True,
    reminders: tuple[int, int] = (0, 0),
    told: Iterable[User] | None = None,
) -> Campaign:
    """Prepare a campaign with its invitations; nobody is told before it opens."""
    asked = list(people)
    if not asked:
        raise NobodyToAsk(_("Nobody fits this choice. Choose a class or other people."))
    if privacy == Privacy.ANONYMOUS:
        require_nameless(questionnaire)
    campaign = Campaign.objects.create(
        programme=programme,
        questionnaire=questionnaire,
        title=title,
        privacy=privacy,
        activity=activity,
        opens_at=opens_at,
        closes_at=closes_at,
        made_by_id=by.user_id,
        audience=list(audience),
        is_fixed_list=is_fixed_list or not audience,
        remind_every=reminders[0],
        remind_most=reminders[1],
    )
    campaign.told.set([by.user_id] if told is None else told)
    _add(campaign, asked, now=now)
    journal.record("plan_campaign", campaign, by=by, people=len(asked))
    return campaign


def _add(campaign: Campaign, people: Iterable[Person], *, now: datetime) -> None:
    Invitation.objects.bulk_create(
        (Invitation(campaign=campaign, person=person, invited_at=now) for person in people),
        ignore_conflicts=True,
    )


@transaction.atomic
def plan_and_open(*, by: Membership, now: datetime, **facts: Any) -> Campaign:
    """Prepare a campaign and let the answers come at once."""
    return open_campaign(plan_campaign(by=by, now=now, **facts), by=by, now=now)


@transaction.atomic
def open_campaign(campaign: Campaign, *, by: Membership | None, now: datetime) -> Campaign:
    """Let the answers come, and tell those who sign in. A closing day that has passed is lifted."""
    if campaign.box_opened_on is not None:
        raise BoxIsOpen(
            _("The anonymous answers have been counted. Plan a new campaign to ask again.")
        )
    is_over = campaign.closes_at is not None and campaign.closes_at <= now
    closes_at = None if is_over else campaign.closes_at
    opened = CAMPAIGN_LIFE.move(campaign, "open", by=by, closes_at=closes_at)
    tell(opened, list(waiting(opened).select_related("person__user").order_by("pk")), now=now)
    return opened


@transaction.atomic
def close_campaign(campaign: Campaign, *, by: Membership | None, now: datetime) -> Campaign:
    """Take no more answers; what was answered anonymously is counted now."""
    closed = CAMPAIGN_LIFE.move(campaign, "close", by=by)
    if closed.privacy == Privacy.ANONYMOUS:
        today = today_in(closed.programme.organization.time_zone, now)
        if open_box(closed, today=today):
            journal.record("open_box", closed, by=by, sheets=closed.box_count)
    look_again(closed.organization_id)
    return closed


def close_over(*, now: datetime) -> None:
    """Close the campaigns whose time is over. Safe at any hour, one by one."""
    for campaign in Campaign.objects.filter(state=CampaignState.OPEN, closes_at__lte=now):
        try:
            close_campaign(campaign, by=None, now=now)
        except Refusal as refusal:
            logger.warning("campaign %s was not closed: %s", campaign.pk, refusal)


@transaction.atomic
def change_campaign(
    campaign: Campaign,
    *,
    title: str,
    privacy: Privacy,
    fewest: int,
    may_change: bool,
    closes_at: datetime | None,
    by: Membership,
    reminders: tuple[int, int] = (0, 0),
    told: Iterable[User] = (),
) -> Campaign:
    """Change what a campaign promises while nobody has relied on it; the rest at any time."""
    fresh = Campaign.objects.select_for_update().get(pk=campaign.pk)
    if privacy != fresh.privacy and has_answers(fresh):
        raise PrivacyIsFixed(
            _("Somebody has begun to answer: who sees the answers can no longer be changed.")
        )
    if privacy == Privacy.ANONYMOUS:
        require_nameless(fresh.questionnaire)
    if fewest < fresh.fewest:
        raise PrivacyIsFixed(_("This number can only be raised."))
    changes = {
        "title": title,
        "privacy": privacy,
        "fewest": fewest,
        "may_change": may_change,
        "closes_at": closes_at,
        "remind_every": reminders[0],
        "remind_most": reminders[1],
    }
    for name, value in changes.items():
        setattr(fresh, name, value)
    fresh.save(update_fields=list(changes))
    fresh.told.set(told)
    journal.record("change_campaign", fresh, by=by)
    return fresh


def has_answers(campaign: Campaign) -> bool:
    """Tell whether somebody relied on what the page said of who sees the answers."""
    return campaign.invitations.filter(
        Q(answered_on__isnull=False) | Q(sheet__isnull=False)
    ).exists()
