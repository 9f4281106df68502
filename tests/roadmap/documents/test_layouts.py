"""The four layouts: which columns they have, what is joined, what repeats on every sheet."""

from io import BytesIO

import pytest
from docx import Document

from kernel.documents.docx import as_docx
from kernel.documents.html import as_html
from kernel.documents.paper import ABOVE, Span, plain
from roadmap.documents.layouts import table_of
from roadmap.documents.plan import paper
from roadmap.facts import PlannedActivity, PlannedStage, RoadmapFacts, Signed
from roadmap.states import Layout

STAGE = PlannedStage(
    number="1",
    title="Подготовка условий",
    goal="Договориться",
    result="Приказ издан",
    activities=(
        PlannedActivity("1.1", "Издать приказ", "до 5 сентября", "Директор", "Приказ", "Документы"),
        PlannedActivity("1.2", "Обновить план", "до 9 сентября", "Куратор", "Приказ", "Документы"),
        PlannedActivity("1.3", "Собрать родителей", "сентябрь", "Куратор", "Протокол", "Встречи"),
    ),
)
WORK = PlannedStage(
    "2", "Работа пар", "", "", (PlannedActivity("2.1", "Встречаться", "весь год", "Пары", ""),)
)
FACTS = RoadmapFacts(
    title="План",
    organization="Школа № 1",
    school_year="2026/2027",
    place="",
    approved=Signed("Директор", "А. С. Громова", "Школа № 1"),
    agreed=None,
    stages=(STAGE, WORK),
)


def titles(layout, facts=FACTS):
    return [column.title for column in table_of(facts, layout).columns]


def words(row):
    if isinstance(row, Span):
        return plain(row.runs)
    return ["↑" if cell is ABOVE else plain(cell) for cell in row]


@pytest.mark.parametrize(
    ("layout", "columns"),
    [
        (Layout.A, ["№ п/п", "Мероприятие", "Сроки", "Ответственные"]),
        (
            Layout.B,
            [
                "№",
                "Наименование этапа",
                "Мероприятия",
                "Содержание деятельности и план мероприятий",
                "Сроки",
                "Ответственные",
                "Ожидаемый результат",
            ],
        ),
        (
            Layout.C,
            ["№ п/п", "Наименование мероприятия", "Срок исполнения", "Ответственные исполнители"],
        ),
        (
            Layout.D,
            [
                "№ п/п",
                "Мероприятие",
                "Срок реализации",
                "Ответственный исполнитель",
                "Результат. Вид документа",
            ],
        ),
    ],
)
def test_each_layout_has_its_columns(layout, columns):
    assert titles(layout) == columns


def test_a_school_sees_goal_and_result_under_the_stage():
    rows = [words(row) for row in table_of(FACTS, Layout.A).rows]

    assert rows[:4] == [
        "1. Подготовка условий",
        "Задача: Договориться",
        "Результат: Приказ издан",
        ["1.1", "Издать приказ", "до 5 сентября", "Директор"],
    ]


def test_stages_parts_and_results_are_joined_where_they_go_on():
    rows = [words(row) for row in table_of(FACTS, Layout.B).rows]

    assert rows == [
        ["1", "Подготовка условий", "Документы", "Издать приказ", "до 5 сентября", "Директор",
         "Приказ"],
        ["↑", "↑", "↑", "Обновить план", "до 9 сентября", "Куратор", "↑"],
        ["↑", "↑", "Встречи", "Собрать родителей", "сентябрь", "Куратор", "Протокол"],
        ["2", "Работа пар", "", "Встречаться", "весь год", "Пары", ""],
    ]  # fmt: skip


def test_a_plan_without_parts_needs_no_column_of_contents():
    plain_facts = RoadmapFacts(**{**vars(FACTS), "stages": (WORK,)})

    assert "Содержание деятельности и план мероприятий" not in titles(Layout.B, plain_facts)


def test_a_region_numbers_activities_through_and_stages_in_roman():
    rows = [words(row) for row in table_of(FACTS, Layout.C).rows]

    assert rows[0] == "I этап. Подготовка условий"
    assert rows[4:] == ["II этап. Работа пар", ["4.", "Встречаться", "весь год", "Пары"]]


@pytest.mark.parametrize("layout", Layout)
def test_the_file_of_word_lies_across_and_repeats_its_heading(layout):
    document = Document(BytesIO(as_docx(paper(FACTS, layout=layout))))
    page, head = document.sections[0], document.tables[-1].rows[0]

    assert page.page_width > page.page_height
    assert head._tr.trPr.xpath("w:tblHeader")


def test_joined_cells_are_one_cell_in_word_and_on_the_page():
    document = Document(BytesIO(as_docx(paper(FACTS, layout=Layout.B))))
    table = document.tables[-1]

    assert table.cell(1, 1)._tc is table.cell(3, 1)._tc
    assert table.cell(1, 1).text == "Подготовка условий"
    assert '<td class="paper-left" rowspan="3">' in as_html(paper(FACTS, layout=Layout.B))


def test_a_later_edition_says_so_and_which_one_was_agreed():
    from datetime import date

    facts = RoadmapFacts(
        **{
            **vars(FACTS),
            "approved": Signed("Директор", "А. С. Громова", "Школа № 1", date(2027, 1, 12)),
            "agreed": Signed("Начальник", "О. П. Седов", "Управление", date(2026, 9, 18)),
            "edition": 2,
            "agreed_edition": 1,
        }
    )

    said = as_html(paper(facts)).replace("\u00a0", " ")

    assert "Редакция № 2 от 12 января 2027 г." in said
    assert "Согласовано в системе (редакция № 1)" in said
