"""Who is away, and who stands in."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.views.acting import acting
from kernel.access import requires
from kernel.calendar import today_in
from kernel.pages import page
from kernel.refusals import Refusal
from roadmap.actions import assigning
from roadmap.forms.leaves import SetLeave
from roadmap.models import Leave
from roadmap.queries.leaves import leaves_of


@require_http_methods(["GET", "POST"])
@requires("roadmap.leaves")
def leaves(request: HttpRequest) -> HttpResponse:
    """List absences with their deputies, and enter one."""
    membership = acting(request)
    now = timezone.now()
    today = today_in(membership.organization.time_zone, now)
    sent = request.POST if request.method == "POST" else None
    form = SetLeave(sent, membership=membership, today=today)
    if form.is_valid():
        try:
            assigning.set_leave(by=membership, now=now, **form.cleaned_data)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The absence is entered, the deputy is told."))
            return redirect("leaves")
    context = {"form": form, "leaves": leaves_of(membership, today=today)}
    return page(request, "roadmap/leaves.html", context, status=422 if sent else 200)


@require_POST
@requires("roadmap.end_leave", Leave)
def end_leave(request: HttpRequest, leave: Leave) -> HttpResponse:
    """The person is back, or does not go."""
    membership = acting(request)
    today = today_in(membership.organization.time_zone, timezone.now())
    assigning.end_leave(leave, by=membership, today=today)
    messages.success(request, _("The absence is ended."))
    return redirect("leaves")
