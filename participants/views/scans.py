"""Scanned papers: bring a batch, mark the sheets at the desk, find whose the others are."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from kernel.access import requires
from kernel.journal import saw
from kernel.pages import download, page
from kernel.refusals import Refusal
from participants.actions import scans as acts
from participants.forms.scans import DeskMarks, ScanFiles
from participants.models import PaperScan
from participants.queries import scans as read
from participants.views.day import now, today_of


@require_http_methods(["GET", "POST"])
@requires("consents.desk")
def bring_scans(request: HttpRequest) -> HttpResponse:
    """Bring scans or photos of signed papers, many at once."""
    membership = request.membership  # type: ignore[attr-defined]
    form = ScanFiles(
        request.POST if request.method == "POST" else None,
        request.FILES if request.method == "POST" else None,
    )
    if form.is_valid():
        job = acts.bring_scans(membership.organization, files=form.scans, by=membership, now=now())
        return redirect("job", pk=job.pk)
    context = {
        "form": form,
        "desk_count": read.desk_count(membership),
        "inbox_count": read.inbox_of(membership).count(),
    }
    status = 422 if form.is_bound else 200
    return page(request, "participants/bring_scans.html", context, status=status)


@require_http_methods(["GET", "POST"])
@requires("consents.desk")
def consent_desk(request: HttpRequest) -> HttpResponse:
    """Mark the sheets that the codes have told apart: agrees or refuses, one key each."""
    membership, today = request.membership, today_of(request)  # type: ignore[attr-defined]
    scans = read.desk_of(membership)
    form = DeskMarks(
        request.POST if request.method == "POST" else None,
        scans=scans,
        today=today,
        initial={"answered_on": today},
    )
    if form.is_valid():
        _write_down(request, form)
        return redirect("consent-desk")
    saw(request, [scan.person_id for scan in scans if scan.person_id])
    context = {
        "form": form,
        "count": read.desk_count(membership),
        "inbox_count": read.inbox_of(membership).count(),
    }
    status = 422 if form.is_bound else 200
    return page(request, "participants/consent_desk.html", context, status=status)


@require_GET
@requires("consents.desk")
def scan_inbox(request: HttpRequest) -> HttpResponse:
    """Show the sheets that fit nobody yet."""
    membership = request.membership  # type: ignore[attr-defined]
    context = {
        "scans": read.inbox_of(membership)[: read.DESK_SIZE],
        "count": read.inbox_of(membership).count(),
        "desk_count": read.desk_count(membership),
    }
    return page(request, "participants/scan_inbox.html", context)


@require_GET
@requires("consents.sheet", PaperScan)
def paper_scan(request: HttpRequest, paperscan: PaperScan) -> HttpResponse:
    """Show one sheet large, and find the person it is about."""
    text = request.GET.get("q", "")
    people = read.people_for(request.membership, text)  # type: ignore[attr-defined]
    saw(request, [person.pk for person in people])
    context = {"scan": paperscan, "people": people, "text": text}
    return page(request, "participants/paper_scan.html", context)


@require_GET
@requires("consents.sheet", PaperScan)
def scan_picture(request: HttpRequest, paperscan: PaperScan) -> HttpResponse:
    """Hand out the picture of a sheet."""
    if not paperscan.file or paperscan.trouble:
        raise Http404
    if paperscan.person_id:
        saw(request, [paperscan.person_id])
    picture = acts.picture_of(paperscan)
    return download(picture.content, filename=picture.name, content_type="image/jpeg")


@require_POST
@requires("consents.sheet", PaperScan)
def discard_scan(request: HttpRequest, paperscan: PaperScan) -> HttpResponse:
    """Throw a sheet away."""
    try:
        acts.discard_scan(paperscan, by=request.membership)  # type: ignore[attr-defined]
    except Refusal as refusal:
        messages.warning(request, str(refusal))
    else:
        messages.success(request, _("The sheet is thrown away."))
    return redirect("scan-inbox" if paperscan.signer_id is None else "consent-desk")


def _write_down(request: HttpRequest, form: DeskMarks) -> None:
    """Write each marked sheet by itself: one that is refused keeps no other back."""
    done = 0
    for scan, mark in form.marks:
        try:
            acts.attach_scan(scan, mark, by=request.membership, now=now())  # type: ignore[attr-defined]
        except Refusal as refusal:
            messages.error(request, str(refusal))
        else:
            done += 1
    if done:
        text = ngettext(
            "%(count)d paper is written down.", "%(count)d papers are written down.", done
        )
        messages.success(request, text % {"count": done})
