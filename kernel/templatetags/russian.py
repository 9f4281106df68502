"""Russian words in templates: dates, plurals and names that are not translated texts."""

from datetime import date, datetime
from typing import Any

from django import template
from django.utils import timezone

from kernel.russian import dates, plurals
from kernel.russian.names import PersonName

register = template.Library()


@register.filter
def day_words(value: date | None) -> str:
    """{{ activity.due_on|day_words }} gives «25 октября»."""
    return dates.day_words(_day(value)) if value else ""


@register.filter
def date_words(value: date | None) -> str:
    """{{ order.signed_on|date_words }} gives «25 октября 2026 г.»."""
    return dates.date_words(_day(value)) if value else ""


@register.filter
def moment_words(value: datetime | None) -> str:
    """{{ report.submitted_at|moment_words }} gives «25 октября 2026 г., 12:30»."""
    return f"{date_words(value)}, {timezone.localtime(value):%H:%M}" if value else ""


@register.filter
def plural(count: int, forms: str) -> str:
    """{{ count|plural:"пара,пары,пар" }}, for texts that are data."""
    one, few, many = forms.split(",")
    return plurals.plural(int(count), one, few, many)


@register.filter
def counted(count: int, forms: str) -> str:
    """{{ count|counted:"пара,пары,пар" }} gives «5 пар»."""
    one, few, many = forms.split(",")
    return plurals.counted(int(count), one, few, many)


@register.filter
def short_name(person: Any) -> str:
    """Иванова А. П., of a `PersonName` or of a record that has one as `name`."""
    name = person if isinstance(person, PersonName) else getattr(person, "name", None)
    return name.short if isinstance(name, PersonName) else str(person)


def _day(value: date) -> date:
    if isinstance(value, datetime):
        return timezone.localtime(value).date() if timezone.is_aware(value) else value.date()
    return value
