"""Partners: the list and the page for the school, the own cabinet for a partner."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.states import Role
from kernel.access import requires
from kernel.journal import saw
from kernel.pages import page
from kernel.refusals import Refusal
from participants.actions import partners as acts
from participants.actions.entry import invite_person
from participants.forms.partners import NewPartner, Offer
from participants.forms.people import Reason
from participants.models import MentorOffer, Partner
from participants.queries import partners as read
from participants.views.day import now, today_of


@require_GET
@requires("partners.list")
def partners(request: HttpRequest) -> HttpResponse:
    """Who helps the school with mentors."""
    found = list(read.partners_of(request.membership))  # type: ignore[attr-defined]
    saw(request, [partner.contact_id for partner in found])
    return page(request, "participants/partners.html", {"partners": found})


@require_GET
@requires("partners.view", Partner)
def partner(request: HttpRequest, partner: Partner) -> HttpResponse:
    """Show a partner with the mentors it offers."""
    lines = read.offers_of(partner)
    people = [line.offer.person_id for line in lines if line.offer.person_id]
    saw(request, [partner.contact_id, *people])
    return page(request, "participants/partner.html", {"partner": partner, "lines": lines})


@require_http_methods(["GET", "POST"])
@requires("partners.add")
def add_partner(request: HttpRequest) -> HttpResponse:
    """Take a partner in."""
    form = NewPartner(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            made = acts.add_partner(
                contact=form.name_of_person,
                by=request.membership,  # type: ignore[attr-defined]
                now=now(),
                today=today_of(request),
                **form.said("name", "kind", "post", "phone", "email", "note"),
            )
        except Refusal as refusal:
            form.add_error("name", str(refusal))
        else:
            messages.success(request, _("The partner is in the list. Invite its representative."))
            return redirect("partner", pk=made.pk)
    facts = {"form": form, "title": _("New partner"), "back": "partners"}
    return page(request, "participants/form.html", facts, status=422 if form.is_bound else 200)


@require_POST
@requires("partners.change", Partner)
def invite_partner(request: HttpRequest, partner: Partner) -> HttpResponse:
    """Invite the one who speaks for the partner into its cabinet."""
    invitation, _token = invite_person(
        partner.contact,
        role=Role.PARTNER,
        by=request.membership,  # type: ignore[attr-defined]
        now=now(),
    )
    return redirect("invitation", pk=invitation.pk)


@require_POST
@requires("partners.change", Partner)
def end_partner(request: HttpRequest, partner: Partner) -> HttpResponse:
    """End the partnership."""
    acts.end_partner(partner, by=request.membership, today=today_of(request))  # type: ignore[attr-defined]
    messages.success(request, _("The partnership is over. The mentors who came by it stay."))
    return redirect("partners")


@require_POST
@requires("offers.decide", MentorOffer)
def accept_offer(request: HttpRequest, mentoroffer: MentorOffer) -> HttpResponse:
    """Take an offered mentor into the base."""
    person = acts.accept_offer(
        mentoroffer,
        by=request.membership,  # type: ignore[attr-defined]
        now=now(),
        today=today_of(request),
    )
    messages.success(
        request,
        _("%(name)s is in the base of mentors. Now ask for the consent.")
        % {"name": person.name.full},
    )
    return redirect("person", pk=person.pk)


@require_http_methods(["GET", "POST"])
@requires("offers.decide", MentorOffer)
def decline_offer(request: HttpRequest, mentoroffer: MentorOffer) -> HttpResponse:
    """Say no to an offered mentor, with the reason."""
    form = Reason(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        title = _("Decline: %(name)s") % {"name": mentoroffer.name.full}
        facts = {"form": form, "title": title, "back": "partners"}
        return page(request, "participants/form.html", facts, status=422 if form.is_bound else 200)
    acts.decline_offer(
        mentoroffer,
        by=request.membership,  # type: ignore[attr-defined]
        now=now(),
        reason=form.cleaned_data["reason"],
    )
    messages.success(request, _("The partner will read the reason in its cabinet."))
    return redirect("partner", pk=mentoroffer.partner_id)


@require_GET
@requires("partners.own")
def my_partner(request: HttpRequest) -> HttpResponse:
    """The cabinet of a partner: whom it has offered and what became of them."""
    own = read.own_partner(request.membership)  # type: ignore[attr-defined]
    lines = read.offers_of(own) if own else []
    saw(request, [line.offer.person_id for line in lines if line.offer.person_id])
    return page(request, "participants/my_partner.html", {"partner": own, "lines": lines})


@require_http_methods(["GET", "POST"])
@requires("partners.own")
def offer_mentor(request: HttpRequest) -> HttpResponse:
    """Offer a mentor to the school."""
    membership = request.membership  # type: ignore[attr-defined]
    own = read.own_partner(membership)
    if own is None:
        raise Http404
    form = Offer(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            acts.offer_mentor(
                own,
                name=form.name_of_person,
                by=membership,
                now=now(),
                today=today_of(request),
                **form.said("post", "competences", "available_time", "phone", "email"),
            )
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The school will answer; the answer comes as a notice."))
            return redirect("my-partner")
    facts = {"form": form, "title": _("Offer a mentor"), "back": "my-partner"}
    return page(request, "participants/form.html", facts, status=422 if form.is_bound else 200)


@require_POST
@requires("offers.take_back", MentorOffer)
def take_offer_back(request: HttpRequest, mentoroffer: MentorOffer) -> HttpResponse:
    """Take an offer back before the school has answered."""
    acts.take_offer_back(mentoroffer, by=request.membership, now=now())  # type: ignore[attr-defined]
    messages.success(request, _("The offer is taken back."))
    return redirect("my-partner")
