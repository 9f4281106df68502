"""The roadmaps of those below, and the templates that the product ships."""

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_GET

from accounts.models import Membership
from kernel.access import requires
from kernel.calendar import SchoolYear, today_in
from kernel.listing import Listing
from kernel.pages import page
from roadmap.opening import asked_year
from roadmap.overview import COLUMNS, SchoolFilter, schools_with_roadmaps
from roadmap.templates_shipped import shipped


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


@require_GET
@requires("roadmap.templates")
def roadmap_templates(request: HttpRequest) -> HttpResponse:
    """List the shipped templates."""
    return page(request, "roadmap/templates.html", {"templates": list(shipped().values())})


@require_GET
@requires("roadmap.templates")
def roadmap_template(request: HttpRequest, code: str) -> HttpResponse:
    """Show one template in full."""
    found = shipped().get(code)
    if found is None:
        raise Http404
    return page(request, "roadmap/template.html", {"template": found})
