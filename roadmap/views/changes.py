"""Changes to an approved roadmap: the working copy, the difference, deciding about it."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.views.acting import acting
from kernel.access import requires
from kernel.documents.pdf import as_pdf
from kernel.pages import page, show_pdf
from roadmap.actions import amendments, findings, remarks
from roadmap.actions.roadmaps import NoComment
from roadmap.documents.plan import paper_of_amendment
from roadmap.forms.changes import ReturnChanges, WriteRemark
from roadmap.forms.wording import EditedWording
from roadmap.models import Amendment, Roadmap
from roadmap.queries.changes import amendment_page, remarks_on
from roadmap.queries.editor import editor_of, locked_in
from roadmap.states import Layout
from roadmap.views.plan import today_of


@require_POST
@requires("roadmap.amend", Roadmap)
def amend_roadmap(request: HttpRequest, roadmap: Roadmap) -> HttpResponse:
    """Open a working copy beside the approved text."""
    opened = amendments.open_amendment(roadmap, by=acting(request), now=timezone.now())
    return redirect("edit-amendment", opened.pk)


@require_GET
@requires("amendment.view", Amendment)
def amendment(request: HttpRequest, amendment: Amendment) -> HttpResponse:
    """Show what the changes change, word by word, and decide about them."""
    return _show(request, amendment, ReturnChanges())


@require_http_methods(["GET", "POST"])
@requires("amendment.edit", Amendment)
def edit_amendment(request: HttpRequest, amendment: Amendment) -> HttpResponse:
    """Edit the working copy as a whole."""
    locked = locked_in(amendment.roadmap)
    if request.method == "GET":
        return _edit(request, amendment, locked=locked)
    edited = EditedWording(amendment.content, request.POST, locked=locked)
    reason = request.POST.get("reason", amendment.reason)[:2000]
    if edited.errors:
        amendment.content, amendment.reason = edited.content, reason
        return _edit(request, amendment, locked=locked, errors=edited.errors)
    kept = amendments.word_amendment(
        amendment, content=edited.content, reason=reason, by=acting(request)
    )
    if edited.at:
        return redirect(f"{request.path}#row-{edited.at}")
    if "look" in request.POST:
        return redirect("amendment", kept.pk)
    messages.success(request, _("The working copy is kept."))
    return redirect("edit-amendment", kept.pk)


@require_POST
@requires("amendment.edit", Amendment)
def mend_in_amendment(request: HttpRequest, amendment: Amendment, mark: str) -> HttpResponse:
    """Make the change that the check suggests in the working copy."""
    today = today_of(amendment.roadmap)
    if findings.mend_amendment(amendment, mark=mark, by=acting(request), today=today):
        messages.success(request, _("It is corrected in the working copy; see what differs."))
    return redirect("amendment", amendment.pk)


@require_POST
@requires("amendment.submit", Amendment)
def submit_amendment(request: HttpRequest, amendment: Amendment) -> HttpResponse:
    """Send the changes for approval."""
    amendments.submit_amendment(amendment, by=acting(request), now=timezone.now())
    messages.success(request, _("The changes are sent for approval."))
    return redirect("amendment", amendment.pk)


@require_POST
@requires("amendment.withdraw", Amendment)
def withdraw_amendment(request: HttpRequest, amendment: Amendment) -> HttpResponse:
    """Take the changes back to correct them."""
    amendments.withdraw_amendment(amendment, by=acting(request))
    messages.success(request, _("The changes may be edited again."))
    return redirect("edit-amendment", amendment.pk)


@require_POST
@requires("amendment.drop", Amendment)
def drop_amendment(request: HttpRequest, amendment: Amendment) -> HttpResponse:
    """Give the changes up."""
    amendments.drop_amendment(amendment, by=acting(request))
    messages.success(request, _("The changes are dropped. The approved text stands."))
    return redirect("roadmap-plan", amendment.roadmap_id)


@require_POST
@requires("amendment.approve", Amendment)
def approve_amendment(request: HttpRequest, amendment: Amendment) -> HttpResponse:
    """Approve the changes."""
    amendments.approve_amendment(amendment, by=acting(request), now=timezone.now())
    messages.success(request, _("The changes are approved."))
    return redirect("approvals")


@require_POST
@requires("amendment.agree", Amendment)
def agree_amendment(request: HttpRequest, amendment: Amendment) -> HttpResponse:
    """Agree to the changes of an organization below."""
    amendments.agree_amendment(amendment, by=acting(request), now=timezone.now())
    messages.success(request, _("The changes are agreed and in force."))
    return redirect("approvals")


@require_POST
@requires("amendment.return", Amendment)
def return_amendment(request: HttpRequest, amendment: Amendment) -> HttpResponse:
    """Send the changes back."""
    form = ReturnChanges(request.POST)
    if not form.is_valid():
        return _show(request, amendment, form, status=422)
    comment = form.cleaned_data["comment"]
    try:
        amendments.return_amendment(
            amendment, comment=comment, by=acting(request), now=timezone.now()
        )
    except NoComment as refusal:
        form.add_error("comment", str(refusal))
        return _show(request, amendment, form, status=422)
    messages.success(request, _("The changes are returned."))
    return redirect("approvals")


@require_POST
@requires("amendment.remark", Amendment)
def remark_on_amendment(request: HttpRequest, amendment: Amendment) -> HttpResponse:
    """Write what has to be corrected at one activity of the working copy."""
    form = WriteRemark(request.POST)
    if not form.is_valid():
        messages.error(request, _("Write what has to be corrected."))
        return redirect("amendment", amendment.pk)
    remark = remarks.write_remark(
        amendment.roadmap,
        amendment=amendment,
        by=acting(request),
        now=timezone.now(),
        **form.cleaned_data,
    )
    return redirect(f"{reverse('amendment', args=[amendment.pk])}#read-{remark.key}")


@require_GET
@requires("amendment.view", Amendment)
def amendment_pdf(request: HttpRequest, amendment: Amendment) -> HttpResponse:
    """Print the text that the roadmap would have, stamped as a draft."""
    paper = paper_of_amendment(amendment, layout=layout_asked(request))
    return show_pdf(as_pdf(paper), filename=_("Roadmap with changes") + ".pdf")


def layout_asked(request: HttpRequest) -> str:
    """The layout of the address; nothing when there is no such layout."""
    said = request.GET.get("layout", "")
    return said if said in Layout.values else ""


def _show(
    request: HttpRequest, amendment: Amendment, form: ReturnChanges, *, status: int = 200
) -> HttpResponse:
    today = today_of(amendment.roadmap)
    context = {"page": amendment_page(amendment, acting(request), today=today), "form": form}
    return page(
        request, "roadmap/amendment.html", {**context, "amendment": amendment}, status=status
    )


def _edit(
    request: HttpRequest,
    amendment: Amendment,
    *,
    locked: frozenset[str],
    errors: list[str] | None = None,
) -> HttpResponse:
    roadmap = amendment.roadmap
    editor = editor_of(
        amendment.content,
        year=roadmap.programme.year,
        shift=roadmap.day_shift,
        locked=locked,
        remarks=remarks_on(roadmap, acting(request), amendment=amendment),
    )
    context = {
        "amendment": amendment,
        "editor": editor,
        "label": roadmap.programme.school_year.label,
        "errors": errors or [],
    }
    return page(request, "roadmap/edit_amendment.html", context, status=422 if errors else 200)
