"""Consents: papers and their scans, blanks, personal links, withdrawal."""

from functools import partial
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from kernel import jobs
from kernel.access import may, requires
from kernel.documents import paper as p
from kernel.documents.docx import as_docx
from kernel.documents.html import qr_png
from kernel.documents.pdf import as_pdf
from kernel.journal import saw
from kernel.pages import download, page, show_pdf
from kernel.refusals import Refusal
from participants import tokens
from participants.actions import consents as acts
from participants.actions.scans import record_scanned
from participants.documents.consent_form import as_paper
from participants.documents.consent_slip import slip
from participants.forms.consents import AskConsent, ClassForms, PaperConsent, Withdrawal
from participants.models import Consent, ConsentRequest, Person
from participants.queries import consents as read
from participants.queries.lists import classes_of
from participants.queries.scans import sheet_of
from participants.queries.texts import text_for
from participants.states import Purpose
from participants.views.day import now, today_of

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
SCAN_TYPES = {b"%PDF": "application/pdf", b"\xff\xd8\xff": "image/jpeg", b"\x89PNG": "image/png"}


@require_http_methods(["GET", "POST"])
@requires("consents.record", Person)
def record_consent(request: HttpRequest, person: Person) -> HttpResponse:
    """Record a signed paper."""
    today = today_of(request)
    signers = read.possible_signers(person, today)
    form = PaperConsent(
        request.POST if request.method == "POST" else None,
        request.FILES if request.method == "POST" else None,
        signers=signers,
        today=today,
        initial={"purpose": request.GET.get("purpose", ""), "answered_on": today},
    )
    sheet = sheet_of(request.membership, request.GET.get("sheet", ""))  # type: ignore[attr-defined]
    context = {"form": form, "person": person, "signers": signers, "sheet": sheet}
    if form.is_valid():
        signer = next(one for one, _role in signers if str(one.pk) == form.cleaned_data["signer"])
        record = partial(record_scanned, sheet) if sheet else acts.record_paper
        try:
            record(
                person,
                signer=signer,
                text=text_for(person.organization, form.cleaned_data["purpose"]),
                by=request.membership,  # type: ignore[attr-defined]
                now=now(),
                **form.facts,
            )
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The paper is written down."))
            return redirect("scan-inbox") if sheet else redirect("person", pk=person.pk)
    saw(request, [person.pk])
    status = 422 if form.is_bound else 200
    return page(request, "participants/record_consent.html", context, status=status)


@require_GET
@requires("consents.print", Person)
def consent_form(request: HttpRequest, person: Person, purpose: str, form: str) -> HttpResponse:
    """Hand out the blank of a consent, to be printed or edited."""
    if purpose not in Purpose.values or form not in {"pdf", "docx"}:
        raise Http404
    made = as_paper(read.blanks_of(person, purpose, today=today_of(request)))
    saw(request, [person.pk])
    name = _("consent-%(number)d.%(form)s") % {"number": person.pk, "form": form}
    if form == "docx":
        return download(as_docx(made), filename=name, content_type=DOCX)
    return show_pdf(as_pdf(made), filename=name)


@require_http_methods(["GET", "POST"])
@requires("consents.print_class")
def print_consents(request: HttpRequest) -> HttpResponse:
    """Print the blanks of a whole class: long work, the file waits among the notices."""
    membership = request.membership  # type: ignore[attr-defined]
    form = ClassForms(
        request.POST if request.method == "POST" else None,
        classes=classes_of(membership),
        initial=request.GET.dict(),
    )
    if not form.is_valid():
        return page(
            request,
            "participants/print_consents.html",
            {"form": form},
            status=422 if form.is_bound else 200,
        )
    said = form.cleaned_data
    job = jobs.want(
        "participants.print_consents",
        by=membership,
        now=now(),
        key=f"{membership.organization_id}-{said['class_name']}-{said['purpose']}",
        title=_("Consents of %(class)s") % {"class": said["class_name"]},
        class_name=said["class_name"],
        purpose=said["purpose"],
        today=today_of(request).isoformat(),
    )
    return redirect("job", pk=job.pk)


@require_http_methods(["GET", "POST"])
@requires("consents.ask", Person)
def ask_consent(request: HttpRequest, person: Person) -> HttpResponse:
    """Make a personal link for one signer."""
    today = today_of(request)
    signers = read.possible_signers(person, today)
    form = AskConsent(
        request.POST if request.method == "POST" else None,
        signers=signers,
        initial={"purpose": request.GET.get("purpose", "")},
    )
    if not form.is_valid():
        saw(request, [person.pk])
        context = {"form": form, "person": person, "signers": signers}
        status = 422 if form.is_bound else 200
        return page(request, "participants/ask_consent.html", context, status=status)
    signer = next(one for one, _role in signers if str(one.pk) == form.cleaned_data["signer"])
    purpose = form.cleaned_data["purpose"]
    made, _token = acts.ask_consent(
        person,
        purpose=purpose,
        signer=signer,
        text=text_for(person.organization, purpose),
        by=request.membership,  # type: ignore[attr-defined]
        now=now(),
    )
    return redirect("consent-request", pk=person.pk, asked=made.pk)


@require_GET
@requires("consents.ask", Person)
def consent_request(request: HttpRequest, person: Person, asked: int) -> HttpResponse:
    """Show a personal link: to copy, to scan, to print, to send."""
    made = _open_request(person, asked)
    saw(request, [person.pk, made.signer_id])
    link = _link(made)
    context = {"asked": made, "person": person, "link": link, "qr": qr_png(link)}
    return page(request, "participants/consent_request.html", context)


@require_GET
@requires("consents.ask", Person)
def consent_slip(request: HttpRequest, person: Person, asked: int) -> HttpResponse:
    """Print a slip with the QR code of a personal link, for the child to take home."""
    made = _open_request(person, asked)
    saw(request, [person.pk, made.signer_id])
    paper: p.Paper = slip(made, link=_link(made))
    return show_pdf(as_pdf(paper), filename=_("link-%(number)d.pdf") % {"number": made.pk})


@require_http_methods(["GET", "POST"])
@requires("consents.withdraw", Consent)
def withdraw_consent(request: HttpRequest, consent: Consent) -> HttpResponse:
    """Take a consent back, once it was asked whether that is meant."""
    membership = request.membership  # type: ignore[attr-defined]
    if not may(membership, "consents.withdraw", consent):
        messages.info(request, _("This consent is not in force any more."))
        return redirect("person", pk=consent.person_id)
    form = Withdrawal(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        saw(request, [consent.person_id])
        return page(
            request, "participants/withdraw_consent.html", {"consent": consent, "form": form}
        )
    acts.withdraw_consent(consent, by=membership, now=now(), today=today_of(request))
    messages.success(request, _("The consent is withdrawn. What rests on it has stopped."))
    return redirect("person", pk=consent.person_id)


@require_GET
@requires("consents.scan", Consent)
def consent_scan(request: HttpRequest, consent: Consent) -> HttpResponse:
    """Hand out the scan of a signed paper; each download is written down."""
    if not consent.scan:
        raise Http404
    saw(request, [consent.person_id])
    with consent.scan.open("rb") as kept:
        content: bytes = kept.read()
    kind = next((kind for start, kind in SCAN_TYPES.items() if content.startswith(start)), "")
    return download(
        content,
        filename=consent.scan_name or _("consent-%(number)d") % {"number": consent.pk},
        content_type=kind or "application/octet-stream",
    )


def _open_request(person: Person, asked: int) -> ConsentRequest:
    waiting = ConsentRequest.objects.filter(person=person).waiting(now())
    found: Any = get_object_or_404(waiting.select_related("signer", "person"), pk=asked)
    return found  # type: ignore[no-any-return]


def _link(made: ConsentRequest) -> str:
    address = reverse("consent-link", args=[tokens.link_token(made.nonce)])
    return f"{settings.SITE_URL}{address}"
