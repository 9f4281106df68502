"""The wordings of consents: which are in force, and changing them."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from kernel.access import requires
from kernel.pages import page
from participants.actions.texts import change_text
from participants.documents.consent_form import PLACEHOLDERS
from participants.forms.texts import ConsentWording
from participants.queries.texts import text_for, texts_of
from participants.states import Purpose
from participants.views.day import today_of


@require_GET
@requires("consents.texts")
def consent_texts(request: HttpRequest) -> HttpResponse:
    """Show the wordings that are in force, with their sources."""
    membership = request.membership  # type: ignore[attr-defined]
    texts = texts_of(membership.organization)
    return page(request, "participants/consent_texts.html", {"texts": texts})


@require_http_methods(["GET", "POST"])
@requires("consents.texts")
def change_consent_text(request: HttpRequest, purpose: str) -> HttpResponse:
    """Change a wording: a new version, which those who sign from now on will read."""
    if purpose not in Purpose.values:
        raise Http404
    membership = request.membership  # type: ignore[attr-defined]
    now_in_force = text_for(membership.organization, purpose)
    form = ConsentWording(
        request.POST if request.method == "POST" else None,
        initial={"body": now_in_force.body, "source": now_in_force.source},
    )
    if not form.is_valid():
        context = {"form": form, "purpose": Purpose(purpose), "placeholders": PLACEHOLDERS}
        status = 422 if form.is_bound else 200
        return page(request, "participants/consent_text.html", context, status=status)
    change_text(
        membership.organization,
        purpose=purpose,
        by=membership,
        today=today_of(request),
        **form.cleaned_data,
    )
    messages.success(request, _("The new wording is in force. What was signed keeps its words."))
    return redirect("consent-texts")
