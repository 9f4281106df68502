"""What pages and higher rooms ask about pairs: the desk, one pair, own pairs, what waits."""

from pairs.queries.cards import MentorCard, mentor_cards, my_pairs
from pairs.queries.desk import DeskPage, desk_page, programme_of
from pairs.queries.orders import OrderPage, order_page, waiting_orders
from pairs.queries.pages import PairPage, pair_page, pairs_by_order, todo_of

__all__ = [
    "DeskPage",
    "MentorCard",
    "OrderPage",
    "PairPage",
    "desk_page",
    "mentor_cards",
    "my_pairs",
    "order_page",
    "pair_page",
    "pairs_by_order",
    "programme_of",
    "todo_of",
    "waiting_orders",
]
