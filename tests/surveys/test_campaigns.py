"""Campaigns: whom they ask, how they open and close, what their results show."""

from datetime import timedelta
from io import BytesIO

import openpyxl
import pytest
from django.urls import reverse
from django.utils import timezone

from kernel.refusals import Refusal
from notices.models import Notice
from surveys.actions import campaigns, reminders
from surveys.actions.presets import load_presets
from surveys.audience import by_grade
from surveys.documents.results_book import as_xlsx
from surveys.models import Campaign, Question, Questionnaire
from surveys.queries.campaigns import by_class
from surveys.queries.results import results_of
from surveys.states import CampaignState, Privacy
from tests import people
from tests.factories.pairs import a_mentee, programme
from tests.factories.surveys import (
    CampaignFactory,
    InvitationFactory,
    a_questionnaire,
    answered,
)

pytestmark = pytest.mark.django_db


def planned(asked, **facts):
    """Plan and open a campaign of the school."""
    now = timezone.now()
    return campaigns.plan_and_open(
        programme=programme(),
        questionnaire=a_questionnaire(),
        title="Анкета",
        people=asked,
        privacy=Privacy.NAMED,
        opens_at=now,
        closes_at=None,
        activity=None,
        by=people.curator(),
        now=now,
        **facts,
    )


def test_those_who_sign_in_are_told_and_nobody_is_asked_twice():
    pupil = people.mentee()
    asked = [a_mentee(user=pupil.user), a_mentee()]

    campaign = planned([*asked, asked[0]])

    assert campaign.state == CampaignState.OPEN
    assert campaign.invitations.count() == 2
    assert Notice.objects.get(kind="campaign").recipient == pupil.user


def test_a_campaign_asks_somebody():
    with pytest.raises(Refusal):
        planned([])

    assert not Campaign.objects.exists()


def test_a_campaign_opened_again_after_its_last_day_takes_answers():
    now = timezone.now()
    campaign = CampaignFactory(state=CampaignState.CLOSED, closes_at=now - timedelta(days=1))

    opened = campaigns.open_campaign(campaign, by=people.curator(), now=now)

    assert opened.closes_at is None
    assert opened in Campaign.objects.taking_answers(now + timedelta(days=400))


def test_reminders_go_to_those_who_have_not_answered_once_a_day():
    pupil = people.mentee()
    campaign = CampaignFactory()
    InvitationFactory(campaign=campaign, person=a_mentee(user=pupil.user))
    answered(campaign, request="Алгебра")
    now = timezone.now()

    waiting = [
        reminders.remind_waiting(campaign, by=people.curator(), now=now) for _again in range(2)
    ]

    assert waiting == [1, 1]
    assert Notice.objects.filter(kind="campaign").count() == 1


def test_a_school_without_a_programme_is_told_to_open_it(sign_in):
    answer = sign_in(people.stranger()).get(reverse("plan-campaign"))

    assert answer.status_code == 409
    assert "Программа этого учебного года" in answer.text


def test_the_table_of_classes_names_only_those_who_wait():
    campaign = CampaignFactory()
    waiting = InvitationFactory(campaign=campaign).person
    answered(campaign, request="Алгебра")

    (line,) = by_class(campaign)

    assert (line.asked, line.answered, line.waiting) == (2, 1, [waiting])


def test_classes_stand_in_the_order_of_their_years():
    assert sorted(["10Б", "4А", "", "10А", "9В"], key=by_grade) == ["", "4А", "9В", "10А", "10Б"]


def test_confidential_results_are_hidden_until_five_have_answered(sign_in):
    campaign = CampaignFactory(privacy=Privacy.CONFIDENTIAL)
    for _answer in range(4):
        answered(campaign, mark=3)
    four = results_of(campaign)

    answered(campaign, mark=10)
    five = results_of(campaign)

    assert (four.is_hidden, four.results) == (True, [])
    assert not five.is_hidden


def test_results_count_shares_mean_and_median():
    campaign = CampaignFactory()
    for mark, ways in ((2, ["talk"]), (4, ["talk", "write"]), (9, [])):
        answered(campaign, mark=mark, **({"ways": ways} if ways else {}))

    _texts, mark, ways = results_of(campaign).results

    assert (mark.answered, mark.mean, mark.median) == (3, 5, 4)
    assert list(ways.bars) == [("говорить", 2), ("писать", 1)]


def test_the_workbook_of_results_names_nobody():
    campaign = CampaignFactory()
    sheet = answered(campaign, request="Помогите с алгеброй", mark=3)

    book = openpyxl.load_workbook(BytesIO(as_xlsx(results_of(campaign))))

    said = " ".join(
        str(cell) for page in book for row in page.iter_rows(values_only=True) for cell in row
    )
    assert "Помогите с алгеброй" in said
    assert sheet.invitation.person.last_name not in said


def test_a_long_list_of_campaigns_asks_the_database_no_more(sign_in, django_assert_max_num_queries):
    client = sign_in(people.curator())
    for _number in range(12):
        answered(CampaignFactory(), request="Алгебра")
    client.get(reverse("questionnaires"))

    with django_assert_max_num_queries(12):
        client.get(reverse("questionnaires"))


def test_shipped_questionnaires_are_loaded_once():
    first, second = load_presets(), load_presets()

    assert (first, second) == (Questionnaire.objects.count(), 0)
    assert Question.objects.filter(target="mentee.request").exists()
