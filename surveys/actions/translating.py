"""Give a questionnaire its English."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from accounts.models import Membership
from kernel import journal
from surveys.actions.building import locked
from surveys.models import Questionnaire
from surveys.translation import Text, texts_of


@transaction.atomic
def translate(questionnaire: Questionnaire, english: Mapping[str, str], *, by: Membership) -> None:
    """Write the translations of a draft, by the keys of their texts; an empty one is removed."""
    fresh = locked(questionnaire)
    records: dict[tuple[type, int], Any] = {}
    for text in texts_of(fresh):
        if text.key in english:
            record = records.setdefault((type(text.record), text.record.pk), text.record)
            _write(record, text, english[text.key])
    for record in records.values():
        record.save()
    journal.record("change_questionnaire", fresh, by=by)


def _write(record: Any, text: Text, english: str) -> None:
    if not text.code:
        record.english = {**record.english, text.field: english}
        record.english = {name: said for name, said in record.english.items() if said}
        return
    lines = [dict(one) for one in getattr(record, text.field)]
    for one in lines:
        if one["code"] == text.code:
            one["en"] = english
    kept = [{name: said for name, said in one.items() if said != ""} for one in lines]
    setattr(record, text.field, kept)
