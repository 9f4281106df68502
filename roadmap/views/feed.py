"""Deadlines in one's own calendar: a secret address to subscribe to, and single events."""

import hashlib

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST, require_safe

from accounts.views.acting import acting
from kernel.access import public, requires
from kernel.pages import download, page
from roadmap.actions import feeds
from roadmap.documents.calendar import as_ics, events_of
from roadmap.models import Activity
from roadmap.queries.due import WHOLE_PLAN
from roadmap.queries.feed import address_of, names_to_leave_out, owner_of, spans_for
from roadmap.spans import spans_of

CALENDAR = "text/calendar; charset=utf-8"


@require_GET
@requires("roadmap.calendar_feed")
def calendar_feed(request: HttpRequest) -> HttpResponse:
    """Show a person their address, if they have one, and how to use it."""
    membership = acting(request)
    token = address_of(membership)
    address = f"{settings.SITE_URL}{reverse('calendar-ics', args=[token])}" if token else ""
    context = {"address": address, "sees_all": membership.role in WHOLE_PLAN}
    return page(request, "roadmap/calendar_feed.html", context)


@require_POST
@requires("roadmap.calendar_feed")
def renew_calendar_feed(request: HttpRequest) -> HttpResponse:
    """Give a person an address, or another one."""
    feeds.renew_feed(by=acting(request), now=timezone.now())
    messages.success(request, _("The address is made. The one before works no more."))
    return redirect("calendar-feed")


@require_POST
@requires("roadmap.calendar_feed")
def close_calendar_feed(request: HttpRequest) -> HttpResponse:
    """Take the address back."""
    feeds.close_feed(by=acting(request))
    messages.success(request, _("The address works no more."))
    return redirect("calendar-feed")


@require_safe
@public("a calendar program cannot sign in: the secret address is the key")
def calendar_ics(request: HttpRequest, token: str) -> HttpResponse:
    """Hand the deadlines of one person to their calendar program."""
    now = timezone.now()
    owner = owner_of(token, now)
    if owner is None:
        raise Http404
    spans = spans_for(owner, now, only_mine="mine" in request.GET)
    events = events_of(spans, names_to_leave_out(owner.organization_id))
    title = _("Mentoring, %(school)s") % {"school": owner.organization.short_name}
    content = as_ics(events, title=title)
    etag = f'"{hashlib.sha256(content).hexdigest()[:32]}"'
    answer = HttpResponse(content, content_type=CALENDAR)
    answer.headers["Content-Disposition"] = 'inline; filename="mentoring.ics"'
    answer.headers["Cache-Control"] = "private, max-age=900"
    answer.headers["X-Robots-Tag"] = "noindex"
    answer.headers["ETag"] = etag
    return get_conditional_response(request, etag=etag, response=answer) or answer


@require_GET
@requires("roadmap.view", Activity)
def activity_ics(request: HttpRequest, activity: Activity) -> HttpResponse:
    """Hand one activity out as an event to put into any calendar."""
    del request
    spans = spans_of(activity)
    if not spans:
        raise Http404
    events = events_of(spans, names_to_leave_out(activity.organization_id))
    name = f"{activity.number or activity.pk}.ics".replace("/", "-")
    return download(as_ics(events), filename=name, content_type=CALENDAR)
