"""The matching desk: propose by matching, change and add by hand, take back."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.queries import today_of
from kernel.access import may, opens, requires
from kernel.journal import saw
from kernel.listing import Column, Listing
from kernel.pages import page
from kernel.refusals import Refusal
from pairs.actions.proposals import (
    change_pair as change_pair_action,
)
from pairs.actions.proposals import (
    propose_pair as propose_pair_action,
)
from pairs.actions.proposals import (
    reject_pair as reject_pair_action,
)
from pairs.actions.proposals import (
    reject_pairs,
    want_matching,
)
from pairs.candidates import Pool, pool
from pairs.forms import ChooseMentor, Reason
from pairs.models import Pair
from pairs.queries.desk import Choice, allowed, choices_for, desk_page, programme_of
from pairs.reasons import sentences
from pairs.states import PairState
from participants.models import Person
from roadmap.models import Programme

MOST_PICKED, LONGEST_NUMBER = 500, 18
COLUMNS = (
    Column("mentee", gettext_lazy("Mentee"), ("mentee__sort_name",)),
    Column("mentor", gettext_lazy("Mentor"), ("mentor__sort_name",)),
    Column("why", gettext_lazy("Why")),
    Column("score", gettext_lazy("Fits"), ("score",), "number"),
)
# The curator chooses rows and acts on them.
CURATORS_COLUMNS = (
    Column("pick", "", kind="pick"),
    *COLUMNS,
    Column("actions", gettext_lazy("Actions"), kind="actions"),
)


@require_GET
@requires("match.view")
def matching(request: HttpRequest) -> HttpResponse:
    """Show who is available and who is not, and what is proposed."""
    membership = request.membership  # type: ignore[attr-defined]
    today = today_of(membership.organization, timezone.now())
    programme = programme_of(membership, today)
    if programme is None:
        return page(request, "pairs/no_programme.html")
    proposals = Pair.objects.visible_to(membership).filter(
        programme=programme, state=PairState.PROPOSED, order=None
    )
    listing = Listing(
        request,
        proposals.with_people(),
        columns=CURATORS_COLUMNS if may(membership, "match.suggest") else COLUMNS,
        search="mentee__search",
        default_sort="mentee",
    )
    rows = [(pair, sentences(pair.reasons)) for pair in listing.rows]
    desk = desk_page(programme, today=today)
    saw(request, [pk for pair in listing.rows for pk in (pair.mentee_id, pair.mentor_id)])
    return page(
        request,
        "pairs/matching.html",
        {"desk": desk, "listing": listing, "rows": rows},
        partial="rows",
    )


@require_POST
@requires("match.suggest")
def suggest_pairs(request: HttpRequest) -> HttpResponse:
    """Start the matching as long work and show how far it is."""
    programme = _programme(request)
    job = want_matching(
        programme,
        by=request.membership,  # type: ignore[attr-defined]
        now=timezone.now(),
    )
    if job.is_open:
        job.refresh_from_db()
    messages.info(request, _("Matching is under way. The proposals will appear on this page."))
    return redirect("matching")


@require_http_methods(["GET", "POST"])
@requires("pair.change", Pair)
def change_pair(request: HttpRequest, pair: Pair) -> HttpResponse:
    """Choose another mentor for the mentee of a proposed pair."""
    now = timezone.now()
    today = today_of(pair.programme.organization, now)
    people = pool(pair.programme, today=today, mentees={pair.mentee_id}, without={pair.pk})
    choices = _choices(people, pair.mentee_id, but=pair.mentor_id)
    form = ChooseMentor(request.POST or None, mentors=[c.person.pk for c in allowed(choices)])
    if request.method == "POST" and form.is_valid():
        try:
            change_pair_action(
                pair,
                mentor=_person(choices, form.cleaned_data["mentor"]),
                reason=form.cleaned_data["reason"],
                by=request.membership,  # type: ignore[attr-defined]
                now=now,
                today=today,
            )
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The pair is changed."))
            return redirect("matching")
    context = {"pair": pair, "mentee": pair.mentee, "form": form, "choices": choices}
    return _choose(request, context)


@require_http_methods(["GET", "POST"])
@requires("pair.propose")
def propose_pair(request: HttpRequest) -> HttpResponse:
    """Bring two people together by hand: first the mentee, then the mentor."""
    now = timezone.now()
    programme = _programme(request)
    today = today_of(programme.organization, now)
    mentee = _chosen_mentee(request, programme)
    if mentee is None:
        mentees = pool(programme, today=today, mentors=()).mentees
        ready = [candidate.person for candidate in mentees if candidate.side.consents]
        return page(request, "pairs/choose_mentee.html", {"mentees": ready})
    choices = _choices(pool(programme, today=today, mentees={mentee.pk}), mentee.pk)
    form = ChooseMentor(request.POST or None, mentors=[c.person.pk for c in allowed(choices)])
    if request.method == "POST" and form.is_valid():
        try:
            propose_pair_action(
                programme,
                mentee=mentee,
                mentor=_person(choices, form.cleaned_data["mentor"]),
                reason=form.cleaned_data["reason"],
                by=request.membership,  # type: ignore[attr-defined]
                now=now,
                today=today,
            )
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The pair is proposed."))
            return redirect("matching")
    return _choose(request, {"mentee": mentee, "form": form, "choices": choices})


@require_http_methods(["GET", "POST"])
@requires("pair.reject", Pair)
def reject_pair(request: HttpRequest, pair: Pair) -> HttpResponse:
    """Take one proposal back."""
    form = Reason(request.POST or None)
    if request.method == "POST" and form.is_valid():
        reject_pair_action(
            pair,
            reason=form.cleaned_data["reason"],
            by=request.membership,  # type: ignore[attr-defined]
            today=today_of(pair.programme.organization, timezone.now()),
        )
        messages.success(request, _("The proposal is taken back; the mentee waits in the queue."))
        return redirect(_desk_or_pairs(request))
    saw(request, [pair.mentee_id, pair.mentor_id])
    context = {
        "pair": pair,
        "form": form,
        "title": _("Take the proposal back"),
        "lead": _("The mentee goes on waiting in the queue."),
        "action": _("Take the proposal back"),
        "back": _desk_or_pairs(request),
    }
    return page(request, "pairs/reason.html", context, status=_status(form))


def _desk_or_pairs(request: HttpRequest) -> str:
    """The director takes proposals back as well, and does not sit at the desk."""
    desk = reverse("matching")
    return desk if opens(request.membership, desk) else reverse("pairs")  # type: ignore[attr-defined]


@require_POST
@requires("pair.propose")
def reject_proposals(request: HttpRequest) -> HttpResponse:
    """Take the chosen proposals back at once."""
    membership = request.membership  # type: ignore[attr-defined]
    picked = [pk for pk in request.POST.getlist("picked") if _is_number(pk)][:MOST_PICKED]
    chosen = Pair.objects.visible_to(membership).filter(
        pk__in=picked, state=PairState.PROPOSED, order=None
    )
    count = reject_pairs(
        chosen.select_related("programme").order_by("pk"),
        reason=_("Taken back from the list."),
        by=membership,
        today=today_of(membership.organization, timezone.now()),
    )
    messages.success(
        request,
        ngettext("%(count)d proposal is taken back.", "%(count)d proposals are taken back.", count)
        % {"count": count},
    )
    return redirect("matching")


def _programme(request: HttpRequest) -> Programme:
    membership = request.membership  # type: ignore[attr-defined]
    programme = programme_of(membership, today_of(membership.organization, timezone.now()))
    if programme is None:
        raise Http404
    return programme


def _chosen_mentee(request: HttpRequest, programme: Programme) -> Person | None:
    chosen = request.GET.get("mentee", "")
    if not chosen:
        return None
    if not _is_number(chosen):
        raise Http404
    visible = Person.objects.visible_to(request.membership).kept()  # type: ignore[attr-defined]
    return get_object_or_404(
        visible.filter(organization=programme.organization_id, mentee__left_on=None), pk=int(chosen)
    )


def _is_number(text: str) -> bool:
    """Whether the text can be a number of the database."""
    return text.isascii() and text.isdigit() and len(text) <= LONGEST_NUMBER


def _choices(people: Pool, mentee: int, *, but: int | None = None) -> list[Choice]:
    """The mentors for one mentee; none when the mentee is not free."""
    candidate = next((one for one in people.mentees if one.person.pk == mentee), None)
    if candidate is None:
        return []
    return [one for one in choices_for(people, candidate) if one.person.pk != but]


def _person(choices: list[Choice], pk: int) -> Person:
    return next(choice.person for choice in choices if choice.person.pk == pk)


def _choose(request: HttpRequest, context: dict[str, Any]) -> HttpResponse:
    choices: list[Choice] = context["choices"]
    context["allowed"] = allowed(choices)
    context["forbidden"] = [choice for choice in choices if choice.verdict.obstacles]
    saw(request, [context["mentee"].pk, *(choice.person.pk for choice in choices)])
    return page(request, "pairs/choose_mentor.html", context, status=_status(context["form"]))


def _status(form: Any) -> int:
    return 422 if form.is_bound else 200
