"""The queue of those without a pair: why, what is done, when somebody looks again."""

from django.contrib import messages
from django.db.models import Exists, OuterRef
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.queries import today_of
from kernel.access import requires
from kernel.journal import saw
from kernel.listing import Column, Listing
from kernel.pages import page
from pairs.actions.queue import plan_next_step, record_refusal
from pairs.forms import PlanStep, Refusal
from pairs.models import Pair, QueueCard
from pairs.reasons import why_unmatched
from participants.models import Person

COLUMNS = (
    Column("mentee", gettext_lazy("Mentee"), ("mentee__sort_name",)),
    Column("waits", gettext_lazy("Waits"), ("entered_on",), "number"),
    Column("why", gettext_lazy("Why not")),
    Column("step", gettext_lazy("Next step"), ("next_step", "review_on")),
    Column("review", gettext_lazy("Look again on"), ("review_on",)),
)


@require_GET
@requires("queue.list")
def queue(request: HttpRequest) -> HttpResponse:
    """Everybody who waits, the longest first."""
    membership = request.membership  # type: ignore[attr-defined]
    today = today_of(membership.organization, timezone.now())
    paired = Pair.objects.open().filter(programme=OuterRef("programme"), mentee=OuterRef("mentee"))
    waiting = QueueCard.objects.visible_to(membership).waiting().filter(~Exists(paired))
    listing = Listing(
        request,
        waiting.select_related("mentee"),
        columns=COLUMNS,
        search="mentee__search",
        default_sort="waits",
    )
    names = _names(listing.rows)
    saw(request, [card.mentee_id for card in listing.rows])
    rows = [
        (card, why_unmatched(card.reason, names), card.days_waited(today), card.review_on <= today)
        for card in listing.rows
    ]
    return page(request, "pairs/queue.html", {"listing": listing, "rows": rows}, partial="rows")


@require_http_methods(["GET", "POST"])
@requires("queue.plan", QueueCard)
def queue_card(request: HttpRequest, queuecard: QueueCard) -> HttpResponse:
    """Decide what is done for one who waits."""
    today = today_of(queuecard.programme.organization, timezone.now())
    form = PlanStep(
        request.POST or None,
        today=today,
        initial={
            "next_step": queuecard.next_step,
            "review_on": max(queuecard.review_on, today),
            "note": queuecard.note,
        },
    )
    if request.method == "POST" and form.is_valid():
        plan_next_step(
            queuecard,
            **form.cleaned_data,
            by=request.membership,  # type: ignore[attr-defined]
        )
        messages.success(request, _("The next step is planned."))
        return redirect("queue")
    return _card_page(request, queuecard, form, Refusal(), status=422 if form.is_bound else 200)


@require_POST
@requires("queue.plan", QueueCard)
def refuse_queue_card(request: HttpRequest, queuecard: QueueCard) -> HttpResponse:
    """Record a written refusal of a pair."""
    today = today_of(queuecard.programme.organization, timezone.now())
    form = Refusal(request.POST)
    if not form.is_valid():
        return _card_page(request, queuecard, PlanStep(today=today), form, status=422)
    record_refusal(
        queuecard,
        note=form.cleaned_data["note"],
        by=request.membership,  # type: ignore[attr-defined]
        today=today,
    )
    messages.success(request, _("The refusal is recorded."))
    return redirect("queue")


def _card_page(
    request: HttpRequest, card: QueueCard, form: PlanStep, refusal: Refusal, *, status: int
) -> HttpResponse:
    saw(request, [card.mentee_id])
    context = {
        "card": card,
        "form": form,
        "refusal": refusal,
        "why": why_unmatched(card.reason, _names([card])),
        "waited": card.days_waited(today_of(card.programme.organization, timezone.now())),
    }
    return page(request, "pairs/queue_card.html", context, status=status)


def _names(cards: list[QueueCard]) -> dict[int, str]:
    """The names of the mentors that the reasons speak of."""
    mentors = {pk for card in cards for pk in card.reason.get("mentors", ())}
    known = Person.objects.filter(pk__in=mentors)
    return {person.pk: person.name.short for person in known}
