"""Meetings: recorded on a phone in four fields, corrected, cancelled."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.queries import today_of
from kernel.access import requires
from kernel.journal import saw
from kernel.pages import page
from kernel.refusals import Refusal
from pairs.actions.meetings import (
    cancel_meeting as cancel_meeting_action,
)
from pairs.actions.meetings import (
    edit_meeting as edit_meeting_action,
)
from pairs.actions.meetings import (
    is_in_time,
    next_kind,
)
from pairs.actions.meetings import (
    record_meeting as record_meeting_action,
)
from pairs.forms import CancelMeeting, EditMeeting, RecordMeeting
from pairs.models import Meeting, Pair

USUAL_MINUTES = 45


@require_http_methods(["GET", "POST"])
@requires("meeting.record", Pair)
def record_meeting(request: HttpRequest, pair: Pair) -> HttpResponse:
    """Write a meeting down: when, how long, what, when next."""
    now = timezone.now()
    today = today_of(pair.programme.organization, now)
    last = pair.meetings.held().order_by("-held_on", "-pk").first()
    minutes = last.lasted_minutes if last else USUAL_MINUTES
    form = RecordMeeting(
        request.POST or None,
        pair=pair,
        today=today,
        initial={"held_on": today, "lasted_minutes": minutes},
    )
    if request.method == "POST" and form.is_valid():
        try:
            record_meeting_action(
                pair,
                **form.cleaned_data,
                by=request.membership,  # type: ignore[attr-defined]
                now=now,
                today=today,
            )
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The meeting is recorded."))
            return redirect("pair", pk=pair.pk)
    kind = next_kind(pair)
    context = {"pair": pair, "form": form, "kind": kind, "last": last}
    return _answer(request, "pairs/record_meeting.html", pair, context)


@require_http_methods(["GET", "POST"])
@requires("meeting.edit", Meeting)
def edit_meeting(request: HttpRequest, meeting: Meeting) -> HttpResponse:
    """Correct a record."""
    now = timezone.now()
    today = today_of(meeting.pair.programme.organization, now)
    form = EditMeeting(
        request.POST or None,
        pair=meeting.pair,
        today=today,
        needs_reason=not is_in_time(meeting, now),
        initial=EditMeeting.initial_of(meeting),
    )
    if request.method == "POST" and form.is_valid():
        try:
            edit_meeting_action(
                meeting,
                **{"reason": "", **form.cleaned_data},
                by=request.membership,  # type: ignore[attr-defined]
                now=now,
                today=today,
            )
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The record is corrected."))
            return redirect("pair", pk=meeting.pair_id)
    context = {"pair": meeting.pair, "meeting": meeting, "form": form}
    return _answer(request, "pairs/edit_meeting.html", meeting.pair, context)


@require_http_methods(["GET", "POST"])
@requires("meeting.cancel", Meeting)
def cancel_meeting(request: HttpRequest, meeting: Meeting) -> HttpResponse:
    """Take a record back."""
    form = CancelMeeting(request.POST or None)
    if request.method == "POST" and form.is_valid():
        cancel_meeting_action(
            meeting,
            reason=form.cleaned_data["reason"],
            by=request.membership,  # type: ignore[attr-defined]
            now=timezone.now(),
        )
        messages.success(request, _("The record is cancelled."))
        return redirect("pair", pk=meeting.pair_id)
    context = {
        "pair": meeting.pair,
        "form": form,
        "title": _("Cancel the record of the meeting"),
        "lead": _("The record stays readable and no longer counts."),
        "action": _("Cancel the record"),
        "danger": True,
        "back": reverse("pair", args=[meeting.pair_id]),
    }
    return _answer(request, "pairs/reason.html", meeting.pair, context)


def _answer(
    request: HttpRequest, template: str, pair: Pair, context: dict[str, Any]
) -> HttpResponse:
    saw(request, [pair.mentee_id, pair.mentor_id])
    return page(request, template, context, status=422 if context["form"].is_bound else 200)
