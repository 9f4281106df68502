"""The five roadmaps we know, as text and in every format, with everything in its place."""

from pathlib import Path

import pytest

from roadmap.reading import read
from roadmap.reading.files import blocks_of
from roadmap.reading.source import Table
from tests.roadmap.reading import makers

SEEDS = Path(__file__).parents[4] / "shared" / "seeds"
pytestmark = pytest.mark.skipif(
    not SEEDS.is_dir(), reason="the real roadmaps are not on this machine"
)

# Counted by hand: activities stage by stage.
COUNTED = {
    "omsk-school-7": [3, 3, 4, 4, 4, 8, 8],
    "chukotka-region": [5, 5, 4, 2, 4, 5, 9, 3, 4],
    "koskino-school": [6, 3, 4, 7, 5, 5],
    "sevastopol-college": [5, 5, 6, 6, 8],
    "municipal-methodology": [9, 4, 5, 4, 1, 8, 6],
}
TABLES = [name for name in COUNTED if name != "municipal-methodology"]


def seed(name):
    path = SEEDS / f"{name}.txt"
    return path.read_bytes(), path.name


def everything(roadmap):
    return roadmap.to_dict()["stages"]


def as_table(name):
    """Return the lines before the table, and its rows as a person would lay them out in Word."""
    front, rows = [], []
    for block in blocks_of(*seed(name)):
        if isinstance(block, Table):
            rows.extend([cell.text for cell in row] for row in block.rows)
        elif rows:
            rows.append([block.text])
        else:
            front.append(block.text)
    width = max(map(len, rows))
    return front, [row + [""] * (width - len(row)) for row in rows]


@pytest.mark.parametrize("name", COUNTED)
def test_stages_and_activities_are_as_counted(name):
    roadmap = read(*seed(name))

    assert [len(stage.items) for stage in roadmap.stages] == COUNTED[name]


@pytest.mark.parametrize("kind", ["docx", "xlsx", "odt", "html"])
@pytest.mark.parametrize("name", TABLES)
def test_the_same_table_in_another_format_is_read_identically(name, kind):
    content = getattr(makers, kind)(*as_table(name))

    assert everything(read(content, f"roadmap.{kind}")) == everything(read(*seed(name)))


@pytest.mark.parametrize("name", TABLES)
def test_the_same_table_in_pdf_has_the_same_stages_and_counts(name):
    roadmap = read(makers.pdf(*as_table(name)), "roadmap.pdf")

    assert [len(stage.items) for stage in roadmap.stages] == COUNTED[name]
    assert [stage.number for stage in roadmap.stages] == [
        stage.number for stage in read(*seed(name)).stages
    ]


def test_omsk_is_read_to_the_cell():
    roadmap = read(*seed("omsk-school-7"))
    by_number = {item.number: item for stage in roadmap.stages for item in stage.items}

    assert [stage.number for stage in roadmap.stages] == list("1234567")
    assert all(stage.goal and stage.result for stage in roadmap.stages)
    assert by_number["2.3"].deadline == "15.10-30.10.2020, далее ежегодно с 1.10 по 10.10"
    assert by_number["6.6"].deadline == "До 10.06. 2021, далее ежегодно до 10.06"
    assert by_number["7.6"].text.endswith("организаций-партнеров")
    assert all(item.deadline and item.responsible for item in by_number.values())
    assert roadmap.organisation == "БОУ г. Омска «Средняя общеобразовательная школа № 7»"
    assert roadmap.approved is not None
    assert roadmap.approved.on == ""


def test_chukotka_is_read_to_the_cell():
    roadmap = read(*seed("chukotka-region"))
    items = [item for stage in roadmap.stages for item in stage.items]

    assert [item.number for item in items] == [str(number) for number in range(1, 42)]
    assert [stage.number for stage in roadmap.stages] == [str(number) for number in range(1, 10)]
    assert items[3].responsible.endswith("образовательные организации")
    assert items[34].deadline == "ежеквартально до 10 числа, следующего за отчетным 2020-2024г.г."
    assert all(item.deadline and item.responsible for item in items)
    assert roadmap.approved is not None
    assert roadmap.approved.on == "2020-06-23"


def test_koskino_inherits_what_its_merged_cells_say():
    stages = read(*seed("koskino-school")).stages

    assert {item.deadline for item in stages[0].items} == {"сентябрь"}
    assert [item.responsible for item in stages[0].items] == [
        "Директор", "Директор", "Директор", "Кураторы", "Директор", "Куратор, наставники",
    ]  # fmt: skip
    assert stages[5].items[-1].responsible == "Директор"
    assert stages[5].items[-1].deadline == "Ежегодно апрель – май"


def test_sevastopol_keeps_its_numbers_from_two():
    roadmap = read(*seed("sevastopol-college"))

    assert [stage.number for stage in roadmap.stages] == list("23456")
    assert roadmap.stages[4].items[-1].number == "5"
    assert all(
        item.deadline and item.responsible for stage in roadmap.stages for item in stage.items
    )


def test_a_list_without_a_table_gives_stages_with_results():
    roadmap = read(*seed("municipal-methodology"))

    assert all(stage.result for stage in roadmap.stages)
    assert [problem.place for problem in roadmap.problems] != []
