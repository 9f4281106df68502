"""Questions to third parties about a mentee, and answers."""

from datetime import UTC, datetime

from participants.actions.observations import answer_observation, ask_third_party
from participants.consents import Verdict
from participants.states import ConsentStatus, SourceKind

ASKED_AT = datetime(2026, 10, 1, 9, tzinfo=UTC)
GIVEN = Verdict(ConsentStatus.GIVEN)


def asked_about(person, *, by, user=None, now=ASKED_AT):
    """A question to a class teacher: by sign-in, or by a personal link."""
    return ask_third_party(
        person,
        source=SourceKind.CLASS_TEACHER,
        source_name="Полевая Р. С.",
        user=user,
        consent=GIVEN,
        by=by,
        now=now,
    )


def answered(observation, *, said="Любит чертить.", closed_note="", now=ASKED_AT):
    """The same question with its answer."""
    answer_observation(
        observation, said=said, closed_note=closed_note, consent=GIVEN, by=None, now=now
    )
    observation.refresh_from_db()
    return observation
