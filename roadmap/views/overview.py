"""The roadmaps of the organizations below."""

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_GET

from accounts.models import Membership
from kernel.access import requires
from kernel.calendar import SchoolYear, today_in
from kernel.listing import Listing
from kernel.pages import page
from roadmap.opening import asked_year
from roadmap.overview import COLUMNS, SchoolFilter, schools_with_roadmaps


@require_GET
@requires("roadmap.list")
def roadmaps(request: HttpRequest) -> HttpResponse:
    """List the organizations with their roadmaps: agreed or not, on time or late."""
    membership: Membership = request.membership  # type: ignore[attr-defined]
    today = today_in(membership.organization.time_zone, timezone.now())
    year = asked_year(request.GET.get("year", ""), today=today)
    listing = Listing(
        request,
        schools_with_roadmaps(membership, year=year, today=today),
        columns=COLUMNS,
        filters=SchoolFilter,
        search="search",
        default_sort="school",
    )
    context = {"listing": listing, "year": SchoolYear(year)}
    return page(request, "roadmap/roadmaps.html", context)
