"""Pages of those who answer."""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from accounts.models import Membership
from kernel.access import public, requires
from kernel.pages import page
from surveys.actions import answering
from surveys.forms.answering import AnswerForm, initial_of
from surveys.links import invited_by
from surveys.models import AnswerSheet, Campaign, Invitation
from surveys.prefill import prefilled
from surveys.queries.answering import (
    answered_by,
    answers_of,
    offers_of,
    questions_of,
    to_answer,
)
from surveys.states import Privacy, SheetState
from surveys.views.acting import acting


@require_GET
@requires("surveys.mine")
def my_questionnaires(request: HttpRequest) -> HttpResponse:
    """Show a person what waits for their answer, and what was answered."""
    user = acting(request).user
    context = {"waiting": to_answer(user, timezone.now()), "answered": answered_by(user)[:20]}
    return page(request, "surveys/mine.html", context)


@require_http_methods(["GET", "POST"])
@requires("surveys.answer", Invitation)
def answer(request: HttpRequest, invitation: Invitation) -> HttpResponse:
    """Let somebody who has signed in, also by a class card, fill the questionnaire in."""
    return _answering(request, invitation, by=acting(request))


@require_http_methods(["GET", "POST"])
@public("a signed personal link to one questionnaire")
def answer_by_link(request: HttpRequest, token: str) -> HttpResponse:
    """Let the person of a link fill the questionnaire in, without an account."""
    pk = invited_by(token)
    invitation = Invitation.objects.filter(pk=pk).first() if pk else None
    if invitation is None:
        return page(request, "surveys/false_link.html", status=404)
    response = _answering(request, invitation, by=None)
    response.headers["Referrer-Policy"] = "no-referrer"
    return response


def _answering(
    request: HttpRequest, invitation: Invitation, *, by: Membership | None
) -> HttpResponse:
    campaign = invitation.campaign
    now = timezone.now()
    context: dict[str, Any] = {"campaign": campaign, "by_link": by is None}
    try:
        answering.require_open(campaign, now=now)
    except answering.NotTakingAnswers as refusal:
        context["reason"] = refusal.message
        return page(request, "surveys/closed.html", context, status=410)
    sheet = AnswerSheet.objects.filter(invitation=invitation).first()
    is_anonymous = campaign.privacy == Privacy.ANONYMOUS
    is_used = invitation.answered_on is not None if is_anonymous else _is_submitted(sheet)
    if is_used and (by is None or is_anonymous):
        return page(request, "surveys/thanks.html", {**context, "is_used": True})
    if request.method == "POST":
        return _take(request, invitation, {**context, "sheet": sheet}, by=by, now=now)
    form = _form(invitation, sheet)
    return page(request, "surveys/answer.html", {**context, "form": form, "sheet": sheet})


def _is_submitted(sheet: AnswerSheet | None) -> bool:
    return sheet is not None and sheet.state == SheetState.SUBMITTED


def _form(
    invitation: Invitation, sheet: AnswerSheet | None, *args: Any, is_draft: bool = False
) -> AnswerForm:
    questions = questions_of(invitation.campaign)
    is_anonymous = invitation.campaign.privacy == Privacy.ANONYMOUS
    is_new = sheet is None and not is_anonymous
    known = prefilled(questions, invitation.person) if is_new else {}
    return AnswerForm(
        *args,
        questions=questions,
        offers=offers_of(invitation.campaign),
        initial={**known, **initial_of(answers_of(sheet))},
        is_draft=is_draft,
    )


def _take(
    request: HttpRequest,
    invitation: Invitation,
    context: dict[str, Any],
    *,
    by: Membership | None,
    now: datetime,
) -> HttpResponse:
    is_draft = "draft" in request.POST
    form = _form(invitation, context["sheet"], request.POST, request.FILES, is_draft=is_draft)
    is_valid = form.is_valid()
    if is_draft:
        answering.save_draft(invitation, form.cleaned_data, by=by, now=now)
        if request.headers.get("X-Autosave"):
            return HttpResponse(status=204)
        if not is_valid:
            return page(request, "surveys/answer.html", {**context, "form": form}, status=422)
        messages.success(request, _("The draft is saved. You can go on later."))
        return redirect(request.path)
    if not is_valid:
        return page(request, "surveys/answer.html", {**context, "form": form}, status=422)
    answering.submit_answers(invitation, form.cleaned_data, by=by, now=now)
    return redirect("answer-thanks", pk=invitation.campaign_id)


@require_GET
@public("the words of thanks name nobody")
def answer_thanks(request: HttpRequest, pk: int) -> HttpResponse:
    """Thank the person, after the answers are in the database."""
    campaign = get_object_or_404(Campaign, pk=pk)
    return page(request, "surveys/thanks.html", {"campaign": campaign})
