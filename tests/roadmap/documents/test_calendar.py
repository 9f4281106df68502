"""The calendar file: whole days, folded and escaped lines, the same names every time."""

from datetime import UTC, date, datetime, timedelta

import pytest
from icalendar import Calendar

from roadmap.discretion import Names
from roadmap.documents.calendar import CalendarEvent, as_ics, events_of
from roadmap.spans import Span, spans_of
from roadmap.states import ActivityState, RoadmapState
from tests import people
from tests.factories.roadmap import a_roadmap, an_activity

NOBODY = Names({})


def event(**said):
    return CalendarEvent(
        **{
            "uid": "activity-1-0@example.org",
            "title": "Провести анкетирование",
            "first": date(2026, 10, 1),
            "last": date(2026, 10, 10),
            "about": "Срок: до 10 октября",
            "url": "https://example.org/roadmap/activities/1/",
            "stamped_at": datetime(2026, 9, 14, 9, tzinfo=UTC),
            **said,
        }
    )


def lines_of(content):
    return content.decode().split("\r\n")


def unfolded(content):
    return content.decode().replace("\r\n ", "").split("\r\n")


def test_an_event_lasts_whole_days_and_the_last_one_is_counted_in():
    lines = unfolded(as_ics([event()]))

    assert "DTSTART;VALUE=DATE:20261001" in lines
    assert "DTEND;VALUE=DATE:20261011" in lines
    assert "DTSTAMP:20260914T090000Z" in lines
    assert not any("TZID" in line for line in lines)


@pytest.mark.parametrize("length", [1, 30, 74, 75, 76, 200, 1000])
def test_no_line_is_longer_than_75_bytes_and_no_letter_is_torn(length):
    title = "Щ" * length

    content = as_ics([event(title=title, about=title)])

    lines = content.split(b"\r\n")
    assert max(map(len, lines)) <= 75
    assert b"\n" not in b"".join(lines)
    assert [line.decode() for line in lines]
    assert f"SUMMARY:{title}" in unfolded(content)


def test_commas_semicolons_backslashes_and_new_lines_are_escaped():
    lines = unfolded(as_ics([event(title="а, б; в\\г", about="раз\nдва")]))

    assert "SUMMARY:а\\, б\\; в\\\\г" in lines
    assert "DESCRIPTION:раз\\nдва" in lines


def test_nothing_that_is_typed_can_add_a_line_of_its_own():
    content = as_ics([event(title="Сбор\r\nEND:VEVENT\r\nATTACH:https://evil.example")])

    assert not any(line.startswith("ATTACH") for line in unfolded(content))
    assert len(list(Calendar.from_ical(content).walk("VEVENT"))) == 1


def test_it_reads_back_as_it_was_written():
    content = as_ics([event(), event(uid="activity-2-0@example.org", is_off=True)], title="Школа")

    calendar = Calendar.from_ical(content)
    first, second = calendar.walk("VEVENT")
    assert (str(calendar["X-WR-CALNAME"]), str(calendar["VERSION"])) == ("Школа", "2.0")
    assert (first["DTSTART"].dt, first["DTEND"].dt) == (date(2026, 10, 1), date(2026, 10, 11))
    assert (str(first["STATUS"]), str(second["STATUS"])) == ("CONFIRMED", "CANCELLED")


def test_the_same_events_are_the_same_bytes():
    assert as_ics([event()], title="Школа") == as_ics([event()], title="Школа")


@pytest.fixture
def roadmap(db):
    return a_roadmap(by=people.curator(), state=RoadmapState.APPROVED)


def spans(activity):
    return [(span.start, span.end, str(span.state)) for span in spans_of(activity)]


def test_one_that_comes_back_has_an_event_for_each_of_its_days(roadmap):
    activity = an_activity(roadmap, "ежегодно декабрь, март, июнь", today=date(2027, 3, 1))

    assert spans(activity) == [
        (date(2026, 12, 1), date(2026, 12, 31), "done"),
        (date(2027, 3, 1), date(2027, 3, 31), "planned"),
        (date(2027, 6, 1), date(2027, 6, 30), "planned"),
    ]


def test_a_deadline_alone_is_one_day_and_what_has_none_is_not_in_the_calendar(roadmap):
    dated = an_activity(roadmap, "до 25 октября")

    assert spans(dated) == [(date(2026, 10, 25), date(2026, 10, 25), "planned")]
    assert spans(an_activity(roadmap, "по мере необходимости")) == []


def test_days_set_by_hand_are_the_days_of_the_calendar(roadmap):
    activity = an_activity(roadmap, "ежегодно декабрь, март", due_on=date(2027, 2, 3))

    assert [end for _start, end, _state in spans(activity)] == [date(2027, 2, 3)]


def test_names_of_events_stay_when_days_move(roadmap, settings):
    settings.SITE_URL = "https://school.example"
    activity = an_activity(roadmap, "до 25 октября")
    before = events_of(spans_of(activity), NOBODY)[0]
    activity.due_on += timedelta(days=5)

    after = events_of(spans_of(activity), NOBODY)[0]

    assert before.uid == after.uid == f"activity-{activity.pk}-0@school.example"
    assert (after.last - before.last).days == 5


def test_a_season_is_shown_by_its_last_day_and_a_done_deed_has_a_tick(roadmap):
    activity = an_activity(roadmap, "с 1 сентября по 31 мая")
    (span,) = spans_of(activity)
    done = Span(activity, 0, span.start, span.end, ActivityState.DONE)

    (long,) = events_of([span], NOBODY)
    (ticked,) = events_of([done], NOBODY)

    assert (long.first, long.last) == (date(2027, 5, 31), date(2027, 5, 31))
    assert ticked.title == "✓ Провести анкетирование"


def test_notes_comments_and_names_of_minors_stay_inside(roadmap):
    activity = an_activity(
        roadmap,
        "до 25 октября",
        title="Встреча с Петром Сидоровым",
        result="Акт о беседе с Сидоровым Петром",
        note="Сидоров не пришёл",
        responsible=[people.mentor(user__last_name="Наставникова")],
    )

    (said,) = events_of(spans_of(activity), Names({"сидоров": {"петр"}}))

    assert said.title == "Встреча с [имя скрыто]"
    assert "Сидоров" not in said.about
    assert "Наставникова" not in said.about
    assert "наставник" in said.about
