"""A section is a page: forward, back and out of order, nothing typed is lost, nothing is skipped."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from surveys.links import link_of
from surveys.models import Answer, AnswerSheet, Section
from surveys.states import QuestionKind, SheetState
from tests import people
from tests.factories.pairs import a_mentee
from tests.factories.surveys import (
    CampaignFactory,
    InvitationFactory,
    QuestionFactory,
    QuestionnaireFactory,
)

pytestmark = pytest.mark.django_db


def in_parts():
    """«Встречались?» decides whether the second of three parts is asked."""
    made = QuestionnaireFactory()
    only_if = {"conditions": [{"question": "met", "answers": ["yes"]}]}
    first, second, third = (
        Section.objects.create(questionnaire=made, position=n, title=title, show_if=condition)
        for n, (title, condition) in enumerate([("О вас", {}), ("Встречи", only_if), ("Итог", {})])
    )
    facts = {"questionnaire": made}
    QuestionFactory(**facts, section=first, code="met", kind=QuestionKind.YES_NO, is_required=True)
    QuestionFactory(**facts, section=second, code="how", kind=QuestionKind.LONG, is_required=True)
    QuestionFactory(**facts, section=third, code="mark", kind=QuestionKind.SCALE, is_required=True)
    return made


@pytest.fixture
def path():
    """Where the personal link leads."""
    campaign = CampaignFactory(questionnaire=in_parts())
    return "/" + link_of(InvitationFactory(campaign=campaign)).split("/", 3)[3]


def given():
    """What is kept, by code of question."""
    rows = Answer.objects.values_list("question__code", "text", "number", "chosen")
    return {code: text or number or chosen for code, text, number, chosen in rows}


def test_each_part_is_a_page_and_says_where_one_is(path):
    shown = Client().get(path)

    assert (shown.context["part"].number, shown.context["part"].count) == (1, 2)
    assert "met" in shown.context["form"].fields
    assert "mark" not in shown.context["form"].fields


def test_going_on_keeps_the_part_and_opens_the_next(path):
    answer = Client().post(path, {"met": "yes"})
    shown = Client().get(answer.url)

    assert answer.url == f"{path}?page=2"
    assert (shown.context["part"].title, shown.context["part"].count) == ("Встречи", 3)
    assert AnswerSheet.objects.get().state == SheetState.BEGUN


def test_an_answer_that_is_missing_keeps_one_on_the_page(path):
    answer = Client().post(path, {"met": ""})

    assert answer.status_code == 422
    assert "error-summary" in answer.text


def test_going_back_loses_nothing_and_asks_for_nothing(path):
    client = Client()
    client.post(path, {"met": "yes"})

    answer = client.post(f"{path}?page=2", {"how": "Хорошо", "back": "1"})
    shown = client.get(f"{path}?page=2")

    assert answer.url == f"{path}?page=1"
    assert shown.context["form"]["how"].value() == "Хорошо"


def test_what_a_branch_hides_is_kept_until_sending_and_then_dropped(path):
    client = Client()
    client.post(path, {"met": "yes"})
    client.post(f"{path}?page=2", {"how": "Хорошо"})
    client.post(f"{path}?page=1", {"met": "no"})
    in_between = given()

    sent = client.post(f"{path}?page=2", {"mark": "7"})

    assert in_between == {"met": ["no"], "how": "Хорошо"}
    assert "thanks" in sent.url
    assert given() == {"met": ["no"], "mark": 7}


def test_whoever_jumps_to_the_end_is_led_to_what_is_missing(path):
    client = Client()
    client.post(path, {"met": "yes"})

    answer = client.post(f"{path}?page=3", {"mark": "7"})

    assert answer.status_code == 422
    assert answer.context["part"].title == "Встречи"
    assert "how" in answer.context["form"].errors
    assert AnswerSheet.objects.get().state == SheetState.BEGUN


@pytest.mark.parametrize("page", ["0", "99", "-1", "abc", "²", "1e9", "9" * 5000])
def test_an_address_of_no_page_shows_the_first(path, page):
    assert Client().get(path, {"page": page}).context["part"].number == 1


def test_a_sheet_that_was_sent_is_changed_as_one_page(sign_in):
    mentee = people.mentee()
    campaign = CampaignFactory(questionnaire=in_parts())
    invitation = InvitationFactory(campaign=campaign, person=a_mentee(user=mentee.user))
    client, url = sign_in(mentee), reverse("answer", args=[invitation.pk])
    client.post(url, {"met": "no"})
    client.post(f"{url}?page=2", {"mark": "7"})

    shown = client.get(url)
    client.post(url, {"met": "no", "mark": "9"})

    assert shown.context["part"].count == 1
    assert given() == {"met": ["no"], "mark": 9}


def test_where_answers_may_not_be_changed_the_page_thanks(sign_in):
    mentee = people.mentee()
    campaign = CampaignFactory(may_change=False)
    invitation = InvitationFactory(campaign=campaign, person=a_mentee(user=mentee.user))
    client, url = sign_in(mentee), reverse("answer", args=[invitation.pk])
    client.post(url, {"request": "Алгебра"})

    again = client.post(url, {"request": "Геометрия"})

    assert (again.status_code, given()) == (200, {"request": "Алгебра"})


def test_a_page_that_is_not_open_says_when_it_opens():
    opens_at = timezone.now() + timedelta(days=2)
    invitation = InvitationFactory(campaign=CampaignFactory(opens_at=opens_at))

    shown = Client().get("/" + link_of(invitation).split("/", 3)[3])

    assert shown.status_code == 410
    assert "откроется" in shown.text


def test_a_part_weighs_little(path):
    assert len(Client().get(path).content) < 60_000
