"""What can be done with the order that fixes pairs. Signing it is the only way to activate them."""

from collections.abc import Collection, Mapping
from datetime import date, datetime

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from accounts.models import Membership
from accounts.states import Role
from kernel import journal
from kernel.documents.issue import issue
from kernel.refusals import Refusal
from kernel.russian.confirmed import confirm_forms
from notices.actions import owe
from pairs import order_checks, recipients
from pairs.actions.proposals import lock_places
from pairs.actions.queue import take_from_queue
from pairs.models import Pair, PairOrder
from pairs.order_facts import KIND, NeededForm, collect, pairs_of
from pairs.rules import is_not_member, is_not_own_work
from pairs.states import EDITABLE, ORDER_LIFE, PAIR_LIFE, PairState
from roadmap.actions.closing import look_again
from roadmap.models import Programme


class OrderRefused(Refusal):
    """The order cannot go on, and the message says what is in the way."""


@transaction.atomic
def draw_up_order(
    programme: Programme,
    *,
    pairs: Collection[int],
    word: str,
    until_on: date,
    curator: Membership,
    control: Membership | None,
    by: Membership,
    now: datetime,
) -> PairOrder:
    """Put proposed pairs into a new draft. A pair stands in one draft at most."""
    free = Pair.objects.filter(state=PairState.PROPOSED, order=None, programme=programme)
    locked = list(free.select_for_update(of=("self",)).filter(pk__in=pairs).order_by("pk"))
    if not locked:
        raise OrderRefused(gettext_lazy("Choose at least one proposed pair for the order."))
    if len(locked) < len(set(pairs)):
        raise OrderRefused(
            gettext_lazy("Some of the chosen pairs have changed meanwhile. Look at the list again.")
        )
    order = PairOrder.objects.create(
        programme=programme,
        word=word,
        until_on=until_on,
        curator=curator,
        control=control,
        made_at=now,
        made_by=by.user,
    )
    Pair.objects.filter(pk__in=[pair.pk for pair in locked]).update(order=order)
    journal.record("draw_up", order, by=by, pairs=[pair.pk for pair in locked])
    return order


@transaction.atomic
def change_order(
    order: PairOrder,
    *,
    word: str,
    until_on: date,
    curator: Membership,
    control: Membership | None,
    by: Membership,
) -> PairOrder:
    """Change what the draft says besides its pairs."""
    fresh = _editable(order)
    fresh.word, fresh.until_on = word, until_on
    fresh.curator, fresh.control = curator, control
    fresh.save(update_fields=["word", "until_on", "curator", "control"])
    journal.record("change_order", fresh, by=by)
    return fresh


@transaction.atomic
def take_out_of_order(order: PairOrder, *, pair: Pair, by: Membership) -> None:
    """Leave a pair out of the draft: it is a free proposal again."""
    fresh = _editable(order)
    Pair.objects.filter(pk=pair.pk, order=fresh, state=PairState.PROPOSED).update(order=None)
    journal.record("take_out", fresh, by=by, pair=pair.pk)


@transaction.atomic
def confirm_names(
    order: PairOrder,
    *,
    forms: Mapping[NeededForm, str],
    by: Membership,
    now: datetime,
) -> None:
    """Keep the forms of names and posts as a person has read them, for this and later papers."""
    for needed, form in forms.items():
        confirm_forms(needed.text, gender=needed.gender, forms={needed.case: form}, by=by, now=now)
    journal.record("confirm_names", order, by=by, count=len(forms))


@transaction.atomic
def submit_order(order: PairOrder, *, by: Membership, now: datetime, today: date) -> PairOrder:
    """Send the order to the director; refused while something is in its way."""
    _refuse_obstacles(order, today)
    sent = ORDER_LIFE.move(
        order, "submit", by=by, submitted_at=now, submitted_by_id=by.user_id, comment=""
    )
    owe(
        kind="order_submitted",
        to=recipients.staff(order.organization_id, Role.DIRECTOR, today=today),
        organization=order.organization_id,
        subject=_("An order waits for your signature"),
        text=_("It fixes the mentoring pairs. Sign it, or return it with a comment."),
        url=reverse("order", args=[order.pk]),
        key=f"{order.pk}:{now.isoformat()}",
        now=now,
    )
    return sent


@transaction.atomic
def return_order(
    order: PairOrder, *, comment: str, by: Membership, now: datetime, today: date
) -> PairOrder:
    """Send the order back with a comment; its pairs stay in it."""
    returned = ORDER_LIFE.move(order, "return", by=by, comment=comment)
    owe(
        kind="order_returned",
        to=[user for user in (order.submitted_by, order.made_by) if user],
        organization=order.organization_id,
        subject=_("The order was returned"),
        text=comment,
        url=reverse("order", args=[order.pk]),
        key=f"{order.pk}:{now.isoformat()}",
        now=now,
    )
    return returned


@transaction.atomic
def discard_order(order: PairOrder, *, by: Membership) -> PairOrder:
    """Give the draft up: no number was taken, its pairs are free proposals again."""
    discarded = ORDER_LIFE.move(order, "discard", by=by)
    Pair.objects.filter(order=order, state=PairState.PROPOSED).update(order=None)
    return discarded


@transaction.atomic
def sign_order(order: PairOrder, *, by: Membership, now: datetime, today: date) -> PairOrder:
    """Sign: number, facts and all pairs become real together, or none of it does.

    The order is locked first, so of two clicks one signs and the other is refused; the mentors
    are locked next, so that no place is given twice.
    """
    locked = _whole(order)
    if not ORDER_LIFE.allows(locked, "sign"):
        return ORDER_LIFE.move(locked, "sign", by=by)
    _refuse_own(locked, by)
    pairs = pairs_of(locked)
    lock_places({pair.mentor_id for pair in pairs})
    _refuse_obstacles(locked, today)
    document = issue(
        collect(locked, on=today),
        kind=KIND,
        tenant_id=locked.organization_id,
        on=today,
        by=by,
        title=_("Order on mentoring pairs, %(year)s")
        % {"year": locked.programme.school_year.label},
        key=f"order:{locked.pk}",
        now=now,
    )
    signed = ORDER_LIFE.move(
        locked, "sign", by=by, signed_on=today, signed_by_id=by.user_id, document=document
    )
    for pair in pairs:
        PAIR_LIFE.move(pair, "activate", by=by, active_since_on=today)
    take_from_queue(
        locked.programme, mentees=[pair.mentee_id for pair in pairs], by=by, today=today
    )
    _tell_signed(signed, pairs, now=now, today=today)
    look_again(signed.organization_id)
    return signed


def _tell_signed(order: PairOrder, pairs: list[Pair], *, now: datetime, today: date) -> None:
    count = len(pairs)
    owe(
        kind="order_signed",
        to=recipients.staff(order.organization_id, Role.CURATOR, today=today),
        organization=order.organization_id,
        subject=_("The order is signed"),
        text=ngettext(
            "%(count)d pair is active. Print the sheet of acquaintance.",
            "%(count)d pairs are active. Print the sheet of acquaintance.",
            count,
        )
        % {"count": count},
        url=reverse("order", args=[order.pk]),
        key=str(order.pk),
        now=now,
    )
    owe(
        kind="pair_active",
        to=recipients.sides(pairs),
        organization=order.organization_id,
        subject=_("Your mentoring pair begins its work"),
        text=_("The order is signed. See who is in your pair and when you meet first."),
        url=reverse("home"),
        key=str(order.pk),
        now=now,
    )


def _whole(order: PairOrder) -> PairOrder:
    """Lock the order and read all that the paper needs."""
    locked = PairOrder.objects.select_for_update(of=("self",))
    return locked.select_related(
        "programme__organization__parent__parent", "curator__user", "control__user"
    ).get(pk=order.pk)


def _editable(order: PairOrder) -> PairOrder:
    fresh = _whole(order)
    if fresh.state not in EDITABLE:
        raise OrderRefused(
            gettext_lazy("The order is on its way or signed already and cannot be changed.")
        )
    return fresh


def _refuse_own(order: PairOrder, by: Membership) -> None:
    """Nobody signs what they have made; nobody signs their own pair."""
    if not (is_not_own_work(by, order) and is_not_member(by, order)):
        raise OrderRefused(
            gettext_lazy("Another person must sign: you made this order or stand in it.")
        )


def _refuse_obstacles(order: PairOrder, today: date) -> None:
    found = order_checks.obstacles(order, today=today)
    if found:
        raise OrderRefused(" ".join(str(obstacle.text) for obstacle in found))
