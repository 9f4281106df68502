"""Two at the same second. SQLite has one writer at a time, so these run on PostgreSQL."""

import threading

import pytest
from django.db import connection

from kernel.models import IssuedDocument
from kernel.refusals import Refusal
from pairs.actions.meetings import record_meeting
from pairs.actions.orders import confirm_names, sign_order, submit_order
from pairs.actions.proposals import propose_pair
from pairs.models import Meeting, Pair, PairOrder
from pairs.order_facts import needed_forms
from pairs.states import OrderState, PairState
from tests.factories.pairs import (
    NOW,
    TODAY,
    ActivePairFactory,
    PairFactory,
    SubmittedOrderFactory,
    a_mentee,
    a_mentor,
    form,
    order_with,
    programme,
)
from tests.people import curator, director, mentor

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(
        connection.vendor != "postgresql", reason="SQLite serialises writers by itself"
    ),
]


def at_once(*deeds):
    """Do all deeds at the same moment, each in a connection of its own; count the refusals."""
    gate = threading.Barrier(len(deeds))
    refused = []
    broken = []

    def run(deed):
        try:
            gate.wait(10)
            deed()
        except Refusal as refusal:
            refused.append(refusal)
        except Exception as trouble:  # noqa: BLE001 -- told to the test below
            broken.append(trouble)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(deed,)) for deed in deeds]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert broken == []
    return len(refused)


def ready(*pairs):
    order = order_with(*pairs, maker=SubmittedOrderFactory)
    forms = {needed: needed.form for needed in needed_forms(order)}
    confirm_names(order, forms=forms, by=order.curator, now=NOW)
    return order


def test_the_last_place_of_a_mentor_goes_to_one_of_two_curators():
    form()
    year, taken = programme(), a_mentor(capacity=1)
    curators = [curator(), curator()]
    mentees = [a_mentee(), a_mentee()]

    refused = at_once(
        *(
            lambda by=by, mentee=mentee: propose_pair(
                year, mentee=mentee, mentor=taken, by=by, now=NOW, today=TODAY
            )
            for by, mentee in zip(curators, mentees, strict=True)
        )
    )

    assert (refused, Pair.objects.count()) == (1, 1)


def test_ten_mentees_at_once_never_exceed_a_capacity_of_three():
    form()
    year, taken, by = programme(), a_mentor(capacity=3), curator()
    mentees = [a_mentee() for _ in range(10)]

    at_once(
        *(
            lambda mentee=mentee: propose_pair(
                year, mentee=mentee, mentor=taken, by=by, now=NOW, today=TODAY
            )
            for mentee in mentees
        )
    )

    assert Pair.objects.count() == 3


def test_a_mentee_gets_one_pair_from_two_curators():
    form()
    year, one = programme(), a_mentee()
    mentors, by = [a_mentor(), a_mentor()], curator()

    refused = at_once(
        *(
            lambda other=other: propose_pair(
                year, mentee=one, mentor=other, by=by, now=NOW, today=TODAY
            )
            for other in mentors
        )
    )

    assert (refused, Pair.objects.count()) == (1, 1)


def test_two_clicks_of_directors_give_one_number():
    order = ready(PairFactory())
    heads = [director(), director()]

    refused = at_once(
        *(lambda by=by: sign_order(order, by=by, now=NOW, today=TODAY) for by in heads)
    )

    assert (refused, IssuedDocument.objects.count()) == (1, 1)
    assert Pair.objects.get().state == PairState.ACTIVE


def test_orders_signed_at_once_get_numbers_without_gaps():
    orders = [ready(PairFactory(form=form())) for _ in range(6)]
    by = director()

    refused = at_once(
        *(lambda order=order: sign_order(order, by=by, now=NOW, today=TODAY) for order in orders)
    )

    numbers = IssuedDocument.objects.order_by("number").values_list("number", flat=True)
    assert (refused, list(numbers)) == (0, [1, 2, 3, 4, 5, 6])


def test_an_order_is_sent_once():
    order = ready(PairFactory())
    PairOrder.objects.filter(pk=order.pk).update(state=OrderState.DRAFT)
    by = curator()

    refused = at_once(*(lambda: submit_order(order, by=by, now=NOW, today=TODAY) for _ in range(2)))

    assert refused == 1


def test_a_double_click_records_one_meeting():
    pair, by = ActivePairFactory(), mentor()

    refused = at_once(
        *(
            lambda: record_meeting(
                pair, held_on=TODAY, lasted_minutes=45, topic="Задачи", next_on=None,
                by=by, now=NOW, today=TODAY,
            )
            for _ in range(3)
        )
    )  # fmt: skip

    assert (refused, Meeting.objects.count()) == (0, 1)
