"""The journal of one's organization: what was done, and who saw whose personal data."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from accounts.actions.journal import want_journal_file
from accounts.forms.journal import ExportReason
from accounts.journal import lines_of
from accounts.listings import journal_listing
from accounts.step_up import fresh_sign_in
from kernel.access import may, requires
from kernel.pages import page


@require_GET
@requires("accounts.journal")
def journal(request: HttpRequest) -> HttpResponse:
    """Show the lines, latest first."""
    membership = request.membership  # type: ignore[attr-defined]
    may_export = may(membership, "accounts.export_journal")
    listing = journal_listing(request, export=reverse("export-journal") if may_export else "")
    lines = lines_of(listing.rows, membership)
    context = {
        "listing": listing,
        "lines": lines,
        "sees_views": may(membership, "accounts.journal_views"),
    }
    return page(request, "accounts/journal.html", context, partial="rows")


@require_http_methods(["GET", "POST"])
@requires("accounts.export_journal")
@fresh_sign_in
def export_journal(request: HttpRequest) -> HttpResponse:
    """Hand out exactly what the page shows, once it was said why."""
    form = ExportReason(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        status = 422 if form.is_bound else 200
        return page(request, "accounts/export_journal.html", {"form": form}, status=status)
    job = want_journal_file(
        said=request.GET.urlencode(),
        reason=form.cleaned_data["reason"],
        by=request.membership,  # type: ignore[attr-defined]
        now=timezone.now(),
    )
    return redirect("job", pk=job.pk)
