"""The order: drawn up, confirmed, sent, returned, signed. Only signing activates a pair."""

from datetime import date

import pytest

from kernel.documents.issue import facts_of
from kernel.lifecycle import MoveRefused
from kernel.models import IssuedDocument, JournalEntry
from notices.models import Notice
from pairs.actions.orders import (
    OrderRefused,
    change_order,
    confirm_names,
    discard_order,
    draw_up_order,
    return_order,
    sign_order,
    submit_order,
    take_out_of_order,
)
from pairs.models import Pair, PairOrder
from pairs.order_facts import PairOrderFacts, needed_forms
from pairs.states import OrderState, PairState, QueueState
from participants.models import Consent, MentorProfile
from participants.states import ConsentState
from tests.factories.pairs import (
    NOW,
    TODAY,
    ActivePairFactory,
    PairFactory,
    PairOrderFactory,
    QueueCardFactory,
    SubmittedOrderFactory,
    a_mentor,
    form,
    order_with,
    programme,
)
from tests.people import curator, director

pytestmark = pytest.mark.django_db


def confirmed(order):
    """Confirm every form that the order needs."""
    forms = {needed: needed.form for needed in needed_forms(order)}
    confirm_names(order, forms=forms, by=order.curator, now=NOW)
    return order


def ready(*pairs):
    """An order that waits for the director, with nothing in its way."""
    return confirmed(order_with(*pairs, maker=SubmittedOrderFactory))


def sign(order, by):
    return sign_order(order, by=by, now=NOW, today=TODAY)


def states():
    return sorted(Pair.objects.values_list("state", flat=True))


def draw_up(pairs, **facts):
    by = curator()
    return draw_up_order(
        programme(),
        **{
            "pairs": [pair.pk for pair in pairs],
            "word": "приказ",
            "until_on": date(2027, 5, 31),
            "curator": by,
            "control": None,
            "by": by,
            "now": NOW,
            **facts,
        },
    )


def test_a_draft_takes_the_chosen_pairs_and_leaves_them_proposed():
    chosen, other = PairFactory(), PairFactory()

    order = draw_up([chosen])

    assert list(order.pairs.all()) == [chosen]
    other.refresh_from_db()
    assert (other.order, states()) == (None, ["proposed", "proposed"])


def test_a_pair_stands_in_one_draft_at_most():
    pair = PairFactory()
    draw_up([pair])

    with pytest.raises(OrderRefused):
        draw_up([pair])


def test_an_order_needs_a_pair():
    with pytest.raises(OrderRefused):
        draw_up([])


def test_unconfirmed_names_keep_an_order_from_being_sent():
    order = order_with(PairFactory())

    with pytest.raises(OrderRefused):
        submit_order(order, by=curator(), now=NOW, today=TODAY)

    sent = submit_order(confirmed(order), by=curator(), now=NOW, today=TODAY)
    assert sent.state == OrderState.SUBMITTED


def test_a_confirmed_form_is_remembered_for_the_next_order():
    pair = PairFactory()
    confirmed(order_with(pair))

    second = order_with(PairFactory(mentor=pair.mentor, form=form()))

    assert {needed.text for needed in needed_forms(second) if needed.confirmed} >= {
        pair.mentor.name.full
    }


def test_sending_tells_the_director():
    head = director()
    order = confirmed(order_with(PairFactory()))

    submit_order(order, by=order.curator, now=NOW, today=TODAY)

    assert list(Notice.objects.values_list("recipient", "kind")) == [
        (head.user_id, "order_submitted")
    ]


def test_signing_numbers_the_order_and_activates_all_its_pairs():
    order = ready(PairFactory(), PairFactory())
    by = director()

    signed = sign(order, by)

    assert (signed.state, signed.signed_by, signed.signed_on) == (
        OrderState.SIGNED, by.user, TODAY,
    )  # fmt: skip
    assert signed.document.number_text == "1"
    assert (
        list(Pair.objects.values_list("state", "active_since_on"))
        == [(PairState.ACTIVE, TODAY)] * 2
    )


def test_the_issued_paper_says_what_was_signed_for_ever():
    pair = PairFactory()
    signed = sign(ready(pair), director())
    said = facts_of(signed.document, PairOrderFacts)

    pair.mentor.last_name = "Совсемдругая"
    pair.mentor.save()

    again = facts_of(IssuedDocument.objects.get(), PairOrderFacts)
    assert again == said
    assert (again.number, again.on, len(again.pairs)) == ("1", TODAY, 1)


def test_numbers_follow_each_other():
    numbers = [sign(ready(PairFactory()), director()).document.number_text for _ in range(3)]

    assert numbers == ["1", "2", "3"]


def test_a_second_click_signs_nothing_more():
    order = ready(PairFactory())
    sign(order, director())

    with pytest.raises(MoveRefused):
        sign(order, director())

    assert IssuedDocument.objects.count() == 1


@pytest.mark.parametrize("maker", [PairOrderFactory])
def test_a_draft_cannot_be_signed(maker):
    order = confirmed(order_with(PairFactory(), maker=maker))

    with pytest.raises(MoveRefused):
        sign(order, director())

    assert states() == ["proposed"]


def test_nobody_signs_what_they_have_made():
    by = director()
    order = ready(PairFactory())
    PairOrder.objects.filter(pk=order.pk).update(made_by=by.user)

    with pytest.raises(OrderRefused):
        sign(order, by)


def test_nobody_signs_an_order_they_stand_in():
    by = director()
    mentor = a_mentor(user=by.user)

    with pytest.raises(OrderRefused):
        sign(ready(PairFactory(mentor=mentor)), by)

    assert (states(), IssuedDocument.objects.count()) == (["proposed"], 0)


def test_a_consent_withdrawn_meanwhile_stops_the_whole_order():
    lost, other = PairFactory(), PairFactory()
    order = ready(lost, other)
    Consent.objects.filter(person=lost.mentee).update(
        state=ConsentState.WITHDRAWN, withdrawn_on=TODAY
    )

    with pytest.raises(OrderRefused):
        sign(order, director())

    assert (states(), IssuedDocument.objects.count()) == (["proposed", "proposed"], 0)


def test_a_lowered_capacity_stops_the_order():
    mentor = a_mentor(capacity=2)
    order = ready(PairFactory(mentor=mentor), PairFactory(mentor=mentor))
    MentorProfile.objects.filter(person=mentor).update(capacity=1)

    with pytest.raises(OrderRefused):
        sign(order, director())

    assert states() == ["proposed", "proposed"]


def test_an_active_pair_takes_its_place_of_the_capacity():
    mentor = a_mentor(capacity=1)
    ActivePairFactory(mentor=mentor)
    order = ready(PairFactory(mentor=mentor))

    with pytest.raises(OrderRefused):
        sign(order, director())


def test_the_signature_takes_the_mentees_from_the_queue_and_tells_everybody():
    keeper = curator()
    pair = PairFactory()
    card = QueueCardFactory(mentee=pair.mentee, programme=pair.programme)

    sign(ready(pair), director())

    card.refresh_from_db()
    assert (card.state, card.left_on) == (QueueState.PAIRED, TODAY)
    assert Notice.objects.filter(recipient=keeper.user, kind="order_signed").count() == 1


def test_the_journal_holds_each_step():
    order = ready(PairFactory())
    by = director()

    sign(order, by)

    verbs = JournalEntry.objects.filter(by=by.user).order_by("pk").values_list("verb", flat=True)
    assert list(verbs) == ["issue", "sign", "activate"]


def test_a_returned_order_keeps_its_pairs_and_goes_again():
    order = ready(PairFactory())

    returned = return_order(order, comment="Добавьте срок", by=director(), now=NOW, today=TODAY)
    again = submit_order(returned, by=order.curator, now=NOW, today=TODAY)

    assert (returned.state, returned.comment, returned.pairs.count()) == (
        OrderState.RETURNED, "Добавьте срок", 1,
    )  # fmt: skip
    assert (again.state, again.comment) == (OrderState.SUBMITTED, "")


def test_a_discarded_draft_frees_its_pairs_and_takes_no_number():
    pair = PairFactory()
    order = order_with(pair)

    discarded = discard_order(order, by=curator())

    pair.refresh_from_db()
    assert (discarded.state, pair.order, pair.state) == (
        OrderState.DISCARDED, None, PairState.PROPOSED,
    )  # fmt: skip
    assert sign(ready(pair), director()).document.number_text == "1"


def test_what_is_on_its_way_does_not_change():
    pair = PairFactory()
    order = ready(pair)

    with pytest.raises(OrderRefused):
        take_out_of_order(order, pair=pair, by=curator())
    with pytest.raises(OrderRefused):
        change_order(
            order, word="приказ", until_on=date(2027, 5, 1), curator=order.curator,
            control=None, by=curator(),
        )  # fmt: skip


def test_a_pair_left_out_is_a_free_proposal_again():
    kept, left = PairFactory(), PairFactory()
    order = order_with(kept, left)

    take_out_of_order(order, pair=left, by=curator())

    left.refresh_from_db()
    assert (left.order, list(order.pairs.all())) == (None, [kept])
