"""Which move is allowed from which state: every pair of the lives of this room."""

import itertools

import pytest

from surveys.models import AnswerSheet, Campaign, Questionnaire
from surveys.states import (
    CAMPAIGN_LIFE,
    QUESTIONNAIRE_LIFE,
    SHEET_LIFE,
    CampaignState,
    QuestionnaireState,
    SheetState,
)

LIVES = (
    (
        CAMPAIGN_LIFE,
        Campaign,
        CampaignState,
        {("draft", "open"), ("closed", "open"), ("open", "close")},
    ),
    (
        QUESTIONNAIRE_LIFE,
        Questionnaire,
        QuestionnaireState,
        {("draft", "publish"), ("published", "retire")},
    ),
    (SHEET_LIFE, AnswerSheet, SheetState, {("begun", "submit"), ("submitted", "submit")}),
)


@pytest.mark.parametrize(("life", "model", "states", "allowed"), LIVES)
def test_only_these_moves_are_allowed(life, model, states, allowed):
    found = {
        (str(state), move)
        for state, move in itertools.product(states, life.moves)
        if life.allows(model(state=state), move)
    }

    assert found == allowed
