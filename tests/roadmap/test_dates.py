from datetime import date

import pytest

from roadmap.dates import moved_to, next_window, read_deadline
from roadmap.stage_codes import code_of
from roadmap.templates_shipped import shipped


@pytest.mark.parametrize(
    ("text", "days"),
    [
        (
            "15.10-30.10.2020, далее ежегодно с 15.09 по 10.10",
            (date(2026, 9, 15), date(2026, 10, 10)),
        ),
        ("до 15.10", (None, date(2026, 10, 15))),
        ("ежегодно до 20 января", (None, date(2027, 1, 20))),
        ("сентябрь", (date(2026, 9, 1), date(2026, 9, 30))),
        ("12.10.2020", (None, None)),
        ("по мере необходимости", (None, None)),
        ("", (None, None)),
    ],
)
def test_a_phrase_falls_on_days_of_the_school_year(text, days):
    assert read_deadline(text, year=2026).days_from(date(2026, 9, 1)) == days


def test_an_activity_that_comes_back_stands_at_the_next_days():
    reading = read_deadline("Ежегодно декабрь, март, июнь", year=2026)

    assert reading.days_from(date(2027, 1, 15)) == (date(2027, 3, 1), date(2027, 3, 31))
    assert next_window(reading.deadline.to_dict(), year=2026, after=date(2026, 12, 31)) == (
        date(2027, 3, 1),
        date(2027, 3, 31),
    )
    assert next_window(reading.deadline.to_dict(), year=2026, after=date(2027, 6, 30)) is None


def test_weekly_work_is_one_long_stretch():
    reading = read_deadline("еженедельно", year=2026)

    assert reading.is_stepped is False
    assert reading.envelope == (date(2026, 9, 1), date(2027, 5, 31))


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("до 15.10", "понято"),
        ("", "срока нет"),
        ("абракадабра", "не понято: останется текстом"),
        ("12.10.2020", "другой год"),
        ("по мере необходимости", "нужна дата"),
    ],
)
def test_the_mark_beside_the_cell_is_a_word(text, word):
    assert str(read_deadline(text, year=2026).word) == word


def test_a_day_that_no_calendar_has_is_named():
    reading = read_deadline("до 31.02.2027", year=2026)

    assert reading.is_understood is False
    assert reading.impossible == "31.02.2027"
    assert read_deadline("29.02.2028", year=2027).impossible == ""


@pytest.mark.parametrize(
    ("text", "moved"),
    [
        ("12.10.2020", "12.10.2026"),
        ("Ноябрь 2020", "Ноябрь 2026"),
        ("До 15.06.2021", "До 15.06.2027"),
        ("до 15.10", "до 15.10"),
        ("когда будет удобно", "когда будет удобно"),
    ],
)
def test_dates_of_an_earlier_plan_are_carried_over(text, moved):
    assert moved_to(text, year=2026) == moved


@pytest.mark.parametrize("template", shipped().values(), ids=lambda template: template.code)
def test_every_deadline_of_a_shipped_template_becomes_days(template):
    cells = [each["deadline"] for stage in template.stages for each in stage["activities"]]

    assert template.source
    assert [cell for cell in cells if not read_deadline(cell, year=2026).is_dated] == []


def test_the_school_template_has_the_seven_stages():
    assert [stage["code"] for stage in shipped()["school"].stages] == [
        "preparation", "mentees", "mentors", "training", "pairs", "work", "completion",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("title", "code"),
    [
        ("Формирование базы наставляемых", "mentees"),
        ("III этап. Формирование базы наставников", "mentors"),
        ("Отбор и обучение наставников", "training"),
        ("Формирование наставнических пар или групп", "pairs"),
        ("Организация работы наставнических пар", "work"),
        ("Завершение наставничества", "completion"),
        ("Подготовка условий для запуска программы", "preparation"),
        ("Что-то ещё", ""),
    ],
)
def test_a_stage_is_known_by_its_title(title, code):
    assert code_of(title) == code
