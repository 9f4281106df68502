"""Reminders: to those who wait, so often and so many times, and never twice a day."""

from datetime import UTC, datetime, timedelta
from itertools import count

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from notices import actions as notices
from notices.models import Notice
from surveys.actions import answering, campaigns, reminders
from surveys.links import link_of
from surveys.models import Campaign
from surveys.states import Privacy
from tests import people
from tests.factories.pairs import a_mentee, programme
from tests.factories.surveys import CampaignFactory, InvitationFactory, a_questionnaire

pytestmark = pytest.mark.django_db

MORNING = datetime(2026, 10, 20, 6, tzinfo=UTC)
DAY = timedelta(days=1)
NUMBERS = count()


class Killed(BaseException):
    """As abrupt as a signal."""


def remind_and_die(campaign):
    """What a worker has done that is killed before its transaction ends."""
    with transaction.atomic():
        reminders.remind_by_itself(campaign.pk, now=MORNING)
        raise Killed


def running(**facts):
    """A campaign since 1 October that reminds every three days, twice."""
    return CampaignFactory(**{"remind_every": 3, "remind_most": 2, **facts})


def asked(campaign, **facts):
    """A pupil who signs in is asked since 1 October; returns the invitation."""
    pupil = people.mentee(user__email=f"pupil{next(NUMBERS)}@example.org")
    return InvitationFactory(campaign=campaign, person=a_mentee(user=pupil.user), **facts)


def told():
    """How many notices of campaigns there are."""
    return Notice.objects.filter(kind="campaign").count()


def test_it_reminds_every_three_days_and_twice():
    asked(running())
    counts = []

    for day in range(12):
        reminders.owe_reminders(now=MORNING + day * DAY)
        counts.append(told())

    assert counts == [1, 1, 1, 2, 2, 2, 2, 2, 2, 2, 2, 2]


def test_beat_that_comes_twice_reminds_once():
    invitation = asked(running())

    for _again in range(3):
        reminders.owe_reminders(now=MORNING)

    invitation.refresh_from_db()
    assert (told(), invitation.reminder_count) == (1, 1)


def test_a_worker_that_dies_in_the_middle_leaves_nothing_half_done(transactional_db, mailoutbox):
    campaign = running()
    asked(campaign)
    asked(campaign)

    with pytest.raises(Killed):
        remind_and_die(campaign)
    after_death = told()
    reminders.owe_reminders(now=MORNING)
    reminders.owe_reminders(now=MORNING)
    letters = []
    notices.sweep(now=MORNING, deliver=letters.append)
    notices.sweep(now=MORNING, deliver=letters.append)

    assert (after_death, told(), len(letters) + len(mailoutbox)) == (0, 2, 2)


def test_it_waits_for_the_hour_of_the_school():
    asked(running())

    reminders.owe_reminders(now=MORNING.replace(hour=1))

    assert told() == 0


@pytest.mark.parametrize(
    "facts", [{"answered_on": MORNING.date()}, {"refused_at": MORNING}, {"person__archived": True}]
)
def test_nobody_is_reminded_who_answered_refused_or_left(facts):
    campaign = running()
    gone = facts.pop("person__archived", False)
    invitation = asked(campaign, **facts)
    if gone:
        type(invitation.person).objects.filter(pk=invitation.person_id).update(archived_at=MORNING)

    reminders.owe_reminders(now=MORNING)

    assert told() == 0


def test_a_letter_is_not_sent_to_who_has_answered_meanwhile():
    campaign = running()
    first, second = asked(campaign), asked(campaign)
    reminders.owe_reminders(now=MORNING)
    answering.submit_answers(first, {"request": "Алгебра"}, by=None, now=MORNING)
    letters = []

    notices.sweep(now=MORNING, deliver=letters.append)

    assert [letter.recipient for letter in letters if letter.kind == "campaign"] == [
        second.person.user
    ]


def test_those_who_join_the_base_are_asked_with_the_next_reminder():
    a_mentee()
    curator = people.curator()
    facts = {
        "programme": programme(),
        "questionnaire": a_questionnaire(),
        "title": "Анкета",
        "people": [a_mentee()],
        "privacy": Privacy.NAMED,
        "opens_at": MORNING,
        "closes_at": None,
        "activity": None,
        "by": curator,
        "now": MORNING,
        "audience": ["mentees"],
    }
    growing = campaigns.plan_and_open(**facts, is_fixed_list=False)
    fixed = campaigns.plan_and_open(**facts, is_fixed_list=True)

    for campaign in (growing, fixed):
        reminders.remind_waiting(campaign, by=curator, now=MORNING + DAY)

    assert (growing.invitations.count(), fixed.invitations.count()) == (2, 1)


def test_whoever_does_not_want_to_answer_says_so_and_may_change_their_mind():
    invitation = asked(running())
    path = "/" + link_of(invitation).split("/", 3)[3]
    Client().post(path, {"request": "Алге", "draft": "1"})

    refused = Client().post(path, {"refuse": "1"})
    invitation.refresh_from_db()
    was_refused, has_draft = invitation.refused_at is not None, hasattr(invitation, "sheet")
    Client().post(path, {"request": "Алгебра"})
    invitation.refresh_from_db()

    assert (refused.status_code, was_refused, has_draft) == (200, True, False)
    assert (invitation.answered_on is not None, invitation.refused_at) == (True, None)


def test_the_curator_says_from_when_until_when_and_who_is_told(sign_in):
    curator, other = people.curator(), people.psychologist()
    school_programme = programme()
    school_programme.year = timezone.localdate().year - (timezone.localdate().month < 9)
    school_programme.save()
    a_mentee()
    tomorrow = timezone.localdate() + DAY
    form = {
        "questionnaire": a_questionnaire().pk,
        "title": "Анкета",
        "audience": ["mentees"],
        "privacy": "named",
        "opens_on": tomorrow.isoformat(),
        "opens_at": "10:30",
        "closes_on": tomorrow.isoformat(),
        "closes_at": "12:00",
        "remind_every": "2",
        "remind_most": "1",
        "told": [other.user_id],
    }
    client, url = sign_in(curator), reverse("plan-campaign")

    wrong = client.post(url, {**form, "closes_at": "09:00"})
    client.post(url, form)

    campaign = Campaign.objects.get()
    assert wrong.status_code == 422
    assert "closes_on" in wrong.context["form"].errors
    assert campaign.closes_at - campaign.opens_at == timedelta(minutes=90)
    assert (campaign.remind_every, campaign.remind_most) == (2, 1)
    assert list(campaign.told.all()) == [other.user]


def test_the_change_page_keeps_the_end_as_it_was_typed(sign_in):
    campaign = CampaignFactory(closes_at=datetime(2027, 3, 5, 21, tzinfo=UTC))

    shown = sign_in(people.curator()).get(reverse("change-campaign", args=[campaign.pk]))

    initial = shown.context["form"].initial
    assert (str(initial["closes_on"]), initial.get("closes_at")) == ("2027-03-05", None)


def test_slips_carry_a_code_and_the_page_a_text_to_send(sign_in):
    campaign = running()
    asked(campaign)
    client = sign_in(people.curator())

    slips = client.get(reverse("campaign-slips", args=[campaign.pk]))
    shown = client.get(reverse("campaign", args=[campaign.pk]))

    assert "data:image/png;base64," in slips.text
    assert "Пожалуйста, ответьте на анкету" in shown.text
