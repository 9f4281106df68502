"""The questionnaires that are shipped: whole, sourced, comparable, answered end to end."""

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from mentoring.wiring import PROOFS
from surveys.actions.presets import DATA, load_presets
from surveys.content import from_json
from surveys.faults import faults_of
from surveys.kinds import kind_of
from surveys.links import link_of
from surveys.models import Answer, AnswerSheet, Questionnaire
from surveys.queries.answering import asked_in, offers_of
from surveys.states import Aim, SheetState, Side
from tests.factories.pairs import a_mentee, a_mentor, programme
from tests.factories.participants import DirectionFactory
from tests.factories.surveys import CampaignFactory, InvitationFactory

CODES = sorted(json.loads(file.read_text())["code"] for file in DATA.glob("*.json"))
PDF = b"%PDF-1.7 sample"


@pytest.fixture(scope="module")
def shipped():
    """What the files say, by code."""
    return {said["code"]: said for said in (json.loads(f.read_text()) for f in DATA.glob("*.json"))}


@pytest.fixture
def library(db):
    """The shipped questionnaires in the database."""
    load_presets()
    return {one.code: one for one in Questionnaire.objects.all()}


def sent_for(question, offers):
    """A valid answer to any question, as a browser sends it."""
    sent = {}
    for place, (end, field) in enumerate(kind_of(question).fields(question, offers).items()):
        name = f"{question.code}.{end}" if end else question.code
        choices = [str(code) for code, _label in getattr(field, "choices", []) if code]
        if question.kind == "file":
            sent[name] = SimpleUploadedFile("work.pdf", PDF)
        elif question.kind == "date":
            sent[name] = "2026-11-24"
        elif question.kind == "number":
            sent[name] = str(field.min_value + 1)
        elif question.kind in ("ranking", "people"):
            sent[name] = choices[place] if place < len(choices) else ""
        elif choices:
            sent[name] = choices[0]
        elif not end:
            sent[name] = "Своими словами"
    return sent


def test_loading_twice_adds_nothing(library):
    assert (len(library), load_presets()) == (len(CODES), 0)


@pytest.mark.parametrize("code", CODES)
def test_a_shipped_questionnaire_has_no_fault_and_names_its_source(library, code):
    found = library[code]

    assert faults_of(found) == []
    assert found.source
    assert found.side in Side.values
    assert found.purpose in Aim.values


@pytest.mark.parametrize("code", CODES)
def test_a_shipped_questionnaire_is_answered_end_to_end(library, code):
    DirectionFactory()
    people = [a_mentor(), a_mentor(), a_mentor(), a_mentee(), a_mentee(), a_mentee()]
    campaign = CampaignFactory(questionnaire=library[code], programme=programme())
    invitation = InvitationFactory(campaign=campaign, person=people[3])
    offers = offers_of(campaign)
    questions = asked_in(library[code])
    sent = {}
    for question in questions:
        sent |= sent_for(question, offers)

    url = "/" + link_of(invitation).split("/", 3)[3]
    browser, address = Client(), url
    while address.startswith(url):
        page = browser.get(address)
        assert page.status_code == 200
        assert len(page.content) < 60_000
        answer = browser.post(address, sent)
        assert answer.status_code == 302, answer.context["form"].errors
        address = answer.url

    assert AnswerSheet.objects.get().state == SheetState.SUBMITTED
    assert Answer.objects.count() >= len([one for one in questions if not one.show_if])


@pytest.mark.parametrize("form", ["", "-student", "-employer", "-teacher"])
@pytest.mark.parametrize("side", ["mentee", "mentor"])
def test_before_and_after_ask_for_the_same_constructs(shipped, side, form):
    before, after = (
        {
            question["construct"]
            for question in from_json(shipped[f"satisfaction-{side}-{phase}{form}"]).questions
            if "construct" in question and not question["construct"].startswith("OUT_")
        }
        for phase in ("before", "after")
    )

    assert before == after
    assert {"COMF", "PLAN", "SATJ", "USEF", "GLAD"} <= before


@pytest.mark.parametrize("form", ["", "-student", "-employer", "-teacher"])
@pytest.mark.parametrize("side", ["mentee", "mentor"])
def test_the_end_of_the_year_asks_for_outcomes_that_feed_the_swot(shipped, side, form):
    questions = from_json(shipped[f"satisfaction-{side}-after{form}"]).questions
    outcomes = [one for one in questions if one.get("construct", "").startswith("OUT_")]

    assert len(outcomes) >= 3
    assert {one["kind"] for one in outcomes} == {"yes_no"}


def test_scales_of_satisfaction_go_from_one_to_ten(library):
    scales = [
        question
        for one in library.values()
        if one.purpose.startswith("satisfaction")
        for question in asked_in(one)
        if question.kind == "scale"
    ]

    assert {(one.scale_from, one.scale_to, bool(one.label_low)) for one in scales} == {
        (1, 10, True)
    }


def test_the_test_of_training_counts_right_answers(library):
    questions = asked_in(library["mentor-training-test"])

    assert len(questions) == 10
    assert {sum(choice["score"] for choice in one.choices) for one in questions} == {1}


def test_a_questionnaire_for_one_form_proves_the_same_activity(library):
    campaign = CampaignFactory(
        questionnaire=library["satisfaction-mentee-before-teacher"], programme=programme()
    )
    InvitationFactory(campaign=campaign)

    assert PROOFS["mentee_before"].measure(programme()).total == 1


def test_a_newer_version_of_a_shipped_one_retires_the_older(library):
    older = library["pulse"]
    Questionnaire.objects.filter(pk=older.pk).update(version=1, state="published")

    added = load_presets()

    states = Questionnaire.objects.filter(code="pulse").order_by("version")
    assert (added, [one.state for one in states]) == (1, ["retired", "published"])
