"""Taking personal data out of the system as a file leaves a trace with its reason."""

from collections.abc import Sequence

from django.db import transaction

from accounts.models import Membership
from kernel import journal


@transaction.atomic
def note_export(part: str, *, people: Sequence[int], reason: str, by: Membership) -> None:
    """Write down who took which list out of the system, whom it names, and why."""
    journal.record(
        "export_people", by.organization, by=by, part=part, count=len(people), reason=reason
    )
