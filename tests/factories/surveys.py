"""Questionnaires, campaigns, invitations, sheets: the least that is valid."""

from datetime import UTC, datetime

import factory
from factory.django import DjangoModelFactory

from surveys.models import AnswerSheet, Campaign, Invitation, Question, Questionnaire
from surveys.states import CampaignState, QuestionKind, QuestionnaireState, SheetState
from tests.factories.pairs import a_mentee, programme

OPENED_AT = datetime(2026, 10, 1, 6, tzinfo=UTC)
ANSWERED_AT = datetime(2026, 10, 5, 6, tzinfo=UTC)


class QuestionnaireFactory(DjangoModelFactory):
    """A shipped application of mentees without questions."""

    class Meta:
        model = Questionnaire

    code = factory.Sequence(lambda n: f"questionnaire-{n}")
    title = "Анкета наставляемого"
    purpose = "application"
    state = QuestionnaireState.PUBLISHED


class QuestionFactory(DjangoModelFactory):
    """A question with a long answer."""

    class Meta:
        model = Question

    questionnaire = factory.SubFactory(QuestionnaireFactory)
    position = factory.Sequence(lambda n: n)
    code = factory.Sequence(lambda n: f"q{n}")
    text = factory.Sequence(lambda n: f"Вопрос {n}?")
    kind = QuestionKind.LONG


def a_questionnaire(**facts):
    """Three questions: a request for the card, a scale, a choice of several."""
    made = QuestionnaireFactory(**facts)
    QuestionFactory(
        questionnaire=made,
        code="request",
        text="С чем вам помочь?",
        is_required=True,
        target="mentee.request",
    )
    QuestionFactory(
        questionnaire=made, code="mark", text="Довольны ли вы?", kind=QuestionKind.SCALE
    )
    QuestionFactory(
        questionnaire=made,
        code="ways",
        text="Как удобнее?",
        kind=QuestionKind.SEVERAL,
        choices=[{"code": "talk", "text": "говорить"}, {"code": "write", "text": "писать"}],
    )
    return made


class CampaignFactory(DjangoModelFactory):
    """A campaign of the school that takes answers since 1 October."""

    class Meta:
        model = Campaign

    programme = factory.LazyFunction(programme)
    questionnaire = factory.LazyFunction(a_questionnaire)
    title = "Анкета октября"
    state = CampaignState.OPEN
    opens_at = OPENED_AT


class InvitationFactory(DjangoModelFactory):
    """A mentee of the school is asked."""

    class Meta:
        model = Invitation

    campaign = factory.SubFactory(CampaignFactory)
    person = factory.LazyAttribute(lambda made: a_mentee(made.campaign.programme.organization))
    invited_at = OPENED_AT


class AnswerSheetFactory(DjangoModelFactory):
    """A sheet that was handed in, still without answers."""

    class Meta:
        model = AnswerSheet

    invitation = factory.SubFactory(InvitationFactory, answered_on=ANSWERED_AT.date())
    state = SheetState.SUBMITTED
    begun_at = ANSWERED_AT
    submitted_at = ANSWERED_AT


def answered(campaign, person=None, **given):
    """A person has handed in answers by code of question; returns the sheet."""
    facts = {"invitation__person": person} if person is not None else {}
    sheet = AnswerSheetFactory(invitation__campaign=campaign, **facts)
    for question in campaign.questionnaire.questions.filter(code__in=given):
        value = given[question.code]
        column = {int: "number", list: "chosen", str: "text"}[type(value)]
        sheet.answers.create(question=question, **{column: value})
    return sheet
