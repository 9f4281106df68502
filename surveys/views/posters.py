"""Pages of posters: printed for a class, and what a pupil sees who scans one."""

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.views.acting import acting
from kernel import journal
from kernel.access import public, requires
from kernel.documents.html import qr_png
from kernel.pages import page
from surveys.actions import answering, posters
from surveys.actions.posters import PosterAnswer
from surveys.forms.posters import ChooseOneself, PosterPin
from surveys.links import pin_of, poster_link, poster_of, token_of
from surveys.models import Campaign, ClassPoster, Invitation
from surveys.queries.posters import names_on, on_poster
from surveys.views.answering import answering_page

OPENED = "posters"
LASTS = timedelta(hours=2)


@require_GET
@requires("surveys.posters", Campaign)
def campaign_posters(request: HttpRequest, campaign: Campaign) -> HttpResponse:
    """Print a poster for each class; the PIN stands on the strip for the teacher."""
    drawn = [
        {"class_name": one.class_name, "qr": qr_png(poster_link(one)), "pin": pin_of(one)}
        for one in campaign.posters.order_by("class_name")
    ]
    return page(request, "surveys/posters.html", {"campaign": campaign, "posters": drawn})


@require_POST
@requires("surveys.posters", Campaign)
def make_posters(request: HttpRequest, campaign: Campaign) -> HttpResponse:
    """Make the posters, or other ones in their place."""
    if "renew" in request.POST:
        posters.renew_posters(campaign, by=acting(request))
        messages.success(request, _("The posters are new: the former codes and PINs are void."))
    else:
        posters.make_posters(campaign, by=acting(request))
    return redirect("campaign-posters", pk=campaign.pk)


@require_http_methods(["GET", "POST"])
@public("a signed poster of a class; the PIN of the teacher opens the list")
def class_poster(request: HttpRequest, token: str) -> HttpResponse:
    """Ask for the PIN, then let each pupil find oneself."""
    poster = poster_of(token)
    if poster is None:
        return page(request, "surveys/false_link.html", status=404)
    now = timezone.now()
    try:
        answering.require_open(poster.campaign, now=now)
    except answering.NotTakingAnswers as refusal:
        closed = {"campaign": poster.campaign, "reason": refusal.message}
        return page(request, "surveys/closed.html", closed, status=410)
    if not _is_open(request, poster):
        return _ask_pin(request, poster)
    return _ask_name(request, poster, token)


def _ask_pin(request: HttpRequest, poster: ClassPoster) -> HttpResponse:
    form = PosterPin(request.POST if request.method == "POST" else None)
    context = {"poster": poster, "form": form}
    if not form.is_valid():
        status = 422 if form.is_bound else 200
        return page(request, "surveys/poster.html", context, status=status)
    answer = posters.try_poster_pin(poster, form.cleaned_data["pin"], now=timezone.now())
    if answer == PosterAnswer.LOCKED:
        return page(request, "surveys/poster_locked.html", context, status=429)
    if answer == PosterAnswer.WRONG:
        form.add_error("pin", _("This is another PIN. Ask the teacher once more."))
        return page(request, "surveys/poster.html", context, status=422)
    _open(request, poster)
    return redirect("class-poster", token=token_of(poster))


def _ask_name(request: HttpRequest, poster: ClassPoster, token: str) -> HttpResponse:
    invitations = on_poster(poster)
    people = [one.person_id for one in invitations]
    journal.saw(request, people, tenant_id=poster.organization_id)
    form = ChooseOneself(
        request.POST if request.method == "POST" else None, names=names_on(invitations)
    )
    context = {"poster": poster, "form": form, "is_named": True}
    if not form.is_valid():
        status = 422 if form.is_bound else 200
        return page(request, "surveys/poster.html", context, status=status)
    chosen = next(one for one in invitations if one.pk == form.cleaned_data["person"])
    try:
        posters.require_free(chosen, mine=_mine(request, poster))
    except posters.NotYours as refusal:
        form.add_error("person", str(refusal))
        return page(request, "surveys/poster.html", context, status=422)
    _open(request, poster, mine=chosen.pk)
    return redirect("answer-by-poster", token=token)


@require_http_methods(["GET", "POST"])
@public("a pupil who has chosen oneself on the poster of the class")
def answer_by_poster(request: HttpRequest, token: str) -> HttpResponse:
    """Let the pupil who has chosen oneself fill the questionnaire in."""
    poster = poster_of(token)
    if poster is None:
        return page(request, "surveys/false_link.html", status=404)
    mine = _mine(request, poster) if _is_open(request, poster) else None
    asked = Invitation.objects.filter(campaign=poster.campaign_id)
    invitation = asked.filter(pk=mine).first() if mine is not None else None
    if invitation is None:
        return redirect("class-poster", token=token)
    return answering_page(request, invitation, by=None)


def _opened(request: HttpRequest) -> dict[str, Any]:
    found: dict[str, Any] = request.session.get(OPENED, {})
    return found


def _is_open(request: HttpRequest, poster: ClassPoster) -> bool:
    said = _opened(request).get(str(poster.pk))
    if said is None or said["nonce"] != poster.nonce:
        return False
    return bool(said["until"] > timezone.now().timestamp())


def _mine(request: HttpRequest, poster: ClassPoster) -> int | None:
    mine: int | None = _opened(request).get(str(poster.pk), {}).get("mine")
    return mine


def _open(request: HttpRequest, poster: ClassPoster, *, mine: int | None = None) -> None:
    until = (timezone.now() + LASTS).timestamp()
    said = {"nonce": poster.nonce, "until": until, "mine": mine}
    request.session[OPENED] = {**_opened(request), str(poster.pk): said}
