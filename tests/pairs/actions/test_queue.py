"""The queue of those without a pair: renewed, planned, left in three ways."""

from datetime import date

import pytest

from kernel.lifecycle import MoveRefused
from pairs.actions.queue import keep_in_queue, plan_next_step, record_refusal, take_from_queue
from pairs.models import QueueCard
from pairs.states import NextStep, QueueState
from tests.factories.pairs import TODAY, QueueCardFactory, a_mentee, programme
from tests.people import curator

pytestmark = pytest.mark.django_db


def queued(mentee, code):
    reason = {"code": code, "words": [], "mentors": []}
    return keep_in_queue(programme(), mentee_id=mentee.pk, reason=reason, by=curator(), today=TODAY)


def test_a_mentee_waits_once_and_the_reason_is_renewed():
    mentee = a_mentee()

    first = queued(mentee, "no_mentors")
    second = queued(mentee, "places_taken")

    assert (first.pk, QueueCard.objects.get().reason["code"]) == (second.pk, "places_taken")
    assert QueueCard.objects.get().next_step == NextStep.NEW_MENTOR


def test_somebody_looks_again_on_a_working_day_within_two_weeks():
    assert queued(a_mentee(), "no_mentors").review_on == date(2026, 11, 3)


def test_a_planned_step_is_kept():
    card = plan_next_step(
        QueueCardFactory(), next_step=NextStep.PSYCHOLOGIST, review_on=date(2026, 11, 10),
        note="Беседа в четверг", by=curator(),
    )  # fmt: skip

    card.refresh_from_db()
    assert (card.next_step, card.review_on, card.note) == (
        NextStep.PSYCHOLOGIST, date(2026, 11, 10), "Беседа в четверг",
    )  # fmt: skip


def test_a_written_refusal_closes_the_card_once():
    card = QueueCardFactory()

    refused = record_refusal(card, note="Заявление мамы", by=curator(), today=TODAY)

    assert (refused.state, refused.left_on, refused.days_waited(date(2027, 1, 1))) == (
        QueueState.REFUSED, TODAY, 19,
    )  # fmt: skip
    with pytest.raises(MoveRefused):
        record_refusal(card, note="Ещё раз", by=curator(), today=TODAY)


def test_only_those_with_a_pair_are_taken_out():
    paired, waiting = QueueCardFactory(), QueueCardFactory()

    take_from_queue(programme(), mentees=[paired.mentee_id], by=None, today=TODAY)

    assert list(QueueCard.objects.waiting()) == [waiting]
