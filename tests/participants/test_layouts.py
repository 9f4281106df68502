"""Lists as the programs of schools export them; headings as in their samples, people invented."""

from datetime import date

import pytest

from kernel.spreadsheets import read
from participants.columns import find, ignored, troubles
from participants.file_rows import rows_of
from participants.states import ImportProfile
from tests.participants.sheets import workbook

ONEC = (
    ("Школа № 1", "Список обучающихся"),
    ("Личное дело", "Физическое лицо", "Пол", "Дата рождения", "Класс обучения"),
    ("К-12", "Ёлкин Егор Львович", "Мужской", "01.02.2013", "7 «А»"),
)
ONEC_STAFF = (
    (),
    ("Табельный номер", "Сотрудник", "Должность", "Дата рождения", "Стаж, лет"),
    ("00012", "Вересов Павел Ильич", "учитель физики", "05.03.1985", 12),
)
CITY = (
    ("Отчёт «Список учащихся»", "Класс: 7а"),
    ("№", "Ф.И.О. учащегося", "Дата рожд.", "Пол", "Класс", "Родители", "Мобильный телефон"),
    (1, "Ёлкин Егор Львович", date(2013, 2, 1), "М", "7а", "Ёлкина Вера Павловна", "89000001133"),
)
DIARY = (
    (),
    (
        "Фамилия*", "Имя*", "Отчество", "Пол*", "Дата рождения*", "Параллель*", "Литера*",
        "Эл. почта",
    ),
    ("Ёлкин", "Егор", "Львович", "Мужской", "01.02.2013", 7, "А", "yolkin@example.org"),
)  # fmt: skip


@pytest.mark.parametrize(
    ("layout", "profile", "facts"),
    [
        (ONEC, ImportProfile.PUPILS, {"last_name": "Ёлкин", "class_name": "7 «А»"}),
        (
            ONEC_STAFF,
            ImportProfile.STAFF,
            {"last_name": "Вересов", "post": "учитель физики", "experience_years": 12},
        ),
        (
            CITY,
            ImportProfile.PUPILS,
            {"patronymic": "Львович", "guardian": "Ёлкина Вера Павловна", "phone": "89000001133"},
        ),
        (DIARY, ImportProfile.PUPILS, {"first_name": "Егор", "class_name": "7А"}),
    ],
    ids=["1С", "1С кадры", "Сетевой город", "Дневник.ру"],
)
def test_an_export_is_read_without_naming_columns(layout, profile, facts):
    notes, heads, row = layout
    sheets = read(workbook([row], heads, notes=notes), "x.xlsx")

    found = find(sheets, profile, {})
    (said,) = rows_of(
        sheets[0].rows,
        found.heading_row,
        found.columns,
        profile=profile,
        organization_names=("Школа № 1",),
        learner="pupil",
        today=date(2026, 11, 24),
    )

    assert troubles(found.columns, found.headings, profile) == []
    assert {name: said.values[name] for name in facts} == facts


def test_what_is_not_known_is_left_out_by_name():
    _notes, heads, row = ONEC
    found = find(read(workbook([row], heads), "x.xlsx"), ImportProfile.PUPILS, {})

    assert ignored(found.columns, found.headings) == ["Личное дело"]


@pytest.mark.parametrize(
    ("grade", "letter", "class_name"),
    [(7, "А", "7А"), (7, None, 7), ("11", "б", "11б"), (None, "А", None)],
)
def test_a_class_in_two_columns(grade, letter, class_name):
    rows = [("ФИО", "Параллель", "Литера"), ("Ёлкин Егор", grade, letter)]
    columns = {0: "full_name", 1: "grade", 2: "class_letter"}

    (said,) = rows_of(
        rows,
        0,
        columns,
        profile=ImportProfile.PUPILS,
        organization_names=(),
        learner="pupil",
        today=date(2026, 11, 24),
    )

    assert said.values["class_name"] == class_name
