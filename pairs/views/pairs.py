"""Pairs: the list, one pair, its end; own pairs of mentors, mentees and parents."""

from django.contrib import messages
from django.db.models import Count, F, Q, Value
from django.db.models.functions import Concat
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from accounts.queries import today_of
from kernel.access import requires
from kernel.journal import saw
from kernel.listing import Column, Listing
from kernel.pages import download, page
from kernel.spreadsheets import Sheet, write
from pairs.actions.pairs import complete_pair as complete_pair_action
from pairs.actions.pairs import dissolve_pair as dissolve_pair_action
from pairs.actions.pairs import set_goal as set_goal_action
from pairs.documents import pair_register
from pairs.forms import Goal, PairFilter, Reason, Result
from pairs.models import Pair
from pairs.queries.cards import mentor_cards, my_pairs
from pairs.queries.pages import TONES, pair_page, whole_pair

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
COLUMNS = (
    Column("mentee", gettext_lazy("Mentee"), ("mentee__sort_name",)),
    Column("class", gettext_lazy("Class"), ("mentee__class_name", "mentee__sort_name")),
    Column("mentor", gettext_lazy("Mentor"), ("mentor__sort_name",)),
    Column("form", gettext_lazy("Form"), ("form__position", "form_id")),
    Column("state", gettext_lazy("State"), ("state",)),
    Column("since", gettext_lazy("Works since"), ("active_since_on",)),
    Column("meetings", gettext_lazy("Meetings"), ("held_count",), "number"),
)


@require_GET
@requires("pair.list")
def pair_list(request: HttpRequest) -> HttpResponse:
    """The pairs of the school, with search and filters."""
    listing = _listing(request)
    saw(request, [pk for pair in listing.rows for pk in (pair.mentee_id, pair.mentor_id)])
    rows = [(pair, *TONES[pair.state]) for pair in listing.rows]
    return page(request, "pairs/list.html", {"listing": listing, "rows": rows}, partial="rows")


@require_GET
@requires("pair.export")
def pair_register_xlsx(request: HttpRequest) -> HttpResponse:
    """Exactly what the list shows, as a workbook."""
    pairs = list(_listing(request).matching)
    saw(request, [pk for pair in pairs for pk in (pair.mentee_id, pair.mentor_id)])
    columns = pair_register.COLUMNS
    rows = [[value(pair) for value in columns.values()] for pair in pairs]
    book = write([Sheet(str(_("Pairs")), [str(title) for title in columns], rows)])
    return download(book, filename=f"{_('pairs')}.xlsx", content_type=XLSX)


@require_GET
@requires("pair.view", Pair)
def pair_detail(request: HttpRequest, pair: Pair) -> HttpResponse:
    """One pair: who, why, since when, how they meet."""
    whole = whole_pair(pair)
    saw(request, [pair.mentee_id, pair.mentor_id])
    tone, icon = TONES[pair.state]
    shown = pair_page(whole, request.membership)  # type: ignore[attr-defined]
    return page(request, "pairs/pair.html", {"page": shown, "tone": tone, "icon": icon})


@require_http_methods(["GET", "POST"])
@requires("pair.set_goal", Pair)
def set_goal(request: HttpRequest, pair: Pair) -> HttpResponse:
    """Write down the goal of the pair."""
    form = Goal(request.POST or None, initial={"goal": pair.goal})
    if request.method == "POST" and form.is_valid():
        set_goal_action(
            pair,
            goal=form.cleaned_data["goal"],
            by=request.membership,  # type: ignore[attr-defined]
        )
        messages.success(request, _("The goal is written down."))
        return redirect("pair", pk=pair.pk)
    return _ask(
        request,
        pair,
        form,
        title=_("Goal of the pair"),
        lead=_("What will have changed by the end of the programme? One goal you can check."),
        action=_("Write the goal down"),
    )


@require_http_methods(["GET", "POST"])
@requires("pair.complete", Pair)
def complete_pair(request: HttpRequest, pair: Pair) -> HttpResponse:
    """End a pair that has done its work."""
    form = Result(request.POST or None)
    if request.method == "POST" and form.is_valid():
        complete_pair_action(
            pair,
            result=form.cleaned_data["reason"],
            by=request.membership,  # type: ignore[attr-defined]
            today=today_of(pair.programme.organization, timezone.now()),
        )
        messages.success(request, _("The pair is completed."))
        return redirect("pair", pk=pair.pk)
    return _ask(
        request,
        pair,
        form,
        title=_("Complete the pair"),
        lead=_("The pair ends today. Its meetings and its result stay."),
        action=_("Complete the pair"),
    )


@require_http_methods(["GET", "POST"])
@requires("pair.dissolve", Pair)
def dissolve_pair(request: HttpRequest, pair: Pair) -> HttpResponse:
    """End a pair before its time."""
    form = Reason(request.POST or None)
    if request.method == "POST" and form.is_valid():
        now = timezone.now()
        dissolve_pair_action(
            pair,
            reason=form.cleaned_data["reason"],
            by=request.membership,  # type: ignore[attr-defined]
            now=now,
            today=today_of(pair.programme.organization, now),
        )
        messages.success(request, _("The pair is dissolved; the mentee waits in the queue."))
        return redirect("pair", pk=pair.pk)
    return _ask(
        request,
        pair,
        form,
        title=_("Dissolve the pair"),
        lead=_(
            "The pair ends today, both sides are told, and the mentee waits for a new mentor."
            " A new pair needs a new order."
        ),
        action=_("Dissolve the pair"),
        danger=True,
    )


@require_GET
@requires("pair.mine")
def my_mentees(request: HttpRequest) -> HttpResponse:
    """A mentor's own pairs."""
    membership = request.membership  # type: ignore[attr-defined]
    cards = mentor_cards(membership, today_of(membership.organization, timezone.now()))
    saw(request, [card.pair.mentee_id for card in cards])
    return page(request, "pairs/my_mentees.html", {"cards": cards})


@require_GET
@requires("pair.my_mentor")
def my_mentor(request: HttpRequest) -> HttpResponse:
    """The mentor of a mentee, or of a parent's children."""
    membership = request.membership  # type: ignore[attr-defined]
    cards = my_pairs(membership, today_of(membership.organization, timezone.now()))
    saw(request, [card.pair.mentor_id for card in cards])
    return page(request, "pairs/my_mentor.html", {"cards": cards})


def _listing(request: HttpRequest) -> Listing[Pair]:
    pairs = (
        Pair.objects.visible_to(request.membership)  # type: ignore[attr-defined]
        .with_people()
        .annotate(
            people_search=Concat(F("mentee__search"), Value(" "), F("mentor__search")),
            held_count=Count("meetings", filter=Q(meetings__cancelled_at=None), distinct=True),
        )
    )
    return Listing(
        request,
        pairs,
        columns=COLUMNS,
        filters=PairFilter,
        search="people_search",
        default_sort="mentee",
        export=reverse("pairs-xlsx"),
    )


def _ask(
    request: HttpRequest,
    pair: Pair,
    form: Goal | Reason | Result,
    *,
    title: str,
    lead: str,
    action: str,
    danger: bool = False,
) -> HttpResponse:
    saw(request, [pair.mentee_id, pair.mentor_id])
    context = {
        "pair": pair,
        "form": form,
        "title": title,
        "lead": lead,
        "action": action,
        "danger": danger,
        "back": reverse("pair", args=[pair.pk]),
    }
    return page(request, "pairs/reason.html", context, status=422 if form.is_bound else 200)
