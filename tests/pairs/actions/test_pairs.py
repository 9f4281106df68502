"""The end of a pair: completed, dissolved, stopped by a withdrawn consent."""

import pytest

from kernel.events import announce
from kernel.lifecycle import MoveRefused
from notices.models import Notice
from pairs.actions.pairs import complete_pair, dissolve_pair
from pairs.models import Pair, QueueCard
from pairs.states import NextStep, PairState
from participants.events import ConsentWithdrawn
from participants.states import Purpose
from tests.factories.pairs import NOW, TODAY, ActivePairFactory, PairFactory, order_with
from tests.people import curator, mentor

pytestmark = pytest.mark.django_db


def withdraw(person, purpose=Purpose.TAKING_PART):
    announce(ConsentWithdrawn(person, purpose, None, TODAY))


def test_a_completed_pair_keeps_its_result_and_asks_nothing():
    pair = complete_pair(ActivePairFactory(), result="Сдала экзамен", by=curator(), today=TODAY)

    assert (pair.state, pair.ended_on, pair.end_reason) == (
        PairState.COMPLETED, TODAY, "Сдала экзамен",
    )  # fmt: skip
    assert QueueCard.objects.count() == 0


def test_a_dissolved_pair_sends_the_mentee_to_the_queue_and_the_psychologist():
    pair = ActivePairFactory()

    dissolve_pair(pair, reason="Не сошлись", by=curator(), now=NOW, today=TODAY)

    card = QueueCard.objects.get()
    assert (card.mentee, card.reason["code"], card.next_step) == (
        pair.mentee, "dissolved", NextStep.PSYCHOLOGIST,
    )  # fmt: skip


def test_both_sides_learn_of_the_end_without_a_name():
    helper = mentor()
    pair = ActivePairFactory()
    pair.mentor.user = helper.user
    pair.mentor.save()

    dissolve_pair(pair, reason="Не сошлись", by=curator(), now=NOW, today=TODAY)

    notice = Notice.objects.get(recipient=helper.user)
    assert pair.mentee.last_name not in notice.subject + notice.text


def test_a_pair_ends_once():
    pair = ActivePairFactory()
    dissolve_pair(pair, reason="Не сошлись", by=curator(), now=NOW, today=TODAY)

    with pytest.raises(MoveRefused):
        complete_pair(pair, result="Успех", by=curator(), today=TODAY)


@pytest.mark.parametrize("side", ["mentee", "mentor"])
def test_a_withdrawn_consent_stops_the_pair_and_sets_the_curator_a_task(side):
    keeper = curator()
    pair = ActivePairFactory()

    withdraw(getattr(pair, side))

    pair.refresh_from_db()
    assert (pair.state, pair.ended_on) == (PairState.DISSOLVED, TODAY)
    assert Notice.objects.filter(recipient=keeper.user, kind="pair_without_consent").count() == 1


def test_a_withdrawn_consent_takes_a_proposal_out_of_its_order():
    pair = PairFactory()
    order = order_with(pair)

    withdraw(pair.mentee)

    pair.refresh_from_db()
    assert (pair.state, order.pairs.count()) == (PairState.REJECTED, 0)


def test_another_purpose_stops_nothing():
    pair = ActivePairFactory()

    withdraw(pair.mentee, Purpose.PUBLICATION)

    assert Pair.objects.get().state == PairState.ACTIVE
