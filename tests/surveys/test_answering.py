"""Answering: by a link and signed in; drafts kept, one sheet, nothing typed lost."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from notices.models import Notice
from surveys.actions import answering
from surveys.links import link_of
from surveys.models import Answer, AnswerSheet
from surveys.queries.answering import to_answer
from surveys.states import CampaignState, SheetState
from tests import people
from tests.factories.pairs import a_mentee
from tests.factories.surveys import CampaignFactory, InvitationFactory, answered

pytestmark = pytest.mark.django_db


def address(invitation):
    """Where a personal link leads, without the name of the site."""
    return "/" + link_of(invitation).split("/", 3)[3]


def test_answers_by_a_link_need_no_account():
    invitation = InvitationFactory()

    answer = Client().post(address(invitation), {"request": "Помогите с алгеброй", "mark": "7"})

    assert answer.url == reverse("answer-thanks", args=[invitation.campaign_id])
    assert sorted(Answer.objects.values_list("question__code", "text", "number")) == [
        ("mark", "", 7),
        ("request", "Помогите с алгеброй", None),
    ]


def test_a_draft_is_kept_and_shown_again():
    invitation = InvitationFactory()

    Client().post(address(invitation), {"mark": "4", "draft": "1"})
    again = Client().get(address(invitation))

    assert AnswerSheet.objects.get().state == SheetState.BEGUN
    assert again.context["form"].initial["mark"] == "4"


def test_the_browser_keeps_the_draft_by_itself():
    invitation = InvitationFactory()

    answer = Client().post(
        address(invitation), {"mark": "4", "draft": "1"}, headers={"X-Autosave": "1"}
    )

    assert (answer.status_code, Answer.objects.get().number) == (204, 4)


def test_a_draft_with_a_mistake_keeps_the_rest_and_shows_what_was_typed():
    invitation = InvitationFactory()

    answer = Client().post(address(invitation), {"request": "Алгебра", "mark": "97", "draft": "1"})

    assert (answer.status_code, answer.context["form"]["mark"].value()) == (422, "97")
    assert Answer.objects.get().text == "Алгебра"


def test_a_required_question_left_empty_keeps_what_was_typed():
    answer = Client().post(address(InvitationFactory()), {"mark": "9", "ways": ["talk"]})

    assert answer.status_code == 422
    assert "request" in answer.context["form"].errors
    assert answer.context["form"]["ways"].value() == ["talk"]


def test_answers_sent_twice_are_one_sheet():
    invitation = InvitationFactory()
    now = timezone.now()

    for said in ("Алгебра", "Геометрия"):
        answering.submit_answers(invitation, {"request": said}, by=None, now=now)

    assert AnswerSheet.objects.count() == 1
    assert Answer.objects.get().text == "Геометрия"


def test_a_late_draft_of_another_window_changes_nothing():
    invitation = InvitationFactory()
    now = timezone.now()
    answering.submit_answers(invitation, {"request": "Алгебра"}, by=None, now=now)

    answering.save_draft(invitation, {"request": ""}, by=None, now=now)

    assert Answer.objects.get().text == "Алгебра"


def test_a_used_link_thanks_and_shows_no_answers():
    sheet = answered(CampaignFactory(), request="Очень личное")

    shown = Client().get(address(sheet.invitation))
    sent = Client().post(address(sheet.invitation), {"request": "Чужое"})

    assert "Очень личное" not in shown.text
    assert "уже ответили" in shown.text
    assert sent.status_code == 200
    assert Answer.objects.get().text == "Очень личное"


def test_a_false_link_says_what_to_do():
    answer = Client().get(reverse("answer-by-link", args=["17.false"]))

    assert answer.status_code == 404
    assert "попросите" in answer.text.lower()


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ({"state": CampaignState.CLOSED}, "больше не принимаются"),
        ({"state": CampaignState.DRAFT}, "ещё не открыта"),
        ({"opens_at": timezone.now() + timedelta(days=400)}, "ещё не открыта"),
        ({"closes_at": timezone.now() - timedelta(days=400)}, "больше не принимаются"),
    ],
)
def test_answers_are_taken_only_while_the_campaign_is_open(facts, words):
    invitation = InvitationFactory(campaign=CampaignFactory(**facts))

    answer = Client().post(address(invitation), {"request": "Алгебра"})

    assert answer.status_code == 410
    assert words in answer.text
    assert not AnswerSheet.objects.exists()


def test_a_mentee_finds_and_answers_what_waits(sign_in):
    mentee = people.mentee()
    invitation = InvitationFactory(person=a_mentee(user=mentee.user))
    before = list(to_answer(mentee.user, timezone.now()))

    sign_in(mentee).post(reverse("answer", args=[invitation.pk]), {"request": "Алгебра"})

    assert before == [invitation]
    assert list(to_answer(mentee.user, timezone.now())) == []


def test_who_signed_in_may_change_answers_until_the_end(sign_in):
    mentee = people.mentee()
    invitation = InvitationFactory(person=a_mentee(user=mentee.user))
    client, url = sign_in(mentee), reverse("answer", args=[invitation.pk])

    client.post(url, {"request": "Алгебра"})
    client.post(url, {"request": "Геометрия"})

    assert Answer.objects.get().text == "Геометрия"


def test_the_one_who_asks_is_told_once_a_day():
    asks = people.curator()
    campaign = CampaignFactory()
    campaign.told.add(asks.user)
    now = timezone.now()

    for invitation in (InvitationFactory(campaign=campaign), InvitationFactory(campaign=campaign)):
        answering.submit_answers(invitation, {"request": "Алгебра"}, by=None, now=now)

    assert Notice.objects.filter(recipient=asks.user, kind="answers").count() == 1


def test_the_page_of_answers_is_light_and_gives_no_address_away():
    answer = Client().get(address(InvitationFactory()))

    assert len(answer.content) < 60_000
    assert answer.headers["Referrer-Policy"] == "same-origin"
