"""Whom those who answer may choose: everybody of the other side, or the list of the campaign."""

import pytest
from django.test import Client
from django.urls import reverse

from surveys.links import link_of
from surveys.queries.answering import offers_of
from tests import people
from tests.factories.pairs import a_mentor
from tests.factories.surveys import (
    CampaignFactory,
    InvitationFactory,
    QuestionFactory,
    QuestionnaireFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def campaign():
    """A campaign that asks mentees with whom they would like to work."""
    questionnaire = QuestionnaireFactory(side="mentee")
    QuestionFactory(questionnaire=questionnaire, code="wish", kind="people", text="С кем?")
    return CampaignFactory(questionnaire=questionnaire)


def test_the_curator_names_those_who_can_be_chosen(sign_in, campaign):
    came, _stayed_away = a_mentor(last_name="Агеев"), a_mentor(last_name="Яшин")
    client = sign_in(people.curator())
    url = reverse("campaign-people", args=[campaign.pk])

    page = client.get(url)
    answer = client.post(url, {"people": [came.pk]})

    assert len(page.context["form"].initial["people"]) == 2
    assert answer.url == reverse("campaign", args=[campaign.pk])
    assert list(offers_of(campaign).people) == [came]
    assert "Кого можно выбрать" in client.get(answer.url).text


def test_somebody_who_is_not_on_the_list_cannot_be_chosen(campaign):
    named, other = a_mentor(), a_mentor()
    campaign.offered.set([named])
    url = "/" + link_of(InvitationFactory(campaign=campaign)).split("/", 3)[3]

    refused = Client().post(url, {"wish.1": str(other.pk)})
    taken = Client().post(url, {"wish.1": str(named.pk)})

    assert (refused.status_code, taken.status_code) == (422, 302)


@pytest.mark.parametrize("sent", [{}, {"people": ["999999"]}])
def test_an_empty_or_a_false_list_is_refused(sign_in, campaign, sent):
    a_mentor()

    answer = sign_in(people.curator()).post(reverse("campaign-people", args=[campaign.pk]), sent)

    assert answer.status_code == 422
    assert not campaign.offered.exists()


def test_the_list_stays_once_somebody_has_answered(sign_in, campaign):
    mentor = a_mentor()
    url = "/" + link_of(InvitationFactory(campaign=campaign)).split("/", 3)[3]
    Client().post(url, {"wish.1": str(mentor.pk)})

    answer = sign_in(people.curator()).post(
        reverse("campaign-people", args=[campaign.pk]), {"people": [mentor.pk]}
    )

    assert answer.status_code == 409
    assert "список остаётся прежним" in answer.text
