"""From answers to the card: side by side, carried over by the curator, seen on the card."""

import pytest
from django.test import RequestFactory
from django.urls import reverse
from django.utils import timezone

from kernel.refusals import Refusal
from participants.models import MenteeProfile
from surveys.actions.proposals import accept_answers, proposals_of
from surveys.panels import panel
from surveys.queries.answering import answers_of
from surveys.states import SheetState
from tests import people
from tests.factories.surveys import CampaignFactory, answered

pytestmark = pytest.mark.django_db


def asked(membership):
    """A request of somebody."""
    request = RequestFactory().get("/")
    request.membership = membership
    return request


def test_answers_lie_beside_the_card():
    sheet = answered(CampaignFactory(), request="Хочу выступать на сцене.")

    shown = proposals_of(sheet.invitation.person, answers_of(sheet), [])

    assert [(one.now, one.answered, one.is_new) for one in shown] == [
        ("Хочу подтянуть алгебру.", "Хочу выступать на сцене.", True)
    ]


def test_accepted_answers_fill_the_card():
    sheet = answered(CampaignFactory(), request="Хочу выступать на сцене.")

    accept_answers(sheet, ["mentee.request"], by=people.curator(), now=timezone.now())

    sheet.refresh_from_db()
    assert MenteeProfile.objects.get().request == "Хочу выступать на сцене."
    assert sheet.accepted_at is not None


def test_a_field_that_was_not_answered_cannot_be_accepted():
    sheet = answered(CampaignFactory(), mark=7)

    with pytest.raises(Refusal):
        accept_answers(sheet, ["mentee.request"], by=people.curator(), now=timezone.now())

    assert MenteeProfile.objects.get().request == "Хочу подтянуть алгебру."


def test_the_curator_sees_both_sides_on_the_page(sign_in):
    sheet = answered(CampaignFactory(), request="Хочу выступать на сцене.")

    shown = sign_in(people.curator()).get(reverse("answer-sheet", args=[sheet.pk]))

    assert "Хочу подтянуть алгебру." in shown.text
    assert "Хочу выступать на сцене." in shown.text


def test_the_card_links_to_the_answers_for_those_who_may_read_them():
    sheet = answered(CampaignFactory(), request="Хочу выступать на сцене.")
    person = sheet.invitation.person

    seen = panel(asked(people.curator()), person)

    assert reverse("answer-sheet", args=[sheet.pk]) in seen
    assert panel(asked(people.director()), person) is None


def test_a_draft_is_not_on_the_card():
    sheet = answered(CampaignFactory(), request="Ещё думаю")
    sheet.state, sheet.submitted_at = SheetState.BEGUN, None
    sheet.save()

    assert panel(asked(people.curator()), sheet.invitation.person) is None
