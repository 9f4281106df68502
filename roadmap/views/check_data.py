"""What the check knows: looked at, changed, brought back to what is shipped."""

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from kernel.access import requires
from kernel.pages import page
from roadmap.actions.check_data import change_check_entry, restore_check_entry
from roadmap.check_data import WORD_TITLES, groups_of_check_data, is_shipped, said_of
from roadmap.forms.check_data import FORMS
from roadmap.models import CheckEntry
from roadmap.states import CheckData


@require_GET
@requires("roadmap.check_data")
def check_data(request: HttpRequest) -> HttpResponse:
    """Show the steps, the acts and the lists of words."""
    return page(request, "roadmap/check_data.html", {"groups": groups_of_check_data()})


@require_http_methods(["GET", "POST"])
@requires("roadmap.check_data")
def add_check_entry(request: HttpRequest, kind: str) -> HttpResponse:
    """Add a step or an act; lists of words are those that the rules ask for."""
    if kind not in {CheckData.STEP, CheckData.NORM}:
        raise Http404
    return _edit(request, kind, "", {})


@require_http_methods(["GET", "POST"])
@requires("roadmap.check_data")
def check_entry(request: HttpRequest, kind: str, code: str) -> HttpResponse:
    """Change a step, an act or a list of words."""
    said = said_of(kind, code) if kind in CheckData.values else None
    if not said:
        raise Http404
    return _edit(request, kind, code, said)


@require_POST
@requires("roadmap.check_data")
def restore_entry(request: HttpRequest, kind: str, code: str) -> HttpResponse:
    """Go back to what is shipped."""
    entry = get_object_or_404(CheckEntry, kind=kind, code=code)
    restore_check_entry(entry, by=request.membership)  # type: ignore[attr-defined]
    messages.success(request, _("It is as it was shipped again."))
    return redirect("check-data")


def _edit(request: HttpRequest, kind: str, code: str, said: Mapping[str, Any]) -> HttpResponse:
    entry = CheckEntry.objects.filter(kind=kind, code=code).first() if code else None
    is_off = entry is not None and not entry.said
    form = FORMS[kind](
        request.POST if request.method == "POST" else None, initial={**said, "is_off": is_off}
    )
    if form.is_valid():
        change_check_entry(
            kind=kind,
            code=code,
            said=form.said(said),
            by=request.membership,  # type: ignore[attr-defined]
            now=timezone.now(),
        )
        messages.success(request, _("From now on every roadmap is checked so."))
        return redirect("check-data")
    context = {
        "form": form,
        "kind": CheckData(kind),
        "title": WORD_TITLES.get(code) or said.get("name") or said.get("why"),
        "entry": entry,
        "is_shipped": bool(code) and is_shipped(kind, code),
    }
    return page(request, "roadmap/check_entry.html", context, status=422 if form.is_bound else 200)
