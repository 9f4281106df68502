"""Orders: drawn up from proposals, names confirmed, sent, signed or returned, printed."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.queries import today_of
from accounts.step_up import fresh_sign_in
from kernel.access import requires
from kernel.documents.docx import as_docx
from kernel.documents.paper import Paper
from kernel.documents.pdf import as_pdf
from kernel.documents.templates import change_wording
from kernel.journal import saw
from kernel.listing import Column, Listing
from kernel.pages import download, page, show_pdf
from kernel.refusals import Refusal
from pairs.actions import orders
from pairs.documents import pair_order
from pairs.forms import Comment, ConfirmNames, DrawUpOrder, OrderFilter, OrderText, OrderWording
from pairs.models import Pair, PairOrder
from pairs.order_facts import KIND, PLACEHOLDERS, needed_forms, pairs_of, wording_of
from pairs.queries.desk import programme_of
from pairs.queries.orders import facts_to_draw, order_page, whole_order
from pairs.queries.pages import ORDER_TONES
from pairs.states import OrderState, PairState
from roadmap.models import Programme

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
COLUMNS = (
    Column("number", gettext_lazy("Number"), ("document__year", "document__number"), "number"),
    Column("made", gettext_lazy("Drawn up"), ("made_at",)),
    Column("state", gettext_lazy("State"), ("state",)),
    Column("signed", gettext_lazy("Signed"), ("signed_on",)),
    Column("pairs", gettext_lazy("Pairs"), (), "number"),
)
LAST_DAY_OF_WORK = (5, 31)


@require_GET
@requires("order.list")
def order_list(request: HttpRequest) -> HttpResponse:
    """The orders of the school."""
    visible = PairOrder.objects.visible_to(request.membership)  # type: ignore[attr-defined]
    listing = Listing(
        request,
        visible.counted().select_related("document", "made_by", "programme"),
        columns=COLUMNS,
        filters=OrderFilter,
        default_sort="-made",
    )
    rows = [(order, *ORDER_TONES[order.state]) for order in listing.rows]
    return page(
        request, "pairs/order_list.html", {"listing": listing, "rows": rows}, partial="rows"
    )


@require_http_methods(["GET", "POST"])
@requires("order.create")
def draw_up_order(request: HttpRequest) -> HttpResponse:
    """Choose the pairs of a new order and what it says."""
    membership = request.membership  # type: ignore[attr-defined]
    now = timezone.now()
    today = today_of(membership.organization, now)
    programme = programme_of(membership, today)
    if programme is None:
        return page(request, "pairs/no_programme.html")
    free = list(
        Pair.objects.visible_to(membership)
        .filter(programme=programme, state=PairState.PROPOSED, order=None)
        .with_people()
        .order_by("mentee__sort_name", "pk")
    )
    form = DrawUpOrder(
        request.POST or None,
        programme=programme,
        today=today,
        pairs=free,
        initial=_first_words(programme, membership, _picked(request, free)),
    )
    if request.method == "POST" and form.is_valid():
        try:
            order = orders.draw_up_order(programme, **form.cleaned_data, by=membership, now=now)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect("order", pk=order.pk)
    saw(request, [pk for pair in free for pk in (pair.mentee_id, pair.mentor_id)])
    return page(
        request,
        "pairs/draw_up_order.html",
        {"form": form, "pairs": free},
        status=422 if form.is_bound else 200,
    )


@require_GET
@requires("order.view", PairOrder)
def order_detail(request: HttpRequest, pairorder: PairOrder) -> HttpResponse:
    """One order: the paper in place, its pairs, what stands in the way, the next step."""
    return _order_page(request, pairorder)


@require_http_methods(["GET", "POST"])
@requires("order.edit", PairOrder)
def change_order(request: HttpRequest, pairorder: PairOrder) -> HttpResponse:
    """Change what the draft says besides its pairs."""
    order = whole_order(pairorder)
    form = OrderText(
        request.POST or None,
        programme=order.programme,
        today=today_of(order.programme.organization, timezone.now()),
        initial={
            "until_on": order.until_on,
            "word": order.word,
            "curator": order.curator_id,
            "control": order.control_id,
        },
    )
    if request.method == "POST" and form.is_valid():
        orders.change_order(
            order,
            **form.cleaned_data,
            by=request.membership,  # type: ignore[attr-defined]
        )
        messages.success(request, _("The draft is changed."))
        return redirect("order", pk=order.pk)
    return page(
        request,
        "pairs/change_order.html",
        {"order": order, "form": form},
        status=422 if form.is_bound else 200,
    )


@require_POST
@requires("order.edit", PairOrder)
def take_out_of_order(request: HttpRequest, pairorder: PairOrder, pair: int) -> HttpResponse:
    """Leave one pair out of the draft."""
    chosen = next((one for one in pairs_of(pairorder) if one.pk == pair), None)
    if chosen is None:
        raise Http404
    orders.take_out_of_order(
        pairorder,
        pair=chosen,
        by=request.membership,  # type: ignore[attr-defined]
    )
    messages.success(request, _("The pair is left out and is a free proposal again."))
    return redirect("order", pk=pairorder.pk)


@require_http_methods(["GET", "POST"])
@requires("order.edit", PairOrder)
def confirm_names(request: HttpRequest, pairorder: PairOrder) -> HttpResponse:
    """Read the forms of names and posts once; they are remembered for later papers."""
    order = whole_order(pairorder)
    needed = needed_forms(order)
    form = ConfirmNames(request.POST or None, needed=needed)
    if request.method == "POST" and form.is_valid():
        orders.confirm_names(
            order,
            forms=form.confirmed,
            by=request.membership,  # type: ignore[attr-defined]
            now=timezone.now(),
        )
        messages.success(request, _("The forms are confirmed and remembered."))
        return redirect("order", pk=order.pk)
    saw(request, [pair.mentor_id for pair in pairs_of(order)])
    unread = [form[name] for name, one in form.needed.items() if not one.confirmed]
    read = [form[name] for name, one in form.needed.items() if one.confirmed]
    return page(
        request,
        "pairs/confirm_names.html",
        {"order": order, "form": form, "unread": unread, "read": read},
        status=422 if form.is_bound else 200,
    )


@require_POST
@requires("order.submit", PairOrder)
def submit_order(request: HttpRequest, pairorder: PairOrder) -> HttpResponse:
    """Send the order for signature."""
    now = timezone.now()
    order = whole_order(pairorder)
    try:
        orders.submit_order(
            order,
            by=request.membership,  # type: ignore[attr-defined]
            now=now,
            today=today_of(order.programme.organization, now),
        )
    except orders.OrderRefused as refusal:
        messages.error(request, str(refusal))
        return _order_page(request, order, status=409)
    messages.success(request, _("The order is sent to the director for signature."))
    return redirect("order", pk=order.pk)


@require_POST
@requires("order.sign", PairOrder)
@fresh_sign_in
def sign_order(request: HttpRequest, pairorder: PairOrder) -> HttpResponse:
    """Sign the order: it gets its number and its pairs become active."""
    now = timezone.now()
    order = whole_order(pairorder)
    try:
        signed = orders.sign_order(
            order,
            by=request.membership,  # type: ignore[attr-defined]
            now=now,
            today=today_of(order.programme.organization, now),
        )
    except orders.OrderRefused as refusal:
        messages.error(request, str(refusal))
        return _order_page(request, order, status=409)
    number = signed.document.number_text if signed.document else ""
    messages.success(
        request, _("Signed under No. %(number)s. The pairs are active.") % {"number": number}
    )
    return redirect("order", pk=order.pk)


@require_POST
@requires("order.return", PairOrder)
def return_order(request: HttpRequest, pairorder: PairOrder) -> HttpResponse:
    """Send the order back with a comment."""
    now = timezone.now()
    order = whole_order(pairorder)
    form = Comment(request.POST)
    if not form.is_valid():
        return _order_page(request, order, comment=form, status=422)
    orders.return_order(
        order,
        comment=form.cleaned_data["comment"],
        by=request.membership,  # type: ignore[attr-defined]
        now=now,
        today=today_of(order.programme.organization, now),
    )
    messages.success(request, _("The order is returned with your comment."))
    return redirect("order", pk=order.pk)


@require_POST
@requires("order.discard", PairOrder)
def discard_order(request: HttpRequest, pairorder: PairOrder) -> HttpResponse:
    """Give the draft up; its pairs are free proposals again."""
    orders.discard_order(
        pairorder,
        by=request.membership,  # type: ignore[attr-defined]
    )
    messages.success(request, _("The draft is discarded. Its pairs are free proposals again."))
    return redirect("orders")


@require_GET
@requires("order.view", PairOrder)
def order_pdf(request: HttpRequest, pairorder: PairOrder) -> HttpResponse:
    """The paper as PDF, shown in place."""
    order = whole_order(pairorder)
    return show_pdf(as_pdf(_paper(request, order)), filename=f"{_file_name(order)}.pdf")


@require_GET
@requires("order.view", PairOrder)
def order_docx(request: HttpRequest, pairorder: PairOrder) -> HttpResponse:
    """The paper as an editable file."""
    order = whole_order(pairorder)
    content = as_docx(_paper(request, order))
    return download(content, filename=f"{_file_name(order)}.docx", content_type=DOCX)


@require_GET
@requires("order.publish", PairOrder)
def order_for_site(request: HttpRequest, pairorder: PairOrder) -> HttpResponse:
    """The paper without children's data, as the site may show it."""
    order = whole_order(pairorder)
    if order.state != OrderState.SIGNED:
        raise Http404
    today = today_of(order.programme.organization, timezone.now())
    paper = pair_order.for_site(facts_to_draw(order, today=today))
    return show_pdf(as_pdf(paper), filename=f"{_file_name(order)}-{_('site')}.pdf")


@require_http_methods(["GET", "POST"])
@requires("order.wording")
def order_wording(request: HttpRequest) -> HttpResponse:
    """Edit the words of the school's orders; papers already signed keep theirs."""
    membership = request.membership  # type: ignore[attr-defined]
    words = wording_of(membership.organization)
    form = OrderWording(request.POST or None, initial={"body": words.body, "source": words.source})
    if request.method == "POST" and form.is_valid():
        change_wording(
            KIND,
            tenant_id=membership.organization_id,
            body=form.cleaned_data["body"],
            source=form.cleaned_data["source"],
            allowed=PLACEHOLDERS,
            by=membership,
            now=timezone.now(),
        )
        messages.success(request, _("The text is kept. Drafts already use it."))
        return redirect("orders")
    return page(
        request,
        "pairs/order_wording.html",
        {"form": form, "words": words, "placeholders": PLACEHOLDERS},
        status=422 if form.is_bound else 200,
    )


def _order_page(
    request: HttpRequest, order: PairOrder, *, comment: Comment | None = None, status: int = 200
) -> HttpResponse:
    whole = whole_order(order)
    today = today_of(whole.programme.organization, timezone.now())
    shown = order_page(whole, request.membership, today=today)  # type: ignore[attr-defined]
    saw(request, [pk for pair in shown.pairs for pk in (pair.mentee_id, pair.mentor_id)])
    tone, icon = ORDER_TONES[whole.state]
    context = {"page": shown, "tone": tone, "icon": icon, "comment": comment or Comment()}
    return page(request, "pairs/order.html", context, status=status)


def _paper(request: HttpRequest, order: PairOrder) -> Paper:
    saw(request, [pk for pair in pairs_of(order) for pk in (pair.mentee_id, pair.mentor_id)])
    facts = facts_to_draw(order, today=today_of(order.programme.organization, timezone.now()))
    return pair_order.as_paper(facts, is_draft=order.document is None)


def _file_name(order: PairOrder) -> str:
    number = order.document.number_text if order.document else _("draft")
    return f"{order.word}-{number}".replace("/", "-")


def _picked(request: HttpRequest, free: list[Pair]) -> list[int]:
    """The pairs chosen on the desk, else all of them."""
    asked = set(request.GET.getlist("picked"))
    return [pair.pk for pair in free if not asked or str(pair.pk) in asked]


def _first_words(programme: Programme, membership: Any, picked: list[int]) -> dict[str, Any]:
    """What a new order begins with: the words of the school's last one."""
    last = PairOrder.objects.filter(programme__organization=programme.organization_id)
    before = last.order_by("-pk").first()
    month, day = LAST_DAY_OF_WORK
    return {
        "pairs": picked,
        "until_on": programme.school_year.ends_on.replace(month=month, day=day),
        "word": before.word if before else None,
        "curator": membership.pk,
        "control": before.control_id if before else None,
    }
