"""Keep what narrows a list under a name, and forget it."""

from datetime import datetime

from django.db import transaction

from accounts.models import Membership
from kernel import journal
from participants.models import SavedFilter


@transaction.atomic
def save_filter(
    of_list: str, *, name: str, query: str, is_shared: bool, by: Membership, now: datetime
) -> SavedFilter:
    """Keep a filter; the same name again replaces what it meant."""
    saved, _made = SavedFilter.objects.update_or_create(
        organization_id=by.organization_id,
        owner_id=by.user_id,
        of_list=of_list,
        name=name,
        defaults={"query": query, "is_shared": is_shared, "saved_at": now},
    )
    journal.record("save_filter", saved, by=by, of_list=of_list, is_shared=is_shared)
    return saved


@transaction.atomic
def forget_filter(saved: SavedFilter, *, by: Membership) -> None:
    """Take a saved filter away."""
    journal.record("forget_filter", saved, by=by, of_list=saved.of_list)
    saved.delete()
