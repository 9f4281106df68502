"""Withdrawals of consents: how long there is for each step, and that it is done."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from kernel.access import requires
from kernel.journal import saw
from kernel.listing import Column, Listing
from kernel.pages import page
from kernel.refusals import Refusal
from participants.actions import withdrawals as acts
from participants.forms.withdrawals import FinishStep
from participants.models import WithdrawalStep
from participants.queries import withdrawals as read
from participants.views.day import now, today_of


@require_GET
@requires("consents.withdrawals")
def withdrawals(request: HttpRequest) -> HttpResponse:
    """Show what is owed after each withdrawal."""
    listing = Listing(
        request,
        read.withdrawn_of(request.membership),  # type: ignore[attr-defined]
        columns=(
            Column(
                "name", gettext_lazy("Last name, first name, patronymic"), sort="person__sort_name"
            ),
            Column("purpose", gettext_lazy("For what")),
            Column("day", gettext_lazy("Withdrawn"), sort="withdrawn_on"),
            Column("stop", gettext_lazy("Stop the use")),
            Column("answer", gettext_lazy("Answer the signer")),
            Column("destroy", gettext_lazy("Destroy the data")),
        ),
        search="person__search",
        default_sort="-day",
    )
    rows = read.rows_with_steps(listing.rows, today_of(request))
    saw(request, [row.consent.person_id for row in rows])
    context = {"listing": listing, "rows": rows}
    return page(request, "participants/withdrawals.html", context, partial="rows")


@require_http_methods(["GET", "POST"])
@requires("consents.finish_step", WithdrawalStep)
def finish_step(request: HttpRequest, withdrawalstep: WithdrawalStep) -> HttpResponse:
    """Say that a step is done."""
    form = FinishStep(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            acts.finish_step(
                withdrawalstep,
                note=form.cleaned_data["note"],
                by=request.membership,  # type: ignore[attr-defined]
                now=now(),
            )
        except Refusal as refusal:
            messages.warning(request, str(refusal))
        else:
            messages.success(request, _("The step is marked as done."))
        return redirect("withdrawals")
    saw(request, [withdrawalstep.consent.person_id])
    context = {"form": form, "step": withdrawalstep, "consent": withdrawalstep.consent}
    status = 422 if form.is_bound else 200
    return page(request, "participants/finish_step.html", context, status=status)
