"""Texts in two languages: Russian always, English where somebody has translated it."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import get_language


def reads_english() -> bool:
    """Tell whether the reader has chosen English."""
    return (get_language() or "").startswith("en")


def said(record: Any, field: str) -> str:
    """The text of a record in the reader's language; Russian where it is not translated."""
    english = record.english.get(field, "") if reads_english() else ""
    return str(english or getattr(record, field))


def said_choice(choice: Mapping[str, Any]) -> str:
    """The text of a choice in the reader's language; Russian where it is not translated."""
    english = choice.get("en", "") if reads_english() else ""
    return str(english or choice["text"])
