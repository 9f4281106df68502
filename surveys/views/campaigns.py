"""Pages of campaigns: planning, who has answered, slips."""

from datetime import datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from kernel import journal
from kernel.access import requires
from kernel.pages import page
from roadmap.models import Activity
from surveys.actions import campaigns
from surveys.forms.campaigns import ChangeCampaign, PlanCampaign
from surveys.links import link_of
from surveys.models import Campaign, Questionnaire
from surveys.queries.campaigns import audience, audience_choices, by_class
from surveys.states import Privacy, QuestionnaireState
from surveys.views.acting import acting


@require_http_methods(["GET", "POST"])
@requires("surveys.plan")
def plan_campaign(request: HttpRequest) -> HttpResponse:
    """Plan a campaign and open it at once."""
    membership = acting(request)
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


@require_http_methods(["GET", "POST"])
@requires("surveys.change", Campaign)
def change_campaign(request: HttpRequest, campaign: Campaign) -> HttpResponse:
    """Mend the words, the end and the promise of a campaign."""
    membership = acting(request)
    zone = ZoneInfo(membership.organization.time_zone)
    form = ChangeCampaign(
        request.POST if request.method == "POST" else None,
        is_fixed=campaigns.has_answers(campaign),
        initial={
            "title": campaign.title,
            "privacy": campaign.privacy,
            "fewest": campaign.fewest,
            "may_change": campaign.may_change,
            "closes_on": _last_day(campaign.closes_at, zone),
        },
    )
    context = {"campaign": campaign, "form": form}
    if not form.is_valid():
        status = 422 if form.is_bound else 200
        return page(request, "surveys/change.html", context, status=status)
    said = form.cleaned_data
    closes_at = _end_of(said.pop("closes_on"), membership.organization.time_zone)
    try:
        campaigns.change_campaign(campaign, closes_at=closes_at, by=membership, **said)
    except campaigns.PrivacyIsFixed as refusal:
        form.add_error(None, str(refusal))
        return page(request, "surveys/change.html", context, status=422)
    messages.success(request, _("The campaign is changed."))
    return redirect("campaign", pk=campaign.pk)


def _last_day(closes_at: datetime | None, zone: ZoneInfo) -> Any:
    return closes_at and (closes_at.astimezone(zone) - timedelta(seconds=1)).date()


@require_GET
@requires("surveys.remind", Campaign)
def campaign_slips(request: HttpRequest, campaign: Campaign) -> HttpResponse:
    """Print a slip with a personal link for each who has not answered.

    Where answers are anonymous, slips are for all who are asked: it shows nobody up.
    """
    asked = campaign.invitations.filter(refused_at=None)
    if campaign.privacy != Privacy.ANONYMOUS:
        asked = asked.filter(answered_on=None)
    waiting = asked.select_related("person").order_by(
        "person__class_name", "person__sort_name", "pk"
    )
    slips = [(invitation.person, link_of(invitation)) for invitation in waiting]
    journal.saw(request, [person.pk for person, _link in slips])
    return page(request, "surveys/slips.html", {"campaign": campaign, "slips": slips})


@require_POST
@requires("surveys.close", Campaign)
def close_campaign(request: HttpRequest, campaign: Campaign) -> HttpResponse:
    """Take no more answers."""
    closed = campaigns.close_campaign(campaign, by=acting(request), now=timezone.now())
    if closed.privacy == Privacy.ANONYMOUS and closed.box_opened_on is None:
        messages.warning(
            request,
            _("The campaign is closed. Too few have answered: the answers stay in the closed box."),
        )
    else:
        messages.success(request, _("The campaign is closed."))
    return redirect("campaign", pk=campaign.pk)


@require_POST
@requires("surveys.open", Campaign)
def open_campaign(request: HttpRequest, campaign: Campaign) -> HttpResponse:
    """Take answers again."""
    campaigns.open_campaign(campaign, by=acting(request), now=timezone.now())
    messages.success(request, _("The campaign is open."))
    return redirect("campaign", pk=campaign.pk)


@require_POST
@requires("surveys.remind", Campaign)
def remind_waiting(request: HttpRequest, campaign: Campaign) -> HttpResponse:
    """Remind those who have not answered."""
    campaigns.remind_waiting(campaign, by=acting(request), now=timezone.now())
    messages.success(request, _("Those who sign in have been reminded. Print slips for the rest."))
    return redirect("campaign", pk=campaign.pk)
