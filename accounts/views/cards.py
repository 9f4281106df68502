"""Class cards: made and printed by the school, used by pupils without e-mail."""

from datetime import timedelta

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts import kept_forms, tokens
from accounts.actions import cards
from accounts.actions.cards import CardAnswer
from accounts.documents.class_cards import CardFacts, as_pdf, card_facts
from accounts.doors import let_in
from accounts.forms.entry import CardForm
from accounts.models import Card, Membership
from accounts.queries import classes_of, memberships_of, pupils_of, today_of
from accounts.states import Role
from kernel.access import public, requires
from kernel.pages import download, page

SESSION_LASTS = timedelta(hours=2)
MOST = 60


@require_GET
@requires("accounts.class_cards")
def class_cards(request: HttpRequest) -> HttpResponse:
    """Choose the pupils whose cards are to be printed."""
    by = request.membership  # type: ignore[attr-defined]
    everybody = pupils_of(by, today_of(by.organization, timezone.now()))
    classes = classes_of(everybody)
    chosen = request.GET.get("class", "")
    pupils = everybody.filter(class_name=chosen) if chosen in classes else everybody
    shown = list(pupils.order_by("class_name", "user__sort_name")[:500])
    context = {"pupils": shown, "classes": classes, "chosen": chosen, "most": MOST}
    return page(request, "accounts/class_cards.html", context)


@require_POST
@requires("accounts.class_cards")
def print_cards(request: HttpRequest) -> HttpResponse:
    """Make new cards for the chosen pupils and show the sheet: the PINs are seen this once."""
    by = request.membership  # type: ignore[attr-defined]
    wanted = {pk for pk in request.POST.getlist("pk") if pk.isascii() and pk.isdigit()}
    if not wanted:
        messages.warning(request, _("Choose the pupils first."))
        return redirect("class-cards")
    pupils = pupils_of(by, today_of(by.organization, timezone.now())).filter(pk__in=wanted)
    chosen = list(pupils.select_related("organization").order_by("class_name", "user__sort_name"))
    if len(chosen) != len(wanted):
        raise Http404
    if len(chosen) > MOST:
        messages.warning(request, _("Print no more than 60 cards at a time, class by class."))
        return redirect("class-cards")
    made = _make(chosen, by=by)
    if request.POST.get("as") == "pdf":
        return download(as_pdf(made), filename=_("cards.pdf"), content_type="application/pdf")
    return page(request, "accounts/class_cards_print.html", {"cards": made})


@transaction.atomic
def _make(pupils: list[Membership], *, by: Membership) -> list[CardFacts]:
    now = timezone.now()
    made = []
    for pupil in pupils:
        _card, token, pin = cards.make_card(
            user=pupil.user, organization=pupil.organization, by=by, now=now
        )
        made.append(card_facts(pupil, token=token, pin=pin))
    return made


@require_POST
@requires("accounts.revoke_card", Card)
def revoke_card(request: HttpRequest, card: Card) -> HttpResponse:
    """Take a lost card back."""
    cards.revoke_card(card, by=request.membership, now=timezone.now())  # type: ignore[attr-defined]
    messages.success(request, _("The card opens nothing any more. Print a new one when needed."))
    return redirect("class-cards")


@require_http_methods(["GET", "POST"])
@public("pupils have no e-mail; the card and its PIN are the key")
def card(request: HttpRequest, token: str) -> HttpResponse:
    """Come in by a class card: the QR link leads here, the PIN opens."""
    found = get_object_or_404(
        Card.objects.select_related("user", "organization"), token_digest=tokens.digest(token)
    )
    if found.revoked_at is not None or not found.user.is_active:
        return page(request, "accounts/card_void.html", status=410)
    form = CardForm(request.POST if request.method == "POST" else None)
    context = {"form": form, "card": found}
    if not form.is_valid():
        status = 422 if form.is_bound else 200
        return page(request, "accounts/card.html", context, status=status)
    answer = cards.try_pin(found, form.cleaned_data["pin"], by=None, now=timezone.now())
    if answer == CardAnswer.OPEN:
        return _come_in(request, found)
    if answer == CardAnswer.LOCKED:
        return page(request, "accounts/card_locked.html", context, status=429)
    form.add_error("pin", _("This is another PIN. Look at the card once more."))
    return page(request, "accounts/card.html", context, status=422)


def _come_in(request: HttpRequest, card: Card) -> HttpResponse:
    roles = memberships_of(card.user)
    pupil = next((role for role in roles if role.role == Role.MENTEE), None)
    let_in(request, card.user, method="card", membership=pupil)
    request.session.set_expiry(SESSION_LASTS)
    return redirect(kept_forms.next_place(request))
