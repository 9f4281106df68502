"""Pages of questionnaires: the library and the preview."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from kernel.access import requires
from kernel.pages import page
from surveys.forms.answering import AnswerForm
from surveys.models import Campaign, Questionnaire
from surveys.queries.answering import asked_in
from surveys.queries.campaigns import with_counts
from surveys.states import QuestionnaireState
from surveys.views.acting import acting


@require_GET
@requires("surveys.library")
def questionnaires(request: HttpRequest) -> HttpResponse:
    """Show the questionnaires to choose from, and the campaigns of the organization."""
    membership = acting(request)
    offered = Questionnaire.objects.visible_to(membership).filter(
        state=QuestionnaireState.PUBLISHED
    )
    context = {
        "questionnaires": offered.order_by("side", "title", "pk"),
        "campaigns": with_counts(Campaign.objects.visible_to(membership)).order_by("-opens_at"),
    }
    return page(request, "surveys/questionnaires.html", context)


@require_GET
@requires("surveys.questionnaire", Questionnaire)
def questionnaire(request: HttpRequest, questionnaire: Questionnaire) -> HttpResponse:
    """Show a questionnaire as those who answer will see it; also good for printing."""
    form = AnswerForm(questions=asked_in(questionnaire))
    return page(
        request, "surveys/questionnaire.html", {"questionnaire": questionnaire, "form": form}
    )
