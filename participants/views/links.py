"""The personal link of a signer, without an account; and the own cabinet of the family."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from kernel.access import public, requires
from kernel.calendar import SchoolYear, today_in
from kernel.documents.pdf import as_pdf
from kernel.journal import saw
from kernel.pages import download, page
from kernel.refusals import Refusal
from participants.actions import consents as acts
from participants.connections import lent
from participants.documents.consent_form import consent_form, masked, wording
from participants.documents.own_data import as_json, as_paper, own_data
from participants.forms.consents import OnlineAnswer
from participants.models import Consent, ConsentRequest, Person
from participants.queries import consents as read
from participants.queries.card import person_page
from participants.queries.texts import text_for
from participants.states import CONSENT_LIFE, ConsentState, Purpose
from participants.views.day import now, today_of


@require_http_methods(["GET", "POST"])
@public("a parent answers by a personal link, without an account")
def consent_link(request: HttpRequest, token: str) -> HttpResponse:
    """Answer a request for a consent; afterwards the same page shows the answer."""
    asked = read.request_of(token)
    if asked is None:
        return page(request, "participants/link_unknown.html", status=404)
    saw(request, [asked.person_id], tenant_id=asked.person.organization_id)
    if asked.consent is not None:
        return _answered(request, asked, asked.consent, token)
    if not asked.is_open(now()):
        return page(request, "participants/link_over.html", {"asked": asked}, status=410)
    form = OnlineAnswer(
        request.POST if request.method == "POST" else None,
        purpose=asked.purpose,
        signer=asked.signer,
    )
    if form.is_valid():
        try:
            acts.answer_by_link(asked, by=None, now=now(), today=_day(asked), **form.facts)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect("consent-link", token=token)
    status = 422 if form.is_bound else 200
    return page(request, "participants/link.html", _asked_page(asked, form), status=status)


@require_http_methods(["GET", "POST"])
@public("a parent withdraws by the same personal link")
def withdraw_by_link(request: HttpRequest, token: str) -> HttpResponse:
    """Take the consent back by the link that gave it."""
    asked = read.request_of(token)
    if asked is None or asked.consent is None:
        return page(request, "participants/link_unknown.html", status=404)
    if request.method == "POST" and CONSENT_LIFE.allows(asked.consent, "withdraw"):
        acts.withdraw_consent(asked.consent, by=None, now=now(), today=_day(asked), channel="link")
    return redirect("consent-link", token=token)


@require_GET
@requires("people.children")
def my_children(request: HttpRequest) -> HttpResponse:
    """What a parent signed and may sign, what is kept, and who looked at it."""
    membership = request.membership  # type: ignore[attr-defined]
    family = read.family_of(membership, today=today_of(request))
    saw(request, [one.person.pk for one in family])
    return page(request, "participants/my_children.html", {"family": family})


@require_GET
@requires("people.own")
def my_data(request: HttpRequest) -> HttpResponse:
    """What is kept about oneself and one's children, under which consents, and who looked at it."""
    membership, today = request.membership, today_of(request)  # type: ignore[attr-defined]
    pages = [person_page(person, membership, today=today) for person in read.people_of(membership)]
    saw(request, [pk for shown in pages for pk in shown.seen])
    kept = [
        {
            "page": shown,
            "asks_consents": read.is_asked(shown.person),
            "panels": [html for panel in lent().panels if (html := panel(request, shown.person))],
        }
        for shown in pages
    ]
    return page(request, "participants/my_data.html", {"kept": kept})


@require_GET
@requires("people.own")
def own_copy(request: HttpRequest, form: str) -> HttpResponse:
    """Hand out a copy of what is kept about oneself and the children, to read or for a machine."""
    membership, today = request.membership, today_of(request)  # type: ignore[attr-defined]
    if form not in {"json", "pdf"}:
        raise Http404
    shown = [person_page(person, membership, today=today) for person in read.people_of(membership)]
    copies = [own_data(one, today=today) for one in shown]
    saw(request, [pk for one in shown for pk in one.seen])
    name = f"my-data-{today:%Y-%m-%d}.{form}"
    if form == "json":
        return download(as_json(copies), filename=name, content_type="application/json")
    return download(as_pdf(as_paper(copies)), filename=name, content_type="application/pdf")


@require_http_methods(["GET", "POST"])
@requires("consents.answer", Person)
def answer_consent(request: HttpRequest, person: Person, purpose: str) -> HttpResponse:
    """Give or refuse a consent in the own cabinet."""
    membership = request.membership  # type: ignore[attr-defined]
    today = today_of(request)
    if purpose not in Purpose.values:
        raise Http404
    signers = [one for one, _role in read.possible_signers(person, today)]
    signer = next((one for one in signers if one.user_id == membership.user_id), None)
    if signer is None:
        messages.info(request, _("Somebody else signs this consent now."))
        return redirect("person", pk=person.pk)
    form = OnlineAnswer(
        request.POST if request.method == "POST" else None, purpose=purpose, signer=signer
    )
    text = text_for(person.organization, purpose)
    if form.is_valid():
        try:
            acts.answer_in_cabinet(
                person,
                purpose=purpose,
                signer=signer,
                text=text,
                by=membership,
                now=now(),
                today=today,
                **form.facts,
            )
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Your answer is written down."))
            return redirect("person", pk=person.pk)
    saw(request, [person.pk])
    relation = read.relation_of(person, signer)
    blank = read.blank_of(person, purpose, signer=signer, relation=relation, today=today)
    context = {
        "form": form,
        "person": person,
        "purpose": Purpose(purpose),
        "paragraphs": wording(blank),
        "signer": signer,
    }
    status = 422 if form.is_bound else 200
    return page(request, "participants/answer_consent.html", context, status=status)


def _day(asked: ConsentRequest) -> Any:
    return today_in(asked.person.organization.time_zone, now())


def _asked_page(asked: ConsentRequest, form: OnlineAnswer) -> dict[str, Any]:
    """Nobody is named by the surname: a link may be seen by others."""
    is_own = asked.signer_id == asked.person_id
    blank = consent_form(
        asked.person,
        organization=asked.person.organization,
        text=asked.text,
        signer=asked.signer,
        relation=asked.relation,
        until=SchoolYear.of(_day(asked)).ends_on,
    )
    child, signer = read.given_name(asked.person), read.given_name(asked.signer)
    shown = masked(blank, subject=child, signer=signer)
    return {
        "asked": asked,
        "form": form,
        "paragraphs": wording(shown),
        "child": child,
        "signer": signer,
        "is_own": is_own,
    }


def _answered(
    request: HttpRequest, asked: ConsentRequest, consent: Consent, token: str
) -> HttpResponse:
    return page(
        request,
        "participants/link_answered.html",
        {
            "asked": asked,
            "consent": consent,
            "token": token,
            "child": read.given_name(asked.person),
            "signer": read.given_name(asked.signer),
            "is_in_force": consent.state == ConsentState.GIVEN,
            "categories": consent.categories_text,
        },
    )
