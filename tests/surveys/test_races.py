"""Submissions of the same second: nothing lost, nothing doubled. PostgreSQL has several writers."""

import threading

import pytest
from django.db import connection
from django.utils import timezone

from surveys.actions import answering, campaigns
from surveys.models import AnonymousAnswer, AnonymousSheet, Answer, AnswerSheet, Campaign
from surveys.states import CampaignState, Privacy
from tests import people
from tests.factories.pairs import a_mentee
from tests.factories.surveys import CampaignFactory, InvitationFactory

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(
        connection.vendor != "postgresql", reason="SQLite has one writer: there is no race"
    ),
]


def at_once(*deeds):
    """Do everything in the same moment, each in a thread of its own; return what was refused."""
    together, refused = threading.Barrier(len(deeds)), []

    def run(deed):
        together.wait()
        try:
            deed()
        except Exception as trouble:  # noqa: BLE001 -- what goes wrong in a thread is looked at
            refused.append(trouble)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=[deed]) for deed in deeds]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return refused


def asked(campaign, count):
    """So many pupils of the school are asked."""
    school = campaign.programme.organization
    return [
        InvitationFactory(campaign=campaign, person=a_mentee(school, gives=False))
        for _number in range(count)
    ]


def sends(invitation, text):
    """A person presses «send»."""
    return lambda: answering.submit_answers(
        invitation, {"request": text, "mark": "5"}, by=None, now=timezone.now()
    )


def test_two_submissions_of_one_person_in_the_same_second_are_one_sheet():
    (invitation,) = asked(CampaignFactory(), 1)

    refused = at_once(*[sends(invitation, f"Раз {number}") for number in range(6)])

    assert refused == []
    assert (AnswerSheet.objects.count(), Answer.objects.count()) == (1, 2)


def test_two_anonymous_submissions_of_one_person_are_one_sheet_in_the_box():
    (invitation,) = asked(CampaignFactory(privacy=Privacy.ANONYMOUS), 1)

    refused = at_once(*[sends(invitation, f"Раз {number}") for number in range(6)])

    assert len(refused) == 5
    assert AnonymousSheet.objects.count() == 1


@pytest.mark.parametrize("privacy", [Privacy.NAMED, Privacy.ANONYMOUS])
def test_a_class_that_sends_at_once_loses_nothing(privacy):
    campaign = CampaignFactory(privacy=privacy)
    invitations = asked(campaign, 24)

    refused = at_once(*[sends(one, f"Ответ {one.pk}") for one in invitations])
    campaigns.close_campaign(campaign, by=people.curator(), now=timezone.now())

    kept = AnonymousAnswer if privacy == Privacy.ANONYMOUS else Answer
    texts = kept.objects.exclude(text="").values_list("text", flat=True)
    assert refused == []
    assert sorted(texts) == sorted(f"Ответ {one.pk}" for one in invitations)


def test_what_is_sent_while_the_box_is_opened_is_counted_or_refused():
    campaign = CampaignFactory(privacy=Privacy.ANONYMOUS)
    first, last = (rows := asked(campaign, 20))[:10], rows[10:]
    for invitation in first:
        sends(invitation, "Раньше")()
    curator = people.curator()

    refused = at_once(
        *[sends(one, "Теперь") for one in last],
        lambda: campaigns.close_campaign(campaign, by=curator, now=timezone.now()),
    )

    counted = AnonymousAnswer.objects.exclude(text="").count()
    assert Campaign.objects.get().state == CampaignState.CLOSED
    assert (AnonymousSheet.objects.count(), counted + len(refused)) == (0, 20)
    assert campaign.invitations.filter(answered_on__isnull=False).count() == counted


def test_who_sees_the_answers_cannot_change_under_an_answer():
    campaign = CampaignFactory()
    (invitation,) = asked(campaign, 1)
    facts = {"title": "Анкета", "fewest": 5, "may_change": True, "closes_at": None}
    curator = people.curator()

    at_once(
        sends(invitation, "Раз"),
        lambda: campaigns.change_campaign(campaign, privacy=Privacy.ANONYMOUS, by=curator, **facts),
    )

    is_anonymous = Campaign.objects.get().privacy == Privacy.ANONYMOUS
    assert (AnonymousSheet.objects.count(), AnswerSheet.objects.count()) == (
        (1, 0) if is_anonymous else (0, 1)
    )
