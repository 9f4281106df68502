"""What an organization decides about its bases is changed here."""

from django.db import transaction

from accounts.models import Membership
from kernel import journal
from participants.models import BaseSettings


@transaction.atomic
def set_young_bounds(*, years: int, age: int | None, by: Membership) -> BaseSettings:
    """Say who counts as a young specialist in the organization of the one who decides."""
    kept, _made = BaseSettings.objects.update_or_create(
        organization_id=by.organization_id,
        defaults={"young_until_years": years, "young_until_age": age},
    )
    journal.record("set_young_bounds", kept, by=by, years=years, age=age)
    return kept
