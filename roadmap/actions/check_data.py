"""Change what the check knows, and go back to what is shipped."""

import secrets
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from accounts.models import Membership
from kernel import journal
from roadmap.check_data import forget_method
from roadmap.models import CheckEntry

CODE_BYTES = 4


@transaction.atomic
def change_check_entry(
    *, kind: str, code: str, said: Mapping[str, Any], by: Membership, now: datetime
) -> CheckEntry:
    """Say a step, a norm or a list of words otherwise; without a code it is a new one.

    A norm of which nothing is said is not looked for any more.
    """
    entry, _ = CheckEntry.objects.update_or_create(
        kind=kind,
        code=code or f"own-{secrets.token_hex(CODE_BYTES)}",
        defaults={"said": dict(said), "changed_at": now, "changed_by_id": by.user_id},
    )
    journal.record("change_check_entry", entry, by=by, kind=kind, code=entry.code)
    transaction.on_commit(forget_method)
    return entry


@transaction.atomic
def restore_check_entry(entry: CheckEntry, *, by: Membership) -> None:
    """Go back to what is shipped; what was added is gone."""
    journal.record("restore_check_entry", entry, by=by, kind=entry.kind, code=entry.code)
    entry.delete()
    transaction.on_commit(forget_method)
