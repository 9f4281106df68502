"""Open the next school year from this one."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.models import Membership
from kernel.access import requires
from kernel.calendar import SchoolYear, today_in
from kernel.pages import page
from roadmap.actions import years
from roadmap.forms.years import DecideLeftovers
from roadmap.models import Draft, Roadmap


@require_http_methods(["GET", "POST"])
@requires("roadmap.next_year", Roadmap)
def next_year(request: HttpRequest, roadmap: Roadmap) -> HttpResponse:
    """Decide about what was not done, and look at the plan of the next year."""
    me: Membership = request.membership  # type: ignore[attr-defined]
    opened = years.next_roadmap(roadmap)
    if opened is not None:
        messages.info(request, _("The next school year is opened already: this is its roadmap."))
        return redirect("roadmap-plan", opened.pk)
    year = SchoolYear(roadmap.programme.year + 1)
    known = Draft.objects.visible_to(me).filter(earlier=roadmap, year=year.start).first()
    form = DecideLeftovers(years.unfinished(roadmap), request.POST)
    if request.method == "GET" or (form.has_errors and known is None):
        context = {"roadmap": roadmap, "year": year, "form": form, "known": known}
        status = 422 if request.method == "POST" else 200
        return page(request, "roadmap/next_year.html", context, status=status)
    now = timezone.now()
    draft = years.take_year(
        roadmap,
        decisions=form.decisions,
        by=me,
        now=now,
        today=today_in(me.organization.time_zone, now),
    )
    messages.info(request, _("Look at the dates of the next year. Nothing is changed yet."))
    return redirect("roadmap-draft", draft.pk)
