"""What pages and higher rooms ask about people: the gate, lists, the card."""

from participants.queries.counting import count_without_consent
from participants.queries.gate import (
    ConsentMissing,
    Missing,
    ages,
    available_mentees,
    available_mentors,
    consent_statuses,
    missing_papers,
    require_consent,
    signers_of,
    verdicts,
    verdicts_of,
    with_consent_facts,
)

__all__ = [
    "ConsentMissing",
    "Missing",
    "ages",
    "available_mentees",
    "available_mentors",
    "consent_statuses",
    "count_without_consent",
    "missing_papers",
    "require_consent",
    "signers_of",
    "verdicts",
    "verdicts_of",
    "with_consent_facts",
]
