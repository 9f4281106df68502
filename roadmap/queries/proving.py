"""Which facts prove the activities of a roadmap, which might, and how far they are."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise

from accounts.models import Membership
from roadmap import proofs
from roadmap.models import Activity, Roadmap
from roadmap.queries.rows import Row, rows_of


@dataclass(frozen=True)
class ProofRow:
    """An activity, the fact that it is tied to, and the one its text sounds like."""

    row: Row
    guess: str

    @property
    def activity(self) -> Activity:
        """The activity itself."""
        return self.row.activity

    @property
    def guessed(self) -> str | Promise:
        """What might prove it, in words; nothing where that is chosen already."""
        proof = proofs.known(self.guess) if self.guess != self.activity.proof_code else None
        return proof.label if proof else ""


def proof_rows(
    roadmap: Roadmap, membership: Membership, *, today: date, only: int | None = None
) -> list[ProofRow]:
    """Collect the activities in order, with their guesses."""
    activities = Activity.objects.filter(stage__roadmap=roadmap)
    if only is not None:
        activities = activities.filter(pk=only)
    found = rows_of(activities, roadmap, membership, today=today)
    for_above = is_above(roadmap)
    return [ProofRow(row, proofs.guess(row.activity.title, for_above=for_above)) for row in found]


def guesses_of(rows: Sequence[ProofRow]) -> Mapping[int, str]:
    """The guesses by the numbers of activities."""
    return {row.activity.pk: row.guess for row in rows if row.guess}


def is_above(roadmap: Roadmap) -> bool:
    """Tell whether it is the plan of an authority: other facts prove it."""
    return roadmap.programme.organization.is_above_schools
