"""Load the questionnaires that are shipped with the product."""

import json
from pathlib import Path
from typing import Any

from django.db import transaction

from surveys.actions.contents import write_content
from surveys.actions.versions import retire_older
from surveys.content import from_json
from surveys.models import Questionnaire
from surveys.states import QuestionnaireState

DATA = Path(__file__).resolve().parents[1] / "data"


@transaction.atomic
def load_presets() -> int:
    """Add the shipped questionnaires that are not there yet; return how many were added.

    A version that exists is never changed: whoever edits a file raises its version. An older
    version is taken out of use when a newer one arrives.
    """
    return sum(_load(json.loads(file.read_text())) for file in sorted(DATA.glob("*.json")))


def _load(said: dict[str, Any]) -> bool:
    content = from_json(said)
    made, is_new = Questionnaire.objects.get_or_create(
        organization=None,
        code=said["code"],
        version=said["version"],
        defaults={**content.facts, "state": QuestionnaireState.PUBLISHED},
    )
    if is_new:
        write_content(made, content)
        retire_older(made, by=None)
    return is_new
