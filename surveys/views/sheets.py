"""One person's answers, and what they propose for the card."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from accounts.views.acting import acting
from kernel import journal
from kernel.access import requires
from kernel.pages import download_file, page
from participants.models import Person
from surveys.actions import proposals
from surveys.models import Answer, AnswerSheet
from surveys.queries.answering import answers_of, in_words, offers_of


@require_GET
@requires("surveys.sheet", AnswerSheet)
def sheet(request: HttpRequest, answersheet: AnswerSheet) -> HttpResponse:
    """Show one person's answers, and what they propose for the card."""
    person: Person = answersheet.invitation.person
    campaign = answersheet.invitation.campaign
    journal.saw(request, [person.pk])
    offers = offers_of(campaign)
    answers = answers_of(answersheet)
    context = {
        "sheet": answersheet,
        "person": person,
        "campaign": campaign,
        "shown": in_words(answers, offers),
        "proposals": proposals.proposals_of(person, answers, offers.directions),
    }
    return page(request, "surveys/sheet.html", context)


@require_POST
@requires("surveys.accept", AnswerSheet)
def accept_answers(request: HttpRequest, answersheet: AnswerSheet) -> HttpResponse:
    """Carry what the curator has chosen over to the card."""
    chosen = request.POST.getlist("field")
    if not chosen:
        raise Http404
    proposals.accept_answers(answersheet, chosen, by=acting(request), now=timezone.now())
    messages.success(request, _("The card is filled from the answers."))
    return redirect("person", pk=answersheet.invitation.person_id)


@require_GET
@requires("surveys.answer_file", Answer)
def answer_file(request: HttpRequest, answer: Answer) -> HttpResponseBase:
    """Hand out the file that somebody sent as an answer."""
    if not answer.file:
        raise Http404
    journal.saw(request, [answer.sheet.invitation.person_id])
    return download_file(
        answer.file.open(), filename=answer.text, content_type="application/octet-stream"
    )
