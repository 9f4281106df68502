"""What this room announces to the rooms above; the table of reactions is mentoring/wiring.py."""

from dataclasses import dataclass
from datetime import date

from accounts.models import Membership
from participants.models import Person


@dataclass(frozen=True)
class PersonLeft:
    """Somebody is no longer of the organization: what they took part in ends."""

    person: Person
    reason: str
    by: Membership
    today: date


@dataclass(frozen=True)
class ConsentWithdrawn:
    """A consent was taken back: what rests on it stops in the same transaction.

    `by` is None when the signer came by a personal link.
    """

    person: Person
    purpose: str
    by: Membership | None
    today: date
