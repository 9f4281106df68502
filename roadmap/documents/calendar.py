"""Deadlines as an iCalendar file (RFC 5545): whole days, stable names, nothing said of people.

Only what stands in the plan leaves the system: no notes, no comments, no names of minors.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from icalendar import Calendar, Event

from roadmap.discretion import Names
from roadmap.facts import responsible_words
from roadmap.models import Activity
from roadmap.spans import Span
from roadmap.states import ActivityState

PRODUCT = "-//Mentoring//Roadmap//RU"
ONE_DAY = timedelta(days=1)
# A longer stretch would fill the calendar from edge to edge: only its last day is shown.
LONGEST_SHOWN = timedelta(days=14)
SUMMARY_LENGTH = 200
# How often a calendar program should look again.
REFRESH_AFTER = timedelta(hours=6)


@dataclass(frozen=True)
class CalendarEvent:
    """One event as the calendar shows it; the last day is counted in."""

    uid: str
    title: str
    first: date
    last: date
    about: str
    url: str
    stamped_at: datetime
    is_off: bool = False


def events_of(spans: Iterable[Span], names: Names) -> list[CalendarEvent]:
    """Say each stretch of days as an event."""
    return [_event(span, names) for span in spans]


def as_ics(events: Sequence[CalendarEvent], *, title: str = "") -> bytes:
    """Write the events down. The same events give the same bytes."""
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    if title:
        calendar.add("name", title)
        calendar.add("x-wr-calname", title)
        calendar.add("refresh-interval", REFRESH_AFTER, parameters={"VALUE": "DURATION"})
        calendar.add("x-published-ttl", REFRESH_AFTER)
    for event in events:
        calendar.add_component(_component(event))
    return bytes(calendar.to_ical())


def _component(said: CalendarEvent) -> Event:
    event = Event()
    event.add("uid", said.uid)
    event.add("dtstamp", said.stamped_at)
    event.add("dtstart", said.first)
    event.add("dtend", said.last + ONE_DAY)
    event.add("summary", said.title)
    event.add("description", said.about)
    event.add("url", said.url)
    event.add("categories", [_("Mentoring")])
    event.add("status", "CANCELLED" if said.is_off else "CONFIRMED")
    event.add("transp", "TRANSPARENT")
    return event


def _event(span: Span, names: Names) -> CalendarEvent:
    activity = span.activity
    is_long = span.end - span.start >= LONGEST_SHOWN
    url = f"{settings.SITE_URL}{reverse('activity', args=[activity.pk])}"
    return CalendarEvent(
        uid=f"activity-{activity.pk}-{span.place}@{urlsplit(settings.SITE_URL).hostname}",
        title=_title(span, names),
        first=span.end if is_long else span.start,
        last=span.end,
        about=names.left_out(_about(activity, url)),
        url=url,
        stamped_at=activity.roadmap.approved_at or datetime(2000, 1, 1, tzinfo=UTC),
        is_off=span.state == ActivityState.NOT_NEEDED,
    )


def _title(span: Span, names: Names) -> str:
    said = names.left_out(" ".join(span.activity.title.split()))
    shown = said if len(said) <= SUMMARY_LENGTH else f"{said[: SUMMARY_LENGTH - 1]}…"
    return f"✓ {shown}" if span.is_done else shown


def _about(activity: Activity, url: str) -> str:
    facts = (
        (_("Stage"), str(activity.stage)),
        (_("Deadline"), activity.deadline_text),
        (_("Responsible"), responsible_words(activity)),
        (_("Expected result"), activity.result),
    )
    return "\n".join([*(f"{name}: {said}" for name, said in facts if said), url])
