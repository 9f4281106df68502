"""Layouts of other schools: headings in any wording, stages by row or column, torn and merged cells."""

import pytest

from roadmap.reading import read, read_pasted
from tests.roadmap.reading import makers
from tests.roadmap.reading.makers import LEFT, UP, docx
from tests.roadmap.reading.plans import (
    FRONT,
    IN_ANOTHER_ORDER,
    NUMBERS_IN_TEXT,
    WITH_RESULTS,
    WITH_STAGE_COLUMN,
)


def outline(roadmap):
    return [
        (stage.number, stage.title, [item.number for item in stage.items])
        for stage in roadmap.stages
    ]


def cells(roadmap):
    return [
        (item.text, item.deadline, item.responsible, item.result)
        for stage in roadmap.stages
        for item in stage.items
    ]


@pytest.mark.parametrize("kind", ["docx", "xlsx", "odt", "html", "pdf", "text"])
def test_stage_rows_across_the_table(kind):
    content = getattr(makers, kind)(FRONT, WITH_RESULTS)

    roadmap = read(content, "plan.txt" if kind == "text" else f"plan.{kind}")

    assert outline(roadmap) == [
        ("1", "Нормативное регулирование", ["1.1", "1.2"]),
        ("2", "Работа с базами", ["2.1"]),
    ]
    assert cells(roadmap)[0] == ("Создание рабочей группы", "до 10.09.2022", "Директор", "Приказ")
    assert roadmap.organisation == "МБОУ «Озёрная СОШ»"
    assert roadmap.approved is not None
    assert (roadmap.approved.by, roadmap.approved.on) == (
        "Директор МБОУ «Озёрная СОШ» А. П. Ветрова",
        "2022-08-30",
    )


@pytest.mark.parametrize("kind", ["docx", "xlsx", "odt", "html"])
def test_stages_in_a_column_with_merged_cells(kind):
    roadmap = read(getattr(makers, kind)(FRONT, WITH_STAGE_COLUMN), f"plan.{kind}")

    assert outline(roadmap) == [
        ("1", "Подготовка", ["1", "2", "1", "2"]),
        ("2", "Базы", ["", ""]),
    ]
    assert cells(roadmap) == [
        ("Прочесть рекомендации.", "Август 2022", "Директор", "Приказы"),
        ("Собрать папку.", "Август 2022", "Директор", "Приказы"),
        ("Издать приказ.", "Август 2022", "Заместитель", "Приказы"),
        ("Написать положение.", "Август 2022", "Заместитель", "Приказы"),
        ("Сбор. Провести опрос", "сентябрь", "Куратор", "База"),
        ("Сводка. Свести запросы", "сентябрь", "Куратор", "База"),
    ]


def test_headings_in_another_order_and_wording():
    roadmap = read(docx([], IN_ANOTHER_ORDER), "plan.docx")

    assert [column.meaning for column in roadmap.columns] == ["deadline", "responsible", "title"]
    assert outline(roadmap) == [("1", "Подготовка", [""]), ("2", "Работа", [""])]
    assert cells(roadmap)[1] == ("Утверждаем план", "до 1 октября", "Куратор", "")


def test_numbers_inside_the_text():
    roadmap = read(docx([], NUMBERS_IN_TEXT), "plan.docx")

    assert outline(roadmap) == [("1", "Подготовка", ["1.1", "1.2"]), ("2", "Завершение", ["2.1"])]
    assert cells(roadmap)[0][0] == "Рассказать педагогам"


def test_every_stage_in_a_table_of_its_own():
    head = ["№", "Мероприятие", "Срок", "Ответственный"]
    content = docx(
        ["Этап 1. Подготовка"],
        [head, ["1", "Первое", "сентябрь", "Директор"]],
        [head, ["2", "Второе", "октябрь", "Директор"]],
        between=["Этап 2. Работа"],
    )

    assert outline(read(content, "plan.docx")) == [
        ("1", "Подготовка", ["1"]),
        ("2", "Работа", ["2"]),
    ]


@pytest.mark.parametrize("number", ["2", ""])
def test_an_activity_that_speaks_like_a_heading_is_an_activity(number):
    rows = [
        ["№", "Мероприятие", "Сроки", "Ответственные"],
        ["1", "Опрос", "май", "Куратор"],
        [number, "Контроль реализации мероприятий", "весь период", "Директор"],
    ]

    (stage,) = read(makers.docx(["Дорожная карта"], rows), "plan.docx").stages

    assert [item.deadline for item in stage.items] == ["май", "весь период"]


def test_a_table_torn_across_pages_is_one():
    content = docx(
        [],
        [
            ["№", "Мероприятие", "Срок", "Ответственный"],
            ["1", "Первое дело, которое", "сентябрь", "Директор,"],
        ],
        [["", "не поместилось", "", "куратор"], ["2", "Второе", "октябрь", "Директор"]],
    )

    roadmap = read(content, "plan.docx")

    assert cells(roadmap)[0][:3] == (
        "Первое дело, которое не поместилось",
        "сентябрь",
        "Директор, куратор",
    )
    assert roadmap.items_count == 2


def test_approvals_in_a_table_above_are_not_the_roadmap():
    approvals = [
        [
            "СОГЛАСОВАНО\nпротокол № 1 от 29.08.2022",
            "УТВЕРЖДАЮ\nДиректор школы\nВетрова А.П.\n30.08.2022",
        ]
    ]
    content = docx([], approvals, WITH_RESULTS, between=["Дорожная карта наставничества"])

    roadmap = read(content, "plan.docx")

    assert roadmap.title == "Дорожная карта наставничества"
    assert roadmap.approved is not None
    assert (roadmap.approved.by, roadmap.approved.on) == (
        "Директор школы Ветрова А.П.",
        "2022-08-30",
    )
    assert roadmap.items_count == 3


def test_beginning_and_end_in_two_columns_are_one_deadline():
    rows = [
        ["№", "Мероприятие", "Сроки", LEFT, "Ответственный"],
        ["", "", "начало", "окончание", ""],
        ["1", "Первое", "01.09.2022", "15.09.2022", "Директор"],
    ]

    assert cells(read(docx([], rows), "plan.docx"))[0][1] == "01.09.2022 – 15.09.2022"


def test_numbers_of_activities_beside_a_stage_column():
    rows = [
        ["№ п/п", "Наименование этапа", "Мероприятие", "Срок", "Ответственный"],
        ["1", "1 этап. Подготовка", "Первое", "сентябрь", "Директор"],
        ["2", UP, "Второе", "октябрь", "Директор"],
        ["3", "2 этап. Работа", "Третье", "ноябрь", "Директор"],
    ]

    assert outline(read(docx([], rows), "plan.docx")) == [
        ("1", "Подготовка", ["1", "2"]),
        ("2", "Работа", ["3"]),
    ]


def test_numbers_that_word_makes_itself():
    from docx import Document

    document = Document()
    table = document.add_table(3, 4)
    for column, text in enumerate(["№", "Мероприятие", "Срок", "Ответственный"]):
        table.cell(0, column).text = text
    for row, text in ((1, "Первое"), (2, "Второе")):
        table.cell(row, 0).paragraphs[0].style = document.styles["List Number"]
        for column, cell in enumerate([text, "май", "Куратор"], 1):
            table.cell(row, column).text = cell
    stream = makers.BytesIO()
    document.save(stream)

    assert outline(read(stream.getvalue(), "plan.docx")) == [("", "", ["1", "2"])]


def test_goal_and_result_inside_a_stage_row():
    rows = [
        ["№", "Мероприятие", "Срок", "Ответственный"],
        [
            "1",
            "Подготовка\nЦель: начать вовремя\nЗадача: собрать запросы\nРезультат: есть план",
            "",
            "",
        ],
        ["1.1", "Первое", "сентябрь", "Директор"],
    ]

    (stage,) = read(docx([], rows), "plan.docx").stages

    assert (stage.number, stage.title) == ("1", "Подготовка")
    assert stage.goal == "Цель: начать вовремя\nЗадача: собрать запросы"
    assert stage.result == "есть план"


def test_what_is_missing_is_a_problem_with_its_place():
    rows = [
        ["№", "Мероприятие", "Срок", "Ответственный"],
        ["1", "Первое", "сентябрь", ""],
        ["2", "Второе", "", "Директор"],
        ["3", "Третье", "во благо", "Директор"],
    ]

    places = [problem.place for problem in read(docx([], rows), "plan.docx").problems]

    assert places == ["1", "2", "3"]


def test_columns_without_headings_are_guessed_and_doubted():
    rows = [
        ["1", "Первое дело", "сентябрь", "Директор"],
        ["2", "Второе дело", "до 1 октября", "Куратор"],
    ]

    roadmap = read(docx([], rows), "plan.docx")

    assert cells(roadmap)[1] == ("Второе дело", "до 1 октября", "Куратор", "")
    assert len(roadmap.problems) == 1


def test_a_table_of_bars_is_read():
    text = "| № | Мероприятие | Сроки | Ответственные |\n|---|---|---|---|\n| 1 | Первое | май | Куратор |"

    assert cells(read_pasted(text)) == [("Первое", "май", "Куратор", "")]


def test_cells_that_became_paragraphs_are_put_together():
    lines = [
        "№ п/п", "Наименование мероприятий", "Срок реализации", "Ответственный исполнитель", "1", "2", "3", "4",
        "1.", "Нормативное регулирование", "1.1.", "Создание рабочей", "группы", "до 1 октября 2020", "Директор",
        "1.2", "Выбор кураторов", "октябрь 2020", "Директор",
    ]  # fmt: skip

    roadmap = read_pasted("\n\n".join(lines))

    assert outline(roadmap) == [("1", "Нормативное регулирование", ["1.1", "1.2"])]
    assert cells(roadmap)[0][:3] == ("Создание рабочей группы", "до 1 октября 2020", "Директор")


def test_a_row_pasted_with_a_paragraph_in_a_cell_is_whole():
    text = "№\tМероприятие\tСроки\tОтветственные\n1\tПервое\nдело\tмай\tКуратор\n2\tВторое\tиюнь\tКуратор"

    assert [cell[0] for cell in cells(read_pasted(text))] == ["Первое дело", "Второе"]


def test_real_dates_of_a_spreadsheet_are_written_as_people_do():
    from datetime import date

    from openpyxl import Workbook

    book = Workbook()
    for row in [
        ["№", "Мероприятие", "Срок", "Ответственный"],
        [1, "Первое", date(2022, 9, 15), "Куратор"],
    ]:
        book.active.append(row)
    stream = makers.BytesIO()
    book.save(stream)

    assert cells(read(stream.getvalue(), "plan.xlsx")) == [("Первое", "15.09.2022", "Куратор", "")]


def test_a_page_in_an_old_encoding_is_read():
    content = makers.html(FRONT, WITH_RESULTS, encoding="windows-1251")

    assert read(content, "plan.html").items_count == 3


def test_aims_in_a_column_of_their_own():
    rows = [
        ["Этап", "Задачи", "Мероприятия", "Сроки", "Ответственные"],
        ["Подготовка", "Собрать запросы", "Первое", "сентябрь", "Куратор"],
    ]

    (stage,) = read(docx([], rows), "plan.docx").stages

    assert (stage.title, stage.goal) == ("Подготовка", "Собрать запросы")


def test_in_a_plan_by_months_the_month_is_the_deadline():
    rows = [
        ["№", "Содержание работы", "Ответственный"],
        ["Сентябрь", LEFT, LEFT],
        ["1", "Первое", "Директор"],
        ["Октябрь-ноябрь", LEFT, LEFT],
        ["2", "Второе", "Куратор"],
    ]

    assert [cell[1] for cell in cells(read(docx([], rows), "plan.docx"))] == [
        "Сентябрь",
        "Октябрь-ноябрь",
    ]


def test_a_numbered_stage_across_the_table_above_unnumbered_activities():
    rows = [
        ["№", "Мероприятие", "Срок", "Ответственный"],
        ["1", "Подготовка условий", LEFT, LEFT],
        ["", "Первое дело", "май", "Директор"],
        ["", "Второе дело", "июнь", "Директор"],
    ]

    assert outline(read(docx([], rows), "plan.docx")) == [("1", "Подготовка условий", ["", ""])]


def test_an_office_without_quotes_and_a_name_in_capitals_are_found():
    front = [
        "УТВЕРЖДАЮ",
        "ДИРЕКТОР ШКОЛЫ",
        "Е.В.ВЕТРОВА",
        "План наставничества",
        "МБОУ Озёрской ООШ на 2022 год",
    ]

    roadmap = read(docx(front, NUMBERS_IN_TEXT), "plan.docx")

    assert roadmap.organisation == "МБОУ Озёрской ООШ"
    assert roadmap.title == "План наставничества МБОУ Озёрской ООШ на 2022 год"
    assert roadmap.approved is not None
    assert roadmap.approved.by == "ДИРЕКТОР ШКОЛЫ Е.В.ВЕТРОВА"
