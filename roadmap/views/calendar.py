"""A month and a year of a roadmap."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from accounts.models import Membership
from kernel.access import requires
from kernel.pages import page
from roadmap.models import Roadmap
from roadmap.queries.month import WEEKDAYS, asked_month, month_page
from roadmap.queries.year import year_page
from roadmap.views.plan import today_of


@require_GET
@requires("roadmap.view", Roadmap)
def roadmap_calendar(request: HttpRequest, roadmap: Roadmap) -> HttpResponse:
    """Show a month: what begins and ends on which day."""
    membership: Membership = request.membership  # type: ignore[attr-defined]
    today = today_of(roadmap)
    month = asked_month(request.GET.get("month", ""), roadmap, today=today)
    shown = request.GET.get("show", "")
    drawn = month_page(roadmap, membership, month=month, today=today, shown=shown)
    context = {"roadmap": roadmap, "month": drawn, "weekdays": WEEKDAYS, "shown": shown}
    return page(request, "roadmap/calendar.html", context)


@require_GET
@requires("roadmap.view", Roadmap)
def roadmap_year(request: HttpRequest, roadmap: Roadmap) -> HttpResponse:
    """Show the whole school year as a strip of weeks, to be printed on A3."""
    membership: Membership = request.membership  # type: ignore[attr-defined]
    year = year_page(roadmap, membership, today=today_of(roadmap))
    return page(request, "roadmap/year.html", {"roadmap": roadmap, "year": year})
