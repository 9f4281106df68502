"""Versions: what was published is never changed, a new version takes its place."""

from accounts.models import Membership
from surveys.models import Questionnaire
from surveys.states import QUESTIONNAIRE_LIFE, QuestionnaireState


def retire_older(questionnaire: Questionnaire, *, by: Membership | None) -> None:
    """Take the older versions out of use; campaigns that ask with them go on."""
    older = Questionnaire.objects.filter(
        organization=questionnaire.organization,
        code=questionnaire.code,
        version__lt=questionnaire.version,
        state=QuestionnaireState.PUBLISHED,
    )
    for each in older:
        QUESTIONNAIRE_LIFE.move(each, "retire", by=by)
