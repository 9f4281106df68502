"""Load the questionnaires that are shipped with the product."""

import json
from pathlib import Path
from typing import Any

from django.db import transaction

from surveys.models import Question, Questionnaire
from surveys.states import QuestionnaireState

DATA = Path(__file__).resolve().parents[1] / "data"


@transaction.atomic
def load_presets() -> int:
    """Add the shipped questionnaires that are not there yet; return how many were added.

    A version that exists is never changed: whoever edits a file raises its version.
    """
    return sum(_load(json.loads(file.read_text())) for file in sorted(DATA.glob("*.json")))


def _load(said: dict[str, Any]) -> bool:
    questions = said.pop("questions")
    made, is_new = Questionnaire.objects.get_or_create(
        organization=None,
        code=said.pop("code"),
        version=said.pop("version"),
        defaults={**said, "state": QuestionnaireState.PUBLISHED},
    )
    if is_new:
        Question.objects.bulk_create(
            _question(made, position, question) for position, question in enumerate(questions)
        )
    return is_new


def _question(questionnaire: Questionnaire, position: int, said: dict[str, Any]) -> Question:
    fields = dict(said)
    return Question(
        questionnaire=questionnaire,
        position=position,
        help_text=fields.pop("help", ""),
        is_required=fields.pop("required", False),
        **fields,
    )
