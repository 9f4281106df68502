"""The dictionary of forms that people confirmed, one for each organization."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from django.db import transaction

from kernel import journal
from kernel.actors import Actor
from kernel.models import ConfirmedForm
from kernel.russian.declension import Lookup


def confirmed_forms(tenant_id: int, texts: Iterable[str]) -> Lookup:
    """Make the lookup for the names and posts of one paper, with one query."""
    found = ConfirmedForm.objects.filter(tenant_id=tenant_id, text__in=set(texts))
    forms = {(entry.text, entry.gender, entry.case): entry.form for entry in found}
    return lambda text, gender, case: forms.get((text, gender, case))


@transaction.atomic
def confirm_forms(
    text: str, *, gender: str, forms: Mapping[str, str], by: Actor, now: datetime
) -> None:
    """Keep the forms of a name or post that a person has read; the latest word counts."""
    for case, form in forms.items():
        entry, _ = ConfirmedForm.objects.update_or_create(
            tenant_id=by.organization_id,
            text=text,
            gender=gender,
            case=case,
            defaults={"form": form, "confirmed_by_id": by.user_id, "confirmed_at": now},
        )
        journal.record("confirm_form", entry, by=by)
