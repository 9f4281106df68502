"""Rows that a page break tears in two: no word is lost, no activity is made of half a row."""

import random

import pytest

from roadmap.reading import read
from roadmap.reading.source import Cell, Paragraph, Table
from roadmap.reading.torn import PageRead, mended
from tests.roadmap.reading.makers import LEFT, UP, pdf

WORDS = (
    "педагог наставник школа встреча анкета согласие обучение план карта группа пара отчёт "
    "родитель ученик приказ совет занятие беседа проект конкурс портфолио результат оценка опыт"
).split()
DEADLINES = ["до 15 октября", "Сентябрь – октябрь", "В течение года", "ежегодно до 20 января"]
PEOPLE = ["Соколова М. И.", "Ветров А. П.", "Классные руководители", "Педагог-психолог"]


class Plan:
    """A plan of long cells, with what should be read of it."""

    def __init__(self, seed, *, numbers=False, stage_column=False, wide=False):
        self.chance = random.Random(seed)
        self.numbers, self.stage_column, self.wide = numbers, stage_column, wide
        self.activities = []
        self.rows = [self.row("№", "Этап", ["Мероприятие", "Срок", "Ответственный", "Результат"])]
        for stage in range(1, 4):
            self.add_stage(stage)

    def row(self, number, stage, rest):
        return [*([number] * self.numbers), *([stage] * self.stage_column), *rest]

    def add_stage(self, stage):
        title = f"Этап {stage}. {self.said(3)[:-1]}"
        if not self.stage_column:
            self.rows.append(self.row(str(stage), "", [title, *([LEFT if self.wide else ""] * 3)]))
        for place in range(1, self.chance.randint(5, 8)):
            activity = [
                self.said(self.chance.choice([4, 8, 30, 70])),
                self.chance.choice(DEADLINES),
                ", ".join(self.chance.choices(PEOPLE, k=self.chance.choice([1, 2, 12]))),
                self.said(self.chance.choice([1, 3, 40])),
            ]
            self.activities.append(tuple(activity))
            number = str(len(self.activities)) if self.stage_column else f"{stage}.{place}"
            self.rows.append(self.row(number, title if place == 1 else UP, activity))

    def said(self, count):
        """Sentences of so many words, so that a torn cell may go on with a capital."""
        sentences = []
        while count > 0:
            length = min(count, self.chance.randint(2, 7))
            sentences.append(" ".join(self.chance.choices(WORDS, k=length)).capitalize() + ".")
            count -= length
        return " ".join(sentences)


def activities_of(content):
    return [
        (each.text, each.deadline, each.responsible, each.result)
        for stage in read(content, "план.pdf").stages
        for each in stage.items
    ]


@pytest.mark.parametrize("seed", [0, 2])
@pytest.mark.parametrize("repeats_headings", [False, True])
@pytest.mark.parametrize(
    "layout",
    [
        {},
        {"numbers": True},
        {"wide": True},
        {"numbers": True, "wide": True},
        {"stage_column": True},
        {"numbers": True, "stage_column": True},
    ],
    ids=str,
)
def test_every_word_stays_in_its_cell(layout, repeats_headings, seed):
    plan = Plan(seed, **layout)

    content = pdf(
        ["План наставничества"],
        plan.rows,
        running="МБОУ «Озёрная СОШ»",
        repeats_headings=repeats_headings,
    )

    assert activities_of(content) == plan.activities


def a_page(*rows, is_open=False, line=""):
    """A page of one table; a text alone in a row is the first cell of three."""
    cells = [[Cell(text) for text in row] for row in rows]
    return PageRead([*([Paragraph(line)] * bool(line)), Table(cells)], is_open)


HEADINGS = ["Мероприятие", "Срок", "Кто"]
WHOLE = ["Собрать согласия", "до 1 мая", "Куратор"]


def texts_of(blocks):
    return [
        [cell.text for cell in row]
        for block in blocks
        if isinstance(block, Table)
        for row in block.rows
    ]


def test_a_row_may_be_torn_over_three_pages():
    pages = [
        a_page(HEADINGS, WHOLE, ["Провести", "до 5 мая", "Куратор"], is_open=True),
        a_page(["долгий", "", ""], is_open=True),
        a_page(["опрос", "", ""]),
    ]

    assert texts_of(mended(pages))[-1] == ["Провести\nдолгий\nопрос", "до 5 мая", "Куратор"]


def test_a_whole_row_at_the_top_of_a_page_stays_a_row():
    pages = [a_page(HEADINGS, WHOLE, is_open=True), a_page(["Обучить", "май", "Психолог"])]

    assert texts_of(mended(pages))[-1] == ["Обучить", "май", "Психолог"]


def test_a_stage_at_the_top_of_a_page_stays_a_stage():
    pages = [a_page(HEADINGS, WHOLE), a_page(["Этап 2. Работа пар", "", ""], WHOLE)]

    assert ["Этап 2. Работа пар", "", ""] in texts_of(mended(pages))


def test_a_table_after_a_line_of_its_own_is_another_table():
    pages = [
        a_page(HEADINGS, WHOLE, is_open=True),
        a_page(["обучение", "", ""], line="Приложение 1"),
    ]

    assert texts_of(mended(pages))[-1] == ["обучение", "", ""]
