"""Pages of campaigns: planning, who has answered, slips."""

from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.models import Membership, User
from accounts.views.acting import acting
from kernel import journal
from kernel.access import requires
from kernel.calendar import today_in
from kernel.documents.html import qr_png
from kernel.pages import page
from kernel.refusals import Refusal
from kernel.russian import date_words
from roadmap.models import Activity
from surveys.actions import campaigns, reminders
from surveys.audience import audience, audience_choices
from surveys.forms.campaigns import ChangeCampaign, PlanCampaign
from surveys.links import link_of
from surveys.models import Campaign, Questionnaire
from surveys.queries.answering import offers_people
from surveys.queries.campaigns import by_class
from surveys.rules import KNOWS
from surveys.states import Privacy, QuestionnaireState

MORNING = time(8)


@require_http_methods(["GET", "POST"])
@requires("surveys.plan")
def plan_campaign(request: HttpRequest) -> HttpResponse:
    """Plan a campaign and open it at once."""
    membership = acting(request)
    now = timezone.now()
    zone = ZoneInfo(membership.organization.time_zone)
    programme = campaigns.require_programme(membership.organization, now=now)
    form = PlanCampaign(
        request.POST if request.method == "POST" else None,
        initial={"questionnaire": request.GET.get("questionnaire"), "told": [membership.user_id]},
        questionnaires=Questionnaire.objects.visible_to(membership)
        .filter(state=QuestionnaireState.PUBLISHED)
        .order_by("title", "pk"),
        activities=Activity.objects.visible_to(membership)
        .filter(stage__roadmap__programme=programme)
        .order_by("stage__position", "position"),
        audiences=audience_choices(programme),
        staff=_staff(membership),
        today=now.astimezone(zone),
    )
    if not form.is_valid():
        status = 422 if form.is_bound else 200
        return page(request, "surveys/plan.html", {"form": form}, status=status)
    said = form.cleaned_data
    try:
        campaign = campaigns.plan_and_open(
            programme=programme,
            questionnaire=said["questionnaire"],
            title=said["title"],
            people=audience(programme, said["audience"]),
            audience=said["audience"],
            is_fixed_list=said["is_fixed_list"],
            privacy=Privacy(said["privacy"]),
            opens_at=_moment(said["opens_on"], said["opens_at"] or MORNING, zone) or now,
            closes_at=_end_of(said["closes_on"], said["closes_at"], zone),
            activity=said["activity"],
            reminders=form.reminders,
            told=said["told"],
            by=membership,
            now=now,
        )
    except Refusal as refusal:
        form.add_error(None, str(refusal))
        return page(request, "surveys/plan.html", {"form": form}, status=422)
    messages.success(request, _("The campaign is open: those who sign in have been told."))
    return redirect("campaign", pk=campaign.pk)


def _staff(membership: Membership) -> QuerySet[User]:
    """Those of the organization who may see what a campaign brings."""
    today = today_in(membership.organization.time_zone, timezone.now())
    roles = Membership.objects.filter(organization=membership.organization).current(today)
    return User.objects.filter(pk__in=roles.in_role(*KNOWS).values("user")).order_by(
        "sort_name", "pk"
    )


def _moment(day: date | None, at: time, zone: ZoneInfo) -> datetime | None:
    return datetime.combine(day, at, tzinfo=zone) if day is not None else None


def _end_of(day: date | None, at: time | None, zone: ZoneInfo) -> datetime | None:
    """The hour of the day, or the end of the day."""
    if day is not None and at is None:
        return _moment(day + timedelta(days=1), time(), zone)
    return _moment(day, at or time(), zone)


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
        {
            "campaign": campaign,
            "lines": lines,
            "asked": asked,
            "answered": answered,
            "text_to_send": _text_to_send(campaign),
            "offers_people": offers_people(campaign),
        },
    )


def _text_to_send(campaign: Campaign) -> str:
    """What the curator may put into the chat of a class; it names nobody."""
    zone = ZoneInfo(campaign.programme.organization.time_zone)
    end = _said_end(campaign.closes_at, zone).get("closes_on")
    until = _(" until %(day)s") % {"day": date_words(end)} if end else ""
    return _(
        "Please answer the questionnaire “%(title)s”%(until)s: %(link)s or by your personal slip."
    ) % {
        "title": campaign.title,
        "until": until,
        "link": f"{settings.SITE_URL}{reverse('my-questionnaires')}",
    }


@require_http_methods(["GET", "POST"])
@requires("surveys.change", Campaign)
def change_campaign(request: HttpRequest, campaign: Campaign) -> HttpResponse:
    """Mend the words, the end and the promise of a campaign."""
    membership = acting(request)
    zone = ZoneInfo(membership.organization.time_zone)
    form = ChangeCampaign(
        request.POST if request.method == "POST" else None,
        is_fixed=campaigns.has_answers(campaign),
        staff=_staff(membership),
        initial={
            "title": campaign.title,
            "privacy": campaign.privacy,
            "fewest": campaign.fewest,
            "may_change": campaign.may_change,
            "remind_every": campaign.remind_every,
            "remind_most": campaign.remind_most,
            "told": list(campaign.told.values_list("pk", flat=True)),
            **_said_end(campaign.closes_at, zone),
        },
    )
    context = {"campaign": campaign, "form": form}
    if not form.is_valid():
        status = 422 if form.is_bound else 200
        return page(request, "surveys/change.html", context, status=status)
    said = form.cleaned_data
    try:
        campaigns.change_campaign(
            campaign,
            title=said["title"],
            privacy=Privacy(said["privacy"]),
            fewest=said["fewest"],
            may_change=said["may_change"],
            closes_at=_end_of(said["closes_on"], said["closes_at"], zone),
            reminders=form.reminders,
            told=said["told"],
            by=membership,
        )
    except Refusal as refusal:
        form.add_error(None, str(refusal))
        return page(request, "surveys/change.html", context, status=422)
    messages.success(request, _("The campaign is changed."))
    return redirect("campaign", pk=campaign.pk)


def _said_end(closes_at: datetime | None, zone: ZoneInfo) -> dict[str, Any]:
    """The end as the form wants it: midnight is the whole day before."""
    if closes_at is None:
        return {}
    there = closes_at.astimezone(zone)
    if there.time() == time():
        return {"closes_on": (there - timedelta(days=1)).date()}
    return {"closes_on": there.date(), "closes_at": there.time()}


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
    links = [(invitation.person, link_of(invitation)) for invitation in waiting]
    slips = [(person, link, qr_png(link)) for person, link in links]
    journal.saw(request, [person.pk for person, _link in links])
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
    reminders.remind_waiting(campaign, by=acting(request), now=timezone.now())
    messages.success(request, _("Those who sign in have been reminded. Print slips for the rest."))
    return redirect("campaign", pk=campaign.pk)
