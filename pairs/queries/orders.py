"""The page of an order, and the orders that wait for a signature."""

from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import Membership
from kernel.access import may
from kernel.approvals import Waiting
from kernel.documents.issue import facts_of
from kernel.pieces import Moment, Obstacle
from pairs import order_checks
from pairs.models import Pair, PairOrder
from pairs.order_facts import PairOrderFacts, collect, pairs_of
from pairs.states import EDITABLE, OrderState


@dataclass(frozen=True)
class OrderPage:
    """An order as its page shows it."""

    order: PairOrder
    pairs: list[Pair]
    obstacles: list[Obstacle]
    moments: list[Moment]
    is_own: bool

    @property
    def needs_names(self) -> bool:
        """Tell whether the next step is to read the forms of names."""
        names = reverse("confirm-names", args=[self.order.pk])
        return any(obstacle.url == names for obstacle in self.obstacles)

    @property
    def number_text(self) -> str:
        """The number, once there is one."""
        return self.order.document.number_text if self.order.document else ""


def order_page(order: PairOrder, membership: Membership, *, today: date) -> OrderPage:
    """Collect the page; what stands in the way is asked only while something may be done."""
    is_open = order.state in EDITABLE or order.state == OrderState.SUBMITTED
    is_mine = membership.user_id in {order.made_by_id, order.submitted_by_id}
    return OrderPage(
        order=order,
        pairs=pairs_of(order),
        obstacles=order_checks.obstacles(order, today=today) if is_open else [],
        moments=_moments(order),
        is_own=is_mine or not may(membership, "order.sign", order),
    )


def facts_to_draw(order: PairOrder, *, today: date) -> PairOrderFacts:
    """What the paper says: as issued once it is signed, as it stands before."""
    if order.document is not None:
        return facts_of(order.document, PairOrderFacts)
    return collect(order, on=today)


def whole_order(order: PairOrder) -> PairOrder:
    """Read the order with all that its page and its paper need."""
    return PairOrder.objects.select_related(
        "programme__organization__parent__parent",
        "curator__user",
        "control__user",
        "document",
        "made_by",
        "submitted_by",
        "signed_by",
    ).get(pk=order.pk)


def waiting_orders(membership: Membership) -> list[Waiting]:
    """The orders that this person could sign now."""
    submitted = PairOrder.objects.visible_to(membership).filter(state=OrderState.SUBMITTED)
    found = submitted.select_related("submitted_by", "programme").order_by("submitted_at")
    return [
        Waiting(
            kind=_("Order on pairs"),
            title=_("Pairs of the school year %(year)s")
            % {"year": order.programme.school_year.label},
            url=reverse("order", args=[order.pk]),
            since=order.submitted_at,
            who=order.submitted_by.name.short if order.submitted_by else "",
        )
        for order in found
        if may(membership, "order.sign", order)
    ]


def _moments(order: PairOrder) -> list[Moment]:
    moments = [Moment(order.made_at, _("Drawn up"), _who(order.made_by), "file-plus")]
    if order.submitted_at:
        moments.append(
            Moment(order.submitted_at, _("Sent for signature"), _who(order.submitted_by), "send")
        )
    if order.document:
        moments.append(
            Moment(order.document.issued_at, _("Signed"), _who(order.signed_by), "signature")
        )
    return moments[::-1]


def _who(user: object) -> str:
    name = getattr(user, "name", None)
    return name.short if name else ""
