"""Pages of questionnaires: the library, campaigns, answering, results."""

from datetime import datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.models import Membership
from kernel import journal
from kernel.access import public, requires
from kernel.pages import download, page
from participants.models import Person
from roadmap.models import Activity
from surveys.actions import answering, campaigns, proposals
from surveys.documents.results_book import as_xlsx
from surveys.forms import AnswerForm, PlanCampaign, initial_of
from surveys.links import invited_by, link_of
from surveys.models import AnswerSheet, Campaign, Invitation, Questionnaire
from surveys.queries import (
    answered_by,
    answers_of,
    audience,
    audience_choices,
    by_class,
    directions_for,
    in_words,
    questions_of,
    results_of,
    to_answer,
    with_counts,
)
from surveys.states import Privacy, QuestionnaireState, SheetState

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def _acting(request: HttpRequest) -> Membership:
    membership: Membership = request.membership  # type: ignore[attr-defined]
    return membership


@require_GET
@requires("surveys.library")
def questionnaires(request: HttpRequest) -> HttpResponse:
    """Show the questionnaires to choose from, and the campaigns of the organization."""
    membership = _acting(request)
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
    questions = list(questionnaire.questions.order_by("position"))
    form = AnswerForm(questions=questions, directions=[])
    return page(
        request, "surveys/questionnaire.html", {"questionnaire": questionnaire, "form": form}
    )


@require_http_methods(["GET", "POST"])
@requires("surveys.plan")
def plan_campaign(request: HttpRequest) -> HttpResponse:
    """Plan a campaign and open it at once."""
    membership = _acting(request)
    now = timezone.now()
    programme = campaigns.require_programme(membership.organization, now=now)
    form = PlanCampaign(
        request.POST if request.method == "POST" else None,
        initial={"questionnaire": request.GET.get("questionnaire")},
        questionnaires=Questionnaire.objects.visible_to(membership)
        .filter(state=QuestionnaireState.PUBLISHED)
        .order_by("title", "pk"),
        activities=Activity.objects.visible_to(membership)
        .filter(stage__roadmap__programme=programme)
        .order_by("stage__position", "position"),
        audiences=audience_choices(programme),
        today=now.astimezone(ZoneInfo(membership.organization.time_zone)),
    )
    if not form.is_valid():
        status = 422 if form.is_bound else 200
        return page(request, "surveys/plan.html", {"form": form}, status=status)
    said = form.cleaned_data
    campaign = campaigns.plan_and_open(
        programme=programme,
        questionnaire=said["questionnaire"],
        title=said["title"],
        people=audience(programme, said["audience"]),
        privacy=Privacy(said["privacy"]),
        opens_at=now,
        closes_at=_end_of(said["closes_on"], membership.organization.time_zone),
        activity=said["activity"],
        by=membership,
        now=now,
    )
    messages.success(request, _("The campaign is open: those who sign in have been told."))
    return redirect("campaign", pk=campaign.pk)


def _end_of(day: Any, zone: str) -> datetime | None:
    if day is None:
        return None
    return datetime.combine(day + timedelta(days=1), time(), tzinfo=ZoneInfo(zone))


@require_GET
@requires("surveys.campaign", Campaign)
def campaign(request: HttpRequest, campaign: Campaign) -> HttpResponse:
    """Show who has answered and who has not, class by class, without contents."""
    lines = by_class(campaign)
    journal.saw(request, [person.pk for line in lines for person in line.waiting])
    asked, answered = sum(line.asked for line in lines), sum(line.answered for line in lines)
    return page(
        request,
        "surveys/campaign.html",
        {"campaign": campaign, "lines": lines, "asked": asked, "answered": answered},
    )


@require_GET
@requires("surveys.remind", Campaign)
def campaign_slips(request: HttpRequest, campaign: Campaign) -> HttpResponse:
    """Print a slip with a personal link for each who has not answered."""
    waiting = (
        campaign.invitations.filter(answered_at=None, refused_at=None)
        .select_related("person")
        .order_by("person__class_name", "person__sort_name", "pk")
    )
    slips = [(invitation.person, link_of(invitation)) for invitation in waiting]
    journal.saw(request, [person.pk for person, _link in slips])
    return page(request, "surveys/slips.html", {"campaign": campaign, "slips": slips})


@require_POST
@requires("surveys.close", Campaign)
def close_campaign(request: HttpRequest, campaign: Campaign) -> HttpResponse:
    """Take no more answers."""
    campaigns.close_campaign(campaign, by=_acting(request), now=timezone.now())
    messages.success(request, _("The campaign is closed."))
    return redirect("campaign", pk=campaign.pk)


@require_POST
@requires("surveys.open", Campaign)
def open_campaign(request: HttpRequest, campaign: Campaign) -> HttpResponse:
    """Take answers again."""
    campaigns.open_campaign(campaign, by=_acting(request), now=timezone.now())
    messages.success(request, _("The campaign is open."))
    return redirect("campaign", pk=campaign.pk)


@require_POST
@requires("surveys.remind", Campaign)
def remind_waiting(request: HttpRequest, campaign: Campaign) -> HttpResponse:
    """Remind those who have not answered."""
    campaigns.remind_waiting(campaign, by=_acting(request), now=timezone.now())
    messages.success(request, _("Those who sign in have been reminded. Print slips for the rest."))
    return redirect("campaign", pk=campaign.pk)


@require_GET
@requires("surveys.results", Campaign)
def campaign_results(request: HttpRequest, campaign: Campaign) -> HttpResponse:
    """Show counts and shares, never a name."""
    return page(request, "surveys/results.html", {"found": results_of(campaign)})


@require_GET
@requires("surveys.results", Campaign)
def campaign_results_file(request: HttpRequest, campaign: Campaign) -> HttpResponse:
    """Hand out the results as a workbook."""
    content = as_xlsx(results_of(campaign))
    return download(content, filename=f"{campaign.title}.xlsx", content_type=XLSX)


@require_GET
@requires("surveys.mine")
def my_questionnaires(request: HttpRequest) -> HttpResponse:
    """Show a person what waits for their answer, and what was answered."""
    user = _acting(request).user
    context = {"waiting": to_answer(user, timezone.now()), "answered": answered_by(user)[:20]}
    return page(request, "surveys/mine.html", context)


@require_http_methods(["GET", "POST"])
@requires("surveys.answer", Invitation)
def answer(request: HttpRequest, invitation: Invitation) -> HttpResponse:
    """Let somebody who has signed in, also by a class card, fill the questionnaire in."""
    return _answering(request, invitation, by=_acting(request))


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
    if by is None and sheet is not None and sheet.state == SheetState.SUBMITTED:
        return page(request, "surveys/thanks.html", {**context, "is_used": True})
    if request.method == "POST":
        return _take(request, invitation, context, by=by, now=now)
    form = _form(campaign, initial=initial_of(answers_of(sheet)))
    return page(request, "surveys/answer.html", {**context, "form": form, "sheet": sheet})


def _form(campaign: Campaign, *args: Any, **kwargs: Any) -> AnswerForm:
    return AnswerForm(
        *args,
        questions=questions_of(campaign),
        directions=directions_for(campaign.programme),
        **kwargs,
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
    form = _form(invitation.campaign, request.POST, is_draft=is_draft)
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


@require_GET
@requires("surveys.sheet", AnswerSheet)
def sheet(request: HttpRequest, answersheet: AnswerSheet) -> HttpResponse:
    """Show one person's answers, and what they propose for the card."""
    person: Person = answersheet.invitation.person
    campaign = answersheet.invitation.campaign
    journal.saw(request, [person.pk])
    directions = directions_for(campaign.programme)
    answers = answers_of(answersheet)
    context = {
        "sheet": answersheet,
        "person": person,
        "campaign": campaign,
        "shown": in_words(answers, directions),
        "proposals": proposals.proposals_of(person, answers, directions),
    }
    return page(request, "surveys/sheet.html", context)


@require_POST
@requires("surveys.accept", AnswerSheet)
def accept_answers(request: HttpRequest, answersheet: AnswerSheet) -> HttpResponse:
    """Carry what the curator has chosen over to the card."""
    chosen = request.POST.getlist("field")
    if not chosen:
        raise Http404
    proposals.accept_answers(answersheet, chosen, by=_acting(request), now=timezone.now())
    messages.success(request, _("The card is filled from the answers."))
    return redirect("person", pk=answersheet.invitation.person_id)
