"""What the linter says of roadmaps laid out otherwise: nothing that a methodist would reject."""

from datetime import date

import pytest

from roadmap.linting import lint
from roadmap.linting.content import plan_of_file, year_in
from roadmap.reading import read
from tests.roadmap.linting import layouts
from tests.roadmap.reading import makers


def findings_of(content, name):
    return lint(plan_of_file(read(content, name)), today=date(2026, 11, 24))


def told(findings):
    return [(finding.code, *(quote.text for quote in finding.quotes)) for finding in findings]


def of_text(text):
    return told(findings_of(text.encode(), "plan.txt"))


@pytest.mark.parametrize("kind", ["docx", "xlsx", "odt", "html"])
def test_a_clean_plan_is_clean_in_every_format(kind):
    content = getattr(makers, kind)(*layouts.CLEAN)

    assert findings_of(content, f"plan.{kind}") == []


def test_directions_instead_of_stages_are_no_mistake():
    assert of_text(layouts.DIRECTIONS) == []


def test_a_list_of_one_year_has_its_four_weak_places():
    assert of_text(layouts.LIST_OF_THE_YEAR) == [
        ("closing-without-opening", "Итоговая диагностика участников"),
        ("approval-incomplete", "«____» ______________ 2023 г."),
        ("non-working-day", "до 30.09.2023"),
        ("overload", "Заместитель директора Мельник Анна Сергеевна"),
        ("quarterly-report-missing", layouts.TITLE_OF_THE_YEAR),
    ]


def test_a_ministry_is_not_asked_for_what_schools_do():
    assert of_text(layouts.MINISTRY) == [
        ("non-working-day", "до 1 апреля 2023 года"),
        (
            "missing-appendix",
            "Обновить базу наставников (приложение 3 к настоящему приказу)",
        ),
    ]


def test_a_municipality_is_told_of_its_empty_cell_only():
    assert of_text(layouts.MUNICIPALITY) == [("needs-date", "Проверка исполнения карт")]


def test_an_old_standard_is_no_mistake_in_a_plan_that_is_over():
    assert told(findings_of(makers.docx(*layouts.COLLEGE), "plan.docx")) == []


def test_two_years_of_teachers_mentoring_teachers():
    assert told(findings_of(makers.docx(*layouts.KINDERGARTEN), "plan.docx")) == [
        ("training-after-pairs", "Ноябрь 2022 – январь 2023", "Ноябрь 2022"),
        ("overload", "Зорина И. П."),
    ]


@pytest.mark.parametrize(
    ("title", "year"),
    [("План на 2023/2024 учебный год", 2023), ("План на 2023 – 24 уч. год", 2023),
     ("Карта на 2020 – 2024 учебный год", None), ("Карта в 2020-2021 гг.", None),
     ("Карта на 2024 год", None)],
)  # fmt: skip
def test_the_school_year_stands_in_the_title(title, year):
    assert year_in(title) == year
