"""When a deadline falls in one school year."""

from datetime import date

import pytest

from roadmap.deadlines import Window, parse


def days(text, school_year, **context):
    return parse(text, **context).occurrences(school_year)


def test_a_day_falls_in_its_own_year_only():
    assert days("до 15.10.2026", 2026) == [Window(None, date(2026, 10, 15))]
    assert days("до 15.10.2026", 2025) == []


def test_a_day_without_a_year_falls_in_every_year():
    assert days("25 мая", 2026) == [Window(date(2027, 5, 25), date(2027, 5, 25))]
    assert days("29 августа", 2026) == [Window(date(2026, 8, 29), date(2026, 8, 29))]


def test_the_first_year_has_the_first_part_and_the_next_the_second():
    text = "15.10-30.10.2020, далее ежегодно с 15.09 по 10.10"

    assert days(text, 2020) == [Window(date(2020, 10, 15), date(2020, 10, 30))]
    assert days(text, 2021) == [Window(date(2021, 9, 15), date(2021, 10, 10))]


def test_a_bare_yearly_repeats_the_days_of_the_first_part():
    assert days("сентябрь 2020 г., далее - ежегодно", 2022) == [
        Window(date(2022, 9, 1), date(2022, 9, 30))
    ]


def test_a_list_of_months_comes_in_the_order_of_the_year():
    assert days("Ежегодно декабрь, март, июнь", 2026) == [
        Window(date(2026, 12, 1), date(2026, 12, 31)),
        Window(date(2027, 3, 1), date(2027, 3, 31)),
        Window(date(2027, 6, 1), date(2027, 6, 30)),
    ]


def test_a_quarterly_report_is_due_on_the_tenth_of_the_month_after():
    text = "ежеквартально до 10 числа, следующего за отчетным 2020-2024г.г."

    ends = [window.end for window in days(text, 2020)]

    assert ends == [date(2020, 10, 10), date(2021, 1, 10), date(2021, 4, 10), date(2021, 7, 10)]


def test_a_rhythm_stops_with_its_years():
    assert days("ежегодно, сентябрь, 2021-2022 гг.", 2023) == []


def test_monthly_means_the_nine_teaching_months():
    windows = days("ежемесячно до 25 числа", 2026)

    assert [window.end for window in windows][:2] == [date(2026, 9, 25), date(2026, 10, 25)]
    assert len(windows) == 9


def test_the_last_friday_of_each_month():
    windows = days("последняя пятница месяца", 2026)

    assert windows[0] == Window(date(2026, 9, 25), date(2026, 9, 25))
    assert all(window.end.isoweekday() == 5 for window in windows)


def test_academic_quarters_are_four():
    assert [window.end for window in days("1 раз в четверть", 2026)] == [
        date(2026, 10, 31),
        date(2026, 12, 31),
        date(2027, 3, 31),
        date(2027, 5, 31),
    ]


def test_the_whole_year_is_from_september_to_may():
    assert days("в течение учебного года", 2026) == [Window(date(2026, 9, 1), date(2027, 5, 31))]


def test_a_span_of_years_is_cut_to_the_school_year():
    assert days("с января 2021 по май 2024", 2022) == [Window(date(2022, 8, 1), date(2023, 8, 31))]


def test_february_ends_on_its_own_day():
    assert days("февраль", 2023) == [Window(date(2024, 2, 1), date(2024, 2, 29))]


@pytest.mark.parametrize("text", ["по мере необходимости", "по плану", "когда-нибудь", ""])
def test_what_has_no_days_asks_for_them(text):
    deadline = parse(text)

    assert deadline.occurrences(2026) == []
    assert deadline.needs_date


def test_it_asks_only_from_the_year_on_in_which_it_is_unclear():
    deadline = parse("декабрь 2020 г., далее – по мере необходимости")

    assert deadline.needs_date
    assert not deadline.needs_date_in(2020)
    assert deadline.needs_date_in(2021)


def test_two_days_of_every_month_come_twice_a_month():
    windows = days("1 и 15 числа каждого месяца", 2026)

    assert len(windows) == 18
    assert windows[:3] == [
        Window(date(2026, 9, 1), date(2026, 9, 1)),
        Window(date(2026, 9, 15), date(2026, 9, 15)),
        Window(date(2026, 10, 1), date(2026, 10, 1)),
    ]


def test_two_closing_days_of_every_month_have_no_first_day():
    windows = days("до 5 и 20 числа ежемесячно, с сентября по ноябрь 2026 г.", 2026)

    assert windows == [
        Window(None, date(2026, month, day)) for month in (9, 10, 11) for day in (5, 20)
    ]
