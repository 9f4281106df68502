"""What can be done with the queue of those without a pair. Nobody falls out of it by itself."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django.db import transaction

from kernel import journal
from kernel.actors import Actor
from kernel.calendar import next_working_day
from pairs.models import QueueCard
from pairs.states import QUEUE_LIFE, NextStep, QueueState
from roadmap.models import Programme

LOOK_AGAIN_AFTER = timedelta(days=14)


@transaction.atomic
def keep_in_queue(
    programme: Programme, *, mentee_id: int, reason: dict[str, Any], by: Actor | None, today: date
) -> QueueCard:
    """Put a mentee into the queue, or renew the reason of one who waits there already."""
    card, is_new = QueueCard.objects.get_or_create(
        programme=programme,
        mentee_id=mentee_id,
        state=QueueState.WAITING,
        defaults={
            "reason": reason,
            "entered_on": today,
            "review_on": next_working_day(today + LOOK_AGAIN_AFTER),
            "next_step": _first_step(reason),
        },
    )
    if is_new:
        journal.record("queue", card, by=by, code=reason.get("code", ""))
    elif card.reason != reason:
        card.reason = reason
        card.save(update_fields=["reason"])
    return card


@transaction.atomic
def plan_next_step(
    card: QueueCard, *, next_step: str, review_on: date, note: str, by: Actor
) -> QueueCard:
    """Decide what is done for somebody who waits, and when it is looked at again."""
    card.next_step, card.review_on, card.note = next_step, review_on, note
    card.save(update_fields=["next_step", "review_on", "note"])
    journal.record("plan_next_step", card, by=by, next_step=next_step)
    return card


@transaction.atomic
def record_refusal(card: QueueCard, *, note: str, by: Actor, today: date) -> QueueCard:
    """The mentee does not want a pair, in writing: the card is closed with the reason."""
    return QUEUE_LIFE.move(card, "refuse", by=by, left_on=today, note=note)


@transaction.atomic
def take_from_queue(
    programme: Programme, *, mentees: Iterable[int], by: Actor | None, today: date
) -> None:
    """An order has given them a pair."""
    waiting = QueueCard.objects.waiting().filter(programme=programme, mentee__in=list(mentees))
    for card in waiting:
        QUEUE_LIFE.move(card, "pair", by=by, left_on=today)


def _first_step(reason: dict[str, Any]) -> NextStep:
    by_reason = {
        "no_consent_of_mentee": NextStep.PAPERS,
        "no_consent_of_mentor": NextStep.PAPERS,
        "no_mentors": NextStep.NEW_MENTOR,
        "places_taken": NextStep.NEW_MENTOR,
        "no_form": NextStep.OTHER_FORM,
        "form_not_wished": NextStep.OTHER_FORM,
        "dissolved": NextStep.PSYCHOLOGIST,
    }
    return by_reason.get(reason.get("code", ""), NextStep.SEARCH)
