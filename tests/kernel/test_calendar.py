"""School years, quarters, working days of the production calendar, time zones."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from kernel.calendar import (
    TIME_ZONES,
    Quarter,
    SchoolYear,
    add_working_days,
    days_left,
    is_working_day,
    local_moment,
    next_working_day,
    previous_working_day,
    today_in,
)
from kernel.calendar_days import calendar_changes, change_calendar_day, restore_calendar_day


def test_a_school_year_runs_from_september_to_august():
    year = SchoolYear(2026)

    assert (year.starts_on, year.ends_on) == (date(2026, 9, 1), date(2027, 8, 31))
    assert year.label == str(year) == "2026/2027"
    assert SchoolYear.of(date(2027, 8, 31)) == year
    assert SchoolYear.of(date(2026, 8, 31)) == year.previous
    assert SchoolYear.of(date(2027, 9, 1)) == year.next
    assert date(2027, 1, 1) in year
    assert date(2026, 8, 31) not in year


@pytest.mark.parametrize("text", ["2025/2026", " 2025 / 2026 ", "2025-2026", "2025–2026"])
def test_a_school_year_is_read(text):
    assert SchoolYear.parse(text) == SchoolYear(2025)


@pytest.mark.parametrize("text", ["2025/2027", "25-26", "2026/2025", "", "9999/10000", "٢٠٢٥/٢٠٢٦"])
def test_what_is_no_school_year_gets_a_sentence(text):
    with pytest.raises(ValueError) as refused:
        SchoolYear.parse(text)

    assert str(refused.value) == "Укажите учебный год в виде 2025/2026."


def test_quarters_of_a_school_year():
    assert [(quarter.roman, quarter.year) for quarter in SchoolYear(2026).quarters()] == [
        ("III", 2026),
        ("IV", 2026),
        ("I", 2027),
        ("II", 2027),
        ("III", 2027),
    ]


def test_a_quarter_knows_its_days_and_when_its_report_is_due():
    quarter = Quarter(2026, 4)

    assert (quarter.starts_on, quarter.ends_on) == (date(2026, 10, 1), date(2026, 12, 31))
    assert quarter.report_due_on == date(2027, 1, 10)
    assert quarter.label == "IV квартал 2026 года"
    assert Quarter.of(date(2026, 12, 31)) == quarter
    assert quarter.later(1) == Quarter(2027, 1)
    assert Quarter(2027, 1).later(-1) == quarter


def test_there_is_no_fifth_quarter():
    with pytest.raises(ValueError):
        Quarter(2026, 5)


@pytest.mark.parametrize(
    ("day", "works"),
    [
        (date(2026, 9, 1), True),
        (date(2026, 9, 5), False),  # a Saturday
        (date(2026, 1, 9), False),  # a day off moved from 3 January
        (date(2026, 12, 31), False),
        (date(2027, 2, 20), True),  # a working Saturday
        (date(2027, 2, 22), False),
        (date(2026, 6, 12), False),
        (date(2025, 11, 1), True),  # a working Saturday
    ],
)
def test_the_production_calendar_with_its_transfers(day, works):
    assert is_working_day(day) is works


def test_moving_to_working_days():
    assert next_working_day(date(2027, 1, 1)) == date(2027, 1, 11)
    assert previous_working_day(date(2027, 1, 5)) == date(2026, 12, 30)
    assert add_working_days(date(2026, 12, 30), 1) == date(2027, 1, 11)
    assert add_working_days(date(2027, 1, 11), -1) == date(2026, 12, 30)
    assert add_working_days(date(2026, 9, 5), 0) == date(2026, 9, 5)


def test_the_table_of_the_installation_lies_over_the_shipped_calendar():
    changes = {date(2028, 1, 10): False}

    assert is_working_day(date(2028, 1, 10))
    assert not is_working_day(date(2028, 1, 10), changes)
    assert next_working_day(date(2028, 1, 10), changes) == date(2028, 1, 11)


def test_a_change_of_the_calendar_is_seen_at_once(db, django_capture_on_commit_callbacks):
    assert calendar_changes() == {}

    with django_capture_on_commit_callbacks(execute=True):
        day = change_calendar_day(date(2028, 1, 10), works=False, note="перенос", by=None)
    assert calendar_changes() == {date(2028, 1, 10): False}

    with django_capture_on_commit_callbacks(execute=True):
        restore_calendar_day(day, by=None)
    assert calendar_changes() == {}


def test_clocks_of_a_large_country():
    evening = datetime(2026, 9, 1, 20, 0, tzinfo=UTC)

    assert today_in("Europe/Kaliningrad", evening) == date(2026, 9, 1)
    assert today_in("Asia/Anadyr", evening) == date(2026, 9, 2)
    assert local_moment(date(2026, 9, 1), 8, "Asia/Omsk") == datetime(2026, 9, 1, 2, tzinfo=UTC)


def test_every_time_zone_exists_and_has_its_distance_from_moscow():
    moscow = datetime(2026, 9, 1, 12, tzinfo=ZoneInfo("Europe/Moscow"))
    for name, label in TIME_ZONES:
        hours = moscow.astimezone(ZoneInfo(name)).replace(tzinfo=None) - moscow.replace(tzinfo=None)
        distance = round(hours.total_seconds() / 3600)
        shown = str(label).rpartition("МСК")[2].strip(" )")

        assert shown == ("" if not distance else f"{distance:+d}".replace("-", "−"))


@pytest.mark.parametrize(
    ("day", "words"),
    [(1, "сегодня"), (2, "через 1 день"), (3, "через 2 дня"), (6, "через 5 дней")],
)
def test_how_far_a_day_is(day, words):
    assert days_left(date(2026, 9, day), date(2026, 9, 1)).replace("\u00a0", " ") == words


def test_how_long_ago_a_day_was():
    assert days_left(date(2026, 9, 1), date(2026, 9, 4)).replace("\u00a0", " ") == "3 дня назад"
