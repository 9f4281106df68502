"""Rules about dates: repetition, order, days off, deadlines that say nothing."""

import pytest
from django.utils import translation

from tests.roadmap.linting.plans import a_plan, a_plan_of, found, quoted, said

YEARLY = [
    [f"Дело {word}", f"до {day}.11.2024, далее ежегодно до {day}.11", "Куратор"]
    for word, day in (("первое", 11), ("второе", 12), ("третье", 13), ("четвёртое", 14))
]


@pytest.fixture(autouse=True)
def _in_russian():
    with translation.override("ru"):
        yield


def test_what_is_done_once_among_yearly_siblings_is_found():
    plan = a_plan([*YEARLY, ["Собеседование с наставниками", "ноябрь 2024"]])

    (finding,) = found(plan, "never-repeats")

    assert quoted([finding]) == [["ноябрь 2024"]]
    assert said(finding) == ["ноябрь 2024, далее ежегодно 5–18 октября"]


@pytest.mark.parametrize(
    "deadline",
    ["ноябрь 2024, далее ежегодно октябрь", "ежегодно до 5 ноября", "ноябрь", "в течение года",
     "с января 2024 по май 2027", "по мере необходимости"],
)  # fmt: skip
def test_what_comes_back_or_goes_on_is_not_called_done_once(deadline):
    assert found(a_plan([*YEARLY, ["Собеседование", deadline]]), "never-repeats") == []


def test_a_paper_that_is_made_once_needs_no_repetition():
    plan = a_plan([*YEARLY, ["Разработка и утверждение положения", "октябрь 2024"]])

    assert found(plan, "never-repeats") == []


def test_in_a_plan_of_one_year_nothing_has_to_repeat():
    plan = a_plan([["Собеседование", "ноябрь 2024"], ["Обучение наставников", "октябрь 2024"]])

    assert found(plan, "never-repeats") == []


MEASURED = "Оценка наставляемых по заданным параметрам"
AGAIN = ["Второй этап мониторинга влияния программы", "до 20.06.2025, далее ежегодно до 20.06"]


def measured(*rows):
    return a_plan_of({"Базы": [list(row) for row in rows], "Завершение": [AGAIN]})


def test_a_second_measurement_without_any_first_one_is_found():
    (finding,) = found(measured(["Провести опрос"]), "closing-without-opening")

    assert quoted([finding]) == [["Второй этап мониторинга влияния программы"]]
    assert [change.title for change in finding.changes] == [
        "Измерить исходное состояние наставляемых",
        "Измерить исходное состояние наставников",
    ]


def test_a_first_measurement_that_is_not_repeated_is_set_against_the_second():
    (finding,) = found(measured([MEASURED, "ноябрь 2024"]), "closing-without-opening")

    assert quoted([finding]) == [["ноябрь 2024", "до 20.06.2025, далее ежегодно до 20.06"]]
    assert said(finding) == ["ноябрь 2024, далее ежегодно до 15 октября"]


@pytest.mark.parametrize(
    "deadline", ["ноябрь 2024, далее ежегодно октябрь", "ежегодно до 15 октября", "в течение года"]
)
def test_two_measurements_a_year_are_as_they_should_be(deadline):
    assert found(measured([MEASURED, deadline]), "closing-without-opening") == []


def test_one_measurement_at_each_end_of_a_programme_of_two_years_is_enough():
    plan = a_plan_of(
        {
            "Базы": [[MEASURED, "октябрь 2024"]],
            "Завершение": [["Мониторинг влияния программы", "май 2026"]],
        }
    )

    assert found(plan, "closing-without-opening") == []


def paired(training, order, **facts):
    return a_plan_of(
        {
            "Обучение наставников": [["Обучение наставников", training]],
            "Формирование пар": [["Закрепление пар приказом", order]],
        },
        **facts,
    )


def test_training_that_goes_on_after_the_order_is_found():
    plan = paired("Ноябрь 2024, далее ежегодно в октябре-ноябре", "ежегодно до 25.11")
    plan_of_a_year = paired("октябрь-ноябрь", "до 25.10", year=2026)

    assert found(plan, "training-after-pairs") == []
    (finding,) = found(plan_of_a_year, "training-after-pairs")
    assert quoted([finding]) == [["октябрь-ноябрь", "до 25.10"]]
    assert said(finding) == ["1–25 октября"]


def test_only_the_part_for_the_years_after_is_rewritten():
    plan = paired(
        "ноябрь 2024, далее ежегодно октябрь-ноябрь", "10.12.2024, далее ежегодно до 25.10"
    )

    (finding,) = found(plan, "training-after-pairs")

    assert said(finding) == ["ноябрь 2024 г., далее – ежегодно 1–25 октября"]


@pytest.mark.parametrize(
    ("training", "order"),
    [("октябрь", "до 25.10"), ("до 25.10", "до 25.10"), ("с октября по апрель", "до 25.10"),
     ("в течение года", "октябрь"), ("по графику", "октябрь"), ("октябрь", "октябрь-ноябрь")],
)  # fmt: skip
def test_training_that_may_end_in_time_is_left_alone(training, order):
    assert found(paired(training, order, year=2026), "training-after-pairs") == []


def test_a_step_before_what_it_needs_is_found():
    plan = a_plan_of(
        {
            "Формирование базы наставляемых": [
                ["Анкетирование обучающихся", "с 15 сентября по 10 октября"],
                ["Формирование базы наставляемых", "до 5 октября"],
            ]
        },
        year=2026,
    )

    (finding,) = found(plan, "before-prerequisite")

    assert quoted([finding]) == [["до 5 октября", "с 15 сентября по 10 октября"]]
    assert said(finding) == ["до 10 октября"]


@pytest.mark.parametrize(
    ("survey", "base"),
    [("сентябрь", "до 25 сентября"), ("до 10 октября", "до 10 октября"),
     ("в течение года", "октябрь"), ("сентябрь", "в течение года"), ("", "октябрь")],
)  # fmt: skip
def test_steps_whose_order_cannot_be_told_are_left_alone(survey, base):
    plan = a_plan_of(
        {
            "Формирование базы наставляемых": [
                ["Анкетирование обучающихся", survey],
                ["Формирование базы наставляемых", base],
            ]
        },
        year=2026,
    )

    assert found(plan, "before-prerequisite") == []


def test_consents_that_come_after_the_base_are_found():
    plan = a_plan_of(
        {
            "Формирование базы наставляемых": [
                ["Формирование базы наставляемых", "до 5 октября"],
                ["Согласия родителей на обработку персональных данных", "до 20 октября"],
            ]
        },
        year=2026,
    )

    assert quoted(found(plan, "before-prerequisite")) == [["до 5 октября", "до 20 октября"]]


@pytest.mark.parametrize(
    ("deadline", "instead"),
    [
        ("15.10-25.10.2020", "15.10-23.10.2020"),
        ("До 1.11.2020, далее ежегодно до 15.10", "до 30 октября 2020 г., далее – ежегодно до 15 октября"),
        ("до 10.07.2021", "до 09.07.2021"),
        ("до 20 декабря 2020 г.", "до 18 декабря 2020 г."),
        ("до 1 января 2021 г.", "до 31 декабря 2020 г."),
    ],
)  # fmt: skip
def test_a_deadline_on_a_day_off_is_found(deadline, instead):
    (finding,) = found(a_plan([["Провести опрос", deadline]]), "non-working-day")

    assert quoted([finding]) == [[deadline]]
    assert said(finding) == [instead]


def test_a_day_without_a_year_is_looked_at_in_the_year_of_the_plan():
    plan = a_plan([["Провести опрос", "до 25 октября"]], year=2026)

    (finding,) = found(plan, "non-working-day")

    assert finding.message.replace("\u00a0", " ") == "25 октября 2026 г. — воскресенье."


@pytest.mark.parametrize(
    ("title", "deadline"),
    [("Провести опрос", "ежегодно до 25 октября"), ("Провести опрос", "октябрь 2020"),
     ("Провести опрос", "до 23.10.2020"), ("Встречи пар", "с 1.10.2020 по 25.04.2021"),
     ("Родительское собрание", "24.10.2020"), ("Провести опрос", "2 неделя октября 2021")],
)  # fmt: skip
def test_what_nobody_chose_as_a_day_of_work_is_left_alone(title, deadline):
    assert found(a_plan([[title, deadline]]), "non-working-day") == []


def test_a_plan_that_shifts_its_days_by_itself_has_none_on_days_off():
    rows = [["Провести опрос", "до 25 октября"]]

    assert found(a_plan(rows, year=2026, shifts_days=True), "non-working-day") == []


def test_a_working_saturday_of_the_organization_is_a_working_day():
    from datetime import date

    plan = a_plan([["Провести опрос", "до 24.10.2026"]])

    assert found(plan, "non-working-day", changes={date(2026, 10, 24): True}) == []


@pytest.mark.parametrize(
    ("deadline", "instead"),
    [
        ("ежегодно до 5 июля", "ежегодно до 30 июня"),
        ("До 05.07.2021, далее ежегодно до 05.07", "до 30 июня 2021 г., далее – ежегодно до 30 июня"),
        ("июль", "до 30 июня"),
        ("с 20 июня по 10 июля", "20–30 июня"),
    ],
)  # fmt: skip
def test_a_deadline_in_the_summer_leave_is_found(deadline, instead):
    (finding,) = found(a_plan([["Описать лучшие практики", deadline]]), "summer-leave")

    assert quoted([finding]) == [[deadline]]
    assert said(finding) == [instead]


@pytest.mark.parametrize(
    ("title", "deadline"),
    [("Описать практики", "до 30 июня"), ("Издать приказ", "август"), ("Отчёт", "ежеквартально до 10 числа месяца, следующего за отчётным"),
     ("Встречи", "сентябрь-май"), ("Летняя школа наставников", "до 14 июля")],
)  # fmt: skip
def test_what_is_done_before_or_after_the_leave_is_left_alone(title, deadline):
    assert found(a_plan([[title, deadline]]), "summer-leave") == []


def test_an_authority_has_no_leave_of_teachers():
    plan = a_plan([["Свод", "до 5 июля"]], title="Муниципальная дорожная карта")

    assert found(plan, "summer-leave") == []
