"""The editable table over the shipped production calendar, read once and remembered."""

from datetime import date

from django.core.cache import cache
from django.db import transaction

from kernel import journal
from kernel.actors import Actor
from kernel.calendar import Changes
from kernel.models import CalendarDay

_KEY = "kernel.calendar_changes"
_REMEMBERED_SECONDS = 300


def calendar_changes() -> Changes:
    """Read the table; five minutes later at most every process knows of a change."""
    known: dict[date, bool] | None = cache.get(_KEY)
    if known is None:
        known = dict(CalendarDay.objects.values_list("on", "works"))
        cache.set(_KEY, known, _REMEMBERED_SECONDS)
    return known


@transaction.atomic
def change_calendar_day(on: date, *, works: bool, note: str, by: Actor | None) -> CalendarDay:
    """Say that a day is worked on, or is free, otherwise than the shipped calendar has it."""
    day, _ = CalendarDay.objects.update_or_create(on=on, defaults={"works": works, "note": note})
    journal.record("change_calendar_day", day, by=by, on=on.isoformat(), works=works)
    transaction.on_commit(_forget)
    return day


@transaction.atomic
def restore_calendar_day(day: CalendarDay, *, by: Actor | None) -> None:
    """Go back to what the shipped calendar says about the day."""
    journal.record("restore_calendar_day", day, by=by, on=day.on.isoformat())
    day.delete()
    transaction.on_commit(_forget)


def _forget() -> None:
    cache.delete(_KEY)
