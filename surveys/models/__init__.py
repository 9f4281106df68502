"""Questionnaires, campaigns that ask them, invitations and answers."""

from surveys.models.anonymous import AnonymousAnswer, AnonymousSheet
from surveys.models.answers import Answer, AnswerSheet, AnswerSheetQuerySet
from surveys.models.campaigns import (
    FEWEST,
    Campaign,
    CampaignQuerySet,
    Invitation,
    InvitationQuerySet,
)
from surveys.models.posters import ClassPoster, ClassPosterQuerySet
from surveys.models.questionnaires import (
    Question,
    Questionnaire,
    QuestionnaireQuerySet,
    Section,
)

__all__ = [
    "FEWEST",
    "AnonymousAnswer",
    "AnonymousSheet",
    "Answer",
    "AnswerSheet",
    "AnswerSheetQuerySet",
    "Campaign",
    "CampaignQuerySet",
    "ClassPoster",
    "ClassPosterQuerySet",
    "Invitation",
    "InvitationQuerySet",
    "Question",
    "Questionnaire",
    "QuestionnaireQuerySet",
    "Section",
]
