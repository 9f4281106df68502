"""«Проверка дорожной карты»: what is found, mending it, leaving it as it is."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from accounts.views.acting import acting
from kernel.access import requires
from kernel.pages import page
from roadmap.actions import findings
from roadmap.checking import check_of
from roadmap.models import FindingDecision, Roadmap
from roadmap.states import FindingAnswer
from roadmap.views.plan import today_of

LONGEST_REASON = 1000


@require_GET
@requires("roadmap.check", Roadmap)
def roadmap_check(request: HttpRequest, roadmap: Roadmap) -> HttpResponse:
    """Show what the linter finds, heaviest first, and what was decided about it."""
    return _page(request, roadmap)


@require_POST
@requires("roadmap.edit", Roadmap)
def mend_finding(request: HttpRequest, roadmap: Roadmap, mark: str) -> HttpResponse:
    """Make the change that is suggested."""
    findings.mend_finding(
        roadmap, mark=mark, by=acting(request), today=today_of(roadmap), now=timezone.now()
    )
    messages.success(request, _("It is corrected. Below it can be taken back."))
    return redirect("roadmap-check", roadmap.pk)


@require_POST
@requires("roadmap.leave_finding", Roadmap)
def leave_finding(request: HttpRequest, roadmap: Roadmap, mark: str) -> HttpResponse:
    """Leave what was found as it is, with a reason."""
    reason = request.POST.get("reason", "").replace("\x00", "")[:LONGEST_REASON]
    try:
        findings.leave_finding(
            roadmap,
            mark=mark,
            reason=reason,
            by=acting(request),
            today=today_of(roadmap),
            now=timezone.now(),
        )
    except findings.NoReason as refusal:
        return _page(request, roadmap, without_reason=mark, error=str(refusal))
    messages.success(request, _("It stays as it is; the director sees your reason."))
    return redirect("roadmap-check", roadmap.pk)


@require_POST
@requires("roadmap.take_back_decision", FindingDecision)
def take_back_decision(request: HttpRequest, findingdecision: FindingDecision) -> HttpResponse:
    """Undo what was mended, or look again at what was left."""
    roadmap, answer = findingdecision.roadmap, findingdecision.answer
    findings.take_back_decision(findingdecision, by=acting(request), today=today_of(roadmap))
    if answer == FindingAnswer.MENDED:
        messages.success(request, _("The correction is taken back."))
    else:
        messages.success(request, _("The finding is open again."))
    return redirect("roadmap-check", roadmap.pk)


def _page(
    request: HttpRequest, roadmap: Roadmap, *, without_reason: str = "", error: str = ""
) -> HttpResponse:
    context = {
        "roadmap": roadmap,
        "check": check_of(roadmap, today=today_of(roadmap)),
        "without_reason": without_reason,
        "error": error,
    }
    return page(request, "roadmap/check.html", context, status=422 if error else 200)
