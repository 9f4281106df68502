"""What can be done with meetings: recorded in half a minute, corrected for three days."""

from datetime import date, datetime, timedelta

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from accounts.models import Membership
from accounts.states import Role
from kernel import journal
from kernel.refusals import Refusal
from pairs.models import Meeting, Pair
from pairs.states import SEQUENCE, MeetingFormat, MeetingKind, PairState
from roadmap.actions.closing import look_again

# How long a meeting may be recorded and corrected without saying why.
IN_TIME = timedelta(hours=72)
LATE_DAYS = timedelta(days=3)


class MeetingRefused(Refusal):
    """The meeting cannot be recorded so, and the message says why."""


@transaction.atomic
def record_meeting(
    pair: Pair,
    *,
    held_on: date,
    lasted_minutes: int,
    topic: str,
    next_on: date | None,
    by: Membership,
    now: datetime,
    today: date,
    late_reason: str = "",
) -> Meeting:
    """Write a meeting down. Sent twice, it is one meeting; its kind follows from the sequence."""
    locked = Pair.objects.select_for_update(of=("self",)).get(pk=pair.pk)
    _refuse_day(locked, held_on, today)
    if is_late(held_on, today) and not late_reason:
        raise MeetingRefused(
            _("The meeting was more than three days ago. Say why it is recorded only now.")
        )
    try:
        with transaction.atomic():
            meeting = Meeting.objects.create(
                pair=locked,
                kind=next_kind(locked),
                format=_usual_format(locked),
                held_on=held_on,
                lasted_minutes=lasted_minutes,
                topic=topic,
                next_on=next_on,
                late_reason=late_reason,
                recorded_at=now,
                recorded_by=by.user,
            )
    except IntegrityError:
        return Meeting.objects.held().get(pair=locked, held_on=held_on, topic=topic)
    journal.record("record_meeting", meeting, by=by, pair=pair.pk)
    look_again(meeting.organization_id)
    return meeting


@transaction.atomic
def edit_meeting(
    meeting: Meeting,
    *,
    kind: str,
    format: str,  # noqa: A002 -- the word of the field
    held_on: date,
    lasted_minutes: int,
    topic: str,
    next_on: date | None,
    reason: str,
    by: Membership,
    now: datetime,
    today: date,
) -> Meeting:
    """Correct a record: within three days freely, later only the curator and with a reason."""
    fresh = _fresh(meeting)
    _refuse_day(fresh.pair, held_on, today)
    _refuse_late_change(fresh, reason=reason, by=by, now=now)
    before = {"held_on": fresh.held_on.isoformat(), "lasted_minutes": fresh.lasted_minutes}
    fresh.kind, fresh.format = kind, format
    fresh.held_on, fresh.lasted_minutes = held_on, lasted_minutes
    fresh.topic, fresh.next_on = topic, next_on
    try:
        with transaction.atomic():
            fresh.save(
                update_fields=["kind", "format", "held_on", "lasted_minutes", "topic", "next_on"]
            )
    except IntegrityError as same:
        raise MeetingRefused(_("The same meeting is recorded already.")) from same
    journal.record("edit_meeting", fresh, by=by, before=before, reason=reason)
    return fresh


@transaction.atomic
def cancel_meeting(meeting: Meeting, *, reason: str, by: Membership, now: datetime) -> Meeting:
    """Take a record back: it stays readable and counts nowhere."""
    fresh = _fresh(meeting)
    _refuse_late_change(fresh, reason=reason, by=by, now=now)
    fresh.cancelled_at, fresh.cancel_reason = now, reason
    fresh.save(update_fields=["cancelled_at", "cancel_reason"])
    journal.record("cancel_meeting", fresh, by=by, reason=reason)
    return fresh


def next_kind(pair: Pair) -> MeetingKind:
    """What the next meeting of the pair is: first, trial, planning, then regular ones."""
    held_count = pair.meetings.held().count()
    return SEQUENCE[held_count] if held_count < len(SEQUENCE) else MeetingKind.REGULAR


def is_late(held_on: date, today: date) -> bool:
    """Tell whether the record comes so late that it needs a reason."""
    return today - held_on > LATE_DAYS


def is_in_time(meeting: Meeting, now: datetime) -> bool:
    """Tell whether the record may still be corrected freely."""
    return now - meeting.recorded_at <= IN_TIME


def _usual_format(pair: Pair) -> str:
    """They meet as they met last time."""
    last = pair.meetings.held().order_by("-held_on", "-pk").first()
    return last.format if last else MeetingFormat.IN_PERSON


def _fresh(meeting: Meeting) -> Meeting:
    locked = Meeting.objects.select_for_update(of=("self",)).select_related("pair")
    fresh = locked.get(pk=meeting.pk)
    if fresh.cancelled_at is not None:
        raise MeetingRefused(_("This meeting has been cancelled already."))
    return fresh


def _refuse_day(pair: Pair, held_on: date, today: date) -> None:
    """The day lies in the past and within the life of the pair."""
    if held_on > today:
        raise MeetingRefused(_("The date is in the future. Record a meeting once it is over."))
    if pair.active_since_on is None or pair.state == PairState.PROPOSED:
        raise MeetingRefused(_("The pair is not active yet: the order has not been signed."))
    if held_on < pair.active_since_on or (pair.ended_on and held_on > pair.ended_on):
        raise MeetingRefused(_("The pair was not active on this day. Check the date."))


def _refuse_late_change(meeting: Meeting, *, reason: str, by: Membership, now: datetime) -> None:
    if is_in_time(meeting, now):
        return
    if by.role != Role.CURATOR:
        raise MeetingRefused(
            _("Three days have passed since it was recorded. Ask the curator to correct it.")
        )
    if not reason:
        raise MeetingRefused(_("Three days have passed since it was recorded. Say why it changes."))
