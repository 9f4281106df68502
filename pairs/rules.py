"""Who may do what with proposals, pairs, orders, meetings and the queue.

The curator proposes and draws up, the director signs what others have made, the sides see and
record their own meetings. Levels above the school see figures in reports, and no pair.
"""

from typing import Any

from django.utils import timezone

from accounts.models import Membership
from accounts.states import STAFF, Role
from kernel.access import Rule, both, declare, role_is
from pairs.models import Meeting, Pair, PairOrder
from pairs.states import EDITABLE, ORDER_LIFE, PAIR_LIFE, OrderState, PairState

curates = role_is(Role.CURATOR)
curates_or_directs = role_is(Role.CURATOR, Role.DIRECTOR)
works_with_pairs = role_is(*STAFF)
sees_proposals = role_is(Role.CURATOR, Role.DIRECTOR, Role.PSYCHOLOGIST)
sees_pair = role_is(*STAFF, Role.MENTOR, Role.PARTNER, Role.MENTEE, Role.GUARDIAN)
mentors = role_is(Role.MENTOR, Role.PARTNER)
is_mentored = role_is(Role.MENTEE, Role.GUARDIAN)


def is_mentor_of(membership: Membership, pair: Pair) -> bool:
    """The mentor of this very pair, acting as a mentor."""
    return mentors(membership, pair) and pair.mentor.user_id == membership.user_id


def records_meetings(membership: Membership, pair: Pair) -> bool:
    """The mentor of the pair and the curator."""
    return curates(membership, pair) or is_mentor_of(membership, pair)


def keeps_meeting(membership: Membership, meeting: Meeting) -> bool:
    """Whoever records the meetings of its pair."""
    return records_meetings(membership, meeting.pair)


def is_not_own_work(membership: Membership, order: PairOrder) -> bool:
    """Nobody signs what they have made or sent themselves."""
    return membership.user_id not in {order.made_by_id, order.submitted_by_id}


def is_not_member(membership: Membership, order: PairOrder) -> bool:
    """Nobody signs the order of a pair they stand in."""
    people = order.pairs.values_list("mentor__user_id", "mentee__user_id")
    return all(membership.user_id not in pair for pair in people)


def is_no_side(membership: Membership, pair: Pair) -> bool:
    """Nobody ends the pair they stand in as its judge."""
    return membership.user_id not in {pair.mentor.user_id, pair.mentee.user_id}


def can(name: str) -> Any:
    """The pair stands where this move starts."""
    return lambda _membership, pair: PAIR_LIFE.allows(pair, name)


def can_order(name: str) -> Any:
    """The order stands where this move starts."""
    return lambda _membership, order: ORDER_LIFE.allows(order, name)


def is_free_proposal(_membership: Membership, pair: Pair) -> bool:
    """The pair is proposed and stands in no order."""
    return bool(pair.state == PairState.PROPOSED and pair.order_id is None)


def is_active(_membership: Membership, pair: Pair) -> bool:
    """The pair works."""
    return bool(pair.state == PairState.ACTIVE)


def is_editable(_membership: Membership, order: PairOrder) -> bool:
    """The order may still change."""
    return order.state in EDITABLE


def is_signed(_membership: Membership, order: PairOrder) -> bool:
    """The order has its number."""
    return bool(order.state == OrderState.SIGNED)


def is_open_meeting(membership: Membership, meeting: Meeting) -> bool:
    """The record stands; the mentor corrects it for three days, the curator always."""
    if meeting.cancelled_at is not None:
        return False
    within = (timezone.now() - meeting.recorded_at).total_seconds() <= 72 * 3600
    return within or curates(membership, meeting)


declare(
    {
        "match.suggest": Rule(curates),
        "match.view": Rule(role_is(Role.CURATOR, Role.PSYCHOLOGIST)),
        "pair.list": Rule(works_with_pairs),
        "pair.export": Rule(curates_or_directs),
        "pair.view": Rule(sees_pair),
        "pair.mine": Rule(mentors),
        "pair.my_mentor": Rule(is_mentored),
        "pair.propose": Rule(curates),
        "pair.change": Rule(curates, when=is_free_proposal),
        "pair.reject": Rule(curates_or_directs, when=is_free_proposal),
        "pair.set_goal": Rule(records_meetings, when=is_active),
        "pair.complete": Rule(both(curates_or_directs, is_no_side), when=can("complete")),
        "pair.dissolve": Rule(both(curates_or_directs, is_no_side), when=can("dissolve")),
        "meeting.record": Rule(records_meetings, when=is_active),
        "meeting.edit": Rule(keeps_meeting, when=is_open_meeting),
        "meeting.cancel": Rule(keeps_meeting, when=is_open_meeting),
        "order.list": Rule(sees_proposals),
        "order.view": Rule(curates_or_directs),
        "order.create": Rule(curates_or_directs),
        "order.edit": Rule(curates_or_directs, when=is_editable),
        "order.submit": Rule(curates_or_directs, when=can_order("submit")),
        "order.discard": Rule(curates_or_directs, when=can_order("discard")),
        "order.return": Rule(role_is(Role.DIRECTOR), when=can_order("return")),
        "order.sign": Rule(
            both(role_is(Role.DIRECTOR), both(is_not_own_work, is_not_member)),
            when=can_order("sign"),
        ),
        "order.publish": Rule(curates_or_directs, when=is_signed),
        "order.wording": Rule(curates_or_directs),
        "queue.list": Rule(works_with_pairs),
        "queue.plan": Rule(curates),
    }
)
