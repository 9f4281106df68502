"""All states × all moves, and what the database itself forbids."""

import re
from datetime import date
from pathlib import Path

import pytest
from django.conf import settings
from django.db import IntegrityError, transaction

import pairs
from pairs.models import Pair, PairOrder, QueueCard
from pairs.states import (
    ORDER_LIFE,
    PAIR_LIFE,
    QUEUE_LIFE,
    OrderState,
    PairState,
    QueueState,
)
from tests.factories.pairs import (
    ActivePairFactory,
    MeetingFactory,
    PairFactory,
    PairOrderFactory,
    QueueCardFactory,
)

DIAGRAMS = [
    (PAIR_LIFE, Pair, PairState),
    (ORDER_LIFE, PairOrder, OrderState),
    (QUEUE_LIFE, QueueCard, QueueState),
]


@pytest.mark.parametrize(
    ("life", "model", "state", "name"),
    [
        (life, model, state, name)
        for life, model, states in DIAGRAMS
        for state in states
        for name in life.moves
    ],
)
def test_a_diagram_allows_exactly_its_arrows(life, model, state, name):
    drawn = {(source, move) for source, move, _ in life.arrows()}

    assert life.allows(model(state=state), name) is ((state, name) in drawn)


def refused(make):
    with pytest.raises(IntegrityError), transaction.atomic():
        make()
    return True


@pytest.mark.django_db
def test_the_database_keeps_a_pair_from_working_without_an_order():
    pair = PairFactory()

    assert refused(lambda: Pair.objects.filter(pk=pair.pk).update(state=PairState.ACTIVE))


@pytest.mark.django_db
def test_the_database_gives_a_mentee_one_open_pair_in_a_programme():
    pair = ActivePairFactory()

    assert refused(lambda: PairFactory(mentee=pair.mentee, programme=pair.programme))


@pytest.mark.django_db
def test_the_database_knows_that_nobody_is_their_own_mentor():
    pair = PairFactory()

    assert refused(lambda: Pair.objects.filter(pk=pair.pk).update(mentor=pair.mentee))


@pytest.mark.django_db
def test_the_database_ends_a_pair_on_a_day():
    pair = PairFactory()

    assert refused(lambda: Pair.objects.filter(pk=pair.pk).update(state=PairState.REJECTED))
    assert refused(lambda: Pair.objects.filter(pk=pair.pk).update(ended_on=date(2026, 10, 5)))


@pytest.mark.django_db
def test_the_database_lets_no_order_be_signed_by_nobody():
    order = PairOrderFactory()

    assert refused(lambda: PairOrder.objects.filter(pk=order.pk).update(state=OrderState.SIGNED))


@pytest.mark.django_db
def test_the_database_keeps_one_record_of_a_meeting():
    meeting = MeetingFactory()

    assert refused(
        lambda: MeetingFactory(pair=meeting.pair, held_on=meeting.held_on, topic=meeting.topic)
    )
    assert refused(lambda: MeetingFactory(pair=meeting.pair, lasted_minutes=0))


@pytest.mark.django_db
def test_the_database_keeps_one_open_place_in_the_queue():
    card = QueueCardFactory()

    assert refused(lambda: QueueCardFactory(mentee=card.mentee, programme=card.programme))


def test_only_the_signature_of_an_order_activates_a_pair():
    """Nobody else in the whole project asks for this move."""
    root = Path(pairs.__file__).parent.parent
    asking = [
        str(file.relative_to(root))
        for room in (*settings.OWN_APPS, "mentoring")
        for file in (root / room).rglob("*.py")
        if re.search(r"\.move\([^)]*[\"']activate[\"']", file.read_text())
    ]

    assert asking == ["pairs/actions/orders.py"]
