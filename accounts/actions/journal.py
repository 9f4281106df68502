"""Taking the journal out of the system leaves a line in the journal."""

from datetime import datetime

from django.db import transaction

from accounts.models import Membership
from kernel import jobs, journal
from kernel.models import Job

EXPORT = "accounts.export_journal"


@transaction.atomic
def want_journal_file(*, said: str, reason: str, by: Membership, now: datetime) -> Job:
    """Ask for the file of what the page shows; `said` is the address's question."""
    journal.record("export_journal", by.organization, by=by, reason=reason)
    return jobs.want(EXPORT, by=by, now=now, said=said, membership=by.pk)
