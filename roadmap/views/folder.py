"""The folder for an inspection: what is missing, and the button that packs it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from kernel.access import requires
from kernel.calendar import today_in
from kernel.pages import page
from roadmap.actions.folder import want_folder
from roadmap.folder import folder_of
from roadmap.models import Roadmap


@require_http_methods(["GET", "POST"])
@requires("roadmap.folder", Roadmap)
def inspection_folder(request: HttpRequest, roadmap: Roadmap) -> HttpResponse:
    """Show the gaps while there is time to close them; pack when asked."""
    now = timezone.now()
    today = today_in(roadmap.programme.organization.time_zone, now)
    if request.method == "POST":
        wanted = want_folder(
            roadmap,
            is_depersonalized="plain" in request.POST,
            by=request.membership,  # type: ignore[attr-defined]
            today=today,
            now=now,
        )
        return redirect("job", pk=wanted.pk)
    folder = folder_of(roadmap, today=today)
    return page(request, "roadmap/folder.html", {"roadmap": roadmap, "folder": folder})
