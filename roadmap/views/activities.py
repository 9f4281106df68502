"""One activity: who answers for it, what shows that it is done, closing it."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.models import Membership
from accounts.views.acting import acting
from kernel.access import requires
from kernel.calendar import today_in
from kernel.pages import download, page
from kernel.refusals import Refusal
from roadmap.actions import activities, assigning, comments, evidence
from roadmap.forms.carrying import (
    AddComment,
    AddEvidence,
    AssignActivity,
    CompleteActivity,
    SkipActivity,
)
from roadmap.models import Activity, Comment, Evidence
from roadmap.queries.activity import activity_page


@require_GET
@requires("roadmap.view", Activity)
def activity(request: HttpRequest, activity: Activity) -> HttpResponse:
    """Show an activity with its people, evidence and history."""
    return _show(request, activity)


@require_POST
@requires("roadmap.complete", Activity)
def complete_activity(request: HttpRequest, activity: Activity) -> HttpResponse:
    """Close an activity with a note, a file or a link."""
    form = CompleteActivity(request.POST, request.FILES)
    if form.is_valid():
        now = timezone.now()
        try:
            done = activities.complete_activity(
                activity,
                by=acting(request),
                today=today_in(activity.roadmap.programme.organization.time_zone, now),
                now=now,
                note=form.cleaned_data["note"],
                **form.facts(),
            )
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _done(done))
            is_from_today = request.POST.get("back") == "today"
            return redirect("today") if is_from_today else redirect("activity", activity.pk)
    return _show(request, activity, complete=form, status=422)


@require_POST
@requires("roadmap.skip", Activity)
def skip_activity(request: HttpRequest, activity: Activity) -> HttpResponse:
    """Say that an activity is not needed this year, and why."""
    form = SkipActivity(request.POST)
    if not form.is_valid():
        return _show(request, activity, skip=form, status=422)
    activities.skip_activity(activity, reason=form.cleaned_data["reason"], by=acting(request))
    messages.success(request, _("Marked as not needed this year."))
    return redirect("activity", activity.pk)


@require_POST
@requires("roadmap.reopen", Activity)
def reopen_activity(request: HttpRequest, activity: Activity) -> HttpResponse:
    """Open a closed activity again."""
    activities.reopen_activity(activity, by=acting(request))
    messages.success(request, _("The activity is open again."))
    return redirect("activity", activity.pk)


@require_POST
@requires("roadmap.step_back", Activity)
def step_back(request: HttpRequest, activity: Activity) -> HttpResponse:
    """Go back to the deadline before: it was not done for that one."""
    back = activities.step_back(activity, by=acting(request))
    said = _("The activity stands at its deadline %(day)s again.")
    messages.success(request, said % {"day": f"{back.due_on:%d.%m.%Y}"})
    return redirect("activity", activity.pk)


@require_http_methods(["GET", "POST"])
@requires("roadmap.assign", Activity)
def assign_activity(request: HttpRequest, activity: Activity) -> HttpResponse:
    """Choose who is responsible."""
    now = timezone.now()
    today = today_in(activity.roadmap.programme.organization.time_zone, now)
    sent = request.POST if request.method == "POST" else None
    form = AssignActivity(sent, activity=activity, today=today)
    if sent is not None and form.is_valid():
        assigning.assign_activity(activity, by=acting(request), now=now, **form.cleaned_data)
        messages.success(request, _("The responsible people are chosen."))
        return redirect("activity", activity.pk)
    context = {"form": form, "activity": activity}
    status = 200 if sent is None else 422
    return page(request, "roadmap/assign_activity.html", context, status=status)


@require_POST
@requires("roadmap.add_evidence", Activity)
def add_evidence(request: HttpRequest, activity: Activity) -> HttpResponse:
    """Add a file or a link to an activity."""
    form = AddEvidence(request.POST, request.FILES)
    if form.is_valid():
        try:
            evidence.add_evidence(activity, by=acting(request), now=timezone.now(), **form.facts())
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The evidence is kept."))
            return redirect("activity", activity.pk)
    return _show(request, activity, add=form, status=422)


@require_GET
@requires("roadmap.take_evidence", Evidence)
def evidence_file(request: HttpRequest, evidence: Evidence) -> HttpResponse:
    """Hand a file of evidence out: always to be kept, never shown by the browser."""
    if not evidence.file:
        raise Http404
    with evidence.file.open("rb") as file:
        answer = download(
            file.read(), filename=evidence.title, content_type="application/octet-stream"
        )
    answer.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return answer


@require_POST
@requires("roadmap.remove_evidence", Evidence)
def remove_evidence(request: HttpRequest, evidence: Evidence) -> HttpResponse:
    """Take evidence away."""
    activity_pk = evidence.activity_id
    _remove(evidence, by=acting(request))
    messages.success(request, _("The evidence is taken away."))
    return redirect("activity", activity_pk)


@require_POST
@requires("roadmap.comment", Activity)
def add_comment(request: HttpRequest, activity: Activity) -> HttpResponse:
    """Say something about an activity."""
    form = AddComment(request.POST)
    if not form.is_valid():
        return _show(request, activity, comment=form, status=422)
    text = form.cleaned_data["text"]
    comments.add_comment(activity, text=text, by=acting(request), now=timezone.now())
    messages.success(request, _("The comment is added; those who have to do with it are told."))
    return redirect("activity", activity.pk)


@require_POST
@requires("roadmap.remove_comment", Comment)
def remove_comment(request: HttpRequest, comment: Comment) -> HttpResponse:
    """Take a comment away."""
    activity_pk = comment.activity_id
    comments.remove_comment(comment, by=acting(request))
    messages.success(request, _("The comment is taken away."))
    return redirect("activity", activity_pk)


def _remove(shown: Evidence, *, by: Membership) -> None:
    evidence.remove_evidence(shown, by=by)


def _show(
    request: HttpRequest, activity: Activity, *, status: int = 200, **forms: Any
) -> HttpResponse:
    """The page of an activity, with the form that could not be taken."""
    blank = {"complete": CompleteActivity(), "skip": SkipActivity(), "add": AddEvidence()}
    shown = {**blank, "comment": AddComment(), **forms}
    today = today_in(activity.roadmap.programme.organization.time_zone, timezone.now())
    context = {"page": activity_page(activity, acting(request), today=today), "forms": shown}
    return page(request, "roadmap/activity.html", {**context, "sent": set(forms)}, status=status)


def _done(activity: Activity) -> str:
    if activity.is_planned:
        return _("Noted. The next deadline of this activity is %(day)s.") % {
            "day": f"{activity.due_on:%d.%m.%Y}"
        }
    return _("The activity is done.")
