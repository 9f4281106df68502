"""What a person has to do now."""

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_GET

from accounts.models import Membership
from kernel.access import requires
from kernel.calendar import today_in
from kernel.pages import page
from roadmap.queries.today import today_page


@require_GET
@requires("roadmap.today")
def today(request: HttpRequest) -> HttpResponse:
    """Show what is overdue, due today and within a week, each with the button that closes it."""
    membership: Membership = request.membership  # type: ignore[attr-defined]
    on = today_in(membership.organization.time_zone, timezone.now())
    shown = request.GET.get("show", "")
    context = {"page": today_page(membership, today=on, shown=shown)}
    return page(request, "roadmap/today.html", context)
