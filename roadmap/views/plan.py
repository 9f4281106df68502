"""The roadmap, its stages, and editing their text."""

from datetime import date

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.views.acting import acting
from kernel.access import may, requires
from kernel.calendar import today_in
from kernel.pages import page
from roadmap.actions import plans, programmes
from roadmap.checking import check_of
from roadmap.forms.plan import ChooseReminders, EditActivity, EditStage, RenameRoadmap
from roadmap.models import Activity, Roadmap, Stage
from roadmap.opening import asked_year
from roadmap.queries import own_roadmap, plan_page, rows_of
from roadmap.queries.changes import remarks_on
from roadmap.queries.standing import standing_of
from roadmap.tools import tools_of


@require_GET
@requires("roadmap.view")
def roadmap(request: HttpRequest) -> HttpResponse:
    """Show the roadmap of one's own organization in this school year."""
    membership = acting(request)
    today = today_in(membership.organization.time_zone, timezone.now())
    year = asked_year(request.GET.get("year", ""), today=today)
    found = own_roadmap(membership, year) or own_roadmap(membership, year - 1)
    if found is None:
        return page(request, "roadmap/no_roadmap.html", {"year": year})
    return _plan(request, found)


@require_GET
@requires("roadmap.view", Roadmap)
def roadmap_plan(request: HttpRequest, roadmap: Roadmap) -> HttpResponse:
    """Show one roadmap: the road, the stages, the activities."""
    return _plan(request, roadmap)


@require_GET
@requires("roadmap.view", Stage)
def stage(request: HttpRequest, stage: Stage) -> HttpResponse:
    """Show a stage: its goal and result, its activities, the tools of its work."""
    me = acting(request)
    activities = Activity.objects.filter(stage=stage)
    rows = rows_of(activities, stage.roadmap, me, today=today_of(stage.roadmap))
    tools = tools_of(stage.code, me)
    context = {
        "stage": stage,
        "rows": rows,
        "tools": tools,
        "remarks": remarks_on(stage.roadmap, me),
    }
    return page(request, "roadmap/stage.html", context)


@require_http_methods(["GET", "POST"])
@requires("roadmap.edit", Roadmap)
def edit_roadmap(request: HttpRequest, roadmap: Roadmap) -> HttpResponse:
    """Give the roadmap another title."""
    form = RenameRoadmap(request.POST or None, initial={"title": roadmap.title})
    if form.is_valid():
        plans.rename_roadmap(roadmap, title=form.cleaned_data["title"], by=acting(request))
        return redirect("roadmap-plan", roadmap.pk)
    context = {"form": form, "heading": _("Title of the roadmap"), "roadmap": roadmap}
    return page(request, "roadmap/edit.html", context, status=_status(request))


@require_http_methods(["GET", "POST"])
@requires("roadmap.set_reminders", Roadmap)
def roadmap_reminders(request: HttpRequest, roadmap: Roadmap) -> HttpResponse:
    """Choose how long before a deadline people are reminded."""
    programme = roadmap.programme
    form = ChooseReminders(request.POST) if request.POST else ChooseReminders.of(programme)
    if form.is_valid():
        programmes.choose_reminders(programme, by=acting(request), **form.cleaned_data)
        messages.success(request, _("Reminders will come on the chosen days."))
        return redirect("roadmap-plan", roadmap.pk)
    context = {"form": form, "heading": _("Reminders"), "roadmap": roadmap}
    return page(request, "roadmap/edit.html", context, status=_status(request))


@require_http_methods(["GET", "POST"])
@requires("roadmap.edit", Roadmap)
def add_stage(request: HttpRequest, roadmap: Roadmap) -> HttpResponse:
    """Add a stage at the end of the roadmap."""
    form = EditStage(request.POST or None)
    if form.is_valid():
        made = plans.add_stage(roadmap, by=acting(request), **form.cleaned_data)
        return redirect("stage", made.pk)
    context = {"form": form, "heading": _("New stage"), "roadmap": roadmap}
    return page(request, "roadmap/edit.html", context, status=_status(request))


@require_http_methods(["GET", "POST"])
@requires("roadmap.edit", Stage)
def edit_stage(request: HttpRequest, stage: Stage) -> HttpResponse:
    """Change the words of a stage."""
    form = EditStage(request.POST) if request.POST else EditStage.of(stage)
    if form.is_valid():
        plans.change_stage(stage, by=acting(request), **form.cleaned_data)
        return redirect("stage", stage.pk)
    context = {"form": form, "heading": _("Stage"), "roadmap": stage.roadmap, "stage": stage}
    return page(request, "roadmap/edit.html", context, status=_status(request))


@require_POST
@requires("roadmap.edit", Stage)
def remove_stage(request: HttpRequest, stage: Stage) -> HttpResponse:
    """Take a stage out with its activities."""
    plans.remove_stage(stage, by=acting(request))
    messages.success(request, _("The stage is taken out."))
    return redirect("roadmap-plan", stage.roadmap_id)


@require_POST
@requires("roadmap.edit", Stage)
def move_stage(request: HttpRequest, stage: Stage) -> HttpResponse:
    """Move a stage one place up or down."""
    plans.move_stage(stage, up="up" in request.POST, by=acting(request))
    return redirect("roadmap-plan", stage.roadmap_id)


@require_http_methods(["GET", "POST"])
@requires("roadmap.edit", Stage)
def add_activity(request: HttpRequest, stage: Stage) -> HttpResponse:
    """Add an activity at the end of a stage."""
    form = EditActivity(request.POST or None)
    if form.is_valid():
        today = today_of(stage.roadmap)
        plans.add_activity(stage, by=acting(request), today=today, **form.cleaned_data)
        return redirect("stage", stage.pk)
    context = {"form": form, "heading": _("New activity"), "stage": stage, "roadmap": stage.roadmap}
    return page(request, "roadmap/edit_activity.html", context, status=_status(request))


@require_http_methods(["GET", "POST"])
@requires("roadmap.edit", Activity)
def edit_activity(request: HttpRequest, activity: Activity) -> HttpResponse:
    """Change the words or the deadline of an activity."""
    form = EditActivity(request.POST) if request.POST else EditActivity.of(activity)
    if form.is_valid():
        today = today_of(activity.roadmap)
        plans.change_activity(activity, by=acting(request), today=today, **form.cleaned_data)
        return redirect("activity", activity.pk)
    context = {
        "form": form,
        "heading": _("Activity"),
        "stage": activity.stage,
        "roadmap": activity.roadmap,
        "activity": activity,
    }
    return page(request, "roadmap/edit_activity.html", context, status=_status(request))


@require_POST
@requires("roadmap.edit", Activity)
def remove_activity(request: HttpRequest, activity: Activity) -> HttpResponse:
    """Take an activity out."""
    plans.remove_activity(activity, by=acting(request))
    messages.success(request, _("The activity is taken out."))
    return redirect("stage", activity.stage_id)


@require_POST
@requires("roadmap.edit", Activity)
def move_activity(request: HttpRequest, activity: Activity) -> HttpResponse:
    """Move an activity one place up or down in its stage."""
    plans.move_activity(activity, up="up" in request.POST, by=acting(request))
    return redirect("stage", activity.stage_id)


def today_of(roadmap: Roadmap) -> date:
    """The date on the wall of the school whose roadmap it is."""
    return today_in(roadmap.programme.organization.time_zone, timezone.now())


def _plan(request: HttpRequest, roadmap: Roadmap) -> HttpResponse:
    shown = request.GET.get("show", "")
    me, today = acting(request), today_of(roadmap)
    plan = plan_page(roadmap, me, today=today, shown=shown)
    standing = standing_of(roadmap, me, today=today, stations=plan.stations)
    check = check_of(roadmap, today=today) if may(me, "roadmap.edit", roadmap) else None
    context = {"plan": plan, "standing": standing, "check": check, "roadmap": roadmap}
    return page(request, "roadmap/roadmap.html", context)


def _status(request: HttpRequest) -> int:
    return 422 if request.method == "POST" else 200
