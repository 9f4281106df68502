"""The way of a roadmap: sending, reading the paper, approving, agreeing, returning."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from accounts.views.acting import acting
from kernel.access import requires
from kernel.approvals import waiting_for
from kernel.documents.docx import as_docx
from kernel.documents.pdf import as_pdf
from kernel.pages import download, page, show_pdf
from roadmap.actions import roadmaps
from roadmap.checking import check_of
from roadmap.documents.plan import paper_of
from roadmap.forms.changes import ReturnChanges
from roadmap.models import Roadmap
from roadmap.queries.changes import remarks_on, rows_to_read
from roadmap.views.changes import layout_asked
from roadmap.views.plan import today_of
from roadmap.wording import wording_of

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@require_GET
@requires("roadmap.approvals")
def approvals(request: HttpRequest) -> HttpResponse:
    """List everything that waits for this person's signature, whatever room it is of."""
    return page(request, "roadmap/approvals.html", {"waiting": waiting_for(acting(request))})


@require_GET
@requires("roadmap.review", Roadmap)
def review_roadmap(request: HttpRequest, roadmap: Roadmap) -> HttpResponse:
    """Read the paper in place, and approve, agree or return it."""
    return _review(request, roadmap, ReturnChanges())


@require_POST
@requires("roadmap.submit", Roadmap)
def submit_roadmap(request: HttpRequest, roadmap: Roadmap) -> HttpResponse:
    """Send the roadmap for approval."""
    roadmaps.submit_roadmap(roadmap, by=acting(request), now=timezone.now())
    messages.success(request, _("The roadmap is sent for approval."))
    return redirect("roadmap-plan", roadmap.pk)


@require_POST
@requires("roadmap.withdraw", Roadmap)
def withdraw_roadmap(request: HttpRequest, roadmap: Roadmap) -> HttpResponse:
    """Take the roadmap back to correct it."""
    roadmaps.withdraw_roadmap(roadmap, by=acting(request))
    messages.success(request, _("The roadmap is a draft again."))
    return redirect("roadmap-plan", roadmap.pk)


@require_POST
@requires("roadmap.approve", Roadmap)
def approve_roadmap(request: HttpRequest, roadmap: Roadmap) -> HttpResponse:
    """Put the roadmap in force."""
    roadmaps.approve_roadmap(roadmap, by=acting(request), now=timezone.now())
    messages.success(request, _("The roadmap is approved."))
    return redirect("approvals")


@require_POST
@requires("roadmap.agree", Roadmap)
def agree_roadmap(request: HttpRequest, roadmap: Roadmap) -> HttpResponse:
    """Agree to the roadmap of an organization below."""
    roadmaps.agree_roadmap(roadmap, by=acting(request), now=timezone.now())
    messages.success(request, _("The roadmap is agreed."))
    return redirect("approvals")


@require_POST
@requires("roadmap.return", Roadmap)
def return_roadmap(request: HttpRequest, roadmap: Roadmap) -> HttpResponse:
    """Send the roadmap back with a comment."""
    form = ReturnChanges(request.POST)
    if not form.is_valid():
        return _review(request, roadmap, form, status=422)
    comment = form.cleaned_data["comment"]
    try:
        roadmaps.return_roadmap(roadmap, comment=comment, by=acting(request), now=timezone.now())
    except roadmaps.NoComment as refusal:
        form.add_error("comment", str(refusal))
        return _review(request, roadmap, form, status=422)
    messages.success(request, _("The roadmap is returned with your comment."))
    return redirect("approvals")


@require_GET
@requires("roadmap.export", Roadmap)
def roadmap_pdf(request: HttpRequest, roadmap: Roadmap) -> HttpResponse:
    """Print the roadmap with its «УТВЕРЖДАЮ» block."""
    paper = paper_of(roadmap, layout=layout_asked(request))
    return show_pdf(as_pdf(paper), filename=f"{file_name(roadmap)}.pdf")


@require_GET
@requires("roadmap.export", Roadmap)
def roadmap_docx(request: HttpRequest, roadmap: Roadmap) -> HttpResponse:
    """Hand the same text out as a file of Word."""
    paper = paper_of(roadmap, layout=layout_asked(request))
    return download(as_docx(paper), filename=f"{file_name(roadmap)}.docx", content_type=DOCX)


def _review(
    request: HttpRequest, roadmap: Roadmap, form: ReturnChanges, *, status: int = 200
) -> HttpResponse:
    remarks = remarks_on(roadmap, acting(request))
    context = {
        "roadmap": roadmap,
        "programme": roadmap.programme,
        "form": form,
        "rows": rows_to_read(wording_of(roadmap), remarks),
        "remarked_count": len(remarks),
        "check": check_of(roadmap, today=today_of(roadmap)),
    }
    return page(request, "roadmap/review_roadmap.html", context, status=status)


def file_name(roadmap: Roadmap) -> str:
    """Under which name the paper is kept."""
    return f"Дорожная карта {roadmap.programme.school_year.label.replace('/', '-')}"
