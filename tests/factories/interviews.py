"""Interviews with mentors as they are planned and decided."""

from datetime import UTC, date, datetime, time

from participants.actions.interviews import Sheet, decide_interview, plan_interviews

PLANNED_AT = datetime(2026, 10, 1, 9, tzinfo=UTC)
HELD_ON = date(2026, 10, 5)


def invited(*people, by, second=None):
    """The mentors in a row, twenty minutes each, with the first interview returned."""
    planned = plan_interviews(
        people=people,
        held_on=HELD_ON,
        starts_at=time(14),
        minutes=20,
        place="кабинет 5",
        interviewer=by,
        second=second,
        by=by,
        now=PLANNED_AT,
    )
    return planned[0] if len(planned) == 1 else planned


def decided(person, decision, *, by, reason=""):
    """An interview that ended in a decision."""
    interview = invited(person, by=by)
    sheet = Sheet(
        marks=("yes",) * len(interview.criteria),
        notes="Говорит спокойно.",
        decision=decision,
        private_reason=reason,
    )
    return decide_interview(interview, sheet=sheet, by=by, now=PLANNED_AT, today=HELD_ON)
