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
from accounts.views.acting import acting
from kernel.access import public, requires
from kernel.pages import page
from surveys.actions import answering
from surveys.forms.answering import AnswerForm
from surveys.forms.desk import Desk
from surveys.links import invited_by
from surveys.models import Campaign, Invitation
from surveys.queries.answering import answered_by, to_answer
from surveys.queries.pages import SheetPage


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
    return answering_page(request, invitation, by=acting(request))


@require_http_methods(["GET", "POST"])
@public("a signed personal link to one questionnaire")
def answer_by_link(request: HttpRequest, token: str) -> HttpResponse:
    """Let the person of a link fill the questionnaire in, without an account."""
    pk = invited_by(token)
    invitation = Invitation.objects.filter(pk=pk).first() if pk else None
    if invitation is None:
        return page(request, "surveys/false_link.html", status=404)
    response = answering_page(request, invitation, by=None)
    # With «no-referrer» a browser names no origin when it sends the form, which is then refused.
    response.headers["Referrer-Policy"] = "same-origin"
    return response


def answering_page(
    request: HttpRequest, invitation: Invitation, *, by: Membership | None
) -> HttpResponse:
    """Show or take a sheet, whichever way the person has come."""
    campaign = invitation.campaign
    now = timezone.now()
    context: dict[str, Any] = {"campaign": campaign, "by_link": by is None}
    try:
        answering.require_open(campaign, now=now)
    except answering.NotTakingAnswers as refusal:
        context["reason"] = refusal.message
        return page(request, "surveys/closed.html", context, status=410)
    desk = Desk(invitation)
    if desk.is_used and (by is None or not desk.may_change):
        return page(request, "surveys/thanks.html", {**context, "is_used": True})
    asked = desk.page(request.GET.get("page", ""))
    context |= {"sheet": desk.sheet, "part": asked, "keeps_drafts": desk.keeps_drafts}
    if request.method == "POST":
        return _take(request, desk, context, by=by, now=now)
    return page(request, "surveys/answer.html", {**context, "form": desk.form(asked)})


def _take(
    request: HttpRequest,
    desk: Desk,
    context: dict[str, Any],
    *,
    by: Membership | None,
    now: datetime,
) -> HttpResponse:
    asked = context["part"]
    if "refuse" in request.POST:
        answering.refuse_to_answer(desk.invitation, by=by, now=now)
        return page(request, "surveys/refused.html", context)
    if desk.keeps_drafts or "draft" in request.POST:
        draft = desk.form(asked, request.POST, request.FILES, is_draft=True)
        is_valid = draft.is_valid()
        answering.save_draft(desk.invitation, draft.cleaned_data, by=by, now=now)
        if request.headers.get("X-Autosave"):
            return HttpResponse(status=204)
        if "draft" in request.POST or "back" in request.POST:
            if not is_valid and "draft" in request.POST:
                return page(request, "surveys/answer.html", {**context, "form": draft}, status=422)
            return _go_on(request, asked, by_steps=-1 if "back" in request.POST else 0)
    form = desk.form(asked, request.POST, request.FILES)
    if not form.is_valid():
        return page(request, "surveys/answer.html", {**context, "form": form}, status=422)
    if not desk.again().page(str(asked.number)).is_last:
        return _go_on(request, asked, by_steps=1)
    return _hand_in(request, desk.again(), form, context, by=by, now=now)


def _go_on(request: HttpRequest, asked: SheetPage, *, by_steps: int) -> HttpResponse:
    if not by_steps:
        messages.success(request, _("The draft is saved. You can go on later."))
    return redirect(f"{request.path}?page={asked.number + by_steps}")


def _hand_in(
    request: HttpRequest,
    desk: Desk,
    form: AnswerForm,
    context: dict[str, Any],
    *,
    by: Membership | None,
    now: datetime,
) -> HttpResponse:
    """Send the answers of all pages; a page that was skipped is shown with what is missing."""
    if desk.keeps_drafts and len(desk.pages) > 1:
        form = desk.whole()
        if not form.is_valid():
            missing = desk.first_with_errors(form)
            shown = {**context, "part": missing, "form": desk.kept(missing)}
            return page(request, "surveys/answer.html", shown, status=422)
    answering.submit_answers(desk.invitation, form.cleaned_data, by=by, now=now)
    return redirect("answer-thanks", pk=desk.invitation.campaign_id)


@require_GET
@public("the words of thanks name nobody")
def answer_thanks(request: HttpRequest, pk: int) -> HttpResponse:
    """Thank the person, after the answers are in the database."""
    campaign = get_object_or_404(Campaign, pk=pk)
    return page(request, "surveys/thanks.html", {"campaign": campaign})
