"""What happens to pairs and the queue when somebody leaves the school."""

from django.db.models import Q
from django.utils import timezone

from pairs import matching, reasons
from pairs.actions.pairs import dissolve_pair
from pairs.actions.queue import keep_in_queue
from pairs.models import Pair, QueueCard
from pairs.states import PAIR_LIFE, QUEUE_LIFE, PairState
from participants.events import PersonLeft


def part_with_leaver(event: PersonLeft) -> None:
    """Open pairs end and the leaver waits no more. Runs in the transaction of the event."""
    mine = Q(mentee=event.person) | Q(mentor=event.person)
    for pair in Pair.objects.open().filter(mine).select_related("programme").order_by("pk"):
        if pair.state == PairState.ACTIVE:
            dissolve_pair(
                pair, reason=event.reason, by=event.by, now=timezone.now(), today=event.today
            )
        else:
            _take_back(pair, event)
    for card in QueueCard.objects.waiting().filter(mentee=event.person).order_by("pk"):
        QUEUE_LIFE.move(card, "leave", by=event.by, left_on=event.today)


def _take_back(pair: Pair, event: PersonLeft) -> None:
    PAIR_LIFE.move(pair, "reject", by=event.by, ended_on=event.today, end_reason=event.reason)
    Pair.objects.filter(pk=pair.pk).update(order=None)
    if event.person.pk != pair.mentee_id:
        why = reasons.keep_reason(matching.Why("rejected"), [pair.mentor_id])
        keep_in_queue(
            pair.programme, mentee_id=pair.mentee_id, reason=why, by=event.by, today=event.today
        )
