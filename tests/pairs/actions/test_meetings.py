"""Meetings: recorded once, within the life of the pair, corrected for three days."""

from datetime import date, timedelta

import pytest

from pairs.actions.meetings import (
    MeetingRefused,
    cancel_meeting,
    edit_meeting,
    next_kind,
    record_meeting,
)
from pairs.models import Meeting
from pairs.states import MeetingFormat, MeetingKind
from tests.factories.pairs import NOW, TODAY, ActivePairFactory, MeetingFactory, PairFactory
from tests.people import curator, mentor

pytestmark = pytest.mark.django_db

SAID = {"lasted_minutes": 45, "topic": "Разобрали задачи", "next_on": date(2026, 10, 27)}


def record(pair, held_on=TODAY, **facts):
    return record_meeting(
        pair, **{**SAID, "held_on": held_on, **facts}, by=mentor(), now=NOW, today=TODAY
    )


def edit(meeting, *, now=NOW, by=None, reason="", **facts):
    said = {
        "kind": MeetingKind.TRIAL,
        "format": MeetingFormat.REMOTE,
        "held_on": TODAY,
        **SAID,
        **facts,
    }
    return edit_meeting(
        meeting, **said, reason=reason, by=by or mentor(), now=now, today=now.date()
    )


def test_kinds_follow_the_sequence_of_the_model():
    pair = ActivePairFactory()

    kinds = [record(pair, topic=f"Встреча {n}").kind for n in range(5)]

    assert kinds == ["first", "trial", "planning", "regular", "regular"]


def test_a_cancelled_meeting_does_not_count_in_the_sequence():
    pair = ActivePairFactory()
    cancel_meeting(record(pair), reason="Ошибка", by=mentor(), now=NOW)

    assert next_kind(pair) == MeetingKind.FIRST


def test_a_double_click_records_one_meeting():
    pair = ActivePairFactory()

    assert record(pair).pk == record(pair).pk
    assert Meeting.objects.count() == 1


@pytest.mark.parametrize(
    "held_on",
    [TODAY + timedelta(days=1), date(2026, 9, 30), date(2020, 1, 1)],
    ids=["future", "before the order", "long ago"],
)
def test_a_meeting_lies_within_the_life_of_the_pair(held_on):
    with pytest.raises(MeetingRefused):
        record(ActivePairFactory(), held_on, late_reason="Забыл")

    assert Meeting.objects.count() == 0


def test_a_proposed_pair_has_no_meetings():
    with pytest.raises(MeetingRefused):
        record(PairFactory())


def test_a_late_record_needs_a_reason_and_keeps_it():
    pair = ActivePairFactory()

    with pytest.raises(MeetingRefused):
        record(pair, TODAY - timedelta(days=4))

    kept = record(pair, TODAY - timedelta(days=4), late_reason="Болел")
    assert kept.late_reason == "Болел"
    assert record(pair, TODAY - timedelta(days=3), topic="Вовремя").late_reason == ""


def test_a_record_is_corrected_freely_for_three_days():
    meeting = MeetingFactory()

    edited = edit(meeting, now=NOW + timedelta(hours=72))

    assert (edited.topic, edited.kind, edited.format) == ("Разобрали задачи", "trial", "remote")


def test_later_only_the_curator_corrects_and_says_why():
    meeting = MeetingFactory()
    later = NOW + timedelta(hours=73)

    with pytest.raises(MeetingRefused):
        edit(meeting, now=later, reason="Опечатка")
    with pytest.raises(MeetingRefused):
        edit(meeting, now=later, by=curator())

    assert edit(meeting, now=later, by=curator(), reason="Опечатка").lasted_minutes == 45


def test_a_correction_does_not_make_two_records_alike():
    first = MeetingFactory()
    second = MeetingFactory(pair=first.pair)

    with pytest.raises(MeetingRefused):
        edit(second, held_on=first.held_on, topic=first.topic)


def test_a_record_is_cancelled_once_and_stays_readable():
    meeting = MeetingFactory()

    cancel_meeting(meeting, reason="Не та пара", by=mentor(), now=NOW)

    meeting.refresh_from_db()
    assert (meeting.cancelled_at, meeting.cancel_reason) == (NOW, "Не та пара")
    with pytest.raises(MeetingRefused):
        cancel_meeting(meeting, reason="Ещё раз", by=mentor(), now=NOW)
