"""What can be done with a pair that works. Nothing here activates one: only an order does."""

from datetime import date, datetime

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import Membership
from accounts.states import Role
from kernel import journal
from notices.actions import owe
from pairs import matching, reasons, recipients
from pairs.actions.queue import keep_in_queue
from pairs.models import Pair
from pairs.states import PAIR_LIFE, PairState
from participants.events import ConsentWithdrawn
from participants.states import Purpose


@transaction.atomic
def set_goal(pair: Pair, *, goal: str, by: Membership) -> Pair:
    """Write down what the pair wants to reach."""
    pair.goal = goal
    pair.save(update_fields=["goal"])
    journal.record("set_goal", pair, by=by)
    return pair


@transaction.atomic
def complete_pair(pair: Pair, *, result: str, by: Membership, today: date) -> Pair:
    """The pair has done what it came together for; `result` says what came of it."""
    return PAIR_LIFE.move(pair, "complete", by=by, ended_on=today, end_reason=result)


@transaction.atomic
def dissolve_pair(
    pair: Pair, *, reason: str, by: Membership | None, now: datetime, today: date
) -> Pair:
    """End a pair before its time: the mentee waits for a new mentor, both sides are told."""
    dissolved = PAIR_LIFE.move(pair, "dissolve", by=by, ended_on=today, end_reason=reason)
    keep_in_queue(
        pair.programme,
        mentee_id=pair.mentee_id,
        reason=reasons.keep_reason(matching.Why("dissolved"), [pair.mentor_id]),
        by=by,
        today=today,
    )
    owe(
        kind="pair_dissolved",
        to=recipients.sides([pair]).exclude(pk=by.user_id if by else 0),
        organization=pair.organization_id,
        subject=_("Your mentoring pair has ended its work"),
        text=_("The curator will tell you what happens next."),
        url=reverse("home"),
        key=str(pair.pk),
        now=now,
    )
    return dissolved


def dissolve_pairs_of(event: ConsentWithdrawn) -> None:
    """Nobody stays in a pair without consent. Runs in the transaction of the event."""
    if event.purpose != Purpose.TAKING_PART:
        return
    now = timezone.now()
    mine = Pair.objects.open().filter(mentee=event.person) | Pair.objects.open().filter(
        mentor=event.person
    )
    for pair in mine.select_related("programme").order_by("pk"):
        _stop(pair, event, now=now)


def _stop(pair: Pair, event: ConsentWithdrawn, *, now: datetime) -> None:
    reason = _("The consent was withdrawn.")
    if pair.state == PairState.ACTIVE:
        dissolve_pair(pair, reason=reason, by=event.by, now=now, today=event.today)
    else:
        PAIR_LIFE.move(pair, "reject", by=event.by, ended_on=event.today, end_reason=reason)
        Pair.objects.filter(pk=pair.pk).update(order=None)
        if event.person.pk != pair.mentee_id:
            why = reasons.keep_reason(matching.Why("rejected"), [pair.mentor_id])
            keep_in_queue(
                pair.programme, mentee_id=pair.mentee_id, reason=why, by=event.by, today=event.today
            )
    owe(
        kind="pair_without_consent",
        to=recipients.staff(pair.organization_id, Role.CURATOR, today=event.today),
        organization=pair.organization_id,
        subject=_("A consent was withdrawn: the pair has stopped"),
        text=_("Talk with the family, then look for a way on or draw up a new order."),
        url=reverse("pair", args=[pair.pk]),
        key=str(pair.pk),
        now=now,
    )
