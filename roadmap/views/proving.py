"""Choosing which facts of the system prove activities."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from accounts.models import Membership
from kernel.access import requires
from kernel.calendar import today_in
from kernel.pages import page
from roadmap.actions import closing
from roadmap.forms.proving import ChooseProofs
from roadmap.models import Activity, Roadmap
from roadmap.queries.proving import guesses_of, is_above, proof_rows


@require_http_methods(["GET", "POST"])
@requires("roadmap.choose_proofs", Roadmap)
def roadmap_proofs(request: HttpRequest, roadmap: Roadmap) -> HttpResponse:
    """Tie the activities of a roadmap to facts, with a guess beside each."""
    return _choose(request, roadmap)


@require_http_methods(["GET", "POST"])
@requires("roadmap.choose_proofs", Activity)
def choose_proof(request: HttpRequest, activity: Activity) -> HttpResponse:
    """Tie one activity to a fact."""
    return _choose(request, activity.roadmap, only=activity)


def _choose(request: HttpRequest, roadmap: Roadmap, only: Activity | None = None) -> HttpResponse:
    membership: Membership = request.membership  # type: ignore[attr-defined]
    today = today_in(roadmap.programme.organization.time_zone, timezone.now())
    rows = proof_rows(roadmap, membership, today=today, only=only.pk if only else None)
    sent = request.POST if request.method == "POST" else None
    form = ChooseProofs(
        sent,
        activities=[row.activity for row in rows],
        guesses=guesses_of(rows),
        for_above=is_above(roadmap),
    )
    is_offered = sent is not None and "guess" in sent
    if sent is not None and is_offered:
        form.data = form.with_guesses(sent)
    elif form.is_valid():
        changed = closing.choose_proofs(roadmap, chosen=form.chosen, by=membership)
        messages.success(request, _said(changed))
        return redirect("activity", only.pk) if only else redirect("roadmap-proofs", roadmap.pk)
    context = {
        "roadmap": roadmap,
        "activity": only,
        "form": form,
        "rows": [(row, form[f"proof-{row.activity.pk}"]) for row in rows],
        "is_offered": is_offered,
        "guess_count": sum(bool(row.guessed) for row in rows),
    }
    status = 422 if sent is not None and not is_offered else 200
    return page(request, "roadmap/proofs.html", context, status=status)


def _said(changed: int) -> str:
    if not changed:
        return _("Nothing has changed.")
    words = ngettext(
        "%(count)d activity is tied anew.", "%(count)d activities are tied anew.", changed
    )
    return words % {"count": changed}
